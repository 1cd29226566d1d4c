from typing import Any

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsSignedIn
from chassis.api.views import View
from preferences import actions
from preferences.errors import SECURITY_MAIL
from preferences.serializers import ChangePreferencesSerializer, PreferencesSerializer


class PreferencesView(View):
    access = {"GET": IsSignedIn, "PATCH": IsSignedIn}

    @operation(response=PreferencesSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """Read how you are reached: quiet hours, digest, and the channels of each kind of news."""
        return actions.own_preferences(request.user)

    @operation(request=ChangePreferencesSerializer, response=PreferencesSerializer, refuses=[SECURITY_MAIL])
    def patch(self, request: Request, data: dict[str, Any]) -> dict[str, Any]:
        """Change how you are reached.

        What is urgent passes quiet hours and the digest. Mail about the security of your account cannot be
        switched off.
        """
        return actions.change_preferences(request.user, data, check_precondition=self.check_precondition)
