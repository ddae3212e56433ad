"""How many custodians open each box together, and whether their phrases were tried when one could still help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import text

from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.findings import Finding, judge, number

TOPIC = "Who can open a box"
ALONE = "No box can be opened by one custodian alone"
TRIED = "Before a box is opened, its phrases were tried in mid-wave"
WRAPPED = "SELECT wave, quorum FROM wrapped_key"
TRIALS = "SELECT id FROM wave WHERE trial"
OVER = "SELECT id, custodians_needed FROM wave WHERE state IN ('closing', 'closed') ORDER BY id"
MIDWAY = "SELECT name FROM custodian WHERE wave = :wave AND proved = 'midway' ORDER BY name"
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class Quorum:
    """Of how many custodians how many are enough, by the wrappings of the key themselves."""

    needed: int
    named: int

    def __str__(self) -> str:
        """Such as "any 2 of 3"."""
        return f"any {self.needed} of {self.named}"


def quorums(here: Copied) -> Mapping[str, Quorum]:
    """Each wave with children's answers whose wrapped keys are here, by name; trials have none."""
    with here.read("box") as box:
        rows = [(str(wave), str(names).split(_BETWEEN)) for wave, names in box.execute(text(WRAPPED))]
    trials: frozenset[str] = frozenset()
    with suppress(Unreadable), here.read("fieldwork") as registry:
        trials = frozenset(str(row[0]) for row in registry.execute(text(TRIALS)))
    return {
        wave: Quorum(
            needed=min(len(names) for one, names in rows if one == wave),
            named=len({name for one, names in rows if one == wave for name in names}),
        )
        for wave in sorted({wave for wave, _ in rows} - trials)
    }


def custodians(here: Copied) -> Iterator[Finding]:
    """All boxes that can be opened still, then those that wait for their opening, where there are any."""
    found = quorums(here)
    alone = [f"{wave}: {one} can open it and read every answer early" for wave, one in found.items() if one.needed < 2]
    if alone:
        alone.append(
            "children and parents are told of two people together; this cannot be changed once a wave has begun: "
            "say it in the sheets, and destroy the keys as soon as the results are complete"
        )
    told = "; ".join(f"{wave}: {one}" for wave, one in found.items())
    boxes = number(len(found), "box", "boxes") + " that can be opened, by how their keys are wrapped"
    yield judge(TOPIC, ALONE, alone, looked=len(found), seen=f"{boxes}{': ' if told else ''}{told}")
    with here.read("fieldwork") as registry:
        over = [(str(wave), int(needed)) for wave, needed in registry.execute(text(OVER)) if str(wave) in found]
        tried = {wave: [str(row[0]) for row in registry.execute(text(MIDWAY), {"wave": wave})] for wave, _ in over}
    if not over:
        return
    few = [_too_few(wave, tried[wave]) for wave, needed in over if len(tried[wave]) < needed]
    seen = f"the custodians of {number(len(over), 'wave')} between the end of fieldwork and the opening"
    yield judge(TOPIC, TRIED, few, looked=len(over), seen=seen)


def _too_few(wave: str, names: list[str]) -> str:
    who = f"{', '.join(names)} alone has tried" if names else "nobody has tried"
    return (
        f"{wave}: {who} a phrase since the wave's middle; a lost one would be noticed at the opening only. Try them "
        f"now: `surveyapp custody canary {wave} --custodian NAME …`"
    )
