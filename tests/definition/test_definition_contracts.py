"""A version that says untruly, or not at all, which of its questions changed is named with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition.checks import check

ASKED = '      - item: {id: feels_safe_home, ask: "Do {carers} make you feel safe?", scale: how_often, picture: "🏠"}\n'
FOOD = '      - item: {id: likes_food, ask: "Do you like the food?", scale: how_often}\n'
FOOD_TOO = changed(BANK, ("pools:", 'pools: [["11-18"]]\n  - id: likes_food\n    domain: rights\n    title: "Food"\n'
    '    means: "likes the food"\n    positive: ["always"]\n    pools:'))  # fmt: skip
NEXT = changed(SURVEY, ('version: "2024"', 'version: "2026"'))


def promised(*lines: str, since: str = "2024") -> str:
    """A contract with these lines."""
    return "".join(f"{line}\n" for line in ("trends:", f'  since: "{since}"', *(f"  {line}" for line in lines)))


def said(place: Path, then: str, now: str, **more: str) -> list[str]:
    """What the checks say of a version 2026 that follows a version 2024."""
    bank = FOOD_TOO if "likes_food" in then + now else BANK
    files = {"11-18/2026.yaml": now} | more
    return [str(problem) for problem in check(folder(place, bank=bank, survey=then, more=files))]


SAFER = changed(ASKED, ("make you feel safe?", "make you feel safer?"))
SCALED = changed(ASKED, ("scale: how_often", 'options: [{id: "always", text: "Yes"}, {id: "no", text: "No"}]'))
WITH_FOOD = changed(SURVEY, (ASKED, ASKED + FOOD))
REWORDED = changed(NEXT, (ASKED, SAFER))
RESCALED = changed(NEXT, (ASKED, SCALED))
FRESH = changed(NEXT, (ASKED, ASKED + FOOD))


@pytest.mark.parametrize(
    ("then", "now", "line"),
    [
        (SURVEY, NEXT, ""),
        (SURVEY, REWORDED, 'reworded: {feels_safe_home: "We asked this in other words."}'),
        (SURVEY, RESCALED, 'rescaled: {feels_safe_home: "The answers are new."}'),
        (SURVEY, FRESH, 'new: {likes_food: "We asked this for the first time."}'),
        (WITH_FOOD, NEXT, 'retired: {likes_food: "We stopped asking this."}'),
    ],
)
def test_a_contract_that_is_kept_has_no_problems(tmp_path, then: str, now: str, line: str) -> None:
    assert [one for one in said(tmp_path, then, now + promised(*[line] * bool(line))) if "trends" in one] == []


BREACHES = [
    (SURVEY, REWORDED, "", "safer?", '("Do {carers} make you feel safe?"): question; write'),
    (SURVEY, RESCALED, "", '"always", text: "Yes"', "under trends: rescaled: {feels_safe_home"),
    (SURVEY, FRESH, "", "likes_food", "it was not asked in 2024; write under trends: new"),
    (WITH_FOOD, NEXT, "", "trends", '"likes_food" was asked in 2024 and is not any more; write under'),
    (SURVEY, NEXT, "reworded: {placement", "{placement: ", "nothing about it changed since 2024; leave it out"),
    (SURVEY, RESCALED, "reworded: {feels_safe_home", "{feels_safe_home: ", "answers changed; write it under rescaled"),
    (SURVEY, REWORDED, "rescaled: {feels_safe_home", "{feels_safe_home: ", "words changed; write it under reworded"),
    (SURVEY, REWORDED, "new: {feels_safe_home", "{feels_safe_home: ", "words changed; write it under reworded"),
    (SURVEY, NEXT, "retired: {comments", "{comments: ", "it is still asked; leave it out here"),
    (SURVEY, NEXT, "retired: {coments", "{coments: ", 'neither 2024 nor 2026 asks it; did you mean "comments"?'),
    (WITH_FOOD, NEXT, "reworded: {likes_food", "{likes_food: ", "it is not asked any more; write it under retired"),
]


@pytest.mark.parametrize(("then", "now", "line", "part", "words"), BREACHES)
def test_a_breach_is_named_in_its_line_with_what_to_write(tmp_path, then, now, line, part, words) -> None:
    text = now + promised(*[f'{line}: "We said so."}}'] * bool(line))
    found = [one for one in said(tmp_path, then, text) if words in one]
    assert len(found) == 1
    assert found[0].startswith(f"11-18/2026.yaml:{line_of(text, part)}: ")


def test_a_reason_is_short(tmp_path) -> None:
    text = NEXT + promised(f'new: {{comments: "{"Very long " * 13}."}}')
    assert any("a sentence of 26 words, and the limit of a reason is 25" in one for one in said(tmp_path, SURVEY, text))


def test_reasons_that_are_hard_to_read_are_named(tmp_path) -> None:
    reason = "Methodological considerations necessitated reformulation of the preceding terminology."
    text = changed(NEXT, (ASKED, SAFER)) + promised(f'reworded: {{feels_safe_home: "{reason}"}}')
    assert any("panel members are to read them at 12" in one for one in said(tmp_path, SURVEY, text))


def test_a_version_that_changes_something_and_says_nothing_is_named_once(tmp_path) -> None:
    (problem,) = said(tmp_path, SURVEY, changed(NEXT, (ASKED, SAFER), ("What would help?", "What can help?")))
    assert "2 of its questions are not those of 11-18 2024" in problem
    assert 'write trends: with since: "2024"; `surveyapp definitions diff 11-18 2024 2026` names them' in problem


def test_a_version_that_changes_nothing_needs_no_contract(tmp_path) -> None:
    assert said(tmp_path, SURVEY, NEXT) == []


@pytest.mark.parametrize("since", ["2025", "2026", "2028"])
def test_the_version_since_which_is_one_that_came_before(tmp_path, since: str) -> None:
    (problem,) = said(tmp_path, SURVEY, NEXT + promised(since=since))
    assert f'survey.trends.since: there is no version "{since}" before 2026 of 11-18; ' in problem
    assert '"2024"' in problem or "2024" in problem


OTHER = changed(SCALED, ("Do {carers} make you feel safe?", "Is the food of {carers} good?"))
ELSE = ("feels_safe_home is one of [never]", "placement = foster")


def test_an_id_that_rested_for_a_year_is_not_free_for_another_question(tmp_path) -> None:
    rested = changed(NEXT, (ASKED, ""), ELSE) + promised('retired: {feels_safe_home: "We stopped asking this."}')
    later = changed(SURVEY, ('version: "2024"', 'version: "2028"'), (ASKED, OTHER), ELSE)
    later += promised('new: {feels_safe_home: "We asked this for the first time."}', since="2026")
    line = line_of(later, "id: feels_safe_home")
    wanted = (
        f'11-18/2028.yaml:{line}: feels_safe_home.id: version 2024 has the id "feels_safe_home" for another question'
    )
    assert any(wanted in one for one in said(tmp_path, SURVEY, rested, **{"11-18/2028.yaml": later}))
    again = said(tmp_path, SURVEY, rested, **{"11-18/2028.yaml": changed(later, (OTHER, ASKED))})
    assert not any("2028.yaml" in one and ("another question" in one or "trends" in one) for one in again)


OLD_BAND = """\
  - id: "11-16"
    title: "11 to 16"
    youngest: 11
    oldest: 16
    presentation: "11-18"
    word_limit: 20
    reading_age: 11
    minutes: 20
"""
FOLLOWING = ("    minutes: 20\n", '    minutes: 20\n    follows: "11-16"\n')
FOLLOWED = changed(BANK, FOLLOWING, ("bands:\n", f"bands:\n{OLD_BAND}"), ('[["11-18"]]', '[["11-16", "11-18"]]'))


def test_a_band_that_follows_another_has_its_contract_with_that_one(tmp_path) -> None:
    before = changed(SURVEY, ('survey: "11-18"', 'survey: "11-16"'), ('version: "2024"', 'version: "2022"'))
    more = {"11-16/2022.yaml": before}
    now = changed(SURVEY, (ASKED, SAFER))
    (problem,) = check(folder(tmp_path, bank=FOLLOWED, survey=now, more=more))
    assert 'write trends: with since: "2022"' in problem.instead
    kept = now + promised('reworded: {feels_safe_home: "We asked this in other words."}', since="2022")
    assert [str(one) for one in check(folder(tmp_path, bank=FOLLOWED, survey=kept, more=more))] == []


def test_a_band_follows_one_that_there_is(tmp_path) -> None:
    bank = changed(BANK, FOLLOWING)
    wanted = f'items.yaml:{line_of(bank, "follows")}: band 11-18.follows: "11-16" is no other band'
    assert any(wanted in str(one) for one in check(folder(tmp_path, bank=bank)))
