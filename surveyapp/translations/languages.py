"""The languages that pages can speak: what each calls itself, and in which order it is offered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale


@dataclass(frozen=True, slots=True)
class Language:
    """A language pages can speak. ``pseudo`` ones are made up, to see that every string and layout follows.

    ``code`` is a BCP 47 tag, ``locale`` what Babel calls it. ``draft``: nobody who speaks it has reviewed it yet.
    """

    code: str
    name: str
    direction: str
    locale: str
    pseudo: bool = False
    draft: bool = False


ENGLISH = Language("en", "English", "ltr", "en_GB")
PSEUDO = (
    Language("en-XA", "[Ƥšéüðö]", "ltr", "en", pseudo=True),
    Language("ar-XB", "[ÖÐÜÉŠƤ]", "rtl", "en", pseudo=True),
)
AUTONYMS = {
    "cy": "Cymraeg",
    "ar": "العربية",
    "ckb": "سۆرانی",
    "ku": "Kurmancî",
    "fa": "فارسی",
    "fa-AF": "دری",
    "ps": "پښتو",
    "ti": "ትግርኛ",
    "am": "አማርኛ",
    "sq": "Shqip",
    "vi": "Tiếng Việt",
    "uk": "Українська",
    "pl": "Polski",
    "ro": "Română",
    "so": "Soomaali",
    "ur": "اردو",
}
"""By code, in the order in which they are offered; a language that is not here comes after them, by its code."""


IN_ENGLISH = {"ckb": "Sorani", "ku": "Kurmanji", "fa-AF": "Dari"}
"""As adults here call them who work with children; Babel has other names."""


@cache
def language_of(code: str, *, draft: bool = False) -> Language:
    """A language by its code. Raises ``babel.UnknownLocaleError`` and ValueError where there is none."""
    if code == ENGLISH.code:
        return ENGLISH
    locale = Locale.parse(folder_of(code))
    name = AUTONYMS.get(code) or locale.get_display_name() or code
    return Language(code, name, locale.text_direction, folder_of(code), draft=draft)


def called(language: Language, page: Language) -> str:
    """What the page's language calls another, for adults; nothing where that is its own name."""
    if page.pseudo or language.pseudo:
        return ""
    locale, known = Locale.parse(folder_of(language.code)), IN_ENGLISH if page.locale.startswith("en") else {}
    name = known.get(language.code) or locale.get_display_name(page.locale) or ""
    return "" if name == language.name else name


def in_order(codes: set[str]) -> tuple[str, ...]:
    """The codes as languages are offered."""
    known = [code for code in AUTONYMS if code in codes]
    return (*known, *sorted(codes - set(known)))


def folder_of(code: str) -> str:
    """What Babel and the folders of catalogues call it."""
    return code.replace("-", "_")


def code_of(folder: str) -> str:
    """What pages call it."""
    return folder.replace("_", "-")
