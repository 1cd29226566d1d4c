"""How mails leave, read from the environment."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from chassis.env import Environment
from notification_service import mail

NAMES = ["TRANSPORT", "FROM", "PROVIDER_SETTINGS", "WEBHOOK_SECRET", "REPLY_DOMAIN"]
SMTP = ["HOST", "PORT", "USER", "PASSWORD", "SECURITY"]
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@pytest.fixture
def given(monkeypatch):
    for name in (*(f"MAIL_{name}" for name in NAMES), *(f"SMTP_{name}" for name in SMTP)):
        monkeypatch.delenv(name, raising=False)

    def give(debug=False, **values):
        monkeypatch.setenv("DEBUG", str(debug).lower())
        for name, value in values.items():
            monkeypatch.setenv(name, value)
        return Environment()

    return give


def test_without_a_word_no_mail_is_sent(given):
    env = given()
    assert (mail.transport(env), mail.sender(env), mail.smtp(env)) == ("", "", {})


def test_the_mailbox_is_for_development(given):
    assert mail.transport(given(debug=True, MAIL_TRANSPORT="mailbox")) == "mailbox"
    with pytest.raises(ImproperlyConfigured, match="mailbox"):
        mail.transport(given(MAIL_TRANSPORT="mailbox"))


@pytest.mark.parametrize("name", ["postmark", "mailgun", "sendgrid", "brevo", "resend", "mailjet"])
def test_providers_are_those_that_anymail_knows(given, name):
    assert mail.transport(given(MAIL_TRANSPORT=name)) == name


@pytest.mark.parametrize("name", ["console", "test", "base", "Postmark", "sendmail", "amazon_ses"])
def test_another_transport_is_refused_by_name(given, name):
    with pytest.raises(ImproperlyConfigured, match="MAIL_TRANSPORT must be one of brevo, mailbox, "):
        mail.transport(given(MAIL_TRANSPORT=name))


@pytest.mark.parametrize(
    "address", ["", "workshop", "@example.org", "a@", "a@example.org\nBcc: b@example.org"]
)
def test_whoever_sends_has_an_address(given, address):
    with pytest.raises(ImproperlyConfigured, match="MAIL_FROM"):
        mail.sender(given(MAIL_TRANSPORT="smtp", MAIL_FROM=address))


@pytest.mark.parametrize(
    ("security", "port", "starttls", "tls"),
    [
        ("", 587, True, False),
        ("starttls", 587, True, False),
        ("tls", 465, False, True),
        ("none", 25, False, False),
    ],
)
def test_tls_is_the_default_and_each_way_has_its_port(given, security, port, starttls, tls):
    env = given(MAIL_TRANSPORT="smtp", SMTP_HOST="mail.example", SMTP_SECURITY=security)
    options = mail.smtp(env)
    assert (options["host"], options["port"]) == ("mail.example", port)
    assert (options["use_tls"], options["use_ssl"]) == (starttls, tls)
    given(SMTP_PORT="2525")
    assert mail.smtp(env)["port"] == 2525


def test_smtp_needs_a_server_and_a_security_that_there_is(given):
    with pytest.raises(ImproperlyConfigured, match="SMTP_HOST"):
        mail.smtp(given(MAIL_TRANSPORT="smtp"))
    with pytest.raises(ImproperlyConfigured, match="SMTP_SECURITY"):
        mail.smtp(given(MAIL_TRANSPORT="smtp", SMTP_SECURITY="ssl"))


def test_a_providers_settings_are_anymails(given):
    env = given(
        MAIL_TRANSPORT="mailgun", MAIL_PROVIDER_SETTINGS="MAILGUN_API_KEY=a=b, MAILGUN_SENDER_DOMAIN=c"
    )
    known = mail.provider(env)
    assert (known["MAILGUN_API_KEY"], known["MAILGUN_SENDER_DOMAIN"]) == ("a=b", "c")
    with pytest.raises(ImproperlyConfigured, match="MAIL_PROVIDER_SETTINGS"):
        mail.provider(given(MAIL_PROVIDER_SETTINGS="MAILGUN_API_KEY"))


def test_what_proves_news_of_mails_has_the_form_of_who_sends_them(given):
    assert mail.webhook_secret(given()) == ""
    assert mail.webhook_secret(given(MAIL_TRANSPORT="smtp", MAIL_WEBHOOK_SECRET=KEY)) == KEY
    assert mail.webhook_secret(
        given(MAIL_TRANSPORT="postmark", MAIL_WEBHOOK_SECRET="postmark:something-long")
    )
    for transport, secret in (("smtp", "short"), ("smtp", "not base64 at all, but long"), ("postmark", KEY)):
        with pytest.raises(ImproperlyConfigured, match="MAIL_WEBHOOK_SECRET"):
            mail.webhook_secret(given(MAIL_TRANSPORT=transport, MAIL_WEBHOOK_SECRET=secret))


def test_answers_need_a_domain_and_who_passes_them_on(given):
    assert mail.reply_domain(given()) == ""
    env = given(MAIL_TRANSPORT="smtp", MAIL_WEBHOOK_SECRET=KEY, MAIL_REPLY_DOMAIN="Mail.Workshop.example")
    assert mail.reply_domain(env) == "mail.workshop.example"
    for changed in (
        {"MAIL_REPLY_DOMAIN": "workshop"},
        {"MAIL_REPLY_DOMAIN": "a@workshop.example"},
        {"MAIL_REPLY_DOMAIN": f"{'a' * 180}.example"},
        {"MAIL_REPLY_DOMAIN": "workshop.example", "MAIL_WEBHOOK_SECRET": ""},
        {"MAIL_TRANSPORT": "postmark", "MAIL_WEBHOOK_SECRET": "postmark:something-long"},
    ):
        with pytest.raises(ImproperlyConfigured, match="MAIL_REPLY_DOMAIN"):
            mail.reply_domain(given(**changed))
