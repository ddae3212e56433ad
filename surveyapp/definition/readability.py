"""How many words a text has, and at what age it can be read.

Reading age is the Flesch–Kincaid grade plus five (Kincaid and others 1975, Navy research branch report 8-75), with
syllables counted by a rule of our own. A rough guide: it knows the length of words and sentences, not their meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_END = re.compile(r"[.!?…]+(?:\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouycgszx]es|[^dtaeiouyl]ed|[aeioul]led|[^aeiou]ely)$")
_HISSING = re.compile(r"(?:[cgszx]|[cs]h)es$")
_SPLIT = re.compile(
    r"i[ao](?!u)|[iu]um|eo(?!u)|[^aeioqg]ua|uou|yi|creat|being|doing|going|seeing|quiet|ruin|idea|area|seum"
)
_JOINED = re.compile(r"[cstgx]i(?:a|ou|on)|people|every|some(?=[a-z])")


def words_in(text: str) -> tuple[str, ...]:
    """The words and numbers of a text."""
    return tuple(_WORD.findall(text))


def sentences_in(text: str) -> tuple[str, ...]:
    """The sentences of a text: up to a full stop, question or exclamation mark, or the end of a line."""
    return tuple(part.strip() for part in _END.split(text) if words_in(part))


def syllables_in(word: str) -> int:
    """About how many syllables an English word has, one at least."""
    plain = word.lower().replace("’", "'").split("'")[0]
    count = len(_VOWELS.findall(plain))
    count += len(_SPLIT.findall(plain)) - len(_JOINED.findall(plain))
    if _SILENT.search(plain) and not _HISSING.search(plain):
        count -= 1
    return max(count, 1)


def reading_age(texts: Iterable[str]) -> float:
    """The age, in years, at which these texts can be read; 0 for no words."""
    sentences = [sentence for text in texts for sentence in sentences_in(text)]
    words = [word for sentence in sentences for word in words_in(sentence)]
    if not words:
        return 0.0
    syllables = sum(map(syllables_in, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59 + 5
