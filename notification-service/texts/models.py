"""What admins decided about texts: templates of their own, and in which languages mail may be sent."""

from typing import Any

from django.db import models

from chassis.models import BaseModel
from texts.kinds import KINDS
from texts.languages import LANGUAGES
from texts.values import worded


class Template(BaseModel):
    """One version of a text, from 1; never changed. The newest one of its kind and language counts.

    One that `is_built_in` has no words of its own: from there on it is the text that the platform brings.
    """

    kind = models.CharField(max_length=50)
    language = models.CharField(max_length=5)
    version = models.PositiveIntegerField()
    is_built_in = models.BooleanField(default=False)
    title = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    action = models.CharField(max_length=200, blank=True)
    changed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "version"], name="unique_version_of_a_template"
            ),
            models.CheckConstraint(
                condition=models.Q(is_built_in=True, title="", body="", action="")
                | (models.Q(is_built_in=False) & ~models.Q(title="") & ~models.Q(body="")),
                name="templates_have_words_or_are_built_in",
            ),
        ]
        indexes = [models.Index(fields=["kind", "language", "-id"], name="versions_of_a_template")]

    @property
    def variables(self) -> list[dict[str, Any]]:
        """What it may name, each with an example as its language writes it."""
        kind, language = KINDS[self.kind], LANGUAGES[self.language]
        return [
            {"name": name, "example": str(worded(value, language)), "may_lack": name in kind.may_lack}
            for name, value in kind.variables.items()
        ]


class LanguageReview(BaseModel):
    """Whether somebody who speaks a language at home stands for its texts; without a row as is built in."""

    code = models.CharField(max_length=5)
    is_reviewed = models.BooleanField()
    reviewed_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="one_review_per_language")]
