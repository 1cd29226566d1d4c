from uuid import UUID

from django.db import transaction

from accounts.actions.recent_sign_in import require_recent_sign_in
from accounts.actions.sessions import deny, end_all
from accounts.permissions import accounts_visible_to
from chassis.auth import Actor
from chassis.locking import locked


def sign_out_everywhere(actor: Actor, account_id: UUID) -> None:
    """End every session and API key of an account, in the name of an admin.

    Rule: who is signed out by force is so on every device at once, and none of them is known any longer;
    their programs have no key that counts. They may sign in again.
    Raises NotFound (404), Unauthenticated (401) `insufficient_user_authentication`.
    """
    require_recent_sign_in(actor)
    with transaction.atomic():
        ended = end_all(locked(accounts_visible_to(actor), account_id))
    deny(ended)
