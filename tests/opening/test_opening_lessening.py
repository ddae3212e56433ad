"""By group an opening keeps no more than a release can show: every release is the same, and less can be worked out."""

from datetime import date

from builders.opening import SAFE, plan
from builders.wave import running
from sqlalchemy import select

from surveyapp.opening import contents, lessen_earlier, open_wave
from surveyapp.opening.lessening import by_group, lessened
from surveyapp.opening.tabling import Asked
from surveyapp.releases.build import build
from surveyapp.results.handed import Cell
from surveyapp.results.models import Tally

DAY = date(2026, 5, 1)
BANDS = ("8-11", "11-18")
PLACES = ("foster", "kinship", "home")


def as_they_are(cells, _asked):
    """What an earlier version kept by group: each answer of each group."""
    return dict(cells)


def _opened(stores, settings, answers=("always", "never")):
    """Forty children in two bands, girls and boys in three placements, who answered in turn."""
    wave = running(stores, settings, {"8-11": 20, "11-18": 20})
    for at, band in enumerate(["8-11"] * 20 + ["11-18"] * 20):
        said = {SAFE: answers[at % len(answers)], "sex": "girl" if at % 4 < 2 else "boy"}
        wave.answer(band, 1, **said, placement=PLACES[at // 4 % 2])
    wave.close()
    open_wave(stores, wave.catalogue, wave.wave, wave.quorum(), state_keys=wave.state_keys, today=DAY)
    return wave


def _kept(stores, wave):
    """The wave's tallies by group."""
    with stores.read("results") as results:
        found = results.scalars(select(Tally).where(Tally.wave == wave.wave, Tally.breakdown != "all")).all()
    return {Cell(it.bands, it.breakdown, it.value, it.item, it.answer): it.n for it in found}


def test_by_group_no_option_is_counted_only_whether_the_answer_was_positive(stores, settings):
    kept = _kept(stores, _opened(stores, settings))
    girls = {cell.answer: n for cell, n in kept.items() if cell.value == "girl" and cell.item == SAFE}
    assert girls == {"=positive": 10, "=other": 10}
    assert all(cell.answer.startswith("=") for cell in kept)


def test_of_a_group_that_all_said_the_same_only_nearly_all_is_kept(stores, settings):
    kept = _kept(stores, _opened(stores, settings, answers=("always",)))
    assert {cell.answer: n for cell, n in kept.items() if cell.value == "girl" and cell.item == SAFE} == {
        "=nearly_all": 20
    }


def test_beyond_what_a_question_may_show_only_the_number_who_answered_is_kept(stores, settings):
    """Four figures of forty answers: the total and the bands take two, girls and boys one more; placement's is over."""
    kept = _kept(stores, _opened(stores, settings))
    asked = {cell.breakdown for cell in kept if cell.item == SAFE and cell.value != "all"}
    whole = {(cell.breakdown, cell.answer): n for cell, n in kept.items() if cell.item == SAFE and cell.value == "all"}
    assert asked | {breakdown for breakdown, _ in whole} == {"sex", "placement"}
    assert all(n == 40 for n in whole.values())


def test_what_is_lessened_is_not_lessened_again(stores, settings):
    wave = _opened(stores, settings)
    before = _kept(stores, wave)
    assert lessen_earlier(stores, wave.catalogue) == ()
    assert _kept(stores, wave) == before


def test_the_night_lessens_what_an_earlier_version_kept_and_its_release_is_the_same(stores, settings, monkeypatch):
    monkeypatch.setattr(contents, "lessened", as_they_are)
    wave = _opened(stores, settings)
    assert {cell.answer for cell in _kept(stores, wave)} >= {"always", "never"}
    before = build(stores, wave.catalogue, wave.wave)
    assert lessen_earlier(stores, wave.catalogue) == (wave.wave,)
    assert lessen_earlier(stores, wave.catalogue) == ()
    assert {cell.answer[0] for cell in _kept(stores, wave)} == {"="}
    assert build(stores, wave.catalogue, wave.wave) == before
    assert any(split.groups for one in before.indicators for split in one.breakdowns)


def _asked():
    made = plan("8-11", "11-18")
    return Asked(made.instruments, made.neighbours, made.bank)


def test_a_question_that_the_bank_knows_no_more_is_kept_as_it_was():
    old = {Cell("8-11", "sex", "girl", "gone", "always"): 12}
    assert by_group(lessened(old, _asked())) == old


def _two_parts(girls, boys):
    """Ten girls and ten boys in each of two bands that are counted apart; how many of each said always."""
    said = {(band, sex): n for at, band in enumerate(BANDS) for sex, n in (("girl", girls[at]), ("boy", boys[at]))}
    cells = {}
    for (band, sex), n in said.items():
        whole = sum(said[band, it] for it in ("girl", "boy"))
        cells |= {Cell(band, "sex", sex, SAFE, "always"): n, Cell(band, "sex", sex, SAFE, "never"): 10 - n}
        cells |= {Cell(band, "all", "all", SAFE, "always"): whole, Cell(band, "all", "all", SAFE, "never"): 20 - whole}
    kept = by_group(lessened(cells, _asked()))
    return {(it.bands, it.answer): n for it, n in kept.items() if it.value == "girl"}


def test_a_group_counted_in_two_parts_is_coded_as_a_whole():
    """Three of ten in each of two bands are six of twenty, which a release shows: so neither part says "few"."""
    assert _two_parts((3, 3), (7, 7)) == {
        (band, word): n for band in BANDS for word, n in (("=positive", 3), ("=other", 7))
    }
    assert _two_parts((1, 1), (1, 1)) == {(band, "=few"): 10 for band in BANDS}
