"""How far people have reviewed a language: draft, reviewed, tested; a changed sentence makes it a draft again."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from surveyapp.definition.messages import messages_of
from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Key, Readers

PAGES = "pages"
DIGITS = 16
"""Of a sentence's digest: enough that no changed sentence passes for another by chance."""

_FIT: dict[tuple[str, str], bool] = {}
_BEGUN: dict[tuple[str, str], bool] = {}


class State(StrEnum):
    """Drafted, reviewed by somebody who speaks the language, tried by young people who speak it."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    TESTED = "tested"


@dataclass(frozen=True, slots=True)
class Part:
    """What is reviewed as a whole: the pages, or one instrument such as 8-11/2026; and its sentences."""

    name: str
    keys: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Review:
    """That somebody of this role found these sentences right on that day; ``sentences`` are their digests."""

    state: State
    by: str
    on: date
    fingerprint: str
    sentences: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a part stands now: how much is translated, and what is not as it was reviewed."""

    part: Part
    state: State
    translated: int
    review: Review | None
    changed: tuple[Key, ...]

    @property
    def whole(self) -> bool:
        """Whether every sentence has its translation."""
        return self.translated == len(self.part.keys)


class NotWhole(Exception):
    """A part can be reviewed only when all its sentences are translated; the text says how many are missing."""


def pages_of(code: str) -> Part:
    """The sentences of the children's pages, which have no context."""
    found = catalogues.messages(catalogues.read(code, Readers.CHILDREN))
    return Part(PAGES, frozenset(catalogues.key(one) for one in found if not one.context))


def part_of(instrument: Instrument) -> Part:
    """The sentences of an instrument."""
    keys = frozenset((context, text, "") for context, text in messages_of(instrument))
    return Part(f"{instrument.survey}/{instrument.version}", keys)


def standing(code: str, part: Part) -> Standing:
    """A part of a language as it is now."""
    said = catalogues.of_children(code)
    translated = len(part.keys & said.keys())
    review = reviews_of(code).get(part.name)
    if review is None:
        return Standing(part, State.DRAFT, translated, None, ())
    changed = tuple(sorted(key for key in part.keys if _digest(key, said.get(key, ())) not in review.sentences))
    return Standing(part, State.DRAFT if changed else review.state, translated, review, changed)


def fit_for_children(code: str, instrument: Instrument | None = None) -> bool:
    """Whether real answers may be given in it: its pages, or an instrument, are as somebody reviewed them."""
    name = f"{instrument.survey}/{instrument.version}" if instrument else PAGES
    if name not in reviews_of(code):
        return False
    key = (code, instrument.fingerprint if instrument else PAGES)
    if key not in _FIT:
        part = part_of(instrument) if instrument else pages_of(code)
        _FIT[key] = standing(code, part).state is not State.DRAFT
    return _FIT[key]


def parts(code: str, instruments: Iterable[Instrument]) -> tuple[Part, ...]:
    """The pages, and each of these instruments."""
    return (pages_of(code), *map(part_of, instruments))


def begun(code: str, instrument: Instrument) -> bool:
    """Whether anything of an instrument is translated, so that a trial can look at it."""
    key = (code, instrument.fingerprint)
    if key not in _BEGUN:
        _BEGUN[key] = not part_of(instrument).keys.isdisjoint(catalogues.of_children(code))
    return _BEGUN[key]


@cache
def reviews_of(code: str) -> Mapping[str, Review]:
    """What was reviewed, by part; without what somebody has changed by hand."""
    file = path(code)
    if not file.exists():
        return {}
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    found = {name: _review(one) for name, one in told.items()}
    return {name: one for name, one in found.items() if one.fingerprint == _together(one.sentences)}


def review(code: str, part: Part, state: State, *, by: str, on: date) -> None:
    """Keep that a part was reviewed as it is now; DRAFT takes a review back. Raises NotWhole."""
    said = catalogues.of_children(code)
    missing = part.keys - said.keys()
    if missing and state is not State.DRAFT:
        raise NotWhole(f"{len(missing)} of {len(part.keys)} sentences are not translated yet")
    kept = dict(reviews_of(code))
    kept.pop(part.name, None)
    if state is not State.DRAFT:
        sentences = frozenset(_digest(key, said[key]) for key in part.keys)
        kept[part.name] = Review(state, by, on, _together(sentences), sentences)
    path(code).write_text("\n".join(_written(kept)), encoding="utf-8")
    forget()


def path(code: str) -> Path:
    """Where a language's reviews are kept: beside its catalogues, which other programs rewrite."""
    return catalogues.path(code, Readers.CHILDREN).with_name("reviews.toml")


def forget() -> None:
    """Read all reviews and catalogues anew."""
    reviews_of.cache_clear()
    _FIT.clear()
    _BEGUN.clear()
    catalogues.forget()


def _digest(key: Key, said: tuple[str, ...]) -> str:
    whole = json.dumps([*key, *said], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()[:DIGITS]


def _together(sentences: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(sentences)).encode()).hexdigest()


def _review(told: Mapping[str, object]) -> Review:
    sentences = told.get("sentences")
    return Review(
        state=State(str(told["state"])),
        by=str(told["by"]),
        on=date.fromisoformat(str(told["on"])),
        fingerprint=str(told["fingerprint"]),
        sentences=frozenset(map(str, sentences)) if isinstance(sentences, list) else frozenset(),
    )


def _written(kept: Mapping[str, Review]) -> Iterable[str]:
    yield "# What people have reviewed, by part; written by `surveyapp translations review`, never by hand."
    for name, one in sorted(kept.items()):
        yield f'\n["{name}"]'
        yield f"state = {json.dumps(one.state)}"
        yield f"by = {json.dumps(one.by, ensure_ascii=False)}"
        yield f"on = {one.on}"
        yield f'fingerprint = "{one.fingerprint}"'
        yield "sentences = ["
        digests = sorted(one.sentences)
        for start in range(0, len(digests), 6):
            yield "  " + " ".join(f'"{digest}",' for digest in digests[start : start + 6])
        yield "]"
    yield ""
