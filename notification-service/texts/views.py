from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from chassis.api.operations import listing, operation
from chassis.api.permissions import InPerson, IsAdmin
from chassis.api.views import View
from texts import actions
from texts.errors import DEFAULT_LANGUAGE_IS_USED
from texts.language import Words
from texts.models import Template
from texts.preview import on_paper
from texts.serializers import (
    ChangeTextLanguageSerializer,
    KindsSerializer,
    PreviewsSerializer,
    ReplaceTemplateSerializer,
    TemplateSerializer,
    TemplateVersionSerializer,
    TextLanguageSerializer,
    TextLanguagesSerializer,
)


class TemplatesView(View):
    access = {"GET": IsAdmin}
    names = {"GET": "listTemplates"}

    @operation(response=KindsSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """List every kind of news, and how far its text is in each language."""
        return {"results": actions.kinds_of_news()}


class TemplateView(View):
    access = {"GET": IsAdmin, "PUT": InPerson(IsAdmin), "DELETE": InPerson(IsAdmin)}
    names = {"GET": "readTemplate", "PUT": "replaceTemplate", "DELETE": "restoreBuiltInTemplate"}

    @operation(response=TemplateSerializer)
    def get(self, request: Request, kind: str, language: str) -> Template:
        """Read what news of a kind say in a language, and what that may name."""
        return actions.text_in_force(kind, language)

    @operation(request=ReplaceTemplateSerializer, response=TemplateSerializer)
    def put(self, request: Request, data: dict[str, Any], kind: str, language: str) -> Template:
        """Let news of a kind say something else in a language; a new version, from the next one sent."""
        return actions.change_text(
            request.user, kind, language, Words(**data), check_precondition=self.check_precondition
        )

    @operation(status=204)
    def delete(self, request: Request, kind: str, language: str) -> None:
        """Go back to the text that the platform brings; what was written stays among the versions."""
        actions.restore_built_in(request.user, kind, language, check_precondition=self.check_precondition)


class TemplateVersionsView(View):
    access = {"GET": IsAdmin}
    names = {"GET": "listTemplateVersions"}

    @listing(response=TemplateVersionSerializer)
    def get(self, request: Request, kind: str, language: str) -> QuerySet[Template]:
        """List what a text was, newest first."""
        actions.check_there_is(kind, language)
        return Template.objects.filter(kind=kind, language=language)


class TemplatePreviewView(View):
    access = {"POST": IsAdmin}
    names = {"POST": "previewTemplate"}

    @operation(request=ReplaceTemplateSerializer, response=PreviewsSerializer)
    def post(self, request: Request, data: dict[str, Any], kind: str, language: str) -> dict[str, Any]:
        """Show what a text would come to, with the examples of its kind and on the workshop's own paper.

        Nothing is kept of it.
        """
        return {"results": on_paper(actions.previews(kind, language, Words(**data)), language)}


class LanguagesView(View):
    access = {"GET": IsAdmin}
    names = {"GET": "listLanguages"}

    @operation(response=TextLanguagesSerializer)
    def get(self, request: Request) -> dict[str, Any]:
        """List the languages that there are texts in, and which of them mail is sent in."""
        return {"results": actions.languages()}


class LanguageView(View):
    access = {"GET": IsAdmin, "PATCH": InPerson(IsAdmin)}

    @operation(response=TextLanguageSerializer)
    def get(self, request: Request, code: str) -> dict[str, Any]:
        """Read whether mail is sent in a language."""
        return actions.language_of_code(code)

    @operation(
        request=ChangeTextLanguageSerializer,
        response=TextLanguageSerializer,
        refuses=[DEFAULT_LANGUAGE_IS_USED],
    )
    def patch(self, request: Request, data: dict[str, Any], code: str) -> dict[str, Any]:
        """Say whether a language's texts are reviewed, so that mail is sent in it."""
        return actions.review_language(request.user, code, data, check_precondition=self.check_precondition)
