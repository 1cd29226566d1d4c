"""Each package that the platform was asked to stand on carries weight: it is found where its work is done."""

import ast
import re

import pytest
from services import ROOT

# What is imported, or named in a setting, and a file that could not do its work without it.
LOAD_BEARING = {
    "django": ("django", "servease-chassis/chassis/models.py"),
    "djangorestframework": ("rest_framework", "servease-chassis/chassis/api/views.py"),
    # Django's backend reaches PostgreSQL by it, and what it raises must not reach a log as it is.
    "psycopg2-binary": ("psycopg2", "servease-chassis/chassis/logs.py"),
    "redis": ("redis", "servease-chassis/chassis/events/broker.py"),
    "django-redis": ("django_redis", "servease-chassis/chassis/settings.py"),
    # The server of every web process.
    "gunicorn": ("gunicorn", "servease-chassis/chassis/run.py"),
    "requests": ("requests", "servease-chassis/chassis/outbound.py"),
    # Answers preflights at a service's own port; behind the gateway nginx does.
    "django-cors-headers": ("corsheaders", "servease-chassis/chassis/middleware.py"),
    "djangorestframework-simplejwt": (
        "rest_framework_simplejwt",
        "authentication-service/accounts/tokens.py",
    ),
    "openai": ("openai", "chatbot-service/conversations/language_model.py"),
    "stripe": ("stripe", "vehicleandproject-service/billing/provider.py"),
}


def names_in(path):
    """What a file imports, and each text of it that may be the dotted name of something to import."""
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize(("package", "module", "path"), [(name, *use) for name, use in LOAD_BEARING.items()])
def test_a_package_does_its_work_outside_tests(package, module, path):
    assert "tests" not in path.split("/")
    assert module in {name.split(".")[0] for name in names_in(path)}, f"{path} does without {package}"
    pins = (ROOT / "requirements-dev.txt").read_text().splitlines()
    assert [pin for pin in pins if re.fullmatch(rf"{package}(\[.+\])?==.+", pin)]


def test_what_django_redis_carries_is_used():
    """A cache in the settings is none unless somebody asks it, by way of chassis.caches."""
    assert "django.core.cache" in names_in("servease-chassis/chassis/caches.py")
    code = [path for path in ROOT.glob("*-service/*/**/*.py") if "tests" not in path.parts]
    assert [path for path in code if "chassis.caches" in names_in(path)]
    assert [path for path in code if "django.core.cache" in names_in(path)] == []


def test_pytest_django_gives_every_service_its_database():
    for tests in ROOT.glob("*-service/tests"):
        marks = {
            node.attr
            for path in tests.rglob("*.py")
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute)
        }
        assert "django_db" in marks, tests
