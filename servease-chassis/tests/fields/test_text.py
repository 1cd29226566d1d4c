import pytest
from rest_framework.exceptions import ValidationError

from chassis.text import clean, opaque


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Mu\u0308ller", "M\u00fcller"),
        ("  Anna ", "Anna"),
        ("\u3000Anna\u00a0Maria\u2009", "Anna Maria"),
        ("O\u2019Brien", "O\u2019Brien"),
        ("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"),
        ("\U0001f697 Golf", "\U0001f697 Golf"),
        ("\U0001f468\u200d\U0001f527", "\U0001f468\u200d\U0001f527"),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("\u0646\u0627\u0645\u0647\u200c\u0627\u06cc", "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc"),
        ("\u0915\u094d\u200d\u0937", "\u0915\u094d\u200d\u0937"),
        ("", ""),
    ],
    ids=[
        "decomposed", "blanks", "other-spaces", "apostrophe", "arabic", "emoji", "joined-emoji",
        "joined-heart", "keycap", "persian-non-joiner", "hindi-joiner", "nothing",
    ],
)  # fmt: skip
def test_a_line_is_kept_in_one_form(written, kept):
    assert clean(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "Anna\nBcc: b@example.org", "Anna\rBcc", "Anna\tB", "Anna\x0bB", "A\x1bB", "A\x7fB", "A\x85B",
        "A\u2028B", "\u200b\u200b", "A\u200bB", "A\u00adB", "A\u200dB", "A\u200cB", "\u200dA", "A\u200d",
        "A\ufe0fB", "\ufeffA", "A\u2060B", "A\u202eB", "A\u2066B", "A\u200fB", "A\u061cB", "A\u034fB",
        "\u3164", "A\u115fB", "A\U000e0041B", "A\U000e0101B",
        "A\ufdd0B", "A\ufdefB", "A\ufffeB", "A\uffffB", "A\U0001fffeB", "A\U0010ffffB",
    ],
)  # fmt: skip
def test_a_line_has_nothing_that_shows_nothing_or_breaks_it(written):
    with pytest.raises(ValidationError) as refusal:
        clean(written)
    assert [each.code for each in refusal.value.detail] == ["invisible_characters"]


def test_text_of_several_lines_keeps_its_lines_as_one_sign_and_its_tabs():
    assert clean(" one\r\ntwo\rthree\u2028four\tfive \n", lines=True) == "one\ntwo\nthree\nfour\tfive"


@pytest.mark.parametrize("written", ["a\x00b", "a\n\x00b"])
def test_null_is_named(written):
    with pytest.raises(ValidationError) as refusal:
        clean(written, lines=True)
    assert [each.code for each in refusal.value.detail] == ["null_characters_not_allowed"]


@pytest.mark.parametrize("written", ["a\u202eb", "a\u200bb", "a\x1bb"])
def test_several_lines_take_nothing_unseen_either(written):
    with pytest.raises(ValidationError):
        clean(written, lines=True)


def test_a_password_is_composed_and_neither_trimmed_nor_cased_nor_narrowed():
    assert opaque(" Pa\u0308ss\u00a0w\uff4f\u2003rd ") == " P\u00e4ss w\uff4f rd "
