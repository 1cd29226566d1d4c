"""Admins write texts of their own, look at them first, and can go back."""

import pytest

from chassis.testing.parallel import at_the_same_time
from texts.kinds import KINDS
from texts.languages import LANGUAGES
from texts.models import Template
from texts.rendering import rendered

TEMPLATES = "/api/v1/notifications/templates/"
URL = f"{TEMPLATES}cancelled/de/"
WORDS = {
    "title": "Leider abgesagt: {{ service }}",
    "body": "Am {{ when }} geht es nicht.{% if reason %}\n\nDer Grund: {{ reason }}{% endif %}",
    "action": "Ansehen",
}
VALUES = KINDS["cancelled"].examples[1]

pytestmark = pytest.mark.django_db


def test_a_text_is_the_built_in_one_until_somebody_changes_it(admin):
    shown = admin.get(URL).json()
    assert (shown["version"], shown["is_built_in"], shown["changed_by"], shown["changed_at"]) == (
        0, True, None, None,
    )  # fmt: skip
    built_in = LANGUAGES["de"].texts["cancelled"]
    assert (shown["title"], shown["body"], shown["action"]) == built_in
    assert shown["variables"] == [
        {"name": "service", "example": "Oil change", "may_lack": False},
        {"name": "when", "example": "Montag, 30. November 2026 um 08:30 Uhr (MEZ)", "may_lack": False},
        {"name": "reason", "example": "The lift is being repaired.", "may_lack": True},
    ]


def test_an_api_key_writes_no_texts_and_reviews_no_language(api, admin):
    admin.put(URL, WORDS)
    key = api.as_admin(scope="notifications:read notifications:write")
    refused = [
        key.put(URL, {**WORDS, "title": "Ruft an"}),
        key.delete(URL),
        key.patch("/api/v1/notifications/languages/es/", {"reviewed": True}),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "insufficient_scope")] * 3
    assert key.get(URL).json()["title"] == WORDS["title"]
    assert Template.objects.count() == 1


@pytest.mark.shows("NO03")
def test_what_an_admin_wrote_is_what_people_read_in_that_language_alone(admin):
    answer = admin.put(URL, WORDS)
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["version"], changed["is_built_in"]) == (1, False)
    assert changed["changed_by"] == str(admin.account_id)
    assert admin.get(URL).json() == changed
    assert Template.objects.get().title == WORDS["title"]

    text = rendered("cancelled", VALUES, "de")
    assert text.title == "Leider abgesagt: Oil change"
    assert text.body == "Am Montag, 30. November 2026 um 08:30 Uhr (MEZ) geht es nicht."
    assert rendered("cancelled", VALUES, "en").title == "Cancelled: Oil change"


def test_each_change_is_a_version_and_the_same_words_again_are_none(admin):
    second = {**WORDS, "title": "Abgesagt"}
    for words in (WORDS, WORDS, second, second):
        assert admin.put(URL, words).status_code == 200
    rows = admin.get(f"{URL}versions/").json()["results"]
    assert [(row["version"], row["title"]) for row in rows] == [(2, "Abgesagt"), (1, WORDS["title"])]
    assert {row["changed_by"] for row in rows} == {str(admin.account_id)}


def test_going_back_to_the_built_in_text_keeps_what_was_written(admin):
    admin.put(URL, WORDS)
    assert [admin.delete(URL).status_code for _ in range(2)] == [204, 204]
    assert rendered("cancelled", VALUES, "de").title == "Termin abgesagt: Oil change"
    shown = admin.get(URL).json()
    assert (shown["version"], shown["is_built_in"]) == (2, True)
    assert shown["title"] == LANGUAGES["de"].texts["cancelled"].title
    rows = admin.get(f"{URL}versions/").json()["results"]
    assert [(row["version"], row["is_built_in"], row["title"]) for row in rows] == [
        (2, True, ""),
        (1, False, WORDS["title"]),
    ]
    assert admin.put(URL, WORDS).json()["version"] == 3


def test_whoever_read_an_older_text_changes_nothing(admin):
    read = admin.get(URL).headers["ETag"]
    admin.put(URL, WORDS)
    assert admin.put(URL, {**WORDS, "title": "x"}, headers={"If-Match": read}).status_code == 412
    assert admin.delete(URL, headers={"If-Match": read}).status_code == 412
    assert Template.objects.count() == 1
    current = admin.get(URL).headers["ETag"]
    assert admin.delete(URL, headers={"If-Match": current}).status_code == 204


@pytest.mark.django_db(transaction=True)
def test_those_who_write_at_once_write_one_version_each(admin):
    answers = at_the_same_time(*[lambda n=n: admin.put(URL, {**WORDS, "title": f"{n}"}) for n in range(8)])
    assert {answer.status_code for answer in answers} == {200}
    assert sorted(answer.json()["version"] for answer in answers) == list(range(1, 9))


def test_what_comes_to_nothing_after_all_is_the_built_in_text(admin):
    title = "{% if service == 'Oil change' %}Leider{% endif %}"
    admin.put(URL, {**WORDS, "title": title})
    assert rendered("cancelled", VALUES, "de").title == "Leider"
    assert rendered("cancelled", {**VALUES, "service": "x"}, "de").title == "Termin abgesagt: x"


@pytest.mark.shows("NO03")
def test_a_preview_shows_each_case_as_text_and_on_paper_and_keeps_nothing(admin):
    answer = admin.post(f"{URL}preview/", WORDS)
    assert answer.status_code == 200
    whole, lacking = answer.json()["results"]
    assert whole["values"]["reason"] == "The lift is being repaired."
    assert lacking["values"]["reason"] == ""
    when = "Am Montag, 30. November 2026 um 08:30 Uhr (MEZ) geht es nicht."
    assert whole["body"] == f"{when}\n\nDer Grund: The lift is being repaired."
    assert lacking["body"] == when
    for shown in (whole, lacking):
        assert (shown["title"], shown["action"]) == ("Leider abgesagt: Oil change", "Ansehen")
        assert when in shown["text"]
        assert when in shown["html"]
        assert shown["html"].lstrip().lower().startswith("<!doctype html")
    assert not Template.objects.exists()


@pytest.mark.parametrize(("action", "count"), [("Ansehen", 1), ("", 0)])
def test_without_a_label_a_preview_has_no_button(admin, action, count):
    shown = admin.post(f"{URL}preview/", {**WORDS, "action": action}).json()["results"][0]
    assert shown["text"].count("https://example.org/") == count
    assert ("https://example.org/" in shown["html"]) == bool(count)


def test_markup_in_a_template_is_text_on_paper(admin):
    body = "<script>alert(1)</script><b>{{ when }}</b>"
    shown = admin.post(f"{URL}preview/", {**WORDS, "body": body}).json()["results"][0]
    assert "<script>" not in shown["html"]
    assert "&lt;script&gt;" in shown["html"]


def test_all_kinds_are_listed_with_how_far_their_texts_are(admin):
    admin.put(URL, WORDS)
    listed = {row["kind"]: row for row in admin.get(TEMPLATES).json()["results"]}
    assert listed.keys() == KINDS.keys()
    assert listed["cancelled"]["urgent"]
    assert listed["service_due"]["consent"] == "reminders"
    assert listed["task_assigned"]["audience"] == "staff"
    versions = {
        one["language"]: (one["version"], one["is_built_in"]) for one in listed["cancelled"]["languages"]
    }
    assert versions == {"en": (0, True), "de": (1, False), "es": (0, True), "fr": (0, True)}


@pytest.mark.parametrize(
    ("kind", "field", "without", "with_it"),
    [
        ("reset_password", "action", {"action": ""}, {"action": "Weiter"}),
        ("verify_phone", "title", {"title": "Ihr Code"}, {"title": "Ihr Code: {{ code }}"}),
    ],
)
def test_what_is_sent_for_a_code_keeps_it_whatever_an_admin_writes(admin, kind, field, without, with_it):
    words = {"title": "{{ until }}", "body": "Bis {{ until }}.", "action": ""}
    url = f"{TEMPLATES}{kind}/de/"
    refused = admin.put(url, {**words, **without})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "lacks_code")
    assert refused.json()["errors"][0]["field"] == field
    assert admin.put(url, {**words, **with_it}).status_code == 200


def test_the_code_behind_a_button_is_no_variable(admin):
    words = {"title": "Passwort", "body": "{{ code }}", "action": "Weiter"}
    refused = admin.put(f"{TEMPLATES}reset_password/de/", words)
    assert refused.json()["errors"][0]["code"] == "unknown_variable"


@pytest.mark.parametrize("path", ["nothing/de/", "cancelled/xx/", "cancelled/DE/", "cancelled/../"])
def test_an_unknown_kind_or_language_is_404(admin, path):
    url = f"{TEMPLATES}{path}"
    answers = [admin.get(url), admin.put(url, WORDS), admin.delete(url), admin.get(f"{url}versions/")]
    answers.append(admin.post(f"{url}preview/", WORDS))
    assert {answer.status_code for answer in answers} == {404}


def test_no_template_is_anybodys_but_an_admins(customer, employee, foreman):
    for person in (customer, employee, foreman):
        answers = [person.get(TEMPLATES), person.get(URL), person.put(URL, WORDS), person.delete(URL)]
        answers += [person.get(f"{URL}versions/"), person.post(f"{URL}preview/", WORDS)]
        assert {answer.status_code for answer in answers} == {403}
