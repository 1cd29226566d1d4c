"""What becomes of addresses, numbers and passwords by codes, one file a subject."""

from addresses.actions.email import change_email, confirm_email_change, undo_email_change
from addresses.actions.invitations import accept_invitation, invite, send_invitation
from addresses.actions.passwords import reset_password
from addresses.actions.phone import confirm_phone, verify_phone
from addresses.actions.verification import send_first_verification, verify_email

__all__ = [
    "accept_invitation",
    "change_email",
    "confirm_email_change",
    "confirm_phone",
    "invite",
    "reset_password",
    "send_first_verification",
    "send_invitation",
    "undo_email_change",
    "verify_email",
    "verify_phone",
]
