from hmac import compare_digest

from django.utils import timezone

from accounts.models import Account
from codes.derivation import digest_of, digest_to_compare
from codes.errors import CODE_INVALID
from codes.models import MailedCode
from codes.purposes import Purpose


def redeem(code: str, purpose: Purpose) -> MailedCode:
    """Use up the code of a link. In the caller's transaction; its account's row is locked and at `.account`.

    Rule: a code counts once, for its purpose, until it expires or another takes its place; of twenty who come
    with it together one is let in. It counts for no account that is not active.
    Raises InvalidField (400) `code_invalid` on `code`, whichever of these it is.
    """
    known = MailedCode.objects.filter(digest=digest_of(code), purpose=purpose)
    found = known.values_list("pk", "account_id").first()
    if found is None:
        raise CODE_INVALID(field="code")
    code_id, account_id = found
    # The account first, as everybody locks them, so that none wait for each other.
    account = Account.objects.select_for_update().filter(pk=account_id, is_active=True).first()
    counting = MailedCode.objects.counting().select_for_update().filter(pk=code_id).first()
    if account is None or counting is None:
        raise CODE_INVALID(field="code")
    return _used(counting, account)


def redeem_typed(account: Account, code: str, purpose: Purpose) -> MailedCode | None:
    """Use up the six digits that this account was sent; None if these are not they.

    Call it in a transaction that holds the account's row and commits in any case: a wrong attempt counts.
    Rule: five wrong attempts end a code of six digits.
    """
    counting = MailedCode.objects.counting().filter(account=account, purpose=purpose).first()
    if counting is None:
        return None
    if compare_digest(counting.digest, digest_to_compare(counting.id, counting.channel, code)):
        return _used(counting, account)
    counting.attempts += 1
    counting.save(update_fields=["attempts", "updated_at"])
    return None


def _used(code: MailedCode, account: Account) -> MailedCode:
    code.used_at = timezone.now()
    code.save(update_fields=["used_at", "updated_at"])
    code.account = account
    return code
