"""What can happen to an API key, one file an action."""

from api_keys.actions.end_all_keys import end_all_keys
from api_keys.actions.end_key import end_key, end_key_of_account
from api_keys.actions.make_key import make_key

__all__ = ["end_all_keys", "end_key", "end_key_of_account", "make_key"]
