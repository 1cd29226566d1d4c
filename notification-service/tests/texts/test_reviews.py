"""What is sent is in a language that somebody stands for, or else in the platform's own."""

import pytest

from texts.models import LanguageReview
from texts.reviews import language_to_send_in

LANGUAGES = "/api/v1/notifications/languages/"

pytestmark = pytest.mark.django_db


def sent_in():
    return {code: language_to_send_in(code) for code in ("en", "de", "es", "fr")}


def test_english_and_german_are_reviewed_from_the_start_and_the_others_are_not_sent(admin):
    shown = {row["code"]: row["reviewed"] for row in admin.get(LANGUAGES).json()["results"]}
    assert shown == {"en": True, "de": True, "es": False, "fr": False}
    assert sent_in() == {"en": "en", "de": "de", "es": "en", "fr": "en"}


def test_what_is_not_sent_is_in_the_platforms_language(settings):
    settings.DEFAULT_LANGUAGE = "de"
    assert sent_in() == {"en": "en", "de": "de", "es": "de", "fr": "de"}


def test_a_language_that_an_admin_stands_for_is_sent_and_one_that_nobody_does_is_not(admin):
    answer = admin.patch(f"{LANGUAGES}es/", {"reviewed": True})
    assert answer.status_code == 200
    reviewed = answer.json()
    assert (reviewed["name"], reviewed["reviewed"]) == ("Español", True)
    assert reviewed["reviewed_by"] == str(admin.account_id)
    assert admin.get(f"{LANGUAGES}es/").json() == reviewed
    assert admin.patch(f"{LANGUAGES}de/", {"reviewed": False}).json()["reviewed"] is False
    assert sent_in() == {"en": "en", "de": "en", "es": "es", "fr": "en"}
    admin.patch(f"{LANGUAGES}es/", {"reviewed": False})
    assert sent_in()["es"] == "en"
    assert LanguageReview.objects.count() == 2


def test_the_platforms_language_stays_reviewed(admin, settings):
    settings.DEFAULT_LANGUAGE = "fr"
    answer = admin.patch(f"{LANGUAGES}fr/", {"reviewed": False})
    assert (answer.status_code, answer.json()["code"]) == (409, "default_language")
    assert admin.get(f"{LANGUAGES}fr/").json()["reviewed"] is True
    assert sent_in()["fr"] == "fr"


def test_a_review_of_what_somebody_else_has_changed_meanwhile_is_412(admin):
    read = admin.get(f"{LANGUAGES}es/").headers["ETag"]
    admin.patch(f"{LANGUAGES}es/", {"reviewed": True})
    answer = admin.patch(f"{LANGUAGES}es/", {"reviewed": False}, headers={"If-Match": read})
    assert answer.status_code == 412
    assert sent_in()["es"] == "es"


@pytest.mark.parametrize("wrong", [{"reviewed": "yes"}, {"reviewed": None}, {"name": "x"}])
def test_what_is_no_review_is_400(admin, wrong):
    assert admin.patch(f"{LANGUAGES}es/", wrong).status_code == 400
    assert not LanguageReview.objects.exists()


def test_an_unknown_language_is_404_and_nobody_but_admins_decides(admin, employee, customer):
    assert admin.get(f"{LANGUAGES}xx/").status_code == 404
    assert admin.patch(f"{LANGUAGES}xx/", {"reviewed": True}).status_code == 404
    for person in (employee, customer):
        assert person.get(LANGUAGES).status_code == 403
        assert person.patch(f"{LANGUAGES}es/", {"reviewed": True}).status_code == 403
