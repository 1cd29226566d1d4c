"""The language of templates: a part of Jinja's that fills in values and chooses by them, and nothing else.

Allowed are text, `{{ name }}`, and `{% if %}` with not, and, or, == and != of names and constants. There are
no loops, attributes, calls, filters, inclusions or arithmetic, so a text is no longer than its template and
what it is filled with, and reads nothing else.
"""

from functools import lru_cache
from typing import Any

from jinja2 import Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

# What is rendered is text; whoever makes HTML of it escapes it.
ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=False, cache_size=0)


def filled(source: str, values: dict[str, Any]) -> str:
    """What a template comes to. A name without a value is empty."""
    return _compiled(source).render(values)


@lru_cache(maxsize=1000)
def _compiled(source: str) -> Template:
    return ENVIRONMENT.from_string(source)
