"""What an audit found, line by line, for a reader who does not program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What is said of a line."""

    HOLDS = "holds"
    FAILS = "does not hold"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim, whether it holds in this installation, why not, and what was looked at."""

    topic: str
    claim: str
    verdict: Verdict
    why: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds some things, and what can be learnt from them here, with this installation's figures."""

    who: str
    learns: str
    not_learns: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything of one audit."""

    day: date
    instance: str
    version: str
    findings: tuple[Finding, ...]
    holders: tuple[Holder, ...]
    servers: bool = False
    """Whether any store is on PostgreSQL."""

    def count(self, verdict: Verdict) -> int:
        """How many lines have this verdict."""
        return sum(finding.verdict is verdict for finding in self.findings)

    @property
    def sound(self) -> bool:
        """Whether nothing was seen that does not hold."""
        return not self.count(Verdict.FAILS)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The lines that do not hold, to be read first."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.FAILS)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The lines that could not be checked, to be asked about."""
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.UNCHECKED)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics in the order in which they were looked at."""
        return tuple(dict.fromkeys(finding.topic for finding in self.findings))


def judge(topic: str, claim: str, problems: list[str], *, looked: int, seen: str) -> Finding:
    """A claim that holds if there is no problem in the ``looked`` things, which ``seen`` names with their number.

    Where there was nothing to look at, nothing is known: such a line is not checked.
    """
    if problems:
        return Finding(topic, claim, Verdict.FAILS, "; ".join(problems), seen)
    if not looked:
        return unchecked(topic, claim, f"there is nothing to look at yet: {seen}")
    return Finding(topic, claim, Verdict.HOLDS, "", seen)


def unchecked(topic: str, claim: str, why: str) -> Finding:
    """A claim that nobody could look into, and why."""
    return Finding(topic, claim, Verdict.UNCHECKED, why)


def number(n: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 file", "3 files"."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"
