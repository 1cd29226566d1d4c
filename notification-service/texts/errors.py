"""What a template, or the review of a language, is refused with."""

from chassis.errors import Conflict, InvalidField, Refusal

TEMPLATE_SYNTAX = Refusal(InvalidField, "template_syntax", "This is no template: {mistake}")
NOT_IN_TEMPLATES = Refusal(
    InvalidField,
    "not_in_templates",
    "A template has {{{{ name }}}} and {{% if name == 'x' %}} with not, and, or, == and !=; not {construct}.",
)
TOO_NESTED = Refusal(InvalidField, "too_nested", "Conditions are nested at most {deepest} deep.")
UNKNOWN_VARIABLE = Refusal(
    InvalidField, "unknown_variable", "There is no {name} in this kind of news; there are: {known}."
)
COMES_TO_NOTHING = Refusal(
    InvalidField, "comes_to_nothing", "With some of the example values nothing is left of this."
)
COMES_TO_TOO_MUCH = Refusal(
    InvalidField, "comes_to_too_much", "With the example values this has {length} characters of {longest}."
)
LACKS_CODE = Refusal(
    InvalidField,
    "lacks_code",
    "This kind is sent for the sake of its code: it has to have a button, or {{{{ code }}}} in its title.",
)
DEFAULT_LANGUAGE_IS_USED = Refusal(
    Conflict,
    "default_language",
    "Whoever reads no language that is reviewed is written to in {code}.",
    remedy="Set another DEFAULT_LANGUAGE first.",
)
