"""What can happen to passkeys, and by them, one file a subject."""

from passkeys.actions.ceremonies import Begun
from passkeys.actions.passkeys import remove_passkey, rename_passkey
from passkeys.actions.registration import Registered, begin_registration, complete_registration
from passkeys.actions.second_factor import begin_second_factor, complete_second_factor
from passkeys.actions.sign_in import begin_sign_in, complete_sign_in
from passkeys.actions.step_up import begin_step_up, complete_step_up

__all__ = [
    "Begun",
    "Registered",
    "begin_registration",
    "begin_second_factor",
    "begin_sign_in",
    "begin_step_up",
    "complete_registration",
    "complete_second_factor",
    "complete_sign_in",
    "complete_step_up",
    "remove_passkey",
    "rename_passkey",
]
