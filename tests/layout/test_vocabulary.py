"""No Python identifier keeps a word that another has replaced. Prose is free, and so are names of tests."""

import ast
import re
import subprocess
import tokenize
from functools import cache
from io import StringIO

import pytest
from services import ROOT

# Each of these is a word of an identifier: `is_buried`, `NeighbourFailed`.
WORDS = {
    "nameless": "anonymous",
    "neighbour": "upstream",
    "neighbours": "upstreams",
    "hearing": "subscription",
    "hears": "subscribes",
    "heard": "received",
    "tells": "publishes",
    "told": "published",
    "bury": "to_dead_letter",
    "buries": "to_dead_letter",
    "buried": "dead_letters",
    "remains": "dead_letter",
}
# Each of these is a whole identifier.
IDENTIFIERS = {
    "Refused": "Conflict",
    "Missing": "NotFound",
    "remember": "store_reply",
    "anything": "check_precondition",
    "nothing": "store_reply",
}
# What `operation` and `listing` are called with.
KEYWORDS = {"takes": "request", "gives": "response", "asks": "query"}
# What handlers and actions are called with.
PARAMETERS = {
    "given": "data",
    "asked": "params",
    "takes": "request",
    "gives": "response",
    "expect": "check_precondition",
    "remember": "store_reply",
}
BASES = {"Record": "BaseModel"}


@cache
def sources():
    """All Python of ours by its name. What a migration once said stays as it was."""
    listed = subprocess.run(
        ["git", "ls-files", "--", "*.py"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    names = [name for name in listed.stdout.splitlines() if "/migrations/" not in name]
    return {name: (ROOT / name).read_text() for name in names if (ROOT / name).exists()}


def sources_that_say(words):
    """To read all of it token by token takes long; most of it has none of the words even in its prose."""
    said = re.compile("|".join(words), re.IGNORECASE)
    return {name: text for name, text in sources().items() if said.search(text)}


def words_of(identifier):
    return re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)


def replaced_in(identifier):
    if identifier in IDENTIFIERS:
        yield identifier, IDENTIFIERS[identifier]
    for word in words_of(identifier):
        if word.lower() in WORDS:
            yield word, WORDS[word.lower()]


def identifiers_in(text):
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.NAME and not token.string.startswith("test_"):
            yield token.string, token.start[0]


def nodes(kind, words):
    """Each node of that kind, with the name of its file, in files that have one of the words."""
    for name, text in sources_that_say(words).items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, kind):
                yield name, node


def said(name, line, old, new):
    return f"{name}:{line}: say {new}, not {old}"


def test_no_identifier_has_a_word_that_went():
    found = [
        said(name, line, old, new)
        for name, text in sources_that_say([*WORDS, *IDENTIFIERS]).items()
        for identifier, line in identifiers_in(text)
        for old, new in replaced_in(identifier)
    ]
    assert found == []


def test_no_handler_is_declared_with_a_word_that_went():
    found = [
        said(name, call.lineno, keyword.arg, KEYWORDS[keyword.arg])
        for name, call in nodes(ast.Call, [f"{word} *=" for word in KEYWORDS])
        if getattr(call.func, "id", "") in {"operation", "listing"}
        for keyword in call.keywords
        if keyword.arg in KEYWORDS
    ]
    assert found == []


def test_no_handler_and_no_action_takes_a_parameter_that_went():
    found = [
        said(name, parameter.lineno, parameter.arg, PARAMETERS[parameter.arg])
        for name, parameter in nodes(ast.arg, PARAMETERS)
        if re.match(r"[a-z]+-(service|chassis)/(?!tests/)", name) and parameter.arg in PARAMETERS
    ]
    assert found == []


def test_no_model_is_based_on_a_name_that_went():
    found = [
        said(name, base.lineno, written, BASES[written])
        for name, model in nodes(ast.ClassDef, [rf"\b{base}\b" for base in BASES])
        for base in model.bases
        for written in [getattr(base, "id", getattr(base, "attr", ""))]
        if written in BASES
    ]
    assert found == []


@pytest.mark.parametrize(
    ("identifier", "words"),
    [("is_buried", ["is", "buried"]), ("NeighbourFailed", ["Neighbour", "Failed"]), ("ROUTES", ["ROUTES"])],
)
def test_an_identifier_is_read_word_by_word(identifier, words):
    assert words_of(identifier) == words
