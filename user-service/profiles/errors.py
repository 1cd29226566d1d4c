"""What this service refuses with, beside what every service does."""

from chassis.errors import InvalidField, Refusal

NOT_SECURE = Refusal(InvalidField, "not_secure", "The address must begin with https://.")
LONGEST_PREFERENCES = 4000
TOO_LARGE = Refusal(InvalidField, "too_large", f"At most {LONGEST_PREFERENCES:,} characters of JSON.")
NULL_CHARACTERS = Refusal(InvalidField, "null_characters_not_allowed", "Null characters are not allowed.")
NO_LANGUAGE_TAG = Refusal(
    InvalidField, "invalid", "Give a language tag (BCP 47), such as en, de-CH or zh-Hant-TW."
)
