"""Sound beside the pages: all of a survey at once, the same for everybody, and nothing of it before it is asked for."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from builders import child
from builders.terminal import Terminal
from click.testing import CliRunner
from flask import Flask
from pages import Pages

from surveyapp.cli import main
from surveyapp.config import Settings
from surveyapp.definition.model import Instrument
from surveyapp.sound import clips
from surveyapp.sound.names import SIGNS, name_of
from surveyapp.survey import signed, spoken
from surveyapp.translations.languages import ENGLISH, language_of

FILM = b"\0\0\0\x18ftypmp42" + b"\0" * 100


@pytest.fixture
def young(app: Flask) -> Instrument:
    """The youngest children's newest survey, asked in an open wave."""
    asked: Instrument = app.extensions["catalogue"].latest("4-7")
    child.fieldwork(app, instruments=[asked])
    return asked


def index(app: Flask, asked: Instrument, language: str = "en") -> dict:
    answer = app.test_client().get(f"/s/aloud/{child.WAVE}/4-7/{asked.fingerprint}/{language}")
    assert answer.status_code == 200
    assert answer.headers["Survey-Digest"] == sha256(answer.data).hexdigest()
    return answer.json


def test_the_index_tells_where_each_clip_begins_in_one_file_for_all(app: Flask, young: Instrument) -> None:
    told = index(app, young)
    with app.test_client().get(told["sound"]) as answer:
        content = answer.data
        assert answer.mimetype == "application/octet-stream"
        assert "immutable" in answer.headers["Cache-Control"]
    assert len(content) == sum(size for _, size in told["clips"])
    first = name_of("en", "Hello! We want to know how you are.")
    assert told["clips"][0][0] == first
    assert content.startswith((clips.DRAFTS / "en" / f"{first}.mp3").read_bytes())
    assert app.test_client().get(told["sound"][:-1] + "x").status_code == 404


def test_before_any_survey_is_known_the_first_page_of_a_sessions_tablet_has_an_index(
    app: Flask, young: Instrument
) -> None:
    told = app.test_client().get("/s/aloud/en").json
    pictures = [
        name_of("en", said) for said in ("Tap the four pictures on your card.", "Umbrella", "Next", "All clear")
    ]
    assert told["most"]
    assert set(pictures) < {name for name, _ in told["clips"]}
    assert app.test_client().get(told["sound"]).content_length == sum(size for _, size in told["clips"])
    assert {name for name, _ in told["clips"]} - {name for name, _ in index(app, young)["clips"]}, "met there alone"
    assert app.test_client().get("/s/aloud/nowhere").status_code == 404


def test_reading_aloud_is_offered_throughout_or_nowhere(app: Flask, young: Instrument) -> None:
    assert index(app, young)["most"]
    older = app.extensions["catalogue"].latest("11-18")
    child.fieldwork(app, instruments=[older], wave="older")
    told = app.test_client().get(f"/s/aloud/older/11-18/{older.fingerprint}/en").json
    assert (bool(told["clips"]), told["most"]) == (True, False), "some sentences are those of younger children"
    assert not index(app, young, "ar-XB")["most"]


def test_every_sentence_of_the_two_youngest_bands_has_an_english_draft(app: Flask) -> None:
    with spoken.read_in(app, ENGLISH):
        for band in ("4-7", "8-11"):
            asked = app.extensions["catalogue"].latest(band)
            lacking = [
                one
                for one in spoken.lines(asked)
                if not (clips.DRAFTS / "en" / f"{name_of('en', one.sentence)}.mp3").exists()
            ]
            assert lacking == [], "run `surveyapp audio draft 4-7 8-11 --to surveyapp/sound/drafts/en`"


def test_no_draft_lies_there_that_nobody_says_any_more(app: Flask) -> None:
    with spoken.read_in(app, ENGLISH):
        said = {
            name_of("en", one.sentence)
            for band in ("4-7", "8-11")
            for one in spoken.lines(app.extensions["catalogue"].latest(band))
        }
    assert {file.stem for file in clips.DRAFTS.glob("en/*.mp3")} <= said


def test_a_sentence_with_words_from_an_earlier_answer_is_recorded_once_for_each(app: Flask, young: Instrument) -> None:
    with spoken.read_in(app, ENGLISH):
        said = {one.sentence for one in spoken.lines(young)}
    assert {"Do you trust your foster carers?", "Do you trust your family at home?"} <= said
    assert not any("{" in one for one in said)
    assert "How does the child describe themselves?" not in said, "a grown-up's question"


def test_a_language_without_clips_or_voice_has_nothing_to_offer(app: Flask, young: Instrument) -> None:
    told = index(app, young, "ar-XB")
    assert (told["clips"], told["sound"], told["voice"]) == ([], "", False)


def test_a_question_is_signed_with_its_answers_and_found_in_every_language(
    app: Flask, settings: Settings, young: Instrument
) -> None:
    with spoken.read_in(app, language_of("pl")):
        one = next(one for one in signed.questions(young) if one.page == "likes_school")
    assert one.signed.splitlines() == [
        "What do you think of your school or nursery?", "I like it", "It is okay", "I do not like it", "Not sure",
    ]  # fmt: skip
    assert one.shown != one.signed.splitlines()[0]
    folder = clips.folder(settings.instance, SIGNS)
    folder.mkdir(parents=True)
    (folder / f"{one.name}.mp4").write_bytes(FILM)
    told = index(app, young)
    assert told["signs"] == {name_of("en", "What do you think of your school or nursery?"): one.name}
    with app.test_client().get(told["signed"]) as answer:
        assert answer.data == FILM


def test_a_page_without_scripts_has_its_questions_clip(app: Flask, young: Instrument, pages: Pages) -> None:
    made = child.fieldwork(app, instruments=[young], wave="second")
    shown = next(page for page in child.walk(pages, made.cards["4-7"][0]) if page.all("audio"))
    (audio,) = shown.all("audio")
    assert audio.get("preload") == "none"
    with app.test_client().get(audio.get("src")) as answer:
        assert (answer.status_code, answer.mimetype) == (200, "audio/mpeg")
    assert app.test_client().get("/s/clip/en/0123456789abcdef").status_code == 404


def test_without_scripts_too_a_survey_is_heard_throughout_or_nowhere(app: Flask, pages: Pages) -> None:
    """Some questions for the older ones are those of younger children, and have their clips."""
    made = child.fieldwork(app, instruments=[app.extensions["catalogue"].latest("11-18")], wave="third")
    assert not any(page.all("audio") for page in child.walk(pages, made.cards["11-18"][0]))


def test_sound_goes_along_with_a_tablet_and_its_size_is_told_before(
    app: Flask, young: Instrument, pages: Pages
) -> None:
    listed = app.test_client().get(f"/s/ready/{child.WAVE}/files").json
    files = [(app.test_client().get(address).data, digest) for address, digest in listed["sound"]["en"].items()]
    assert [sha256(content).hexdigest() for content, _ in files] == [digest for _, digest in files]
    assert len(files) == 2, "the survey's, and the first page's"
    size = f"{sum(len(content) for content, _ in files) / 1e6:.1f} MB"
    assert size in pages.get(f"/s/ready/{child.WAVE}").text


class TestTheCommand:
    """`surveyapp audio`."""

    def test_where_there_is_a_demo_alone_it_is_about_the_demo(
        self, settings: Settings, stores: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (here := tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(here)
        for name in ("INSTANCE", "SECRET_KEY", "PEPPER"):
            monkeypatch.delenv(f"SURVEYAPP_{name}", raising=False)
        fresh = CliRunner().invoke(main, ["audio", "check", "en"])
        assert (fresh.exit_code, fresh.stdout.split()[:2]) == (0, ["en", "all"]), fresh.output
        assert list(here.iterdir()) == [], "nothing stays of what was made to read in"
        shutil.copytree(settings.instance, here / "instance" / "demo")
        told = CliRunner().invoke(main, ["audio", "check", "en"])
        assert (told.exit_code, "not at all" in told.output) == (0, True), told.output
        assert f"this is about {Path('instance/demo')}" in told.stderr
        assert CliRunner().invoke(main, ["--instance", "other", "audio", "check", "en"]).exit_code == 1

    def test_a_list_is_recorded_taken_in_reviewed_and_counted(self, settings: Settings, stores: object) -> None:
        terminal, recorded = Terminal(settings.instance), settings.instance / "recorded"
        sheet = settings.instance / "list.csv"
        assert "to record" in terminal.does(f"audio record-list ti 4-7 --to {sheet}")
        names = [line.split('","')[3] for line in sheet.read_text("utf-8-sig").splitlines()[1:]]
        recorded.mkdir()
        (recorded / "notes.txt").write_text("mine")
        said = terminal.says(f"audio import ti {recorded}")
        assert (said.exit_code, "Nothing was taken" in said.output) == (1, True)
        (recorded / "notes.txt").unlink()
        for name in names[:2]:
            (recorded / name).write_bytes(next(clips.DRAFTS.glob("en/*.mp3")).read_bytes())
        assert "2 taken" in terminal.does(f"audio import ti {recorded}")
        assert "2 of" in terminal.does("audio review ti 4-7 --by interpreter")
        told = terminal.says("audio check ti en")
        assert told.exit_code == 1
        assert "Cannot be heard throughout: ti" in told.output
        assert "2 reviewed, 0 drafts, 0 by a device's voice alone" in told.output
        assert "4-7/" not in told.output, "one line for a language"
        assert "4-7/" in terminal.does("audio check en --surveys")
        assert terminal.says("audio check en").exit_code == 0
