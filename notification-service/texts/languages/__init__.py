"""The languages that there are texts in, by their code (ISO 639-1)."""

from texts.languages import de, en, es, fr

LANGUAGES = {language.code: language for language in (en.ENGLISH, de.GERMAN, es.SPANISH, fr.FRENCH)}
