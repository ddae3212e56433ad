"""Small bands of two years, from the terminal: planned, listed, opened together, given up."""

from datetime import date

import pytest
from builders.pooling import NORTH, open_own, year_of
from builders.terminal import Terminal

from surveyapp.definition import catalogue
from surveyapp.fieldwork import breakdowns, pools, waves

DATES = "--year 2026 --starts 2026-03-02 --ends 2026-04-13 --version 2024 --title Life"


@pytest.fixture
def terminal(settings):
    return Terminal(settings.instance)


def test_a_wave_says_where_its_small_bands_wait(terminal, stores):
    terminal.does("authorities add northvale", "Northvale")
    terminal.does("authorities add vales --partnership", "The Vales")
    terminal.does(f"waves create one --authority northvale {DATES} --pool next")
    terminal.does(f"waves create two --authority northvale {DATES} --pool vales")
    with stores.read("fieldwork") as registry:
        said = [pools.declared(registry, wave) for wave in ("one", "two")]
    assert [(it.kind, it.authority) for it in said] == [("next", "northvale"), ("partners", "vales")]
    refused = terminal.says(f"waves create three --authority northvale {DATES} --pool nobody")
    assert '"nobody" is no partnership' in refused.output
    refused = terminal.says(f"waves create three --authority vales {DATES} --pool none")
    assert "no children of its own" in refused.output
    assert "Missing option '--pool'" in terminal.says(f"waves create three --authority northvale {DATES}").output


def test_a_draft_says_anew_where_its_small_bands_wait_or_is_thrown_away(terminal, stores):
    terminal.does("authorities add northvale", "Northvale")
    terminal.does(f"waves create one --authority northvale {DATES} --pool none")
    assert "sealed until opened with the next wave" in terminal.does("waves pool one next")
    with stores.read("fieldwork") as registry:
        assert pools.declared(registry, "one").kind == "next"
    assert "not counted" in terminal.does("waves pool one none")
    assert "Aborted" in terminal.says("waves throw-away one", typed="n\n").output
    assert "one is gone" in terminal.does("waves throw-away one --yes")
    assert "one  Life" not in terminal.does("authorities list")


def test_an_opening_of_which_everything_waits_says_what_comes_next(terminal, stores, settings):
    asked = {"surveys": catalogue.load(settings.definitions), "version": "2026"}
    wave = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, **asked)
    phrases = wave.quorum()
    people = [word for name in phrases for word in ("--custodian", name)]
    said = terminal.does("open", wave.wave, *people, typed="".join(f"{one}\n" for one in phrases.values()))
    assert "No ballot was counted" in said
    assert "leavers waits" in said
    assert "nothing can be released of northvale-2026 alone" in said
    assert "`surveyapp pool list`" in said
    assert "release build" not in said
    assert "nothing to release of it alone" in terminal.says("release build", wave.wave).output


def test_what_waits_is_listed_and_given_up(terminal, stores, settings):
    year = date.today().year
    open_own(year_of(stores, settings, year, {"8-11": 12, "leavers": 4}, pool=NORTH), today=date.today())
    assert f"northvale-{year}  leavers  until {year + 2}" in terminal.does("pool list")
    refused = terminal.says("pool open northvale --custodian", f"northvale-{year}", "Ada", typed="x\n")
    assert "not yet ten answers" in refused.output
    said = terminal.does(f"pool give-up northvale-{year} --by Ada --yes")
    assert "fewer than 5, of leavers" in said
    assert terminal.does("pool list") == ""


def test_a_draft_says_by_which_breakdowns_it_will_show_results(terminal, stores):
    def shown(wave):
        with stores.read("fieldwork") as registry:
            return breakdowns.declared(waves.find(registry, wave))

    terminal.does("authorities add northvale", "Northvale")
    terminal.does(f"waves create one --authority northvale {DATES} --pool none")
    terminal.does(f"waves create two --authority northvale {DATES} --pool none --breakdown placement --breakdown sex")
    assert (shown("one"), shown("two")) == (None, {"sex", "placement"})
    assert "shown by sex, placement." in terminal.does("waves breakdowns one placement sex")
    assert shown("one") == {"sex", "placement"}
    assert "by age alone" in terminal.does("waves breakdowns one none")
    assert shown("one") == frozenset()
    assert "by every breakdown" in terminal.does("waves breakdowns one all")
    assert shown("one") is None
    assert "moon is no breakdown; known: sex, placement" in terminal.says("waves breakdowns one moon").output
