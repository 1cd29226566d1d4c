from hmac import compare_digest

from django.utils import timezone

from accounts.models import Account
from chassis.bearer_codes import digest_of
from codes.derivation import digest_for, still_counts
from codes.errors import CODE_INVALID
from codes.models import MailedCode, MailedCodeQuerySet
from codes.purposes import Purpose


def holder_of(code: str, purpose: Purpose) -> Account:
    """Whose code in a link this is, as long as it counts; it is not used up. Raises as `redeem` does."""
    found = _counting(code, purpose).select_related("account").first()
    if found is None or not found.account.is_active or not still_counts(found):
        raise CODE_INVALID(field="code")
    return found.account


def redeem(code: str, purpose: Purpose) -> MailedCode:
    """Use up the code of a link. In the caller's transaction; its account's row is locked and at `.account`.

    Rule: a code counts once, for its purpose, until it expires or another takes its place; of twenty who come
    with it together one is let in. It counts for no account that is not active.
    Rule: a code that was sent to an account's own address counts while the account has it; one that sets a
    password or gives another address, while the account's password is the same; and what was begun in a
    session, while that lives.
    Raises InvalidField (400) `code_invalid` on `code`, whichever of these it is.
    """
    # The account first, as everybody locks them, so that none wait for each other.
    account = Account.objects.select_for_update().filter(pk=holder_of(code, purpose).pk).first()
    found = _counting(code, purpose).select_for_update().first()
    if account is None or found is None:
        raise CODE_INVALID(field="code")
    found.account = account
    if not account.is_active or not still_counts(found):
        raise CODE_INVALID(field="code")
    return _used(found)


def redeem_typed(account: Account, code: str, purpose: Purpose) -> MailedCode | None:
    """Use up the six digits that this account was sent; None if these are not they.

    Call it in a transaction that holds the account's row and commits in any case: a wrong attempt counts.
    Rule: five wrong attempts end a code of six digits.
    """
    found = MailedCode.objects.counting().filter(account=account, purpose=purpose).first()
    if found is None:
        return None
    found.account = account
    if not still_counts(found):
        return None
    if compare_digest(found.digest, digest_for(found, code)):
        return _used(found)
    found.attempts += 1
    found.save(update_fields=["attempts", "updated_at"])
    return None


def _counting(code: str, purpose: Purpose) -> MailedCodeQuerySet:
    return MailedCode.objects.counting().filter(digest=digest_of(code), purpose=purpose)


def _used(code: MailedCode) -> MailedCode:
    code.used_at = timezone.now()
    code.save(update_fields=["used_at", "updated_at"])
    return code
