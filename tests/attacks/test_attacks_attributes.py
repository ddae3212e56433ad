"""What an adult may know of every child names no row; where counts by group stood beside rows it named them all."""

from dataclasses import replace
from datetime import date

import pytest
from attributes import Kept, Question, Reader, alone, questions
from controls import alone as alone_of_its_kind
from controls import with_groups
from councils import council, surveys

from surveyapp.audit import Verdict, audit
from surveyapp.audit.naming import Counted, Row, named_rows
from surveyapp.definition.answers import unpack
from surveyapp.definition.model import Mark
from surveyapp.opening.contents import gather, rows_in, sort_out
from surveyapp.opening.tallies import count
from surveyapp.results.handed import Handed
from surveyapp.results.models import TOTAL
from surveyapp.results.retention import part
from surveyapp.results.store import put_away
from surveyapp.results.words import MISSING, counted_as

DAY = date(2026, 4, 20)
SKIPPED = {MISSING, "skipped", "rather_not_say", "not_asked"}


@pytest.fixture(scope="module")
def forty():
    """Forty children of two bands: the plan, what they said, who is with whom, and what is kept."""
    plan, told = council(surveys(), "40", 2)
    return plan, told, gather(plan, told), sort_out(plan, told)


def readable(plan, rows):
    """Rows as somebody reads them who has the surveys."""
    leads = {it.fingerprint: it for it in plan.instruments.values()}
    for row in rows:
        lead = leads[row.instrument]
        answers = unpack(lead, row.answers)
        words = {it.id: counted_as(it.kind, answers[it.id]) for it in lead.closed if it.mark is Mark.ROW}
        yield Row(frozenset(row.band.split("+")), words)


def counted_by_group(cells):
    """Counts of answers by group, as they are kept."""
    found = {}
    for cell, n in cells.items():
        if cell.breakdown != TOTAL:
            found.setdefault((cell.bands, cell.breakdown, cell.value, cell.item), {})[cell.answer] = n
    return [
        Counted(frozenset(bands.split("+")), (breakdown, value), item, words)
        for (bands, breakdown, value, item), words in found.items()
    ]


def test_rows_beside_counts_by_group_would_all_be_named_and_none_is_kept(forty):
    plan, _told, contents, parts = forty
    rows = list(readable(plan, rows_in(contents)))
    named = named_rows(rows, counted_by_group(count(contents)[0]))
    assert named["sex", "girl_or_woman"] == named["placement", "foster"] == len(rows) == 40
    assert parts.rows == (), "so rows become totals where anything is counted by group"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_the_audit_names_rows_of_an_earlier_version_until_the_night_has_parted_them(forty, stores, settings):
    _plan, told, contents, parts = forty
    bands = {unit.label: unit.n for unit in parts.units}
    before = Handed("old", "2026-04", DAY, len(told), 0, bytes(32), bands, tuple(rows_in(contents)), (), parts.cells)
    with stores.write("results") as results:
        put_away(results, replace(before, cells=count(contents)[0]))
    assert "40 of 40 rows for sex = girl_or_woman" in _of_rows(settings).why
    with stores.write("results") as results:
        part(results, surveys())
    assert _of_rows(settings).verdict is Verdict.HOLDS


def _of_rows(settings):
    found = audit(settings, today=DAY).findings
    return next(finding for finding in found if finding.claim.startswith("old: no row"))


def test_where_nothing_is_counted_by_group_rows_are_kept_and_none_is_named():
    plan, told = council(surveys(), "20", 4)
    parts = sort_out(plan, told)
    rows = list(readable(plan, parts.rows))
    assert len(rows) == 20
    assert named_rows(rows, counted_by_group(parts.cells)) == {}


def test_rows_that_carry_groups_are_alone_of_their_kind(forty):
    _, _, contents, _ = forty
    described = with_groups(contents, rows_in(contents), ("sex", "placement", "ethnic_group", "time_in_care"))
    assert alone_of_its_kind(described) > 20, "an adult who knows four things of a child has the row"


def _question(girls_never, boys_never):
    """Two placements of girls and boys, five children each; how many girls and boys said never."""
    kinds = [("8-11", sex, place) for sex in ("girl", "boy") for place in ("foster", "home")]
    never = {kind: (girls_never if kind[1] == "girl" else boys_never) // 2 for kind in kinds}
    truth = {(kind, "never"): n for kind, n in never.items()} | {(kind, "always"): 5 - n for kind, n in never.items()}
    by = [frozenset(kind for kind in kinds if value in kind) for value in ("girl", "boy", "foster", "home")]
    kept = [
        Kept(group, frozenset({word}), sum(truth[kind, word] for kind in group))
        for group in by
        for word in ("never", "always")
    ]
    return Question("safe", True, dict.fromkeys(kinds, 5), tuple(kept), truth)


def test_a_group_that_all_said_the_same_tells_each_of_its_children():
    question = _question(girls_never=10, boys_never=0)
    sure = Reader(question).sure_children()
    assert len(sure) == 4
    assert alone(question, sure) == 20, "one count alone says it: risk 13"


def test_of_groups_that_differ_no_child_is_sure():
    assert Reader(_question(girls_never=6, boys_never=2)).sure_children() == set()


def _sure(plan, contents, parts, every):
    """Of how many answers of single children a reader of the store is sure, of how many; who skipped is no answer."""
    asked = list(questions(plan, contents, parts))[::every]
    found = [(one, kind) for one in asked for kind, word in Reader(one).sure_children() if word not in SKIPPED]
    return sum(one.sizes[kind] for one, kind in found), sum(sum(one.sizes.values()) for one in asked)


def test_who_knows_everything_of_everybody_is_sure_of_no_answer_and_was_of_many(forty):
    """Counts of each answer of every group, as they were kept before (risk 12), beside what is kept now."""
    plan, _told, contents, parts = forty
    before, of = _sure(plan, contents, replace(parts, cells=count(contents)[0]), 12)
    assert before >= of / 10
    sure, of = _sure(plan, contents, parts, 12)
    assert sure == 0 < of


@pytest.mark.slow
@pytest.mark.parametrize(("size", "seed"), [(size, seed) for size in ("40", "97") for seed in (1, 2)])
def test_who_knows_everything_of_everybody_is_sure_of_hardly_any_answer(size, seed):
    plan, told = council(surveys(), size, seed)
    sure, of = _sure(plan, gather(plan, told), sort_out(plan, told), 1)
    assert sure <= 0.015 * of
