"""The checks, each on a folder that is clean but for one mistake."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.definition import band, instrument, item, page, scale
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition.ballots import MOST
from surveyapp.definition.catalogue import IN_USE, load
from surveyapp.definition.checks import check
from surveyapp.definition.checks.limits import limits
from surveyapp.definition.model import AnsweredBy, Look
from surveyapp.definition.pace import duration
from surveyapp.definition.problems import Places

ITEM = '      - item: {id: feels_safe_home, ask: "Do {carers} make you feel safe?", scale: how_often, picture: "🏠"}\n'


def said(place, **files) -> list[str]:
    """What the checks say of a folder."""
    return [str(problem) for problem in check(folder(place, **files))]


def test_a_clean_folder_has_no_problems(tmp_path) -> None:
    assert said(tmp_path) == []


@pytest.mark.parametrize(
    ("bank", "part", "words"),
    [
        (("pools:", "mark: breakdown\n    pools:"), "mark: breakdown", "it is marked breakdown and serves none"),
        (("pools:", "mark: row\n    breakdown: placement\n    pools:"), "mark: row", "may not stay on the row"),
        (('["never"]', '["never", "always"]'), "bad:", '"always" is positive and bad'),
        (('positive: ["always"]', 'positive: ["always", "sometimes", "never"]'), "positive:", "every answer"),
        (
            ('    positive: ["always"]\n    bad: ["never"]\n', ""),
            "- id: feels_safe_home",
            "does not say which answers are pos",
        ),
        (('positive: ["always"]', 'positive: ["mostly"]'), "positive:", 'no scale it is asked with has "mostly"'),
        (('bad: ["never"]', 'bad: ["nevr"]'), "bad:", 'did you mean "never"?'),
        (('positive: ["always"]', 'positive: ["10-7"]'), "positive:", 'write "7-10"'),
        (('[["11-18"]]', '[["11-18"], ["11-18"]]'), "pools:", '"11-18" is in two pools'),
        (("oldest: 18", "oldest: 9"), "oldest:", "the oldest is younger"),
        (('presentation: "11-18"', "presentation: teens"), None, 'there is no presentation "teens"'),
        (("{id: parents, text", "{id: boat, text"), "values:", 'no survey offers "boat"'),
        (("domain: rights", "domain: rigths"), "domain: rigths", 'did you mean "rights"?'),
    ],
)
def test_a_mistake_in_the_bank_is_named_where_it_stands(tmp_path, bank, part, words) -> None:
    text = changed(BANK, bank)
    found = [problem for problem in said(tmp_path, bank=text) if words in problem]
    assert len(found) == 1
    if part:
        assert found[0].startswith(f"items.yaml:{line_of(text, part)}: ")


def test_every_band_that_asks_is_in_a_pool_and_no_other(tmp_path) -> None:
    second = (
        '  - {id: "8-11", title: "8", youngest: 8, oldest: 11, presentation: "8-11", word_limit: 16, reading_age: 9,'
    )
    bank = changed(BANK, ("breakdowns:", f"{second} minutes: 9}}\nbreakdowns:"), ('[["11-18"]]', '[["8-11"]]'))
    problems = said(tmp_path, bank=bank)
    assert any('"11-18" asks it and is in no pool; add "11-18" to a pool' in problem for problem in problems)
    assert any('"8-11" does not ask it; leave "8-11" out' in problem for problem in problems)


def test_a_page_that_no_path_reaches_is_named(tmp_path) -> None:
    lost = '      - item: {id: lost, kind: long_text, ask: "Lost?", show_if: "feels_safe_home = always and PAST"}\n'
    first = changed(
        lost, ("lost", "happy"), (" and PAST", ""), ("kind: long_text, ", ""), ("show", "scale: how_often, show")
    )
    second = changed(lost, ("feels_safe_home = always and PAST", "feels_safe_home = never and happy = always"))
    survey = SURVEY + first + second
    problems = said(tmp_path, survey=survey)
    line = line_of(survey, "id: lost")
    assert f'11-18/2024.yaml:{line}: lost.show_if: no path of answers leads to "lost"; ' in "\n".join(problems)


def test_a_part_of_a_condition_that_cannot_hold_is_named(tmp_path) -> None:
    wrong = "placement = foster or feels_safe_home = always and feels_safe_home = never"
    problems = said(tmp_path, survey=changed(SURVEY, ("feels_safe_home is one of [never]", wrong)))
    assert ['"feels_safe_home = always and feels_safe_home = never" can never hold' in one for one in problems] == [
        True
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("make you feel safe?", "make you " + "feel " * 17 + "safe?", "26 words, and this band's limit is 20"),
        (
            "scale: how_often, picture",
            'hint: "' + "A word and " * 9 + '.", scale: how_often, picture',
            "27 words, and the limit",
        ),
        (
            "scale: how_often, picture",
            'hint: "' + "One word. " * 50 + '", scale: how_often, picture',
            "100 words, and the limit",
        ),
        ('text: "Sometimes"', 'text: "' + "now and then " * 7 + '"', "has 21 words, and this band's limit is 20"),
        ("make you feel safe?", "appropriately communicate organisational responsibilities?", "reads like a text for"),
    ],
)
def test_wording_over_the_limit_is_named(tmp_path, old: str, new: str, words: str) -> None:
    survey = changed(SURVEY, (old, new))
    found = [problem for problem in said(tmp_path, survey=survey) if words in problem]
    assert len(found) == 1
    assert found[0].startswith(f"11-18/2024.yaml:{line_of(survey, new)}: ")


def test_the_longest_words_of_a_pipe_count(tmp_path) -> None:
    survey = changed(SURVEY, ("the adults you live with", "the " + "many " * 14 + "adults you live with"))
    assert any("feels_safe_home.ask: 24 words" in problem for problem in said(tmp_path, survey=survey))


def test_wording_that_is_too_hard_altogether_is_named(tmp_path) -> None:
    bank = changed(BANK, ("reading_age: 11", "reading_age: 4"))
    survey = changed(SURVEY, ("What would help?", "Is anybody supporting you?"))
    assert any("taken together the wording can be read at" in one for one in said(tmp_path, bank=bank, survey=survey))


def test_what_adults_answer_has_an_adult_limit(tmp_path) -> None:
    long = "What would help " + "you and all those around you " * 2 + "to live well in times like these?"
    survey = changed(SURVEY, ("What would help?", long), ("kind: long_text,", "kind: long_text, answered_by: adult,"))
    assert said(tmp_path, survey=survey) == []


def limited(*items, name: str = "8-11", **changes) -> list[str]:
    """What the limits of a band say of these items after assent and practice."""
    first = [item("agree", "assent"), item("try_a", practice=True), item("try_b", practice=True)]
    survey = instrument(*(first if not changes.pop("bare", False) else []), *items, name=name)
    survey = replace(survey, band=replace(band(name), **changes))
    return [str(problem) for problem in limits(survey, Places("f.yaml", {}))]


def test_a_band_that_keeps_its_limits_is_left_alone() -> None:
    assert limited(item()) == []


@pytest.mark.parametrize(
    ("name", "one", "words"),
    [
        ("4-7", item("a", "choice", *"abcd"), "a.options: 4 answers"),
        ("8-11", item("a", "choice", *"abcde"), "a.options: 5 answers"),
        ("8-11", item("a", "number"), "not asked for numbers"),
        ("11-18", item("a", "choice", *"abcdefgh"), "a.options: 8 answers"),
    ],
)
def test_more_answers_than_the_age_allows_are_named(name: str, one, words: str) -> None:
    assert any(words in problem for problem in limited(one, name=name))


def test_a_pair_has_two_statements_and_every_face_a_face() -> None:
    pair = item("a", scale=scale(*"abc", name="a", look=Look.PAIR))
    faces = item("b", scale=scale(*"ab", name="moods", look=Look.FACES))
    assert any("a pair has two statements, not 3" in problem for problem in limited(pair))
    assert sum("scale moods" in problem and "has no face" in problem for problem in limited(faces)) == 2


def test_a_page_holds_one_question_and_never_a_childs_beside_an_adults() -> None:
    two = page(item("a"), item("b"), name="both")
    mixed = page(item("a"), item("b", answered_by=AnsweredBy.ADULT), name="mixed")
    told = page(item("a", "information"), item("b"), name="told")
    adult = page(*(item(name, answered_by=AnsweredBy.ADULT) for name in "ab"), name="adult")
    assert any("page both: 2 questions stand on one page" in problem for problem in limited(two))
    assert any("page mixed: a child's and an adult's" in problem for problem in limited(mixed))
    assert limited(told) == limited(adult) == []


def test_not_sure_and_facts_do_not_count_as_more_answers() -> None:
    assert limited(item("a", "choice", *"abcd", "not_sure")) == []
    assert limited(item("a", "choice", *"abcdefg", breakdown="placement")) == []


def test_the_survey_begins_with_one_assent_and_practice() -> None:
    found = "\n".join(limited(item(), bare=True))
    assert "no assents stand here" in found
    assert "0 practice questions come before" in found
    assert any("before the child has agreed" in one for one in limited(item(), item("again", "assent"), bare=True))


def test_a_survey_that_takes_too_long_is_named_with_its_minutes() -> None:
    items = [item(f"item_{number}") for number in range(60)]
    assert any("minutes, and this band has 5" in problem for problem in limited(*items, minutes=5))


def test_texts_that_do_not_fit_a_ballot_are_named() -> None:
    texts = [item(f"text_{number}", "long_text", longest=2000) for number in range(3)]
    assert any(f"a ballot has room for {MOST}" in problem for problem in limited(*texts))


def test_longer_surveys_take_longer_and_the_same_survey_the_same_time() -> None:
    short, long = instrument(item("a")), instrument(*(item(f"i{number}") for number in range(30)))
    assert duration(short).typical < duration(long).typical <= duration(long).longest
    assert duration(long) == duration(long)


INLINE = 'options: [{id: "always", text: "Yes"}, {id: "no", text: "No"}]'
NEXT = changed(SURVEY, ('version: "2024"', 'version: "2026"'))


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('ask: "What would help?"', 'ask: "What would help you?"', False),
        ('kind: long_text, ask: "What would help?"', 'ask: "What would help?", scale: how_often', True),
        (ITEM, changed(ITEM, ("Do {carers} make you feel safe?", "Are you safe with {carers}?")), False),
        (
            ITEM,
            changed(
                ITEM, ("Do {carers} make you feel safe?", "Is the food of {carers} good?"), ("scale: how_often", INLINE)
            ),
            True,
        ),
    ],
)
def test_an_id_used_again_for_another_question_is_named(tmp_path, old: str, new: str, named: bool) -> None:
    problems = said(tmp_path, more={"11-18/2026.yaml": changed(NEXT, (old, new))})
    assert any("for another question" in problem for problem in problems) is named


def test_a_version_in_use_that_was_changed_or_has_gone_is_named(tmp_path) -> None:
    fingerprint = load([folder(tmp_path)]).version("11-18", "2024").fingerprint
    lines = f"11-18 2024 {fingerprint}\n"
    assert said(tmp_path, more={IN_USE: lines}) == []
    survey = changed(SURVEY, ("What would help?", "What could help?"))
    assert any("2024 is in use and was changed; undo" in one for one in said(tmp_path, survey=survey))
    assert said(tmp_path, more={IN_USE: lines.replace("2024", "2023")}) == [
        "in-use.txt:1: line: version 2023 of 11-18 is in use and has gone; put its file back as it was"
    ]
    assert any('in-use.txt:1: line: "nonsense"' in one for one in said(tmp_path, more={IN_USE: "nonsense\n"}))
