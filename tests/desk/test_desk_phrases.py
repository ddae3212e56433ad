"""The phrases of the people with the keys: hidden, never sent back, and two people at least."""

from __future__ import annotations

import pytest
from builders.desk import PEOPLE, keys, plan
from pages import Pages

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
AGAIN = "No phrase is shown again. Everybody types theirs once more."


def test_phrases_are_hidden_and_never_sent_back(desk: Pages) -> None:
    wave = plan(desk).path
    one, two, _three = (phrase for _name, phrase in sorted(keys(desk, wave).items()))
    form = desk.get(f"{wave}canary")
    page = desk.submit(form, 422, phrase_0=one, phrase_1=two[:-9])
    for shown in (form, page):
        fields = [field for field in shown.all("input") if (field.get("name") or "").startswith("phrase_")]
        assert {(field.get("type"), field.get("autocomplete"), field.get("value")) for field in fields} == {
            ("password", "one-time-code", "")
        }
    assert one not in page.response.text
    assert two[:-9] not in page.response.text
    assert f"{PEOPLE[1]}: the phrase has seven groups" in page.text
    assert AGAIN in page.text
    assert AGAIN not in form.text


def test_a_repeated_try_says_that_it_went_well_again_and_a_wrong_one_claims_nothing(desk: Pages) -> None:
    wave = plan(desk).path
    made = keys(desk, wave)
    phrases = {f"phrase_{number}": made[name] for number, name in enumerate(sorted(made))}
    works, again = "Everybody's phrase works.", "The test ballot was opened just now by"
    assert again not in desk.get(f"{wave}canary").text
    first = desk.submit(desk.get(f"{wave}canary"), **phrases)
    assert works in first.text
    two = {name: phrases[name] for name in ("phrase_0", "phrase_1")}
    second = desk.submit(first, **two)
    assert f"{again} {PEOPLE[0]} and {PEOPLE[1]}." in second.text
    assert again in desk.get(second.response.request.full_path).text, "a reload is no new try"
    other = plan(desk, "Summer").path
    keys(desk, other)
    claim = second.response.request.full_path.partition("?")[2]
    assert again not in desk.get(f"{other}canary?{claim}").text
    assert again not in desk.get(f"{wave}canary?{claim}x").text
    swapped = {"phrase_0": two["phrase_1"], "phrase_1": two["phrase_0"]}
    wrong = desk.submit(desk.get(f"{wave}canary"), 422, **swapped)
    assert "this is the phrase of" in wrong.text
    assert works not in wrong.text
    assert again not in wrong.text


def test_a_phrase_that_is_too_long_says_whose(desk: Pages) -> None:
    wave = plan(desk).path
    keys(desk, wave)
    page = desk.submit(desk.get(f"{wave}canary"), 422, phrase_1="x" * 300)
    assert f"{PEOPLE[1]}: that is longer than any phrase" in page.text
    assert AGAIN in page.text


@pytest.mark.parametrize("names", [{}, {"name_1": "Ines"}, {"name_1": "Ines", "name_2": "Ines"}])
def test_too_few_people_for_the_keys_are_told_to_be_at_least_two(desk: Pages, names: dict[str, str]) -> None:
    wave = plan(desk).path
    page = desk.submit(desk.get(f"{wave}custody"), 422, **names)
    assert "Name three different people, five at most" in page.text
