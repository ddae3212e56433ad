"""Opening the box and publishing the results from the desk, with answers that came the real way."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders.wave import NAMES, Running, running
from flask import Flask
from pages import Page, Pages

from surveyapp.config import HOME, Settings
from surveyapp.desk import building
from surveyapp.fieldwork import waves
from surveyapp.fieldwork.models import State
from surveyapp.web.audience import Role

WAVE = "/desk/waves/northvale-2026/"


@pytest.fixture
def wave(app: Flask, settings: Settings) -> Running:
    """An open wave with cards for two age bands."""
    return running(app.extensions["stores"], settings, {"8-11": 14, "11-18": 14}, surveys=app.extensions["catalogue"])


@pytest.fixture
def desk(app: Flask, wave: Running) -> Pages:
    """The desk of the wave's council."""
    return Pages(app).signed_in(*Role, authority="northvale")


def opened(desk: Pages, wave: Running, status: int = 200, **more: str) -> Page:
    """Two custodians type their phrases."""
    typed = {f"phrase_{number}": wave.phrases[name] for number, name in enumerate(sorted(NAMES)) if number < 2}
    return desk.submit(desk.get(f"{WAVE}box"), status, **(typed | more))


def test_the_box_is_opened_once_and_tells_how_many_were_counted(desk: Pages, wave: Running) -> None:
    wave.answer("8-11", 12)
    wave.answer("11-18", 11)
    wave.close()
    page = opened(desk, wave)
    assert page.h1 == "The box is open"
    assert "The answers of 23 children were counted." in page.text
    assert desk.get(f"{WAVE}box", 409).h1 == "The box cannot be opened now"
    assert "Publish the results" in desk.get(WAVE).text


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestInOneDatabase:
    """What does not depend on the kind of database."""

    def test_small_bands_are_told_as_put_together(self, desk: Pages, wave: Running) -> None:
        wave.answer("8-11", 12)
        wave.answer("11-18", 3)
        wave.close()
        page = opened(desk, wave)
        assert "8 to 11 + 11 to 18" in page.text
        assert "were put together with their neighbour" in page.text

    def test_too_few_to_open_leaves_the_box_shut_and_offers_more_time(self, desk: Pages, wave: Running) -> None:
        wave.answer("8-11", 3)
        wave.close()
        page = opened(desk, wave, 422)
        assert "Fewer than 10 answers came in for 8 to 11, and" in page.text
        assert page.all("input", name="phrase_0")[0].get("value") == ""
        assert "No phrase is shown again." in page.text
        assert f"{WAVE}extend" in page.links()
        assert desk.get(WAVE).all("section", class_="next")

    def test_of_a_small_band_only_its_comments_can_be_kept(self, desk: Pages, wave: Running) -> None:
        wave.answer("8-11", 3)
        wave.close()
        page = opened(desk, wave, **{"only_8-11": "y", "only_11-18": "y"})
        assert "Only the comments were kept of:" in page.text

    def test_a_wrong_phrase_opens_nothing_and_says_whose(self, desk: Pages, wave: Running) -> None:
        wave.answer("8-11", 12)
        wave.close()
        assert "Ada: look at group" in opened(desk, wave, 422, phrase_0="AAAAA-" * 6 + "AAAAA").text
        opened(desk, wave)

    def test_a_trial_is_never_published(self, desk: Pages, wave: Running, app: Flask) -> None:
        with app.extensions["stores"].write("fieldwork") as session:
            waves.find(session, wave.wave).trial = True
        wave.answer("8-11", 12)
        wave.answer("11-18", 12)
        wave.close()
        opened(desk, wave)
        assert "Publish" not in desk.get(WAVE).text
        assert "Its answers are never published." in desk.get(f"{WAVE}release", 409).text

    def test_the_results_are_published_from_a_process_of_its_own(self, desk: Pages, wave: Running, app: Flask) -> None:
        wave.answer("8-11", 12)
        wave.answer("11-18", 12)
        wave.close()
        opened(desk, wave)
        page = desk.submit(desk.get(f"{WAVE}release"))
        assert "The results are being worked out." in page.text
        page = finished(desk)
        assert "The results are published." in page.text, page.text
        with app.extensions["stores"].read("fieldwork") as session:
            assert waves.find(session, wave.wave).state is State.RELEASED
        assert "Write why" in desk.submit(page, 422, reason=" ").text
        desk.submit(page, reason="A number was corrected.")
        assert "The last try did not work." in finished(desk).text  # nothing had changed

    def test_no_web_process_loads_the_statistics(self, settings: Settings) -> None:
        code = (
            "import sys; from pathlib import Path; from surveyapp import config, create_app; "
            f"create_app(config.load(Path({str(settings.instance)!r}))); "
            "print(*sorted({'scipy', 'numpy', 'statsmodels'} & set(sys.modules)))"
        )
        ran = subprocess.run([sys.executable, "-c", code], cwd=HOME, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.strip()) == (0, ""), ran.stderr


def finished(desk: Pages) -> Page:
    """The release's page once the build has ended."""
    for _ in range(240):
        page = desk.get(f"{WAVE}release")
        if "being worked out" not in page.text:
            return page
        time.sleep(0.5)
    raise AssertionError("the build never ended")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_two_builds_of_one_wave_never_run_at_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    waiting = f"import time, pathlib\nwhile not pathlib.Path({str(go)!r}).exists(): time.sleep(.05)\nprint('Published')"
    monkeypatch.setattr(building, "COMMAND", ("-c", waiting))
    building.start(settings.instance, "w")
    running_now = building.last(settings.instance, "w")
    assert running_now is not None
    assert running_now.running
    with pytest.raises(building.BuildingAlready):
        building.start(settings.instance, "w")
    go.touch()
    for _ in range(1200):
        ended = building.last(settings.instance, "w")
        if ended is not None and not ended.running:
            break
        time.sleep(0.05)
    assert ended == building.Build(running=False, said="Published")
