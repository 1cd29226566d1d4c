"""The language of templates: a part of Jinja's that fills in values and chooses by them, and nothing else.

Allowed are text, `{{ name }}`, and `{% if %}` with not, and, or, == and != of names and constants. There are
no loops, attributes, calls, filters, inclusions or arithmetic, so a text is no longer than its template and
what it is filled with, and reads nothing else: docs/adr/0039-texts-in-a-sandbox.md.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from texts.errors import NOT_IN_TEMPLATES, TEMPLATE_SYNTAX, TOO_NESTED, UNKNOWN_VARIABLE

# What is rendered is text; whoever makes HTML of it escapes it.
ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=False, cache_size=0)
ENVIRONMENT.globals.clear()
ENVIRONMENT.filters.clear()
ENVIRONMENT.tests.clear()

ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If,
    nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
)  # fmt: skip
# Never one that could fail for the type of a value, as an order would.
COMPARISONS = {"eq", "ne"}
DEEPEST = 10


def filled(source: str, values: dict[str, Any]) -> str:
    """What a template comes to. A name without a value is empty."""
    return _compiled(source).render(values)


def check_template(field: str, source: str, known: Collection[str]) -> None:
    """Rule: a template names nothing but the values of its kind, and does nothing but fill in and choose.

    Raises TEMPLATE_SYNTAX, NOT_IN_TEMPLATES, TOO_NESTED, UNKNOWN_VARIABLE (400), each of `field`.
    """
    for node, depth in _walked(_parsed(field, source)):
        if not _is_allowed(node):
            raise NOT_IN_TEMPLATES(field=field, construct=_construct(node))
        if depth > DEEPEST:
            raise TOO_NESTED(field=field, deepest=DEEPEST)
        if isinstance(node, nodes.Name) and node.name not in known:
            raise UNKNOWN_VARIABLE(field=field, name=node.name, known=", ".join(sorted(known)))


def _parsed(field: str, source: str) -> nodes.Template:
    try:
        return ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise TEMPLATE_SYNTAX(field=field, mistake=str(error.message)[:200]) from error
    except ValueError as error:  # A number of more digits than Python reads.
        raise TEMPLATE_SYNTAX(field=field, mistake="a number is too long.") from error
    except RecursionError as error:
        raise TOO_NESTED(field=field, deepest=DEEPEST) from error


def _walked(template: nodes.Template) -> Iterator[tuple[nodes.Node, int]]:
    """Each node with how many are around it; without recursion, for it may be nested without end."""
    waiting: list[tuple[nodes.Node, int]] = [(template, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]


def _is_allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Name):
        return node.ctx == "load"
    if isinstance(node, nodes.Operand):
        return node.op in COMPARISONS
    if isinstance(node, nodes.Const):
        # A text may be written with escapes, and so with controls and halves of characters.
        return type(node.value) in {bool, int} or (type(node.value) is str and node.value.isprintable())
    return isinstance(node, ALLOWED)


def _construct(node: nodes.Node) -> str:
    return node.op if isinstance(node, nodes.Operand) else type(node).__name__.lower()


@lru_cache(maxsize=1000)
def _compiled(source: str) -> Template:
    return ENVIRONMENT.from_string(source)
