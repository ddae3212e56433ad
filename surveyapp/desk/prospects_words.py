"""Prospects in a worker's words: whole sentences and rows, so that the page decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext, ngettext, pgettext

from surveyapp.definition.messages import context_of
from surveyapp.definition.model import Bank
from surveyapp.desk import bands
from surveyapp.desk.prospects_changes import ChangesTold, changes_told
from surveyapp.desk.prospects_numbers import at_least_of_100, chance, children, of_100, often
from surveyapp.desk.words import listed
from surveyapp.disclosure.tables import Hiding
from surveyapp.history.problems import N_, Problem
from surveyapp.opening.foreseeing import Fate
from surveyapp.prospects.assumed import Given
from surveyapp.prospects.breakdowns import BreakdownProspect, GroupProspect, OneWay, PoolProspect
from surveyapp.prospects.chances import SURE, BandProspect
from surveyapp.prospects.foresee import Prospects
from surveyapp.releases.counting import AGE, UNSAID


@dataclass(frozen=True, slots=True)
class BandTold:
    """A row: the band, its children, of 100 how many are guessed to answer, how many that is, and if it is enough."""

    title: str
    eligible: int
    response: int
    answers: int
    enough: str


@dataclass(frozen=True, slots=True)
class BreakdownTold:
    """A row: the groups that could be shown, those shown as one alone, and those that could not, each with why."""

    title: str
    shown: str
    as_one: str
    hidden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PoolTold:
    """Questions of some bands that would be shown alike."""

    title: str
    nothing: str
    breakdowns: tuple[BreakdownTold, ...]


@dataclass(frozen=True, slots=True)
class ProspectsTold:
    """The whole page under the form. ``small`` has a few sentences for each band that may stay too small."""

    bands: tuple[BandTold, ...]
    small: tuple[tuple[str, ...], ...]
    sealed: bool
    pools: tuple[PoolTold, ...]
    results: tuple[str, ...]
    changes: ChangesTold


def told(bank: Bank, given: Given, found: Prospects) -> ProspectsTold:
    """Everything that the page says of these prospects."""
    titles = {id: str(pgettext(context_of(one), one.title)) for id, one in bank.breakdowns.items()}
    return ProspectsTold(
        bands=tuple(map(_band, found.bands)),
        small=tuple(tuple(_small(one)) for one in found.bands if one.enough < SURE or Fate.AWAITED in one.fates),
        sealed=any(one.fates.get(Fate.TOO_FEW, 0.0) > 1 - SURE for one in found.bands),
        pools=tuple(_pool(bank, one) for one in found.pools),
        results=tuple(_results(found, {AGE: str(gettext("Age")), **titles})),
        changes=changes_told(given, found),
    )


def problem(found: Problem) -> str:
    """A mistake in the lines of the groups."""
    said = str(gettext(found.says, **dict(found.facts)))
    return str(gettext("Line %(line)d: %(problem)s", line=found.line, problem=said)) if found.line else said


def _band(one: BandProspect) -> BandTold:
    return BandTold(bands.title(one.band), one.eligible, of_100(one.response), one.answers, chance(one.enough))


def _small(one: BandProspect) -> Iterator[str]:
    """What a band that may stay too small must know."""
    title = bands.title(one.band)
    yield str(gettext("%(band)s: 10 or more answer %(often)s.", band=title, often=often(one.enough)))
    yield _otherwise(one)
    if one.needed is None:
        yield str(
            ngettext(
                "Only %(num)d child may answer, so it can never be counted by itself.",
                "Only %(num)d children may answer, so it can never be counted by itself.",
                one.eligible,
            )
        )
    else:
        number = at_least_of_100(one.needed)
        yield str(gettext("To be fairly sure of 10 answers, %(number)d of 100 must answer.", number=number))


def _otherwise(one: BandProspect) -> str:
    """What becomes of the band if it stays too small."""
    said = {
        Fate.JOINED: gettext("If fewer do, they are counted together with another age band of this wave."),
        Fate.WAITS: gettext("If fewer do, they stay sealed until they can be opened together with others."),
        Fate.AWAITED: gettext("They stay sealed however many answer, as others wait to be opened with them."),
        Fate.TOO_FEW: gettext("If fewer do, they are not counted. Only their comments are read, for harm."),
    }
    return str(said.get(one.otherwise, gettext("If nobody does, nothing can be said about them.")))


def _results(found: Prospects, titles: Mapping[str, str]) -> Iterator[str]:
    """How much could be shown by group, all questions together: of what has numbers, and of all that was chosen."""
    if found.results.of:
        there = {one.breakdown for pool in found.pools for one in pool.breakdowns}
        yield _share(
            N_("By %(breakdowns)s: about %(share)d of 100 results could be shown (%(shown)d of %(of)d)."),
            found.results,
            [title for id, title in titles.items() if id in there],
        )
    if found.undivided and found.with_undivided.of:
        yield _share(
            N_(
                "With the other groups you chose it would be about %(share)d of 100 (%(shown)d of %(of)d). No numbers "
                "were given for %(breakdowns)s, so we took children to divide evenly among these."
            ),
            found.with_undivided,
            [titles[id] for id in found.undivided],
        )


def _share(says: str, found: OneWay, breakdowns: Sequence[str]) -> str:
    share = of_100(found.shown / found.of)
    return str(gettext(says, share=share, shown=found.shown, of=found.of, breakdowns=listed(breakdowns)))


def _pool(bank: Bank, pool: PoolProspect) -> PoolTold:
    asked = listed(bands.titles(pool.bands))
    title = ngettext(
        "%(num)d question that is asked of %(bands)s", "%(num)d questions that are asked of %(bands)s",
        pool.questions, bands=asked,
    )  # fmt: skip
    nothing = gettext("Nothing could be shown: fewer than 10 would answer.") if pool.total is not None else ""
    if not nothing and not any(one.shown for one in pool.breakdowns):
        nothing = gettext("Only the answers of all of them together could be shown.")
    shown = () if nothing else tuple(_breakdown(bank, one) for one in pool.breakdowns)
    return PoolTold(str(title), str(nothing), shown)


def _breakdown(bank: Bank, one: BreakdownProspect) -> BreakdownTold:
    names = _names(bank, one)
    shown = [_shown(names[group.value], group) for group in one.groups if group.hidden is None]
    title = gettext("Age") if one.breakdown == AGE else pgettext(*_titled(bank, one.breakdown))
    as_one = [names[group.value] for group in one.groups if group.together]
    return BreakdownTold(
        str(title), listed(shown) if shown else "", listed(as_one) if as_one else "", tuple(_hidden(one.groups, names))
    )


def _shown(name: str, group: GroupProspect) -> str:
    return str(gettext("%(group)s (about %(number)s)", group=name, number=children(group.answers)))


def _hidden(groups: Sequence[GroupProspect], names: dict[str, str]) -> Iterator[str]:
    """The groups that would not be shown, by why."""
    why = {
        Hiding.SMALL_BASE: gettext("fewer than 10"),
        Hiding.SECONDARY: gettext("hidden too, or a small group could be worked out"),
        Hiding.FIGURES: gettext("too many figures for so few answers"),
    }
    for reason, words in why.items():
        mine = [names[group.value] for group in groups if group.hidden is reason]
        if mine:
            yield str(gettext("%(groups)s: %(reason)s", groups=listed(mine), reason=words))


def _names(bank: Bank, one: BreakdownProspect) -> dict[str, str]:
    if one.breakdown == AGE:
        return {group.value: listed(bands.titles(group.value.split("+"))) for group in one.groups}
    declared = bank.breakdowns[one.breakdown]
    context = context_of(declared)
    names = {value.id: str(pgettext(context, value.text)) for value in declared.values}
    return names | {UNSAID: str(gettext("Not said"))}


def _titled(bank: Bank, breakdown: str) -> tuple[str, str]:
    declared = bank.breakdowns[breakdown]
    return context_of(declared), declared.title
