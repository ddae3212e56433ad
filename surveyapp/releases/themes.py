"""Themes of comments, counted by question for everybody together, as far as readers agreed and the rules allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveyapp.analysis.agreement import Agreement, agreement
from surveyapp.disclosure import gate, tables
from surveyapp.disclosure.policy import Rule
from surveyapp.disclosure.tables import (
    Cell,
    Group,
    Hiding,
    Partition,
    Protected,
    ProtectedPartition,
    ProtectedTable,
    Table,
)
from surveyapp.disclosure.themes import protect_themes
from surveyapp.releases.counting import AGE, ALL
from surveyapp.releases.model import QuestionThemes, Release, Share, Suppressed, Theme, Why
from surveyapp.releases.questions import written
from surveyapp.releases.shown import share
from surveyapp.releases.source import Coded, Source


def themes(source: Source) -> tuple[QuestionThemes, ...]:
    """The themes of every question that children answered in their own words.

    What was published of a question stays as it was while no coding is finished, or where so few comments came or went
    that both revisions together would show them.
    """
    published = source.revisions[-1].themes if source.revisions else ()
    if source.coded is None:
        return published
    agreed = _agreed(source.coded)
    made = (_question(source, source.coded, item, agreed) for item in _items(source))
    return tuple(_standing(source, published, one) for one in made)


def _agreed(coded: Coded) -> tuple[Agreement, ...]:
    """How well readers agreed on each theme, over all texts that two or more coded."""
    places = range(len(coded.themes))
    return tuple(agreement([[bool(ticks >> at & 1) for ticks in text] for text in coded.twice]) for at in places)


def _items(source: Source) -> tuple[str, ...]:
    """The questions that are answered in one's own words, in their order."""
    return tuple(dict.fromkeys(item.id for one in source.instruments.values() for item in one.texts))


def _question(source: Source, coded: Coded, item: str, agreed: Sequence[Agreement]) -> QuestionThemes:
    """One question's themes."""
    asked, texts = written(item, source.instruments), coded.texts.get(item, ())
    if not texts or (source.policy.follows(Rule.BASE) and len(texts) < source.policy.smallest_base):
        return QuestionThemes(item, asked, coded.version)
    counts = [sum(ticks >> at & 1 for ticks in texts) for at in range(len(coded.themes))]
    singly = [
        _counted(source, item, theme.name, Cell(count, len(texts), len(texts)))
        if told.counts
        else tables.Hidden(Hiding.AUDIT)
        for theme, count, told in zip(coded.themes, counts, agreed, strict=True)
    ]
    shown = protect_themes(singly, len(texts), source.policy)
    return QuestionThemes(
        item,
        asked,
        coded.version,
        len(texts),
        tuple(
            Theme(theme.name, theme.welsh, theme.belongs, theme.other, _result(value, told), told.firm)
            for theme, value, told in zip(coded.themes, shown, agreed, strict=True)
        ),
    )


def _counted(source: Source, item: str, name: str, cell: Cell) -> tables.Shown:
    """A theme as a question to which every comment says yes or no: protected, and audited beside earlier revisions."""
    table = Table(cell, Partition(AGE, (Group(ALL, cell),)))
    earlier = [_table(one.result) for one in _named(source.revisions, item, name)]
    return gate.release(table, source.policy, earlier=earlier).shown.total


def _result(shown: tables.Shown, told: Agreement) -> Share | Suppressed:
    """What is shown of a theme, or why nothing is."""
    return share(shown) if told.counts else Suppressed(Why.AGREEMENT)


def _named(revisions: Sequence[Release], item: str, name: str) -> Iterator[Theme]:
    """The theme of this name as earlier revisions published it."""
    for release in revisions:
        yield from (theme for one in release.themes if one.item == item for theme in one.themes if theme.name == name)


def _table(published: Share | Suppressed) -> ProtectedTable:
    """A published theme as disclosure control takes it."""
    value: tables.Shown = tables.Hidden(Hiding.AUDIT)
    if isinstance(published, Share):
        count = published.count
        value = Protected(tables.Coding(count.shown.value), count.low, count.high, count.base)
    return ProtectedTable(value, ProtectedPartition(AGE, ((ALL, value),)))


def _standing(source: Source, published: Sequence[QuestionThemes], made: QuestionThemes) -> QuestionThemes:
    """What was published of a question, where what was made now would tell of a few comments beside any revision."""
    latest = next((one for one in published if one.item == made.item), None)
    if latest is None or not source.policy.follows(Rule.FROZEN):
        return made
    every = [one for release in source.revisions for one in release.themes if one.item == made.item]
    return latest if any(_too_near(source, made, one) for one in every) else made


def _too_near(source: Source, made: QuestionThemes, before: QuestionThemes) -> bool:
    """Whether a few comments more or fewer are in one of them; or the same ones by the same codebook."""
    if before.comments is None:
        return False
    if made.comments is None:
        return True
    moved = abs(made.comments - before.comments)
    return moved < source.policy.changed_records and (moved > 0 or made.codebook == before.codebook)
