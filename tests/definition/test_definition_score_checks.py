"""The checks of scores, each on a bank that is clean but for one mistake."""

from __future__ import annotations

from fractions import Fraction

import pytest
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition.catalogue import load
from surveyapp.definition.checks import check
from surveyapp.definition.loader import load_bank
from surveyapp.definition.model import ScoreItem

SETTLED = """\
  - id: settled_home
    domain: rights
    title: "Feeling settled"
    means: "feels settled where they live"
    positive: ["always"]
    bad: ["never"]
    pools: [["11-18"]]
  - id: lonely
    domain: rights
    title: "Not lonely"
    means: "is never lonely"
    positive: ["never"]
    bad: ["always"]
    pools: [["11-18"]]
"""
SCORES = """\
scores:
  - id: at_home
    domain: rights
    title: "At home"
    means: "how safe and settled they feel"
    answers: ["never", "sometimes", "always"]
    items:
      - {item: feels_safe_home}
      - {item: settled_home, answers: ["never", "sometimes", "always"]}
      - {item: lonely, reversed: true}
    pools: [["11-18"]]
    low: 0
    high: 100
    minimum_answered: "2/3"
"""
SCORED = BANK + SETTLED + SCORES
MORE = """\
      - item: {id: settled_home, ask: "Do you feel settled there?", scale: how_often}
      - item: {id: lonely, ask: "Do you feel lonely there?", scale: how_often}
"""
ASKING = changed(SURVEY, ("      - id: more\n", f"{MORE}      - id: more\n"))
LONELY = '{id: lonely, ask: "Do you feel lonely there?", scale: how_often'
LISTED = 'options: [{id: "always", text: "A"}, {id: "sometimes", text: "B"}, {id: "never", text: "C"}]'

SHORT = 'options: [{id: "always", text: "A"}, {id: "never", text: "C"}]'


def answering(*answers: str) -> str:
    """The line of settled_home in the score, with these answers."""
    listed = ", ".join(f'"{answer}"' for answer in answers)
    return f"{{item: settled_home, answers: [{listed}]}}"


OWN = answering("never", "sometimes", "always")


def said(place, bank: str = SCORED, survey: str = ASKING, **more) -> list[str]:
    """What the checks say of a folder with a score."""
    return [str(problem) for problem in check(folder(place, bank=bank, survey=survey, **more))]


def test_a_sound_score_has_no_problems(tmp_path) -> None:
    assert said(tmp_path) == []


def test_a_score_is_read_with_its_answers_its_share_and_its_range(tmp_path) -> None:
    folder(tmp_path, bank=SCORED)
    score = load_bank(tmp_path / "items.yaml").scores["at_home"]
    answers = ("never", "sometimes", "always")
    assert score.items == (
        ScoreItem("feels_safe_home", False, answers),
        ScoreItem("settled_home", False, answers),
        ScoreItem("lonely", True, answers),
    )
    assert (score.low, score.high, score.minimum_answered) == (0, 100, Fraction(2, 3))
    assert (score.domain, score.pools) == ("rights", (("11-18",),))


@pytest.mark.parametrize("share", ["0.75", '"0.75"', "3/4", '"3/4"'])
def test_a_share_may_be_written_in_two_ways(tmp_path, share) -> None:
    folder(tmp_path, bank=changed(SCORED, ('"2/3"', share)))
    assert load_bank(tmp_path / "items.yaml").scores["at_home"].minimum_answered == Fraction(3, 4)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{item: feels_safe_home}", "{item: feels_save_home}", 'did you mean "feels_safe_home"?'),
        ("{item: settled_home, an", "{item: feels_safe_home, an", '"feels_safe_home" stands here twice; leave one out'),
        ("{item: feels_safe_home}", "{itm: feels_safe_home}", 'did you mean "item"?'),
        ("    high: 100", "    high: 0", "the scale of the score goes from 0 to 0; write a higher number for high"),
        ('"2/3"', '"4/3"', '"4/3" is no share; write one above 0, at most 1'),
        ('"2/3"', '"0"', '"0" is no share'),
        ('"2/3"', '"2/0"', '"2/0" is no share'),
        ('"2/3"', "half", '"half" is no share'),
        (OWN, answering("nevr", "sometimes", "always"), 'the answers that count leave out never of "settled_home"'),
        (OWN, answering("always"), "it is not said which answers count"),
        (OWN, answering("never", "never", "always"), '"never" stands here twice'),
        (OWN, answering("never", "rarely", "always"), '"settled_home" has no answer "rarely" in 11-18 2024'),
        (OWN, answering("never", "always", "sometimes"), "stand in another order in 11-18 2024"),
        ("{item: lonely, reversed: true}", "{item: lonely}", '"lonely" would make the score lower; write reversed'),
        ("{item: feels_safe_home}", "{item: feels_safe_home, reversed: true}", "leave reversed out"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_score_is_named_where_it_stands(tmp_path, old, new, words) -> None:
    bank = changed(SCORED, (old, new))
    found = [problem for problem in said(tmp_path, bank) if words in problem]
    lines = {line_of(bank, new), line_of(bank, "    items:")}
    assert len(found) == 1
    assert int(found[0].split(":")[1]) in lines


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("domain: rights\n    title: \"At", "domain: rigths\n    title: \"At", 'did you mean "rights"?'),
        ("  - id: at_home", "  - id: lonely", "an indicator has this id too"),
        ('pools: [["11-18"]]\n    low', 'pools: [["11-18"], ["11-18"]]\n    low', '"11-18" is in two pools'),
        ('pools: [["11-18"]]\n    low', 'pools: [["11-19"]]\n    low', 'there is no band "11-19"'),
        ('means: "is never lonely"', 'means: "is never lonely"\n    composite: false', 'false of "lonely", so'),
        ('means: "is never lonely"', 'means: "is never lonely"\n    mark: knowable', "leave the row"),
    ],
)  # fmt: skip
def test_what_a_score_may_not_name_is_said(tmp_path, old, new, words) -> None:
    assert any(words in problem for problem in said(tmp_path, changed(SCORED, (old, new))))


def test_a_score_of_one_item_is_none(tmp_path) -> None:
    bank = changed(SCORED, (f"      - {OWN}\n", ""), ("      - {item: lonely, reversed: true}\n", ""))
    line = line_of(bank, "    items:")
    assert said(tmp_path, bank) == [
        f"items.yaml:{line}: score at_home.items: a score of 1 items is none; name at least two, or leave the score out"
    ]


def test_two_answers_are_enough_and_have_their_good_end_too(tmp_path) -> None:
    two = changed(SCORED, (OWN, answering("never", "always")))
    asking = changed(
        ASKING,
        ('there?", scale: how_often}\n      - item: {id: lonely', f'there?", {SHORT}}}\n      - item: {{id: lonely'),
    )
    assert said(tmp_path, two, asking) == []
    wrong = said(tmp_path, changed(two, (answering("never", "always"), answering("always", "never"))), asking)
    assert ['good answers to "settled_home" would make the score lower' in problem for problem in wrong] == [True]


def test_two_scores_have_two_ids(tmp_path) -> None:
    again = SCORES.partition("\n")[2]
    assert any('"at_home" stands in the bank twice' in problem for problem in said(tmp_path, SCORED + again))


@pytest.mark.parametrize(
    ("survey", "words"),
    [
        (changed(ASKING, (LONELY, f"{LONELY}, shuffled: true")), "have no order in 11-18 2024"),
        (changed(ASKING, (LONELY, f'{{id: lonely, kind: several, ask: "Lonely?", {LISTED}')), "have no order"),
        (changed(ASKING, (MORE.splitlines(keepends=True)[1], "")), 'no version of "11-18" asks all items of it'),
    ],
)  # fmt: skip
def test_what_the_surveys_do_not_bear_out_is_said(tmp_path, survey, words) -> None:
    assert any(words in problem for problem in said(tmp_path, survey=survey))


def test_a_later_version_may_ask_fewer_items(tmp_path) -> None:
    later = changed(SURVEY, ('version: "2024"', 'version: "2026"'))
    assert not any("score" in problem for problem in said(tmp_path, more={"11-18/2026.yaml": later}))


SECOND_BAND = (
    '  - {id: "8-11", title: "8", youngest: 8, oldest: 11, presentation: "8-11", word_limit: 16, reading_age: 9,'
    " minutes: 9}\nbreakdowns:"
)


def test_an_item_that_a_band_of_the_score_is_not_asked_is_named(tmp_path) -> None:
    pools = ('pools: [["11-18"]]\n    low', 'pools: [["8-11", "11-18"]]\n    low')
    bank = changed(SCORED, ("breakdowns:", SECOND_BAND), pools)
    problems = said(tmp_path, bank)
    assert (
        sum('is not asked in "8-11"; leave it out of the score, or "8-11" out' in problem for problem in problems) == 3
    )


def test_bands_that_are_not_counted_together_in_an_item_are_not_in_a_score_of_it(tmp_path) -> None:
    pools = ('pools: [["11-18"]]\n    low', 'pools: [["8-11", "11-18"]]\n    low')
    apart = ('pools: [["11-18"]]\n  - id: lonely', 'pools: [["8-11"], ["11-18"]]\n  - id: lonely')
    bank = changed(SCORED, ("breakdowns:", SECOND_BAND), pools, apart)
    problems = said(tmp_path, bank)
    assert any(
        '"settled_home" is not counted together in 8-11, 11-18; split the score\'s pool' in one for one in problems
    )


def test_scores_change_no_fingerprint_of_a_survey(tmp_path) -> None:
    plain = load([folder(tmp_path, bank=BANK + SETTLED, survey=ASKING)]).version("11-18", "2024")
    scored = load([folder(tmp_path, bank=SCORED, survey=ASKING)]).version("11-18", "2024")
    assert plain.fingerprint == scored.fingerprint


def test_an_answer_left_out_in_the_middle_is_named_once(tmp_path) -> None:
    problems = said(tmp_path, changed(SCORED, (OWN, answering("never", "always"))))
    assert len(problems) == 1
    assert 'pass over sometimes of "settled_home" in 11-18 2024' in problems[0]


def test_not_sure_in_a_score_is_said_once_whatever_its_place(tmp_path) -> None:
    shared = (
        'answers: ["never", "sometimes", "always"]\n    items',
        'answers: ["never", "not_sure", "sometimes", "always"]\n    items',
    )
    problems = said(tmp_path, changed(SCORED, shared))
    assert len(problems) == 1
    assert '"not_sure" stands among the answers that count, and it does not count' in problems[0]


def test_an_item_that_leaves_the_row_is_one_mistake(tmp_path) -> None:
    barred = 'means: "is never lonely"\n    mark: knowable\n    composite: false'
    listed = "{item: lonely, reversed: true}", '{item: lonely, answers: ["seldom", "often"]}'
    problems = said(tmp_path, changed(SCORED, ('means: "is never lonely"', barred), listed))
    told = [problem for problem in problems if "score at_home" in problem]
    assert len(told) == 1
    assert "leave the row" in told[0]
