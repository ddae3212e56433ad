"""Whether each number of a text is one that the release lets it tell; what is wrong is given back as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from derived import Told

import surveyapp
from surveyapp.dashboards.wording.numbers import percent

CODE = Path(surveyapp.__file__).parent
MAPPING = [("dashboards/**.py", "python"), ("web/**.py", "python"), ("templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
N = r"(?<![\d,.])(\d{1,3}(?:,\d{3})+|\d+)"
SIGNED = r"([+−-]?(?:\d{1,3}(?:,\d{3})+|\d+))"
WAY = r"(better|worse)"
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
LONG = 20
Rule = tuple[re.Pattern[str], Callable[[Told, tuple[str, ...]], bool]]


def value(text: str) -> int:
    """A number as it is written, with its sign; with its way, worse is below nothing."""
    return int(text.replace(",", "").replace("−", "-").replace("+", ""))


def turned(text: str, way: str) -> int:
    """So many points better or worse."""
    return value(text) if way == "better" else -value(text)


def either(told: Told, low: int, high: int) -> bool:
    """Whether a range of differences may be told in this order or turned round."""
    return {(low, high), (high, low)} & told.stretches != set()


def in_full(told: Told, share: str, count: str, base: str) -> bool:
    """Whether a percentage stands beside its own count."""
    pair = value(count), value(base)
    return pair in told.pairs and value(share) == percent(pair[0] / pair[1])


RULES: tuple[Rule, ...] = (
    (re.compile(rf"{N}% \(?{N}(?: or more)? of {N}"), lambda told, f: in_full(told, f[0], f[1], f[2])),
    (re.compile(rf"{N}% · {N}% to {N}%"), lambda told, f: (value(f[0]), value(f[1]), value(f[2])) in told.marks),
    (re.compile(rf"{N}% (?:to|and) {N}%"), lambda told, f: (value(f[0]), value(f[1])) in told.spans),
    (re.compile(rf"{N}(?: or more)? of (?:the |all )?{N}"), lambda told, f: (value(f[0]), value(f[1])) in told.pairs),
    (
        re.compile(rf"{N} (?:percentage )?points? {WAY} (?:to|and) {N} (?:percentage )?points? {WAY}"),
        lambda told, f: either(told, turned(f[0], f[1]), turned(f[2], f[3])),
    ),
    (
        re.compile(rf"{N} (?:to|and) {N} (?:percentage )?points? {WAY}"),
        lambda told, f: either(told, turned(f[0], f[2]), turned(f[1], f[2])),
    ),
    (re.compile(rf"no difference to {N} points? {WAY}"), lambda told, f: either(told, 0, turned(f[0], f[1]))),
    (re.compile(rf"{N} points? {WAY} to no difference"), lambda told, f: either(told, 0, turned(f[0], f[1]))),
    (
        re.compile(rf"(?:from|between) {SIGNED} (?:to|and) {SIGNED} points?"),
        lambda told, f: either(told, value(f[0]), value(f[1])),
    ),
    (re.compile(rf"{N} points? {WAY}"), lambda told, f: turned(f[0], f[1]) in told.points),
    (re.compile(rf"{N} points?"), lambda told, f: {value(f[0]), -value(f[0])} & told.points != set()),
    (re.compile(rf"{N}%"), lambda told, f: value(f[0]) in told.percentages),
    (re.compile(N), lambda told, f: value(f[0]) in told.numbers),
)
"""What belongs together is judged together, from the longest to the single number."""


def strange(text: str, told: Told) -> list[str]:
    """What the text tells that these parts of the release do not; without a number nothing, as with most texts."""
    if not NUMBER.search(text):
        return []
    wrong: list[str] = []
    for pattern, may in RULES:
        wrong += [found[0] for found in pattern.finditer(text) if not may(told, found.groups())]
        text = pattern.sub(" ¦ ", text)
    return wrong + NUMBER.findall(text)


def falsified(text: str) -> Iterator[str]:
    """The text with one of its numbers a little higher, for each of them."""
    for found in NUMBER.finditer(text):
        yield f"{text[: found.start()]}{value(found[0].split('.')[0]) + 1}{text[found.end() :]}"


@cache
def fixed() -> frozenset[str]:
    """The pieces of our own sentences that hold a number whatever the release."""
    found = (_english(message) for _file, _line, message, *_more in extract_from_dir(CODE, MAPPING))
    messages = (" ".join(one.replace("%%", "%").split()) for several in found for one in several)
    pieces = (piece.strip() for message in messages for piece in PLACEHOLDER.split(message))
    return frozenset(filter(_telling, pieces))


def _english(message: object) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(one for one in message if isinstance(one, str))  # type: ignore[attr-defined]  # a message in singular and plural


def _telling(piece: str) -> bool:
    """A number among words, that words of the release cannot end in by chance."""
    among = re.search(r"\d", piece) and re.search(r"[^\W\d]", piece)
    return bool(among) and (len(piece) > LONG or not piece[-1].isdigit())


def cleaning(names: Iterable[str]) -> Callable[[str], str]:
    """What takes out of a text these names, and the numbers of our own sentences; never a part of a number."""
    ours = _any(fixed())
    theirs = _any({name for name in names if re.search(r"\d", name)})

    @cache
    def clean(text: str) -> str:
        told = theirs.sub(" ¦ ", " ".join(text.split()))
        return ours.sub(lambda found: re.sub(r"\d+%?", "", found[0]), told)

    return clean


def _any(texts: Iterable[str]) -> re.Pattern[str]:
    """Any of these, the longest first, where it does not begin or end within a number."""
    ordered = sorted(texts, key=len, reverse=True)
    return re.compile("|".join(map(_alone, ordered)))


def _alone(name: str) -> str:
    return (r"(?<!\d)" if name[0].isdigit() else "") + re.escape(name) + (r"(?![\d%])" if name[-1].isdigit() else "")
