"""Custodians' phrases: made by us, read and typed by people, 126 bits, with a check in every group."""

from __future__ import annotations

import secrets

ALPHABET = "BCDFGHJKMPQRTWXY2346789"
"""23 characters, a prime number, none of which is easily taken for another; no vowels, so no words."""

GROUPS = 7
_DRAWN = 4


class PhraseMistyped(ValueError):
    """One group cannot be right as typed; ``group`` counts from 1, 0 means that there are not seven groups."""

    def __init__(self, group: int) -> None:
        super().__init__(group)
        self.group = group


def make_phrase() -> str:
    """A fresh phrase, seven groups of five: 28 drawn characters (126 bits) and 7 check characters."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(_DRAWN)) for _ in range(GROUPS))
    return "-".join(drawn + _check(drawn, place) for place, drawn in enumerate(groups))


def normalise(typed: str) -> str:
    """The phrase as it was printed, from however it was typed; PhraseMistyped names the group to look at."""
    bare = "".join(character for character in typed.upper() if character.isalnum())
    size = _DRAWN + 1
    groups = [bare[start : start + size] for start in range(0, len(bare), size)]
    for place, group in enumerate(groups):
        if len(group) == size and not _checks(group, place):
            raise PhraseMistyped(place + 1)
    if len(bare) != GROUPS * size:
        raise PhraseMistyped(0)
    return "-".join(groups)


def _checks(group: str, place: int) -> bool:
    known = all(character in ALPHABET for character in group)
    return known and _check(group[:_DRAWN], place) == group[_DRAWN]


def _check(drawn: str, place: int) -> str:
    """Catches every wrong character, every swap of neighbours and groups typed in another order."""
    total = place
    for character in drawn:
        total = (2 * total + ALPHABET.index(character)) % len(ALPHABET)
    return ALPHABET[-2 * total % len(ALPHABET)]
