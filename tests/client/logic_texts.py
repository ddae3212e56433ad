"""Texts as children and their keyboards write them, and as nobody should."""

from __future__ import annotations

import unicodedata
from random import Random

STRANGE = (
    "", " ", "\u3000", "\x1c", "\x85", "\ufeff", "\u200b", "none", "None", "07", " 7 ", "\u00a07", "7\n",
    "٣", "３", "²",
    "½", "-1", "+3", "3.0", "1e2", "0x10", "1000",
    "999", "0003", "000", "9" * 30, "yes", " yes\r\n", "no", "null",
    "\ud83d", "constructor", "__proto__", "\x00", "x" * 199, "é" * 41, "😀" * 21, "e\u0301" * 21, "👩‍👩‍👧" * 8,
)  # fmt: skip
PIECES = (
    "a", "b", " ", "  ", "\r\n", "\r", "\n", "\r\r\n",
    "\t", "\x00", "\x0b", "\x1c", "\x1f", "\x7f", "\x85", "\xa0",
    "\xad", "\u034f", "\u200b", "\u200c", "\u200d",
    "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e",
    "\u2060", "\u2066", "\u2069", "\u3000", "\ufe0f",
    "\ufeff", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\U000e0001",
    "\ud83d", "\ude00", "\ud800", "\udfff", "😀",
    "👩‍👩‍👧", "🏴\U000e0067\U000e0062", "🇬🇧", "e\u0301", "\u0301", "\u0301\u0327",
    "\u0327\u0301", "Å", "\u212b", "ﬁ", "ị\u0302",
    "\u1ea5", "a\u0323\u0302", "한", "\u1112\u1161\u11ab", "\u0958", "\u0915\u093c",
    "\u0344", "\u1100\u1161", "\U0001d15e", "\U0001109a", "\U00011099\U000110ba",
    "سَلَام", "\u0622", "\u0627\u0653", "שָׁלוֹם", "\ufb2a",
    "ትግርኛ", "Việt", "Здрав", "ы\u0306", "İ", "ß", "ǅ", "\u0f77",
    "\u0fb2\u0f81", "\u2126", "\uf900", "{who}", "<b>", "&amp;", "\\u0000", '"',
)  # fmt: skip
"""Texts of several scripts, marks in any order, emoji, half characters, and what nobody sees."""


def text(chance: Random) -> str:
    """A few words of anybody."""
    parts = chance.choices(PIECES, k=chance.choices((1, 2, 5, 30, 300), (8, 8, 8, 4, 1))[0])
    strange = [
        one for _ in range(3) if unicodedata.category(one := chr(chance.randrange(0x110000))) not in ("Cn", "Cs")
    ]
    return whole("".join((*parts, *strange)))


def whole(text: str) -> str:
    """The text with two half characters that meet made one, as in a browser they are."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
