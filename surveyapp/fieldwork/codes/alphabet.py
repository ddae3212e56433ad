"""How an access code is written: 23 characters that are hard to confuse, and a last one that catches mistakes."""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from hashlib import sha256

from surveyapp.fieldwork.errors import Mistake, MistypedCode

ALPHABET = "BCDFGHJKMPQRTWXY2346789"
LENGTH = 8
LOOK_ALIKES = {
    "0": ("D", "Q"),
    "O": ("D", "Q"),
    "1": ("7",),
    "I": ("7", "J"),
    "L": ("7",),
    "5": ("6", "8"),
    "S": ("8", "9"),
    "Z": ("2",),
    "A": ("4",),
    "E": ("3", "F"),
    "N": ("M", "H"),
    "U": ("W", "Y"),
    "V": ("W", "Y"),
}
"""Characters that stand on no card, and those of the cards that they are mistaken for."""

_GAPS = re.compile(r"[\s\-‐-―−_.·]+")


def make() -> str:
    """A new code, its check character last, as it is printed."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return printed(drawn + check_character(drawn))


def printed(code: str) -> str:
    """Nine characters in three groups of three."""
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


def check_character(code: str) -> str:
    """The character that makes any single mistake and any swap of neighbours show."""
    total = 0
    for character in code:
        total = (2 * total + ALPHABET.index(character)) % len(ALPHABET)
    return ALPHABET[-2 * total % len(ALPHABET)]


def normalise(typed: str) -> str:
    """Nine characters of the alphabet, however they were typed; raises MistypedCode when they cannot be a code."""
    code = "".join(_plain(character) for character in _GAPS.sub("", unicodedata.normalize("NFKC", typed))).upper()
    for character in code:
        if character not in ALPHABET:
            raise MistypedCode(Mistake.LETTER, letter=character, meant=LOOK_ALIKES.get(character, ()))
    if len(code) != LENGTH + 1:
        raise MistypedCode(Mistake.LENGTH)
    if check_character(code[:-1]) != code[-1]:
        raise MistypedCode(Mistake.CHECK)
    return code


def digest(pepper: bytes, code: str) -> bytes:
    """The keyed digest under which a normalised code is known; without the pepper it cannot be guessed back."""
    return hmac.digest(pepper, code.encode("ascii"), sha256)


def _plain(character: str) -> str:
    """Digits of any script as 0 to 9."""
    return str(unicodedata.digit(character, character))
