"""Of a reply what its sender wrote, by what mail programs put around it."""

import time

import pytest

from deliveries.own_words import own_words

SAID = "Yes, please.\n\nOn Friday: five o'clock."


@pytest.mark.parametrize(
    "added",
    [
        "On Mon, Nov 30, 2026 at 10:00 AM Muster <reply+abc@example.org> wrote:\n> New wipers?\n>\n> Yours",
        "On Mon, Nov 30, 2026 at Muster & Söhne GmbH <\nreply+abc@example.org>\nwrote:\n\n> New wipers?",
        "On Mon, Nov 30, 2026 at 10:00 AM Muster wrote:\n\nNew wipers?\n\nYours",
        "Am Mo., 30. Nov. 2026 um 10:00 Uhr schrieb Muster <reply+abc@example.org>:\n\n> Neue Wischer?",
        "Am 30.11.26 um 10:00 schrieb Muster:\n> Neue Wischer?",
        "El lun, 30 nov 2026 a las 10:00, Taller (<reply+abc@example.org>) escribió:\n\n> ¿Escobillas?",
        "Le lun. 30 nov. 2026 à 10:00, Garage <reply+abc@example.org> a écrit :\n\n> Balais ?",
        "From: Muster <reply+abc@example.org>\nSent: Monday, November 30, 2026\nTo: Carla\n\nNew wipers?",
        "________________________________\nVon: Muster\nGesendet: Montag\nAn: Carla\n\nNeue Wischer?",
        "*Von:* Muster <reply+abc@example.org>\n*Gesendet:* Montag, 30. November 2026\n\nNeue Wischer?",
        "De : Garage\nEnvoyé : lundi 30 novembre\nÀ : Carla\n\nBalais ?",
        "De: Taller\nEnviado el: lunes\nPara: Carla\n\n¿Escobillas?",
        "-----Original Message-----\nNew wipers?",
        "-----Ursprüngliche Nachricht-----\nNeue Wischer?",
        "-- \nCarla Muster\nStreet 1",
        "Sent from my iPhone\n\n> New wipers?",
        "Von meinem iPhone gesendet",
    ],
)
def test_what_a_mail_program_adds_is_cut(added):
    assert own_words(f"{SAID}\n\n{added}") == SAID
    assert own_words(added) == ""


def test_what_is_written_below_and_between_a_quotation_stays():
    quoting = "On Monday 30 the workshop wrote:\n> Wipers?\nYes.\n\n> And when:\n\nFriday."
    mail = f"On Friday I can.\n{quoting}\n-- \nCarla"
    assert own_words(mail) == "On Friday I can.\nYes.\n\nFriday."


@pytest.mark.parametrize(
    "said",
    [
        "Hello,\nThanks, see you at five.\nBest regards\nCarla",
        "Please:\n- wipers\n- oil",
        "On Friday I need this:\nthe car.",
        "From: my door\nit is ten minutes.",
        "1 < 2 and 2 > 1",
    ],
)
def test_what_looks_a_little_like_it_stays(said):
    assert own_words(said) == said


@pytest.mark.parametrize(
    "line", ["Am a schrieb ", "On a wrote:\n", "On a\n", "From: a\n", "> ", "\n", "- ", "_"]
)
def test_a_long_mail_takes_no_time(line):
    began = time.process_time()
    own_words((line * 50_000)[:50_000])
    assert time.process_time() - began < 1
