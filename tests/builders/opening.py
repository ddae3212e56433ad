"""Small councils for tests of the opening: instruments, a bank, and children with what they answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builders import definition as make

from surveyapp.definition.model import Answer, Bank, Instrument, Kind, Mark
from surveyapp.definition.paths import complete
from surveyapp.opening.contents import Plan, gather
from surveyapp.opening.opened import Opened
from surveyapp.opening.tallies import count
from surveyapp.results.handed import Cell

SAFE, CONTACT, HAPPY = "feels_safe_home", "contact_mother", "happy_yesterday"


def bank(**pools: Any) -> Bank:
    """A shared construct, a knowable one, one asked on another scale by the older, and one of several choices."""
    both = (("4-7", "8-11", "11-18", "leavers"),)
    return make.bank(
        make.indicator(SAFE, pools=pools.get("safe", both)),
        make.indicator(CONTACT, mark=Mark.KNOWABLE, pools=pools.get("contact", both)),
        make.indicator(HAPPY, pools=pools.get("happy", (("4-7", "8-11"), ("11-18", "leavers")))),
        make.indicator("support", pools=pools.get("support", (("11-18", "leavers"), ("8-11",), ("4-7",)))),
        breakdowns=(
            make.breakdown("placement", "foster", "kinship", "home", "parents"),
            make.breakdown("sex", "girl", "boy", "another_way", merge={"another_way": "other"}),
        ),
    )


def survey(band: str, **changes: Any) -> Instrument:
    """What a band is asked; ``without`` leaves items out, ``happy_if`` is a condition, ``school`` adds a breakdown."""
    condition = {"show_if": changes["happy_if"]} if "happy_if" in changes else {}
    content = {
        SAFE: make.item(SAFE),
        CONTACT: make.item(CONTACT, "choice", "too_little", "just_right", mark=Mark.KNOWABLE),
        HAPPY: make.item(HAPPY, Kind.NUMBER, largest=10, **condition)
        if band in ("11-18", "leavers")
        else make.item(HAPPY, "choice", "happy", "so_so", "sad", **condition),
        "support": make.item("support", Kind.SEVERAL, "friends", "family"),
        "sex": make.item("sex", "choice", "girl", "boy", "another_way", breakdown="sex"),
        "placement": make.item("placement", "choice", "foster", "kinship", "home", "parents", breakdown="placement"),
        "comments": make.item("comments", Kind.LONG_TEXT),
    }
    if changes.get("school"):
        content["school"] = make.item("school", "choice", "here", "elsewhere", "none", breakdown="school")
    left_out = changes.get("without", ())
    return make.instrument(*(item for name, item in content.items() if name not in left_out), name=band)


def plan(*bands: str, neighbours: Mapping[str, str | None] | None = None, **changes: Any) -> Plan:
    """A wave of these bands with their usual neighbours where those are in it; ``changes`` by band, and ``bank``."""
    instruments = {band: survey(band, **changes.get(band, {})) for band in bands}
    usual = {band: make.NEIGHBOURS[band] if make.NEIGHBOURS[band] in bands else None for band in bands}
    return Plan(instruments, neighbours or usual, changes.get("bank", bank()))


def by_answer(plan: Plan, told: Sequence[Opened]) -> Mapping[Cell, int]:
    """Everything that is counted of these children, each answer of each group, before an opening lessens it."""
    return count(gather(plan, told))[0]


def child(plan: Plan, band: str, comment: str = "", **answers: Answer) -> Opened:
    """One child's opened ballot; what is not given was skipped."""
    whole = complete(plan.instruments[band], answers)
    closed = {item.id: whole[item.id] for item in plan.instruments[band].closed}
    return Opened(band, closed, {"comments": comment} if comment else {})


def children(plan: Plan, band: str, count: int, **answers: Answer) -> list[Opened]:
    """So many children who all answered alike."""
    return [child(plan, band, **answers) for _ in range(count)]


def counted(cells: Mapping[Any, int], **where: str) -> dict[str, int]:
    """Tallies that match, by answer."""
    found: dict[str, int] = {}
    for cell, n in cells.items():
        if all(getattr(cell, name) == value for name, value in where.items()):
            found[cell.answer] = found.get(cell.answer, 0) + n
    return found


def labels(cells: Iterable[Any], item: str) -> set[tuple[str, str]]:
    """Under which bands and breakdown an item was counted."""
    return {(cell.bands, cell.breakdown) for cell in cells if cell.item == item}
