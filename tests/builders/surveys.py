"""The surveys of all years and their bank as they are delivered, and the tables that say what they must hold."""

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
YEARS = ("2022", "2024", "2026")
EDITIONS = tuple(f"{'8-10' if (band, year) == ('8-11', '2022') else band}/{year}" for year in YEARS for band in BANDS)
"""Every band in every year; until 2022 the middle one went from 8 to 10."""


OTHERWISE = {
    "2022": {
        "likes_food": ("4-7", "8-11", "11-18"),
        "likes_bedroom": ("4-7", "8-11", "11-18"),
        "has_doctor": ("leavers",),
        "support_comes_back": ("leavers",),
    },
    "2026": {"can_read_file": ("11-18", "leavers"), "internet_home": ("11-18", "leavers")},
}
"""What a year asks beyond the table, and what of the table it does not ask, in which bands."""
BEYOND = {"likes_food", "has_doctor", "can_read_file"}
"""Constructs of the bank that the table does not have."""


@cache
def bank() -> Bank:
    """The bank."""
    return load_bank(DEFINITIONS / "items.yaml")


@cache
def survey(name: str) -> Instrument:
    """One band's survey of 2024, or of the year in its name, such as 8-11/2026."""
    band, _, year = name.partition("/")
    return load_instrument(DEFINITIONS / band / f"{year or VERSION}.yaml", bank())


def kin(name: str) -> str:
    """Which of the four bands of today a survey is like: what 8 to 10 were given is kept to the limits of 8 to 11."""
    return survey(name).band.presentation


def editions(*bands: str) -> tuple[str, ...]:
    """The surveys of all years for these bands."""
    return tuple(name for name in EDITIONS if kin(name) in bands)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table in tests/reference."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def constructs(name: str) -> frozenset[str]:
    """The constructs that this survey must ask: those of the table, but for what its year asks otherwise."""
    band, year = kin(name), survey(name).version
    asked = {row["construct"] for row in table("indicators.csv") if band in row["bands"].split()}
    other = {construct: bands for construct, bands in OTHERWISE.get(year, {}).items() if band in bands}
    return frozenset(asked ^ other.keys())


def indicator_items(band: str) -> tuple[Item, ...]:
    """The items of this band that measure a construct of the bank."""
    return tuple(item for item in survey(band).items if item.id in bank().indicators)


def closed_items(band: str) -> tuple[Item, ...]:
    """The items of this band that are answered by choosing, practice included."""
    return tuple(item for item in survey(band).items if item.kind in CLOSED)


def option_ids(item: Item) -> tuple[str, ...]:
    """The ids of the options, in order."""
    return tuple(option.id for option in item.scale.options) if item.scale else ()
