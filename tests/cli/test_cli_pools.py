"""Small bands of two years, from the terminal: planned, listed, opened together, given up."""

from datetime import date

from builders.pooling import NORTH, open_own, year_of

from surveyapp.definition import catalogue
from surveyapp.fieldwork import breakdowns, pools, waves

DATES = "--year 2026 --starts 2026-03-02 --ends 2026-04-13 --version 2024 --title Life"


def test_a_wave_says_where_its_small_bands_wait(here, stores):
    here.does("authorities add northvale", "Northvale")
    here.does("authorities add vales --partnership", "The Vales")
    here.does(f"waves create one --authority northvale {DATES} --pool next")
    here.does(f"waves create two --authority northvale {DATES} --pool vales")
    with stores.read("fieldwork") as registry:
        said = [pools.declared(registry, wave) for wave in ("one", "two")]
    assert [(it.kind, it.authority) for it in said] == [("next", "northvale"), ("partners", "vales")]
    refused = here.says(f"waves create three --authority northvale {DATES} --pool nobody")
    assert '"nobody" is no partnership' in refused.output
    refused = here.says(f"waves create three --authority vales {DATES} --pool none")
    assert "no children of its own" in refused.output
    assert "Missing option '--pool'" in here.says(f"waves create three --authority northvale {DATES}").output


def test_a_draft_says_anew_where_its_small_bands_wait_or_is_thrown_away(here, stores):
    here.does("authorities add northvale", "Northvale")
    here.does(f"waves create one --authority northvale {DATES} --pool none")
    assert "sealed until opened with the next wave" in here.does("waves pool one next")
    with stores.read("fieldwork") as registry:
        assert pools.declared(registry, "one").kind == "next"
    assert "not counted" in here.does("waves pool one none")
    assert "Aborted" in here.says("waves throw-away one", typed="n\n").output
    assert "one is gone" in here.does("waves throw-away one --yes")
    assert "one  Life" not in here.does("authorities list")


def test_an_opening_of_which_everything_waits_says_what_comes_next(here, stores, settings):
    asked = {"surveys": catalogue.load(settings.definitions), "version": "2026"}
    wave = year_of(stores, settings, 2026, {"leavers": 4}, pool=NORTH, **asked)
    phrases = wave.quorum()
    people = [word for name in phrases for word in ("--custodian", name)]
    said = here.does("open", wave.wave, *people, typed="".join(f"{one}\n" for one in phrases.values()))
    assert "No ballot was counted" in said
    assert "leavers waits" in said
    assert "nothing can be released of northvale-2026 alone" in said
    assert "`surveyapp pool list`" in said
    assert "release build" not in said
    assert "nothing to release of it alone" in here.says("release build", wave.wave).output


def test_what_waits_is_listed_and_given_up(here, stores, settings):
    year = date.today().year
    open_own(year_of(stores, settings, year, {"8-11": 12, "leavers": 4}, pool=NORTH), today=date.today())
    assert f"northvale-{year}  leavers  until {year + 2}" in here.does("pool list")
    refused = here.says("pool open northvale --custodian", f"northvale-{year}", "Ada", typed="x\n")
    assert "not yet ten answers" in refused.output
    said = here.does(f"pool give-up northvale-{year} --by Ada --yes")
    assert "fewer than 5, of leavers" in said
    assert here.does("pool list") == ""


def test_a_draft_says_by_which_breakdowns_it_will_show_results(here, stores):
    def shown(wave):
        with stores.read("fieldwork") as registry:
            return breakdowns.declared(waves.find(registry, wave))

    here.does("authorities add northvale", "Northvale")
    here.does(f"waves create one --authority northvale {DATES} --pool none")
    here.does(f"waves create two --authority northvale {DATES} --pool none --breakdown placement --breakdown sex")
    assert (shown("one"), shown("two")) == (None, {"sex", "placement"})
    assert "shown by sex, placement." in here.does("waves breakdowns one placement sex")
    assert shown("one") == {"sex", "placement"}
    assert "by age alone" in here.does("waves breakdowns one none")
    assert shown("one") == frozenset()
    assert "by every breakdown" in here.does("waves breakdowns one all")
    assert shown("one") is None
    assert "moon is no breakdown; known: sex, placement" in here.says("waves breakdowns one moon").output
