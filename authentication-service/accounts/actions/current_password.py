from accounts import lockout
from accounts.actions.sign_in import password_is_right
from accounts.errors import NO_PASSWORD, WRONG_PASSWORD
from accounts.models import Account


def require_current_password(account: Account, password: str, *, field: str) -> None:
    """Let on only who shows the password of the account that they are signed in to.

    Rule: wrong ones make whoever asks wait as at signing in, counted by their account; where there is no
    password nothing is a guess.
    Raises InvalidField (400) on `field`, Conflict (409) `no_password`, TooMany (429).
    """
    if not account.has_usable_password():
        raise NO_PASSWORD()
    counted = lockout.of_account(account.pk, "password")
    lockout.refuse_if_locked(counted)
    right = password_is_right(account, password)
    lockout.judge(counted, right=right)
    if not right:
        raise WRONG_PASSWORD(field=field)
