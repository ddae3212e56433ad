"""Surveys found by band and version, or by fingerprint."""

from __future__ import annotations

import pytest
from builders.definition_files import BANK, SURVEY, changed, folder

from surveyapp.definition.catalogue import UnknownInstrument, load
from surveyapp.definition.problems import DefinitionProblems

NEWER = changed(SURVEY, ('version: "2024"', 'version: "2026"'))


def test_an_instrument_is_found_by_its_fingerprint_and_by_band_and_version(tmp_path) -> None:
    catalogue = load([folder(tmp_path, more={"11-18/2026.yaml": NEWER})])
    old, new = catalogue.version("11-18", "2024"), catalogue.version("11-18", "2026")
    assert catalogue.find(old.fingerprint) is old
    assert old.fingerprint != new.fingerprint
    assert catalogue.latest("11-18") is new
    assert catalogue.versions("11-18") == ("2024", "2026")
    assert catalogue.bank.bands.keys() == {"11-18"}


def test_an_instrument_changed_while_in_use_is_no_longer_found_and_told_why(tmp_path) -> None:
    before = load([folder(tmp_path)]).version("11-18", "2024")
    after = load([folder(tmp_path, survey=changed(SURVEY, ("your foster", "the foster")))])
    with pytest.raises(UnknownInstrument, match="put the old file back"):
        after.find(before.fingerprint)


def test_a_version_that_is_not_there_is_answered_with_those_that_are(tmp_path) -> None:
    catalogue = load([folder(tmp_path)])
    with pytest.raises(UnknownInstrument, match="known: 2024"):
        catalogue.version("11-18", "1999")
    with pytest.raises(UnknownInstrument, match="known: none"):
        catalogue.latest("8-11")


def test_an_authority_adds_surveys_of_its_own_in_a_second_folder(tmp_path) -> None:
    first, own = folder(tmp_path / "shared"), tmp_path / "own"
    (own / "11-18").mkdir(parents=True)
    (own / "11-18/2026.yaml").write_text(NEWER, encoding="utf-8")
    assert load([first, own]).versions("11-18") == ("2024", "2026")


def test_the_problems_of_every_file_are_told_at_once(tmp_path) -> None:
    bad_bank = changed(BANK, ("domain: rights", "domain: wrongs"))
    folder(
        tmp_path, bank=bad_bank, survey=changed(SURVEY, ("kind: assent", "kind: ascent")), more={"11-18/x.yaml": "- a"}
    )
    with pytest.raises(DefinitionProblems) as caught:
        load([tmp_path])
    assert {problem.file for problem in caught.value.problems} == {"items.yaml", "11-18/2024.yaml", "11-18/x.yaml"}


def test_a_folder_without_a_bank_is_told_so(tmp_path) -> None:
    with pytest.raises(DefinitionProblems, match=r"there is no items\.yaml"):
        load([tmp_path])


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("8-11/2024.yaml", 'the file lies in the folder "8-11" and says "11-18"'),
        ("11-18/2025.yaml", 'the file is called "2025.yaml" and says "2024"'),
    ],
)
def test_a_survey_lies_where_its_band_and_version_say(tmp_path, at: str, said: str) -> None:
    with pytest.raises(DefinitionProblems, match=said):
        load([folder(tmp_path, at=at)])


def test_one_version_lies_in_one_file(tmp_path) -> None:
    folders = [folder(tmp_path / "a"), folder(tmp_path / "b")]
    with pytest.raises(DefinitionProblems, match="is version 2024 of 11-18 too"):
        load(folders)


@pytest.mark.parametrize("name", ["2026.yaml", "11-18/2026.yml"])
def test_a_survey_that_would_be_passed_over_is_named(tmp_path, name: str) -> None:
    with pytest.raises(DefinitionProblems, match=f"{name}:1: file: this file is not read"):
        load([folder(tmp_path, more={name: NEWER})])


def test_an_unreadable_bank_is_the_only_problem_told(tmp_path) -> None:
    with pytest.raises(DefinitionProblems) as caught:
        load([folder(tmp_path, bank="domains: [")])
    assert [problem.file for problem in caught.value.problems] == ["items.yaml"]
