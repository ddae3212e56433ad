"""Councils whose children are drawn up by hand, each group with its answers to one question: what a rule keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from unittest.mock import patch

from councils import VERSION, YEAR, surveys
from published import Council
from rounds import Opening, knowing, source

from surveyapp.definition.lines import neighbour_in
from surveyapp.definition.model import Answer, Missing
from surveyapp.disclosure.policy import STANDARD, Policy
from surveyapp.opening import tallies
from surveyapp.opening.contents import Plan
from surveyapp.opening.opened import Opened
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Release

WAVE = "forty"


@dataclass(frozen=True)
class Alike:
    """So many children of a band and of some groups, who gave this answer."""

    number: int
    band: str
    answer: Answer
    groups: Mapping[str, str] = field(default_factory=dict)


def council(question: str, children: Sequence[Alike]) -> Opening:
    """These children, who were asked the newest surveys and left out all else."""
    known = surveys()
    bands = [band for band in known.bank.bands if any(one.band == band for one in children)]
    instruments = {band: known.version(band, VERSION) for band in bands}
    told = []
    for alike in children:
        said = {question: alike.answer, **alike.groups}
        names = {item.breakdown or item.id: item.id for item in instruments[alike.band].closed}
        answers: dict[str, Answer] = {item: said.get(name, Missing.SKIPPED) for name, item in names.items()}
        told += [Opened(alike.band, answers, {})] * alike.number
    numbers = {band: (2 * n, n) for band in bands if (n := sum(one.number for one in children if one.band == band))}
    neighbours = {band: neighbour_in(known.bank, band, numbers) for band in bands}
    return Opening(WAVE, "Forty", YEAR, numbers, Plan(instruments, neighbours, known.bank), told)


def about(opening: Opening, question: str) -> Council:
    """What a reader knows of one question."""
    known = surveys()
    only = {question: known.bank.indicators[question]}
    reader, truth = knowing(replace(known, bank=replace(known.bank, indicators=only)), [opening])
    return Council(known, [opening], reader, truth)


def released(council: Council, opening: Opening, question: str, **more: object) -> Release:
    """The release of one question."""
    made = source(council.surveys, opening, **more)
    return assemble(replace(made, counts=tuple(one for one in made.counts if one.item == question)))


def carelessly(council: Council, opening: Opening, question: str, policy: Policy, *before: Release) -> Release:
    """The same of an opening that counted every group, however small: the policy alone decides what is shown."""
    groups = {"large_enough_across": lambda parts: frozenset(group for _, group in parts)}
    with patch.multiple(tallies, **groups):
        made = source(council.surveys, opening, policy=replace(STANDARD, rules=frozenset()))
    counts = tuple(one for one in made.counts if one.item == question)
    return assemble(replace(made, policy=policy, counts=counts, revisions=before))
