"""What a person needs to try the demo, kept beside its data so that the second start can show it again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from surveyapp.demo import plan

FILE = "demo-card.txt"


@dataclass(frozen=True, slots=True)
class Card:
    """What the terminal shows of a fresh demo, the only time it can be read."""

    passwords: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, str]]
    codes: Mapping[str, tuple[str, ...]]


def write(folder: Path, card: Card) -> None:
    """Keep the card, readable by its owner alone. Only a made-up council may do this with phrases and codes."""
    descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(_lines(card)) + "\n")


def read(folder: Path) -> str:
    """The card as it was written."""
    return (folder / FILE).read_text(encoding="utf-8")


def _lines(card: Card) -> Iterator[str]:
    yield f"{plan.TITLE}. Everything in it is made up."
    yield ""
    yield "As a child, at /s/ with one of these codes:"
    for band, codes in card.codes.items():
        yield f"  {band:8} {'  '.join(codes)}"
    yield ""
    yield "As staff, at /staff/ (a viewer reads /results/, a worker begins at /desk/):"
    for email, password in card.passwords.items():
        yield f"  {email:32} {password}"
    yield ""
    yield "The custodians' phrases (any two open a wave's box):"
    for wave, phrases in card.phrases.items():
        yield f"  {wave}"
        for name, phrase in phrases.items():
            yield f"    {name:32} {phrase}"
