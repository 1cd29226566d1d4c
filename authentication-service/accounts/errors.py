"""The refusals that only signing in knows."""

from rest_framework.exceptions import AuthenticationFailed

from chassis.errors import Problem


class TooManyAttempts(Problem):
    """429 with Retry-After."""

    status_code = 429

    def __init__(self, wait: int) -> None:
        super().__init__("too_many_attempts", "Too many wrong passwords; wait before you try again.")
        self.wait = wait


def invalid_credentials() -> AuthenticationFailed:
    return AuthenticationFailed("The email address or the password is wrong.", "invalid_credentials")
