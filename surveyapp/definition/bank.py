"""Reading the items bank: domains, bands, breakdowns, indicators and scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from surveyapp.definition.fields import Form, Reading
from surveyapp.definition.model import AgeBand, Bank, Breakdown, Domain, Indicator, Mark, Option, Score, ScoreItem
from surveyapp.definition.problems import nearest
from surveyapp.definition.ranges import spelt_out
from surveyapp.definition.tree import Node

_ROOT = frozenset({"domains", "bands", "breakdowns", "indicators", "scores"})
_DOMAIN = frozenset({"id", "title"})
_BAND = frozenset(
    {
        "id", "title", "youngest", "oldest", "presentation", "word_limit", "reading_age", "minutes", "neighbour",
        "follows",
    }
)  # fmt: skip
_BREAKDOWN = frozenset({"id", "title", "values", "merge"})
_VALUE = frozenset({"id", "text"})
_INDICATOR = frozenset({"id", "domain", "title", "means", "positive", "bad", "mark", "breakdown", "pools", "composite"})
SCORE = frozenset({"id", "domain", "title", "means", "answers", "items", "pools", "low", "high", "minimum_answered"})
SCORE_ITEM = frozenset({"item", "reversed", "answers"})
Entry = TypeVar("Entry", AgeBand, Breakdown, Indicator, Score)


def read_bank(root: Node, reading: Reading) -> Bank:
    """The bank in this tree; what is wrong is noted in ``reading`` and the rest is read all the same."""
    form = reading.form(root, "bank", _ROOT)
    if form is None:
        return Bank((), {}, {}, {})
    domains = tuple(_domain(inner) for inner in form.forms("domains", _DOMAIN))
    bands = _by_id((_band(inner), inner) for inner in form.forms("bands", _BAND, kind="band"))
    breakdowns = _by_id((_breakdown(inner), inner) for inner in form.forms("breakdowns", _BREAKDOWN, kind="breakdown"))
    indicators = _by_id((_indicator(inner), inner) for inner in form.forms("indicators", _INDICATOR, kind="indicator"))
    scores = _by_id((_score(inner), inner) for inner in form.forms("scores", SCORE, kind="score", required=False))
    _unique(form, "domains", [domain.id for domain in domains])
    return Bank(domains, indicators, breakdowns, bands, scores)


def _by_id(pairs: Iterable[tuple[Entry, Form]]) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for entry, form in pairs:
        if entry.id in entries:
            form.problem("id", f'"{entry.id}" stands in the bank twice', "give each its own id, or leave one out")
        entries.setdefault(entry.id, entry)
    return entries


def _unique(form: Form, key: str, ids: list[str]) -> None:
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        form.problem(key, f'"{twice}" stands here twice', "leave one out")


def _domain(form: Form) -> Domain:
    return Domain(form.id(), form.text("title"))


def _band(form: Form) -> AgeBand:
    return AgeBand(
        id=form.id(),
        title=form.text("title"),
        youngest=form.whole("youngest", highest=99),
        oldest=form.whole("oldest", highest=99),
        presentation=form.id("presentation"),
        word_limit=form.whole("word_limit", lowest=1, highest=60),
        reading_age=form.whole("reading_age", lowest=4, highest=18),
        minutes=form.whole("minutes", lowest=1, highest=90),
        neighbour=form.id("neighbour", required=False),
        follows=form.id("follows", required=False),
    )


def _breakdown(form: Form) -> Breakdown:
    values = tuple(Option(value.id(), value.text("text")) for value in form.forms("values", _VALUE))
    _unique(form, "values", [value.id for value in values])
    merge = form.texts("merge", required=False)
    return Breakdown(form.id(), form.text("title"), values, merge)


def _indicator(form: Form) -> Indicator:
    breakdown = form.id("breakdown", required=False)
    default = Mark.BREAKDOWN if breakdown else Mark.ROW
    return Indicator(
        id=form.id(),
        domain=form.id("domain"),
        title=form.text("title"),
        means=form.text("means"),
        positive=frozenset(spelt_out(form, "positive")),
        bad=frozenset(spelt_out(form, "bad")),
        mark=form.one_of("mark", Mark, default),
        breakdown=breakdown,
        pools=form.id_lists("pools"),
        composite=form.flag("composite", default=True),
    )


def _score(form: Form) -> Score:
    return Score(
        id=form.id(),
        domain=form.id("domain"),
        title=form.text("title"),
        means=form.text("means"),
        items=tuple(_score_item(inner, form) for inner in form.forms("items", SCORE_ITEM)),
        pools=form.id_lists("pools"),
        low=float(form.whole("low", highest=1000)),
        high=float(form.whole("high", highest=1000)),
        minimum_answered=form.share("minimum_answered"),
    )


def _score_item(form: Form, score: Form) -> ScoreItem:
    """An item of a score; where it names no answers of its own, those of the score."""
    answers = tuple(spelt_out(form if "answers" in form else score, "answers"))
    return ScoreItem(form.id("item"), form.flag("reversed", default=False), answers)


def band_named(bank: Bank, form: Form) -> AgeBand | None:
    """The age band that a survey says it is for; None, and a problem, when the bank has none of this name."""
    name = form.id("survey")
    if name and name not in bank.bands:
        form.problem("survey", f'the bank has no age band "{name}"', nearest(name, bank.bands))
    return bank.bands.get(name)
