"""Cards with pictures: four of sixteen stand for a card's code, but only together with the word of its pack.

The pictures alone are far too few to be a code, so they are none: each code is drawn from the pack's word by a keyed
hash (HMAC-SHA256), the same here and in ``static/child/pictures.js``, and nothing else knows which pictures it has.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Mapping
from functools import reduce
from hashlib import sha256
from itertools import combinations
from operator import xor

from sqlalchemy.orm import Session

from surveyapp.fieldwork.codes.alphabet import ALPHABET, LENGTH, check_character, printed
from surveyapp.fieldwork.codes.issue import Lot, issue_drawn
from surveyapp.fieldwork.codes.void import taken_back
from surveyapp.fieldwork.errors import PackTooLarge

PICTURES = (
    "sun", "moon", "star", "house", "tree", "flower", "fish", "boat",
    "car", "key", "umbrella", "cup", "apple", "bell", "chair", "ladder",
)  # fmt: skip
"""In the order of the page; a picture's place from 0 is its number."""
ON_A_CARD = 4
MOST = 40
"""Cards of one pack: of the 140 that could be, few enough that guesses rarely hit one."""
WORD = 20
"""Signs of a pack's word, 90 bits: what a code was drawn from cannot be found by trying."""
_FOR = "surveyapp pictures"

Pictures = tuple[str, ...]


def fits(pictures: Pictures) -> bool:
    """Whether these can stand on a card: the fourth follows from the other three, so that one wrong picture shows.

    The planes of the affine space of 16 points, a Steiner system S(3, 4, 16): two cards share two pictures at most.
    """
    numbers = {PICTURES.index(one) for one in pictures}
    return len(numbers) == ON_A_CARD and reduce(xor, numbers) == 0


def code(word: str, pictures: Pictures) -> str:
    """The code, as it is printed, of the card with these pictures in the pack of this word."""
    said = " ".join((_FOR, *sorted(pictures, key=PICTURES.index)))
    number = int.from_bytes(hmac.digest(word.encode(), said.encode(), sha256), "big")
    signs = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return printed(signs + check_character(signs))


def pack(word: str) -> Mapping[str, Pictures]:
    """All 140 cards that the pack of this word could have, by code."""
    return {code(word, four): four for four in combinations(PICTURES, ON_A_CARD) if fits(four)}


def issue_pack(session: Session, *, pepper: bytes, lot: Lot, count: int) -> tuple[str, list[str]]:
    """Make codes as ``issue`` does, and the word of their pack, readable this once. Raises PackTooLarge as well."""
    if count > MOST:
        raise PackTooLarge
    word = "".join(secrets.choice(ALPHABET) for _ in range(WORD))
    return word, issue_drawn(session, pepper=pepper, lot=lot, count=count, source=_shuffled(word))


def reprint_pack(session: Session, *, pepper: bytes, jammed: list[str]) -> tuple[str, list[str]]:
    """Withdraw a pack that jammed and issue another one; used cards get no second one, and no codes are no pack."""
    for lot, count in taken_back(session, pepper, jammed).items():
        return issue_pack(session, pepper=pepper, lot=lot, count=count)
    return "", []


def _shuffled(word: str) -> Iterator[str]:
    drawn = list(pack(word))
    secrets.SystemRandom().shuffle(drawn)
    return iter(drawn)
