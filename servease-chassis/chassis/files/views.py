from django.http import FileResponse
from rest_framework.request import Request

from chassis.api.operations import operation
from chassis.api.permissions import Anyone
from chassis.api.views import View
from chassis.files.answers import answer
from chassis.files.errors import LINK_EXPIRED
from chassis.files.links import file_at


class FileView(View):
    """A service has one, named `file`: `FileView.as_view(names={"GET": "readBoxFile"})`."""

    # What counts is the signature in the address.
    authentication_classes = []
    access = {"GET": Anyone}

    @operation(answers={200: "*/*"}, refuses=[LINK_EXPIRED])
    def get(self, request: Request, link: str) -> FileResponse:
        """Read a file at its link.

        The link is good for fifteen minutes: whatever shows the file gives a new one. Images may be shown in
        a page, other files are downloads.
        """
        return answer(file_at(link))
