from uuid import UUID

from django.db import transaction

from accounts.lockout import client_of
from accounts.models import Account
from chassis.errors import TooMany
from chassis.locking import take_turns
from chassis.origins import Origin
from codes import events
from codes.actions.issue import issue
from codes.models import CodeRequest
from codes.pace import refuse_after
from codes.purposes import Purpose

MOST_FOR_AN_ADDRESS = 5
MOST_FROM_A_CLIENT = 30


def ask(purpose: Purpose, email: str, origin: Origin) -> None:
    """Take note that somebody wants a code sent to the account of this address, if there is one.

    Rule: who asks without a login learns of no account, neither by the answer nor by the time it takes: it is
    looked up afterwards, by `answer`.
    Rule: a client asks five times an hour for one address, and thirty times in all, of each purpose. Raises
    TooMany (429) `too_many_codes`.
    """
    request = CodeRequest(purpose=purpose, email=email.lower(), client=client_of(origin.address))
    with transaction.atomic():
        take_turns(f"{purpose} codes for {request.client}")
        _refuse_too_many(request)
        request.save(force_insert=True)
        events.code_requested(request)


def answer(request_id: UUID) -> None:
    """Send the code that was asked for, in the transaction of the event that says so.

    Rule: it goes to an active account with a login, and a verification to an address that is not verified;
    nobody learns that there is none, or that it was sent enough.
    Rule: who was invited and has not come yet is sent their invitation and nothing else, so that it ends.
    """
    request = CodeRequest.objects.filter(pk=request_id).first()
    if request is None:
        return
    accounts = Account.objects.signing_in_with(request.email).in_use().filter(is_active=True)
    if request.purpose == Purpose.VERIFY_EMAIL:
        accounts = accounts.filter(email_verified=False)
    account = accounts.select_for_update().first()
    if account is None:
        return
    try:
        issue(account, Purpose(request.purpose), address=account.email)
    except TooMany:
        return


def _refuse_too_many(request: CodeRequest) -> None:
    asked = CodeRequest.objects.filter(client=request.client, purpose=request.purpose)
    refuse_after(MOST_FOR_AN_ADDRESS, asked.filter(email=request.email))
    refuse_after(MOST_FROM_A_CLIENT, asked)
