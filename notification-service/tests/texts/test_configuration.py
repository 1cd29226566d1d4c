"""The language of the platform, read from the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from notification_service import language


@pytest.mark.parametrize("code", ["en", "de", "es", "fr"])
def test_it_is_one_that_there_are_texts_in(monkeypatch, code):
    monkeypatch.setenv("DEFAULT_LANGUAGE", code)
    assert language.default(Environment()) == code


def test_it_is_english_unless_somebody_says_otherwise(monkeypatch):
    monkeypatch.delenv("DEFAULT_LANGUAGE", raising=False)
    assert language.default(Environment()) == "en"


@pytest.mark.parametrize("code", ["pt", "EN", "de-AT", "english"])
def test_a_service_with_another_does_not_start(monkeypatch, code):
    monkeypatch.setenv("DEFAULT_LANGUAGE", code)
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_LANGUAGE must be one of en, de, es, fr, not"):
        language.default(Environment())
