"""What an audit found, line by line, for a reader who does not program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What is said of a line."""

    HOLDS = "holds"
    FAILS = "does not hold"
    UNCHECKED = "could not be checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim, whether it holds in this installation, and what was seen."""

    topic: str
    claim: str
    verdict: Verdict
    why: str = ""


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
    def topics(self) -> tuple[str, ...]:
        """The topics in the order in which they were looked at."""
        return tuple(dict.fromkeys(finding.topic for finding in self.findings))


def judge(topic: str, claim: str, problems: list[str], *, seen: str = "") -> Finding:
    """A claim that holds if there is no problem; ``seen`` says what was looked at where all is well."""
    if problems:
        return Finding(topic, claim, Verdict.FAILS, "; ".join(problems))
    return Finding(topic, claim, Verdict.HOLDS, seen)


def unchecked(topic: str, claim: str, why: str) -> Finding:
    """A claim that nobody could look into, and why."""
    return Finding(topic, claim, Verdict.UNCHECKED, why)
