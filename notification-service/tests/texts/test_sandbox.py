"""What a template may do: fill in and choose. Everything else is refused at saving, and named."""

import pytest

from texts.kinds import KINDS
from texts.language import Words
from texts.rendering import text_of
from texts.sandbox import check_template, filled

URL = "/api/v1/notifications/templates/confirmed/de/"
NOT_ALLOWED = {
    "{% for x in service %}{{ x }}{% endfor %}": "for",
    "{{ service.__class__.__mro__ }}": "getattr",
    "{{ service['__class__'] }}": "getitem",
    "{{ service[0] }}": "getitem",
    "{{ service() }}": "call",
    "{{ range(10) }}": "call",
    "{{ cycler.__init__.__globals__ }}": "getattr",
    "{{ service|upper }}": "filter",
    "{{ service|attr('__class__') }}": "filter",
    "{% filter upper %}x{% endfilter %}": "filterblock",
    "{% include 'x' %}": "include",
    "{% import 'x' as x %}": "import",
    "{% from 'x' import x %}": "fromimport",
    "{% extends 'x' %}": "extends",
    "{% block x %}{% endblock %}": "block",
    "{% macro x() %}{% endmacro %}": "macro",
    "{% call service() %}{% endcall %}": "callblock",
    "{% set service = 'x' %}": "assign",
    "{% set service %}x{% endset %}": "assignblock",
    "{% with service = 'x' %}{% endwith %}": "with",
    "{{ 9 ** 9 ** 9 }}": "pow",
    "{{ service * 1000000 }}": "mul",
    "{{ service ~ when }}": "concat",
    "{{ service + when }}": "add",
    "{{ service % when }}": "mod",
    "{{ -1 }}": "neg",
    "{{ 1.5 }}": "const",
    "{{ none }}": "const",
    "{{ '\\r\\nBcc: everybody@example.org' }}": "const",
    "{{ '\\x00' }}": "const",
    "{{ '\\ud800' }}": "const",
    "{{ service if when }}": "condexpr",
    "{{ [service] }}": "list",
    "{{ {'a': service} }}": "dict",
    "{{ (service, when) }}": "tuple",
    "{% if service > 3 %}x{% endif %}": "gt",
    "{% if 'x' in service %}x{% endif %}": "in",
    "{% if service is defined %}x{% endif %}": "test",
}
NO_TEMPLATE = [
    "{{ service",
    "{{ }}",
    "{% if service %}",
    "{% endif %}",
    "{% if %}x{% endif %}",
    "{% debug %}",
    "{% do service %}",
    "{% autoescape false %}{% endautoescape %",
    "{# never ends",
    "{{ 'never ends }}",
    "{{ service }} {{ 1",
    "{{ service; when }}",
    f"{{{{ {'1' * 5000} }}}}",
]
UNKNOWN = [
    "self",
    "loop",
    "super",
    "config",
    "request",
    "settings",
    "range",
    "cycler",
    "true_",
    "reason",
    "x",
]


def refused(admin, body, field="body"):
    words = {"title": "x", "body": "x", "action": "", field: body}
    answers = [admin.put(URL, words), admin.post(f"{URL}preview/", words)]
    assert [answer.status_code for answer in answers] == [400, 400]
    [error] = answers[0].json()["errors"]
    assert [error] == answers[1].json()["errors"]
    assert error["field"] == field
    return error


@pytest.mark.shows("NO03")
@pytest.mark.django_db
@pytest.mark.parametrize("field", ["title", "body", "action"])
@pytest.mark.parametrize(("source", "construct"), NOT_ALLOWED.items())
def test_what_does_more_than_fill_in_and_choose_is_refused_by_name(admin, source, construct, field):
    error = refused(admin, source, field)
    assert error["code"] == "not_in_templates"
    assert error["message"].endswith(f"not {construct}.")


@pytest.mark.django_db
@pytest.mark.parametrize("source", NO_TEMPLATE)
def test_what_is_no_template_is_refused_and_why(admin, source):
    error = refused(admin, source)
    assert error["code"] == "template_syntax"
    assert len(error["message"]) < 300


@pytest.mark.shows("NO03")
@pytest.mark.django_db
@pytest.mark.parametrize("name", UNKNOWN)
def test_a_name_that_its_kind_does_not_have_is_refused_with_those_that_it_has(admin, name):
    for source in (f"{{{{ {name} }}}}", f"{{% if not {name} %}}x{{% endif %}}"):
        error = refused(admin, source)
        assert error["code"] == "unknown_variable"
        assert error["message"] == f"There is no {name} in this kind of news; there are: service, when."


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source",
    [
        "{% if service %}" * 20 + "x" + "{% endif %}" * 20,
        "{% if service %}" * 300 + "x" + "{% endif %}" * 300,
        f"{{{{ {'(' * 4000}service{')' * 4000} }}}}",
        f"{{{{ {'not ' * 2000}service }}}}",
        f"{{{{ {'service and ' * 800}service }}}}",
    ],
)
def test_what_is_nested_without_end_is_refused(admin, source):
    assert refused(admin, source)["code"] == "too_nested"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "source", "code"),
    [
        ("body", "{{ when }}" * 200, "comes_to_too_much"),
        ("title", "{{ when }}" * 10, "comes_to_too_much"),
        ("action", "{{ when }}" * 2, "comes_to_too_much"),
        ("body", "x" * 10_001, "max_length"),
        ("title", "x" * 501, "max_length"),
        ("body", "{% if service == 'x' %}x{% endif %}", "comes_to_nothing"),
        ("title", "{{ '' }}", "comes_to_nothing"),
        ("body", "", "blank"),
        ("title", "   ", "blank"),
    ],
)
def test_what_comes_to_nothing_or_to_too_much_is_refused(admin, field, source, code):
    assert refused(admin, source, field)["code"] == code


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [1, None, True, ["x"], {"x": "y"}])
def test_what_is_no_text_is_refused(admin, wrong):
    assert refused(admin, wrong)["code"] in {"invalid", "null"}


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["\r\nBcc: x@example.org", "\nx", "\rx", "\u2028x", "\x00", "\u202ex"])
def test_a_title_of_several_lines_is_refused(admin, end):
    for field in ("title", "action"):
        assert refused(admin, f"x{end}", field)["code"] in {
            "invisible_characters",
            "null_characters_not_allowed",
        }


@pytest.mark.parametrize(
    "end", ["\r\nBcc: x@example.org", "\n\nx", "\r", "\x00x", "\x85x", "\u2028x", "\x1fx"]
)
def test_a_value_of_several_lines_leaves_a_title_and_a_label_one_line(end):
    text = text_of(Words("{{ x }}", "{{ x }}", "{{ x }}"), {"x": f"Oil{end}"})
    for part in (text.title, text.action):
        assert len(part.splitlines()) == 1
        assert part.isprintable()
    assert not set(text.body) & {"\x00", "\x1f", "\x85", "\r"}


def test_a_value_is_never_a_template():
    assert filled("{{ x }}", {"x": "{{ x }}{% for %}{{ 7 * 7 }}"}) == "{{ x }}{% for %}{{ 7 * 7 }}"


def test_a_value_without_end_is_cut():
    text = text_of(Words("{{ x }}", "{{ x }}", "{{ x }}"), {"x": "x" * 100_000})
    assert [len(part) for part in text] == [200, 5000, 60]
    assert {part[-1] for part in text} == {"…"}


@pytest.mark.parametrize(
    ("source", "filled_with", "comes_to"),
    [
        ("{{ a }}, {{ b }}", {"a": "x", "b": 5}, "x, 5"),
        ("{% if a %}yes{% elif b %}perhaps{% else %}no{% endif %}", {"a": "", "b": 0}, "no"),
        ("{% if a and not b or c == 'x' %}yes{% endif %}", {"a": "", "b": "", "c": "x"}, "yes"),
        ("{% if a != 5 %}no{% endif %}", {"a": 5}, ""),
        ("{% if a == true %}yes{% endif %}", {"a": True}, "yes"),
        ("{% raw %}{{ a }}{% endraw %}{# aside #}{{ '{%' }}", {"a": "x"}, "{{ a }}{%"),
        ("{{ a }}", {}, ""),
    ],
)
def test_a_template_fills_in_and_chooses(source, filled_with, comes_to):
    check_template("body", source, {"a", "b", "c"})
    assert filled(source, filled_with) == comes_to


def test_the_examples_of_a_kind_have_each_value_with_and_without():
    kind = KINDS["payment_received"]
    lacking = [{name for name, value in example.items() if not value} for example in kind.examples]
    assert lacking == [set(), {"rest"}, {"title"}, {"title", "rest"}]
