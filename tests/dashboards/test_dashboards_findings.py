"""What the first screen says follows fixed limits, and possible changes are never on it."""

from __future__ import annotations

from dataclasses import replace

from builders.release import change, first_release, release, share

from surveyapp.dashboards import findings, pages
from surveyapp.dashboards.pages import absent
from surveyapp.dashboards.pages.parts import chart_of
from surveyapp.dashboards.wording import headlines
from surveyapp.releases.model import Hidden, Label, Release, Result, Share, Suppressed, Why


def with_shares(**given: tuple[int, int]) -> Release:
    """The made-up release with these headline shares, and nothing else asked or changed."""
    whole = release()
    kept = []
    for name, counts in given.items():
        found = whole.indicator(name)
        steady = change((40, 80), (40, 80), Label.NO_CLEAR_CHANGE)
        result = Result(found.results[0].bands, share(*counts), None, steady)
        kept.append(replace(found, results=(result,)))
    return replace(whole, indicators=tuple(kept))


def ids(found: tuple[findings.Finding, ...]) -> list[str]:
    """The indicators of findings."""
    return [one.indicator.id for one in found]


def test_a_strength_needs_the_lower_end_at_70_percent():
    told = with_shares(feels_safe_home=(77, 97), has_fun=(76, 97))
    assert ids(findings.strengths(told)) == ["feels_safe_home"]


def test_a_worry_needs_the_upper_end_at_50_percent():
    told = with_shares(feels_safe_home=(38, 97), has_fun=(39, 97))
    assert ids(findings.worries(told)) == ["feels_safe_home"]


def test_nobody_is_a_strength_or_worry_on_fewer_than_20_answers_or_hidden_ones():
    told = with_shares(feels_safe_home=(18, 19), has_fun=(0, 19), settled_home=(5, 9))
    assert findings.strengths(told) == findings.worries(told) == ()
    assert isinstance(told.indicator("settled_home").results[0].now, Suppressed)


def test_of_many_strengths_the_three_surest_are_shown_in_question_order():
    told = with_shares(settled_home=(80, 97), has_fun=(88, 97), feels_safe_home=(90, 97), good_friend=(86, 97))
    assert ids(findings.surest_strengths(told)) == ["has_fun", "feels_safe_home", "good_friend"]
    assert headlines.more_strengths(4).startswith("4 answers count as a strength.")
    assert headlines.more_strengths(3) == ""


def test_the_headline_is_the_clear_change_and_both_when_there_are_two():
    better, worse = "“Getting a second chance” is clearly better", "“Reaching the social worker” clearly worse"
    assert headlines.of_release(release()) == f"Since 2024, {better} and {worse}"
    assert ids(headlines.named(release())) == ["second_chances", "social_worker_easy_to_reach"]


def test_without_a_clear_change_the_headline_is_what_stands_out():
    told = with_shares(feels_safe_home=(90, 97), included_in_decisions=(20, 65))
    said = "“Feeling safe at home” stands out as a strength, “Having a say in decisions” as a worry"
    assert headlines.of_release(told) == said
    assert headlines.steady(told) == "No answer has clearly changed since 2024."


def test_a_headline_names_the_ages_after_what_it_is_about_not_inside_its_quotes():
    told = with_shares(feels_safe_home=(90, 97))
    (found,) = told.indicators
    some = replace(found.results[0], bands=found.results[0].bands[:1])
    told = replace(told, indicators=(replace(found, results=(some, replace(some, now=share(60, 97)))),))
    assert headlines.of_release(told) == "“Feeling safe at home” (4 to 7) stands out as a strength"


def test_when_nothing_stands_out_the_headline_says_so():
    assert headlines.of_release(with_shares(has_fun=(60, 97))) == "Nothing stands out as a strength or a worry"


def test_a_possible_change_is_never_in_the_headline():
    whole = release()
    possible = tuple(
        one for one in whole.indicators if one.results and one.results[0].change.label is Label.POSSIBLY_BETTER
    )
    told = replace(whole, indicators=possible)
    assert possible
    assert "since" not in headlines.of_release(told).lower()
    assert findings.clear(told) == ()


def test_a_first_wave_has_no_changes_and_says_so():
    assert findings.clear(first_release()) == ()
    assert headlines.steady(first_release()).startswith("This is the first time")


def test_an_indicator_in_which_no_answer_is_better_has_nothing_to_judge():
    assert findings.judged(release().indicator("social_worker_changes")) == ()


def test_hidden_things_are_counted_by_their_reason():
    counts = findings.hidden(release())
    assert counts[Why.SMALL_BASE] == sum(one.why is Why.SMALL_BASE for one in release().hidden)
    assert Why.NOT_ASKED not in counts


def test_breakdowns_that_are_not_shown_at_all_are_counted_apart_from_groups_and_named_with_their_reason():
    said = {"placement": Why.SMALL_BASE, "sex": Why.GROUPS, "sex:girl": Why.SMALL_BASE, "unknown": Why.FIGURES}
    hidden = [Hidden(f"has_fun 8-11 {part}", why, "base") for part, why in said.items()]
    many = Hidden("has_fun 8-11 placement", Why.AUDIT, "lattice")
    told = replace(release(), hidden=(*hidden, many, Hidden("has_fun 8-11 others", Why.AUDIT, "others")))
    counts = {Why.SMALL_BASE: 1, Why.AUDIT: 1, Why.GROUPS: 2, Why.FIGURES: 2}
    assert findings.hidden(told) == counts
    assert [findings.split_of(one) for one in told.hidden] == ["placement", "sex", "", "unknown", "placement", ""]
    found = replace(told.indicator("has_fun"), breakdowns=())
    assert absent.told(told, found) == (
        "Not split, because the groups are too small: Who children live with; Girls and boys.",
        "Not split, because so many groups at once would give a child away: Who children live with.",
    )


def with_bad(positive: tuple[int, int], bad: tuple[int, int]) -> findings.Finding:
    """A finding with these positive and these bad answers."""
    indicator = release().indicator("has_fun")
    told = share(*bad)
    assert isinstance(told, Share)
    steady = change((40, 80), (40, 80), Label.NO_CLEAR_CHANGE)
    return findings.Finding(indicator, Result(indicator.results[0].bands, share(*positive), None, steady, bad=told))


def test_bad_answers_certainly_over_a_fifth_are_a_worry_too():
    assert findings.is_worry(with_bad((60, 97), (30, 97)))
    assert not findings.is_worry(with_bad((60, 97), (27, 97)))


def test_nothing_is_a_strength_and_a_worry():
    both = with_bad((750, 1000), (250, 1000))
    assert findings.is_worry(both)
    assert not findings.is_strength(both)


def test_the_rule_says_the_limits_that_are_used():
    for limit in (findings.LIMITS.worry_to, findings.LIMITS.bad_over):
        assert f"{round(100 * limit)}%" in headlines.worry_rule()
    assert f"{round(100 * findings.LIMITS.strength_from)}%" in headlines.strength_rule()


def test_a_worry_by_bad_answers_tells_them_in_its_row_and_its_table():
    told = release()
    found = next(one for one in findings.worries(told) if findings.bad(one))
    chart = chart_of(told, "worries", "Worries", (found,))
    assert chart.rows[0].beside == "Bad answers: 40% · 24 of 60 · 29% to 53%"
    assert "Bad answers: 40%" in chart.alt


def test_what_is_no_longer_asked_is_no_finding_and_stands_where_it_stood():
    told = release()
    gone = findings.retired(told)
    assert ids(findings.everything(told)).count(gone[0].id) == 0
    domain = pages.domain.compose(told, gone[0].domain)
    assert domain.retired == ((gone[0].id, gone[0].title, gone[0].retired),)
    assert gone[0].id not in [id for id, _title in domain.unjudged]


def test_a_domain_opens_with_its_finding():
    assert pages.domain.compose(release(), "rights").headline == (
        "Rights: “Reaching the social worker” is clearly worse than in 2024"
    )
    told = with_shares(has_fun=(60, 97))
    alone = tuple(replace(one, indicators=("has_fun",)) for one in told.domains if one.id == "resilience")
    assert pages.domain.compose(replace(told, domains=alone), "resilience").headline == "Resilience"
