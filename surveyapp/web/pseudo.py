"""A made-up language: English with accents and in brackets, to see that every string passes through gettext."""

import re

from babel.support import NullTranslations

ACCENTED = str.maketrans("aceilnorstuyACEILNORSTUY", "áçéíłñöřšţüýÁÇÉÍŁÑÖŘŠŢÜÝ")
KEPT = re.compile(r"(%\(\w+\)[sd]|%%|\{\w*\}|<[^>]+>|&\w+;)")


def disguise(text: str) -> str:
    """The text in brackets, with accents and a third longer; placeholders and tags stay."""
    parts = KEPT.split(text)
    accented = "".join(part if KEPT.fullmatch(part) else part.translate(ACCENTED) for part in parts)
    return f"[{accented}{'~' * (len(text) // 3)}]"


class PseudoTranslations(NullTranslations):
    """A catalogue that disguises every message it is asked for."""

    def gettext(self, message: str) -> str:
        """One message."""
        return disguise(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Singular or plural."""
        return disguise(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002  # a disguise needs no context
        """One message with its context."""
        return disguise(message)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:  # noqa: ARG002
        """Singular or plural with its context."""
        return disguise(singular if num == 1 else plural)

    ugettext = gettext
    ungettext = ngettext
    upgettext = pgettext
    unpgettext = npgettext
