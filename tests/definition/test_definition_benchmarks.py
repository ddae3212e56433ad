"""Published figures: read as data, and every mistake in them named."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from builders.definition_files import SURVEY, changed, folder, line_of
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.benchmarks import possible
from surveyapp.definition.catalogue import BENCHMARKS, Catalogue, load
from surveyapp.definition.checks import check
from surveyapp.definition.checks.figures import figures_fit
from surveyapp.definition.loader import inspect_benchmarks, load_bank
from surveyapp.definition.measures import Licence, Mode, Wording
from surveyapp.definition.problems import DefinitionProblems

FIGURES = """\
benchmarks:
  - id: safe_in_general
    indicator: feels_safe_home
    answers: ["always"]
    group: "Children in general"
    ages: [10, 15]
    year: 2022
    percent: 62.5
    base: 400
    mode: online
    wording: near
    source: "A survey of households 2022"
    address: "example.org/report"
"""
LICENSED = 'wording: {source: "The household survey", licence: "Letter of 3 May 2024"}'


def said(place, figures: str = FIGURES) -> list[str]:
    """What the checks say of a folder with these figures."""
    return [str(problem) for problem in check(folder(place, more={BENCHMARKS: figures}))]


def catalogue(place, figures: str = FIGURES) -> Catalogue:
    return load([folder(place, more={BENCHMARKS: figures})])


def test_sound_figures_have_no_problems(tmp_path) -> None:
    assert said(tmp_path) == []


def test_a_figure_is_read_with_all_that_was_printed(tmp_path) -> None:
    (figure,) = catalogue(tmp_path).bank.benchmarks
    assert (figure.id, figure.indicator, figure.answers) == ("safe_in_general", "feels_safe_home", {"always"})
    assert (figure.group, figure.ages, figure.year) == ("Children in general", (10, 15), 2022)
    assert (figure.percent, figure.share, figure.base) == (Decimal("62.5"), 0.625, 400)
    assert (figure.mode, figure.wording, figure.licence) == (Mode.ONLINE, Wording.NEAR, None)
    assert (figure.source, figure.address) == ("A survey of households 2022", "example.org/report")


def test_base_mode_and_address_may_be_unknown(tmp_path) -> None:
    plain = changed(
        FIGURES, ("    base: 400\n", ""), ("    mode: online\n", ""), ('    address: "example.org/report"\n', "")
    )
    (figure,) = catalogue(tmp_path, plain).bank.benchmarks
    assert (figure.base, figure.mode, figure.address) == (None, Mode.UNKNOWN, "")


def test_a_licence_makes_words_identical(tmp_path) -> None:
    (figure,) = catalogue(tmp_path, changed(FIGURES, ("wording: near", LICENSED))).bank.benchmarks
    assert figure.wording is Wording.IDENTICAL
    assert figure.licence == Licence("The household survey", "Letter of 3 May 2024")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("indicator: feels_safe_home", "indicator: feels_save_home", 'did you mean "feels_safe_home"?'),
        ('answers: ["always"]', 'answers: ["always", "mostly"]', 'is asked with has "mostly"'),
        ('answers: ["always"]', 'answers: ["always", "never"]', "counts good answers (always) with bad ones (never)"),
        ('answers: ["always"]', 'answers: ["sometimes"]', "neither good answers nor bad; name some of always"),
        ('answers: ["always"]', "answers: []", "answers is no list, or empty"),
        ("ages: [10, 15]", "ages: [15, 10]", "this goes from 15 to 10; write ages: [10, 15]"),
        ("ages: [10, 15]", "ages: [10]", "these are not two numbers"),
        ("ages: [10, 15]", "ages: [10, all]", "these are not two numbers"),
        ("ages: [10, 15]", "ages: [10, 150]", "these are not two numbers"),
        ("ages: [10, 15]", "ages: 10", "ages is no list"),
        ("year: 2022", "year: 2998", "2998 is still to come"),
        ("year: 2022", 'year: "two years ago"', "no such number"),
        ("percent: 62.5", "percent: 162.5", '"162.5" is no percentage; write a number from 0 to 100'),
        ("percent: 62.5", "percent: -1", '"-1" is no percentage'),
        ("percent: 62.5", "percent: 62.6", "no whole number out of 400 is 62.6 %"),
        ("base: 400", "base: 0", "no such number"),
        ("mode: online", "mode: onlin", 'did you mean "online"?'),
        ("wording: near", "wording: nearly", 'did you mean "near"?'),
        ("wording: near", "wording: identical", "identical words stand here without a licence"),
        ("wording: near", 'wording: {source: "The household survey"}', "licence is missing"),
        ("wording: near", "wording: [near]", "this is a list"),
        ("address:", "adress:", 'did you mean "address"?'),
        ('"example.org/report"', '"javascript:alert(1)"', "is no address"),
        ('"example.org/report"', '"in the library"', "is no address"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_figure_is_named_where_it_stands(tmp_path, old: str, new: str, words: str) -> None:
    figures = changed(FIGURES, (old, new))
    found = [problem for problem in said(tmp_path, figures) if words in problem]
    lines = {line_of(figures, new), line_of(figures, "percent:")}
    assert len(found) == 1
    assert found[0].startswith(BENCHMARKS)
    assert int(found[0].split(":")[1]) in lines


@pytest.mark.parametrize("key", ["id", "indicator", "answers", "group", "ages", "year", "percent", "wording", "source"])
def test_what_a_figure_needs_is_missed(tmp_path, key: str) -> None:
    lines = [line for line in FIGURES.splitlines(keepends=True) if not line.strip("- ").startswith(f"{key}:")]
    figures = "".join(lines) if key != "id" else FIGURES.replace("  - id: safe_in_general\n    ", "  - ")
    assert any(f"{key} is missing" in problem for problem in said(tmp_path, figures))


def test_two_figures_have_two_ids(tmp_path) -> None:
    again = FIGURES.partition("\n")[2]
    assert ['"safe_in_general" stands here twice' in problem for problem in said(tmp_path, FIGURES + again)] == [True]


def test_an_authority_adds_its_own_figures_to_the_others(tmp_path) -> None:
    ours = folder(tmp_path / "ours", more={BENCHMARKS: FIGURES})
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / BENCHMARKS).write_text(changed(FIGURES, ("safe_in_general", "safe_here"), ("wording: near", LICENSED)))
    assert [one.id for one in load([ours, theirs]).bank.benchmarks] == ["safe_in_general", "safe_here"]
    assert check(ours, theirs) == ()
    (theirs / BENCHMARKS).write_text(FIGURES)
    assert ["stands in" in str(problem) for problem in check(ours, theirs)] == [True]


def test_a_folder_with_wrong_figures_is_not_loaded(tmp_path) -> None:
    with pytest.raises(DefinitionProblems, match="feels_save_home"):
        catalogue(tmp_path, changed(FIGURES, ("feels_safe_home", "feels_save_home")))


def test_a_figure_of_this_year_is_not_still_to_come(tmp_path) -> None:
    path = folder(tmp_path, more={BENCHMARKS: FIGURES}) / BENCHMARKS
    found = {path: inspect_benchmarks(path, load_bank(tmp_path / "items.yaml"))}
    assert list(figures_fit(found, (), this_year=2022)) == []
    assert len(list(figures_fit(found, (), this_year=2021))) == 1


def test_figures_change_no_fingerprint_of_a_survey(tmp_path) -> None:
    with_figures = catalogue(tmp_path / "a").version("11-18", "2024").fingerprint
    assert load([folder(tmp_path / "b", survey=SURVEY)]).version("11-18", "2024").fingerprint == with_figures


@pytest.mark.parametrize("text", ["just words", "- a\n- b", "{}", "benchmarks: {}", "benchmarks: [x, [], {}]", ""])
def test_a_file_of_another_shape_is_problems_and_no_crash(tmp_path, text: str) -> None:
    assert said(tmp_path, text)


@pytest.mark.parametrize("place", range(0, len(FIGURES), 13))
def test_a_file_cut_anywhere_is_no_crash(tmp_path, place: int) -> None:
    said(tmp_path, FIGURES[:place])


@given(st.integers(1, 5000), st.data(), st.integers(0, 3))
def test_every_count_is_possible_as_it_is_printed(base: int, data: st.DataObject, decimals: int) -> None:
    count = data.draw(st.integers(0, base))
    printed = round(Decimal(count) * 100 / base, decimals)
    assert possible(printed, base)


@given(st.integers(1, 300), st.integers(0, 1000))
def test_what_is_possible_is_the_rounded_share_of_some_count(base: int, tenths: int) -> None:
    percent = Decimal(tenths) / 10
    printed = Decimal(f"{percent:.1f}")
    near = any(abs(Fraction(100 * count, base) - Fraction(printed)) <= Fraction(1, 20) for count in range(base + 1))
    assert possible(printed, base) == near


@pytest.mark.parametrize(("old", "new"), [("base: 400", "base: -3"), ("percent: 62.5", "percent: -1")])
def test_a_number_that_cannot_be_is_one_mistake(tmp_path, old: str, new: str) -> None:
    assert len(said(tmp_path, changed(FIGURES, (old, new)))) == 1
