"""The four surveys and their bank as they are delivered, and the tables that say what they must hold."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from surveyapp.definition.loader import load_bank, load_instrument
from surveyapp.definition.model import CLOSED, Bank, Instrument, Item

ROOT = Path(__file__).parents[2]
DEFINITIONS = ROOT / "surveys" / "definitions"
REFERENCE = ROOT / "tests" / "reference"
BANDS = ("4-7", "8-11", "11-18", "leavers")
UNDER_11 = ("4-7", "8-11")
VERSION = "2024"


@cache
def bank() -> Bank:
    """The bank."""
    return load_bank(DEFINITIONS / "items.yaml")


@cache
def survey(band: str) -> Instrument:
    """One band's survey."""
    return load_instrument(DEFINITIONS / band / f"{VERSION}.yaml", bank())


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table in tests/reference."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def constructs(band: str) -> dict[str, dict[str, str]]:
    """The constructs that this band must ask, by id."""
    return {row["construct"]: row for row in table("indicators.csv") if band in row["bands"].split()}


def indicator_items(band: str) -> tuple[Item, ...]:
    """The items of this band that measure a construct of the bank."""
    return tuple(item for item in survey(band).items if item.id in bank().indicators)


def closed_items(band: str) -> tuple[Item, ...]:
    """The items of this band that are answered by choosing, practice included."""
    return tuple(item for item in survey(band).items if item.kind in CLOSED)


def option_ids(item: Item) -> tuple[str, ...]:
    """The ids of the options, in order."""
    return tuple(option.id for option in item.scale.options) if item.scale else ()
