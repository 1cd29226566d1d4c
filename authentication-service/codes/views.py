from uuid import UUID

from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import IsService
from chassis.api.views import View
from codes import actions
from codes.serializers import MailedCodeSerializer


class MailedCodeView(View):
    access = {"GET": IsService("notification-service")}
    names = {"GET": "readMailedCode"}

    @operation(response=MailedCodeSerializer)
    def get(self, request: Request, code_id: UUID) -> actions.ReadCode:
        """Read a code that is about to be sent, and where it goes.

        404 once it was used, replaced or has expired: then it is not to be sent any more.
        """
        return actions.read(code_id)
