"""`surveyapp definitions check` and `show`."""

from __future__ import annotations

import pytest
from builders.definition_files import SURVEY, changed, folder
from builders.surveys import DEFINITIONS
from click.testing import CliRunner, Result

from surveyapp.cli import definitions as command
from surveyapp.cli import main
from surveyapp.cli.definitions import definitions
from surveyapp.definition.catalogue import IN_USE


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A clean folder that counts as this installation's."""
    monkeypatch.setattr(command, "installed", lambda: (tmp_path,))
    return folder(tmp_path)


def run(*words: str) -> Result:
    return CliRunner().invoke(definitions, list(words))


def test_check_says_when_there_is_nothing_to_put_right(place) -> None:
    outcome = run("check")
    assert outcome.exit_code == 0
    assert outcome.output == "Nothing to put right.\n"


def test_check_says_every_problem_and_fails(place) -> None:
    folder(place, survey=changed(SURVEY, ("scale: how_often", "scale: how_oftn"), ("kind: assent", "kind: ascent")))
    outcome = run("check", str(place))
    assert outcome.exit_code == 1
    assert 'feels_safe_home.scale: there is no scale "how_oftn"; did you mean "how_often"?' in outcome.output
    assert 'agree.kind: "ascent" is not known; did you mean "assent"?' in outcome.output
    assert "things to put right." in outcome.output


def test_show_reads_a_survey_through(place) -> None:
    outcome = run("show", "11-18")
    assert outcome.exit_code == 0
    for words in (
        "Your life, your say (11 to 18, version 2024)",
        "about 1 minute",
        "== Where you live",
        "Do {carers} make you feel safe?  [feels_safe_home]",
        "Always / Sometimes / Never",
        "only if feels_safe_home is one of [never]:",
        "What would help?  [comments, long text]",
        "[placement, breakdown placement]",
    ):
        assert words in outcome.output


def test_show_tells_the_scores_that_are_made_and_the_figures_beside_them(monkeypatch) -> None:
    monkeypatch.setattr(command, "installed", lambda: (DEFINITIONS,))
    told = run("show", "leavers").output.partition("== Scores")[2]
    for words in (
        "Peace of mind  [peace_of_mind, 0 to 100]",
        "      stressed: often < sometimes < rarely (turned round)",
        "      life_satisfaction: 0 < … < 10",
        "      made when 3/4 of the questions asked are answered",
        "== Published figures",
        "   life_satisfaction 0, 1, 2, 3, 4: 3 %  [life_satisfaction_low_16_24]",
        "16 to 24, 2018; wording near; ONS",
    ):
        assert words in told
    assert "room_to_grow" not in told
    assert "likes_school" not in told


def test_show_of_a_version_that_is_not_there_names_those_that_are(place) -> None:
    outcome = run("show", "11-18", "1999")
    assert outcome.exit_code == 1
    assert "known: 2024" in outcome.output


def test_show_of_a_broken_folder_says_what_is_wrong(place) -> None:
    folder(place, survey=changed(SURVEY, ("scale: how_often", "scale: how_oftn")))
    outcome = run("show", "11-18")
    assert outcome.exit_code == 1
    assert "how_oftn" in outcome.output


def test_freeze_holds_a_version_to_what_it_says_now(place) -> None:
    assert run("freeze", "11-18", "2024").exit_code == 0
    assert run("check").exit_code == 0
    assert run("freeze", "11-18", "2024").output == "11-18 2024 is frozen already.\n"
    assert len((place / IN_USE).read_text().splitlines()) == 1
    folder(place, survey=changed(SURVEY, ("What would help?", "What could help?")))
    outcome = run("check")
    assert "version 2024 is in use and was changed" in outcome.output
    refused = run("freeze", "11-18", "2024")
    assert refused.exit_code == 1
    assert "differs from what was frozen" in refused.output


NEXT = changed(SURVEY, ('version: "2024"', 'version: "2026"'), ("make you feel safe?", "make you feel safer?"))
CONTRACT = 'trends: {since: "2024", reworded: {feels_safe_home: "We asked this in easier words from 2026."}}\n'


def test_diff_tells_the_trend_of_every_question_and_why(place) -> None:
    folder(place, more={"11-18/2026.yaml": NEXT + CONTRACT})
    outcome = run("diff", "11-18", "2024", "2026")
    assert outcome.exit_code == 0
    assert outcome.output.splitlines() == [
        "11-18 2026, compared with 11-18 2024:",
        "same      placement",
        "reworded  feels_safe_home",
        "          then: Do {carers} make you feel safe?",
        "          now:  Do {carers} make you feel safer?",
        "          not the same: question",
        "          why:  We asked this in easier words from 2026.",
        "same      comments",
    ]


def test_diff_names_every_breach_and_fails(place) -> None:
    folder(place, more={"11-18/2026.yaml": NEXT})
    outcome = run("diff", "11-18", "2024", "2026")
    assert outcome.exit_code == 1
    assert "11-18/2026.yaml:34: feels_safe_home.ask: not the same as in 2024" in outcome.output
    assert "1 thing to put right." in outcome.output


def test_diff_with_another_version_than_the_contract_s_says_so(place) -> None:
    folder(place, more={"11-18/2026.yaml": NEXT + changed(CONTRACT, ("2024", "2023"))})
    outcome = run("diff", "11-18", "2024", "2026")
    assert outcome.exit_code == 0
    assert "The trends of 2026 are told since 2023" in outcome.output


@pytest.mark.parametrize(("then", "now"), [("2024", "2022"), ("2023", "2024"), ("2024", "2024")])
def test_diff_of_versions_that_are_not_in_line_names_those_that_are(place, then: str, now: str) -> None:
    outcome = run("diff", "11-18", then, now)
    assert outcome.exit_code == 1
    assert "known: " in outcome.output


def test_diff_tells_what_can_be_told_beside_another_mistake_and_names_it(place) -> None:
    empty = changed(CONTRACT, ("We asked this in easier words from 2026.", ""))
    folder(place, more={"11-18/2026.yaml": NEXT + empty})
    outcome = run("diff", "11-18", "2024", "2026")
    assert outcome.exit_code == 1
    assert "reworded  feels_safe_home" in outcome.output
    assert "survey.trends.reworded.feels_safe_home" in outcome.output
    assert "Traceback" not in outcome.output


def test_diff_of_a_bank_that_cannot_be_read_says_why(place) -> None:
    (place / "items.yaml").write_text("just words")
    outcome = run("diff", "11-18", "2024", "2026")
    assert outcome.exit_code == 1
    assert "items.yaml:1" in outcome.output
    assert isinstance(outcome.exception, SystemExit)


@pytest.mark.parametrize("words", [("check",), ("show", "11-18", "2031"), ("diff", "11-18", "2024", "2031")])
def test_the_surveys_are_those_of_the_installation_that_is_named(tmp_path, words: tuple[str, ...]) -> None:
    broken = tmp_path / "surveys" / "11-18" / "2031.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("just words")
    outcome = CliRunner().invoke(main, ["--instance", str(tmp_path), "definitions", *words])
    assert outcome.exit_code == 1
    assert "11-18/2031.yaml" in outcome.output


def test_freeze_writes_into_the_installation_that_is_named(tmp_path) -> None:
    (tmp_path / "surveys" / "leavers").mkdir(parents=True)
    own = (DEFINITIONS / "leavers" / "2024.yaml").read_text().replace('version: "2024"', 'version: "1990"')
    (tmp_path / "surveys" / "leavers" / "1990.yaml").write_text(own)
    outcome = CliRunner().invoke(main, ["--instance", str(tmp_path), "definitions", "freeze", "leavers", "1990"])
    assert outcome.output == "leavers 1990 is frozen.\n"
    assert (tmp_path / "surveys" / IN_USE).is_file()
