from typing import Any

from rest_framework.request import Request

from accounts.errors import ADDRESS_UNVERIFIED, EMAIL_TAKEN, NOT_RECENT
from accounts.views import OpenView
from addresses import actions
from addresses.authentication import whoever_is_signed_in
from addresses.errors import NO_PHONE, PHONE_VERIFIED, SAME_EMAIL, TEXT_MESSAGES_OFF
from addresses.serializers import (
    ConfirmPhoneSerializer,
    EmailSerializer,
    MailedCodeSerializer,
    ResetPasswordSerializer,
)
from chassis.api.operations import operation
from chassis.api.permissions import Anyone, InPerson, IsSignedIn
from chassis.api.views import View
from chassis.framework_errors import NOT_FOUND
from chassis.origins import origin_of
from codes.actions import ask
from codes.errors import CODE_INVALID, TOO_MANY_CODES
from codes.purposes import Purpose


class ForgottenPasswordView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "requestPasswordReset"}

    @operation(request=EmailSerializer, status=204, refuses=[TOO_MANY_CODES])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Have a link mailed that sets another password, within an hour.

        The answer is the same whether or not the address has an account.
        """
        ask(Purpose.RESET_PASSWORD, data["email"], origin_of(request))


class ResetPasswordView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "resetPassword"}

    @operation(request=ResetPasswordSerializer, status=204, fields={"code": CODE_INVALID})
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Set another password by the code that was mailed; all sessions and API keys end.

        Second factors stay, unless the address was never verified: whoever added them may be a stranger.
        """
        actions.reset_password(data, origin_of(request))


class VerifyEmailView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "verifyEmail"}

    @operation(request=MailedCodeSerializer, status=204, fields={"code": CODE_INVALID})
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Show by the code that was mailed that the address of an account is its person's.

        Tokens of before are `token_expired` from then on: refresh, and the next ones say it. Send yours along
        if you have one: whoever is not signed in to the account need not be who registered, and second
        factors that were added before the address was verified are removed.
        """
        actions.verify_email(whoever_is_signed_in(request), data["code"], origin_of(request))


class ResendVerificationView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "resendEmailVerification"}

    @operation(request=EmailSerializer, status=204, refuses=[TOO_MANY_CODES])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Have the link that verifies an address mailed once more; the one of before counts no longer.

        The answer is the same whether or not the address has an account, and whether it is verified.
        """
        ask(Purpose.VERIFY_EMAIL, data["email"], origin_of(request))


class ChangeEmailView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "changeEmail"}

    @operation(
        request=EmailSerializer, status=204, refuses=[NOT_RECENT, SAME_EMAIL, TOO_MANY_CODES, NOT_FOUND]
    )
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Have a link mailed to another address, which becomes yours when it is followed, within a day.

        It takes a sign-in of the last ten minutes.
        """
        actions.change_email(request.user, data["email"])


class ConfirmEmailChangeView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "confirmEmailChange"}

    @operation(request=MailedCodeSerializer, status=204, fields={"code": CODE_INVALID}, refuses=[EMAIL_TAKEN])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Take another address by the code that was mailed there.

        The address of before is mailed a link that brings it back within seven days, if it was verified. If
        it was not, send your token along, as with the link that verifies an address.
        """
        actions.confirm_email_change(whoever_is_signed_in(request), data["code"], origin_of(request))


class UndoEmailChangeView(OpenView):
    access = {"POST": Anyone}
    names = {"POST": "undoEmailChange"}

    @operation(request=MailedCodeSerializer, status=204, fields={"code": CODE_INVALID}, refuses=[EMAIL_TAKEN])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Bring an account back to the address of before, by the code that was mailed there.

        All sessions and API keys end, the password counts no longer, and a link that sets another is mailed.
        Second factors that were added since the change are removed.
        """
        actions.undo_email_change(data["code"], origin_of(request))


class VerifyPhoneView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "verifyPhone"}

    @operation(
        status=204,
        refuses=[TEXT_MESSAGES_OFF, NO_PHONE, PHONE_VERIFIED, ADDRESS_UNVERIFIED, TOO_MANY_CODES, NOT_FOUND],
    )
    def post(self, request: Request) -> None:
        """Have six digits sent to your phone by text message; they count for ten minutes."""
        actions.verify_phone(request.user, origin_of(request))


class ConfirmPhoneView(View):
    access = {"POST": InPerson(IsSignedIn)}
    names = {"POST": "confirmPhone"}

    @operation(request=ConfirmPhoneSerializer, status=204, fields={"code": CODE_INVALID}, refuses=[NOT_FOUND])
    def post(self, request: Request, data: dict[str, Any]) -> None:
        """Show by the six digits that your phone is yours. After five wrong attempts they count no longer."""
        actions.confirm_phone(request.user, data["code"])
