"""The news of codes: that there is one, never what it is or where it goes. Payloads: contracts/events/."""

from chassis.events import emit
from codes.models import CodeRequest, MailedCode


def code_issued(code: MailedCode) -> None:
    data = {
        "code_id": str(code.id),
        "account_id": str(code.account_id),
        "purpose": code.purpose,
        "channel": code.channel,
        "expires_at": code.expires_at.isoformat(),
    }
    emit("code.issued.v1", subject=code.id, data=data)


def code_requested(request: CodeRequest) -> None:
    emit("code.requested.v1", subject=request.id, data={"request_id": str(request.id)})
