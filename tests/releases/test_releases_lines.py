"""A line over all waves is made of what was published, breaks where the question did, and is a trend from three on."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from builders import definition as make
from builders.counted import SAFE, answers, by_band, instruments, released

from surveyapp.definition.declared import Trend, Trends
from surveyapp.history.model import Earlier, Kind, Wording
from surveyapp.releases.contracts import NO_LONGER_ASKED
from surveyapp.releases.imported import FROM_ELSEWHERE
from surveyapp.releases.model import Share, Suppressed
from surveyapp.releases.questions import AGES_CHANGED, NOT_ASKED_BEFORE, QUESTION_CHANGED

ONE = instruments("8-11")
REWORDED = instruments("8-11", items=(make.item(SAFE, ask="Is home a safe place?"),), version="2024")
BOTH = instruments("8-11", "11-18")


def chain(*waves, **last):
    """One release after another; each wave is counts by band, and perhaps its instruments."""
    before = ()
    for at, (counts, asked) in enumerate(waves):
        more = last if at == len(waves) - 1 else {}
        before = (
            *before,
            released(
                by_band(counts), instruments=asked, year=2018 + 2 * at, earlier=before,
                before=before[-1] if before else None, **more,
            ),
        )  # fmt: skip
    return before[-1]


def headline(release):
    return release.indicator(SAFE).results[0]


def points(stretch):
    return [(one.year, one.now.count.low if isinstance(one.now, Share) else None) for one in stretch.points]


def steady(*positives, base=90, asked=ONE):
    return [({"8-11": (positive, base)}, asked) for positive in positives]


def test_three_waves_of_the_same_question_are_one_stretch_and_a_trend():
    found = headline(chain(*steady(40, 50, 60)))
    assert [(points(one), one.reason) for one in found.line] == [([(2018, 40), (2020, 50), (2022, 60)], "")]
    assert found.line[0].points[-1].now == found.now
    assert found.trend.waves == 3
    assert found.trend.per_year.low < 20 / 90 / 4 < found.trend.per_year.high
    assert found.trend.p < 0.01


def test_a_first_wave_has_no_line_and_two_are_never_a_trend():
    assert headline(chain(*steady(40))).line == ()
    two = headline(chain(*steady(40, 50)))
    assert (len(two.line[0].points), two.trend) == (2, None)


def test_the_line_says_what_was_published_then():
    found = headline(chain(*steady(88, 50, 60)))
    first = found.line[0].points[0].now
    assert (first.count.low, first.count.high) == (86, 90)
    assert found.trend.per_year.low < found.trend.per_year.high


def test_the_line_breaks_where_the_question_changed_and_its_trend_begins_anew():
    found = headline(chain(*steady(40, 50, asked=ONE), *steady(55, 60, asked=REWORDED)))
    assert [(points(one), one.reason) for one in found.line] == [
        ([(2018, 40), (2020, 50)], ""),
        ([(2022, 55), (2024, 60)], QUESTION_CHANGED),
    ]
    assert found.trend is None


def declaring(asked, since, trend, reason, item=SAFE):
    trends = Trends(since, MappingProxyType({item: (trend, reason)}))
    return {band: replace(one, trends=trends) for band, one in asked.items()}


def test_the_reason_that_a_version_gives_stands_in_the_line_and_with_the_change_and_stays_there():
    told = "Children asked for shorter words."
    later = declaring(REWORDED, "2024", Trend.REWORDED, told)
    found = headline(chain(*steady(40), *steady(50, asked=later)))
    assert found.line[1].reason == found.change.reason == told
    again = headline(chain(*steady(40), *steady(50, asked=later), *steady(60, asked=REWORDED)))
    assert [(points(one), one.reason) for one in again.line] == [
        ([(2018, 40)], ""),
        ([(2020, 50), (2022, 60)], told),
    ]


def test_what_a_version_calls_rescaled_is_not_compared_even_if_its_words_are_the_same():
    later = declaring(ONE, "2024", Trend.RESCALED, "The faces were drawn anew.")
    found = headline(chain(*steady(40), *steady(50, asked=later)))
    assert found.then is None
    assert found.line[1].reason == "The faces were drawn anew."


def test_a_question_that_comes_back_goes_on_with_its_line_but_is_compared_with_no_wave_that_left_it_out():
    other = instruments("8-11", items=(make.item("other"),))
    bank = make.bank(make.indicator(SAFE), make.indicator("other"))
    first = released(by_band({"8-11": (30, 60)}), bank=bank, instruments=ONE, year=2022)
    left_out = released([], bank=bank, instruments=other, year=2024, before=first)
    assert left_out.indicator(SAFE).retired
    back = released(by_band({"8-11": (40, 60)}), bank=bank, instruments=ONE, before=left_out, earlier=(first,))
    found = headline(back)
    assert (found.change.reason, found.then) == (NOT_ASKED_BEFORE, None)
    assert [points(one) for one in found.line] == [[(2022, 30), (2026, 40)]]


def test_why_a_question_is_new_is_told():
    old = instruments("8-11", items=(make.item("other"),))
    told = "We asked this for the first time in 2026."
    before = released([], instruments=old, year=2024)
    later = declaring(ONE, "2024", Trend.NEW, told)
    assert headline(released(by_band({"8-11": (30, 60)}), instruments=later, before=before)).change.reason == told


def test_why_a_question_is_no_more_is_told_by_the_band_that_follows():
    bank = make.bank(make.indicator(SAFE), make.indicator("homework"))
    bank = replace(bank, bands={**bank.bands, "11-18": replace(bank.bands["11-18"], follows="8-11")})
    old = instruments("8-11", items=(make.item(SAFE), make.item("homework")), version="2022")
    before = released(by_band({"8-11": (40, 60)}, "homework"), bank=bank, instruments=old, year=2024)
    later = declaring(instruments("11-18"), "2022", Trend.RETIRED, "It was asked twice.", item="homework")
    now = released(by_band({"11-18": (30, 60)}), bank=bank, instruments=later, before=before)
    assert now.indicator("homework").retired == "It was asked twice."


def test_the_line_breaks_where_the_ages_changed():
    counts = {"8-11": (40, 60), "11-18": (40, 60)}
    found = headline(chain(({"8-11": (40, 60)}, ONE), (counts, BOTH)))
    assert [one.reason for one in found.line] == ["", AGES_CHANGED]
    assert found.trend is None


def test_a_band_that_follows_another_has_that_one_s_waves_before_its_own():
    bank = make.bank()
    bank = replace(bank, bands={**bank.bands, "8-11": replace(bank.bands["8-11"], follows="4-7")})
    then = ({"4-7": (40, 60), "11-18": (30, 60)}, instruments("4-7", "11-18"))
    found = chain(then, ({"8-11": (20, 60), "11-18": (30, 60)}, BOTH), bank=bank).indicator(SAFE)
    pieces = [([(2018, 70)], ""), ([(2020, 50)], AGES_CHANGED)]
    assert [(points(one), one.reason) for one in found.results[0].line] == pieces
    pieces = [([(2018, 40)], ""), ([(2020, 20)], AGES_CHANGED)]
    assert [(points(one), one.reason) for one in found.by_band[0].line] == pieces


def test_each_band_has_a_line_of_its_own():
    counts = {"8-11": (40, 60), "11-18": (30, 60)}
    found = chain(({"8-11": (30, 60)}, ONE), (counts, BOTH), (counts, BOTH)).indicator(SAFE).by_band
    assert [[points(piece) for piece in one.line] for one in found] == [
        [[(2018, 30), (2020, 40), (2022, 40)]],
        [[(2020, 30), (2022, 30)]],
    ]


def test_a_hidden_wave_is_on_the_line_as_hidden_and_there_is_no_trend():
    found = headline(chain(*steady(40), ({"8-11": (5, 9)}, ONE), *steady(50)))
    assert isinstance(found.line[0].points[1].now, Suppressed)
    assert found.trend is None


def test_a_wave_under_twenty_makes_no_trend():
    assert headline(chain(*steady(40), ({"8-11": (9, 19)}, ONE), *steady(50))).trend is None


def test_merged_bands_are_on_the_line_with_what_was_published_of_their_parts():
    asked = instruments("4-7", "8-11", "11-18")
    then = {"4-7": (9, 15), "8-11": (12, 20), "11-18": (25, 40)}
    now = {"4-7": (4, 8), "8-11": (12, 20), "11-18": (25, 40)}
    found = chain((then, asked), (now, asked), neighbours={"4-7": "8-11"}).indicator(SAFE).by_band[0]
    assert points(found.line[0]) == [(2018, 21), (2020, 16)]


def test_what_was_asked_before_and_is_no_more_is_told_with_its_question():
    old = instruments("8-11", items=(make.item(SAFE), make.item("homework")), version="2022")
    bank = make.bank(make.indicator(SAFE), make.indicator("homework"))
    told = "Children said it asks the same twice."
    later = declaring(ONE, "2022", Trend.RETIRED, told, item="homework")
    counts = [*by_band({"8-11": (30, 60)}), *by_band({"8-11": (40, 60)}, "homework")]
    before = released(counts, bank=bank, instruments=old, year=2024)
    for asked, reason in ((later, told), (ONE, NO_LONGER_ASKED)):
        now = released(by_band({"8-11": (30, 60)}), bank=bank, instruments=asked, before=before)
        gone = now.indicator("homework")
        assert (gone.retired, gone.results, gone.by_band, gone.breakdowns) == (reason, (), (), ())
        assert gone.questions[0].item == "homework"
        assert [one.indicators for one in now.domains if one.id == gone.domain] == [(SAFE, "homework")]
        assert now.comparisons == 1
        after = released(by_band({"8-11": (30, 60)}), bank=bank, instruments=ONE, year=2028, before=now)
        assert [one.id for one in after.indicators] == [SAFE]


def figure(positive=50, base=80, year=2016, **changes):
    given = {
        "kind": Kind.RESULT, "place": "Northvale", "year": year, "band": "8-11", "indicator": SAFE,
        "positive": positive, "base": base, "wording": Wording.SAME, "source": "A report",
        "own": True, "context_only": False,
    }  # fmt: skip
    return Earlier(**(given | changes))


def with_figures(*figures, waves=(40, 50, 60)):
    return headline(chain(*steady(*waves), earlier_figures=figures))


def test_a_figure_that_was_brought_in_is_a_piece_of_its_own_before_ours():
    found = with_figures(figure())
    assert [(points(one), one.reason) for one in found.line] == [
        ([(2016, 50)], ""),
        ([(2018, 40), (2020, 50), (2022, 60)], FROM_ELSEWHERE),
    ]
    assert (found.line[0].points[0].wave, found.trend.waves) == ("", 3)


def test_earlier_years_of_one_survey_in_our_words_hang_together_and_others_do_not():
    hang = with_figures(figure(year=2014), figure(year=2016))
    assert [len(one.points) for one in hang.line] == [2, 3]
    apart = with_figures(figure(year=2014, source="Another"), figure(year=2016), figure(year=2015, source="Another"))
    assert [len(one.points) for one in apart.line] == [2, 1, 3]
    unknown = with_figures(figure(year=2014, wording=Wording.UNKNOWN), figure(year=2016, wording=Wording.UNKNOWN))
    assert [len(one.points) for one in unknown.line] == [1, 1, 3]


@pytest.mark.parametrize(("positive", "base", "seen"), [(3, 8, None), (2, 40, (0, 4)), (39, 40, (36, 40))])
def test_an_earlier_figure_is_protected_like_our_own(positive, base, seen):
    share = with_figures(figure(positive, base)).line[0].points[0].now
    assert (None if isinstance(share, Suppressed) else (share.count.low, share.count.high)) == seen


@pytest.mark.parametrize(
    "changes",
    [{"own": False}, {"context_only": True}, {"indicator": "other"}, {"band": "11-18"}, {"year": 2020}, {"base": None}],
)
def test_a_figure_of_others_or_without_count_or_of_a_wave_of_ours_is_on_no_line(changes):
    assert len(with_figures(figure(**changes)).line) == 1


def test_a_line_tells_no_count_that_was_not_published():
    counts = answers("8-11", mostly=40, never=50)
    found = released(counts, instruments=ONE, earlier=(chain(*steady(40, 50)),))
    published = {(40, 90), (50, 90)}
    told = {
        (point.now.count.low, point.now.count.base)
        for stretch in headline(found).line for point in stretch.points if isinstance(point.now, Share)
    }  # fmt: skip
    assert told <= published
