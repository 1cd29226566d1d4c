"""Which passwords nobody may choose, by the environment."""

from typing import Any


def password_validators(common_passwords_path: str) -> list[dict[str, Any]]:
    """Rule: nobody chooses a password that is short, all digits, like their name or address, or common.

    Common are those in the file, one a line, in small letters, plain or gzipped; without one, the 20,000 that
    Django has.
    """
    common = {"password_list_path": common_passwords_path} if common_passwords_path else {}
    options: dict[str, dict[str, str]] = {
        "MinimumLengthValidator": {},
        "UserAttributeSimilarityValidator": {},
        "CommonPasswordValidator": common,
        "NumericPasswordValidator": {},
    }
    return [
        {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": chosen}
        for name, chosen in options.items()
    ]
