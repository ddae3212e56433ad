"""Reading a bank and a survey from their files."""

from __future__ import annotations

import pytest
from builders.definition_files import BANK, SURVEY, changed, folder, line_of

from surveyapp.definition import loader
from surveyapp.definition.expressions import parse
from surveyapp.definition.loader import load_bank, load_instrument
from surveyapp.definition.model import AnsweredBy, Kind, Look, Mark, Option
from surveyapp.definition.problems import DefinitionProblems


def load(place, **files):
    """The bank and the survey of a folder."""
    folder(place, **files)
    bank = load_bank(place / "items.yaml")
    return bank, load_instrument(place / "11-18/2024.yaml", bank)


def problems_of(place, **files) -> list[str]:
    """What loading says."""
    with pytest.raises(DefinitionProblems) as caught:
        load(place, **files)
    return [str(problem) for problem in caught.value.problems]


def test_a_survey_becomes_an_instrument(tmp_path) -> None:
    bank, instrument = load(tmp_path)
    assert (instrument.survey, instrument.version, instrument.title) == ("11-18", "2024", "Your life, your say")
    assert instrument.band is bank.bands["11-18"]
    assert [page.id for page in instrument.pages] == ["agree", "placement", "feels_safe_home", "more"]
    assert instrument.pages[3].show_if == parse("feels_safe_home is one of [never]")
    assert instrument.pipes["carers"].cases == {"foster": "your foster carers"}
    assert [item.kind for item in instrument.items] == [Kind.ASSENT, Kind.CHOICE, Kind.CHOICE, Kind.LONG_TEXT]
    assert instrument.item("feels_safe_home").picture == "🏠"
    assert instrument.item("comments").longest == 1000


def test_the_bank_says_how_an_item_is_kept(tmp_path) -> None:
    knowable = changed(BANK, ('    bad: ["never"]\n', '    bad: ["never"]\n    mark: knowable\n'))
    _, instrument = load(tmp_path, bank=knowable)
    assert instrument.item("feels_safe_home").mark is Mark.KNOWABLE
    assert instrument.item("placement").mark is Mark.BREAKDOWN
    assert instrument.item("placement").breakdown == "placement"
    assert instrument.item("comments").mark is Mark.ROW


def test_a_range_of_numbers_is_written_out(tmp_path) -> None:
    bank = changed(BANK, ('positive: ["always"]', 'positive: ["always", "7-10"]'))
    bank_read, _ = load(tmp_path, bank=bank)
    assert bank_read.indicators["feels_safe_home"].positive == {"always", "7", "8", "9", "10"}


def test_a_ladder_has_its_numbers_as_options_and_words_at_its_ends(tmp_path) -> None:
    ladder = '{look: ladder, from: 0, to: 10, low_end: "Very sad", high_end: "Very happy"}'
    item = f'- item: {{id: life, ask: "How is life?", scale: {ladder}, answered_by: adult, shuffled: true}}'
    _, instrument = load(tmp_path, survey=changed(SURVEY, ("- id: more", f"{item}\n      - id: more")))
    life = instrument.item("life")
    assert life.scale is not None
    assert life.scale.look is Look.LADDER
    assert life.scale.options == tuple(Option(str(number), str(number)) for number in range(11))
    assert (life.scale.low_end, life.scale.high_end) == ("Very sad", "Very happy")
    assert life.answered_by is AnsweredBy.ADULT
    assert life.shuffled


def test_options_in_the_item_make_a_scale_of_its_name(tmp_path) -> None:
    _, instrument = load(tmp_path)
    placement = instrument.item("placement").scale
    assert placement is not None
    assert placement.id == "placement"
    assert placement.option("foster").text == "Foster carers"


def test_a_file_is_parsed_once_and_again_when_it_changes(tmp_path, monkeypatch) -> None:
    bank, first = load(tmp_path)
    monkeypatch.setattr(loader, "read_tree", None)
    path = tmp_path / "11-18/2024.yaml"
    assert load_instrument(path, bank) is first
    monkeypatch.undo()
    path.write_text(changed(SURVEY, ("Your life, your say", "Your say")), encoding="utf-8")
    assert load_instrument(path, bank).title == "Your say"


def test_another_bank_is_another_reading(tmp_path) -> None:
    bank, first = load(tmp_path)
    other = load(tmp_path, bank=changed(BANK, ("bad:", "mark: knowable\n    bad:")))
    assert other[1].item("feels_safe_home").mark is not first.item("feels_safe_home").mark
    assert load_instrument(tmp_path / "11-18/2024.yaml", bank) is first


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('{id: "yes", text: "Yes"}', "{id: yes, text: Yes}", ["agree.options[1].id", "agree.options[1].text"]),
        ('{id: "never", text: "Never"}', '{id: "never", text: No}', ["scale how_often.options[3].text"]),
        ('version: "2024"', "version: 2024", ["survey.version"]),
        ('cases: {foster: "your', 'cases: {no: "your', ["pipe carers.cases"]),
    ],
)
def test_an_unquoted_yes_no_or_number_is_a_trap_that_is_named(tmp_path, old, new, said) -> None:
    survey = changed(SURVEY, (old, new))
    found = [problem for problem in problems_of(tmp_path, survey=survey) if "YAML takes an unquoted" in problem]
    line = line_of(survey, new)
    assert [
        problem.startswith(f"11-18/2024.yaml:{line}: {where}: ") for problem, where in zip(found, said, strict=True)
    ]
    assert all("in quotes" in problem for problem in found)
    assert len(found) == len(said)


def test_a_key_that_nobody_knows_is_answered_with_the_nearest_one(tmp_path) -> None:
    survey = changed(SURVEY, ("picture: ", "pictuer: "))
    line = line_of(survey, "pictuer")
    said = f'11-18/2024.yaml:{line}: feels_safe_home: "pictuer" is no key here; did you mean "picture"?'
    assert problems_of(tmp_path, survey=survey) == [said]


def test_a_lone_surrogate_is_a_problem_and_no_crash(tmp_path) -> None:
    assert any(
        "control character" in one for one in problems_of(tmp_path, survey=changed(SURVEY, ("Hello", "\\ud800")))
    )


@pytest.mark.parametrize("text", ["just words", "- a\n- b", "{}", "survey: {}", "sections: x\nscales: []\npipes: 3\n"])
def test_a_file_of_another_shape_is_problems_and_no_crash(tmp_path, text) -> None:
    assert problems_of(tmp_path, survey=text)
    assert problems_of(tmp_path, bank=text, survey=SURVEY)


@pytest.mark.parametrize("place", range(0, len(SURVEY), 97))
def test_a_file_cut_anywhere_is_problems_and_no_crash(tmp_path, place) -> None:
    assert problems_of(tmp_path, survey=SURVEY[:place])
