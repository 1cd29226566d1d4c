"""Whom a broadcast is for."""

from typing import Any

from django.conf import settings
from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Lower

from contacts.models import LANGUAGES, Contact

FIRST_SUBTAG = Func(Lower(F("locale")), Value("-"), 1, function="split_part", output_field=CharField())


def people_of(data: dict[str, Any]) -> QuerySet[Contact]:
    """The contacts whom it is for. `languages`, `cities` and `customer_ids`: an empty list is anybody.

    Rule: a broadcast is for customers alone who consented to marketing and whose account is active.
    Rule: who reads none of the languages that there are counts as a reader of the default one.
    """
    people = Contact.objects.filter(consents_to_marketing=True, is_active=True, role="customer")
    if data["customer_ids"]:
        people = people.filter(pk__in=data["customer_ids"])
    if data["cities"]:
        cities = [Lower(Value(city)) for city in data["cities"]]
        people = people.alias(lives_in=Lower("city")).filter(lives_in__in=cities)
    if data["languages"]:
        people = people.alias(reads=FIRST_SUBTAG).filter(_reads(data["languages"]))
    return people


def _reads(languages: list[str]) -> Q:
    """contacts.models.Contact.language, in SQL."""
    reads = Q(reads__in=languages)
    return reads | ~Q(reads__in=LANGUAGES) if settings.DEFAULT_LANGUAGE in languages else reads
