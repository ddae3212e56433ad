"""What a booklet says in a child's language, whatever language the person who prints it reads."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from surveyapp.definition.messages import Owner, context_of
from surveyapp.definition.model import Instrument
from surveyapp.definition.wording import fill
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import Language


class Sayings:
    """Sentences in one language; holds its catalogue alone."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._said = catalogues.spoken(language.code, Readers.CHILDREN)

    def gettext(self, text: str, **known: object) -> str:
        """A sentence of ours."""
        said = str(self._said.gettext(text))
        return said % known if known else said

    def of(self, instrument: Instrument, owner: Owner, text: str) -> str:
        """A sentence of a survey. On paper no earlier answer chooses words: they are the ones for everybody."""
        return fill(instrument, self._translated(context_of(owner), text), {}, self._translated) if text else ""

    def day(self, day: date) -> str:
        """A day as this language writes it."""
        return str(format_date(day, "long", locale=self.language.locale))

    def _translated(self, context: str, text: str) -> str:
        return str(self._said.pgettext(context, text))
