"""A revision and the ones before it, side by side: breakdowns, distributions and numbers of who took part."""

from dataclasses import replace

from builders import definition as make
from builders.counted import SAFE, answers, instruments, released, yes_and_no

from surveyapp.disclosure.policy import STANDARD, Rule
from surveyapp.releases import revisions
from surveyapp.releases.document import encode
from surveyapp.releases.model import BreakdownRate, GroupRate, Share, Suppressed, Why
from surveyapp.releases.shown import share_of

BANK = make.bank(breakdowns=(make.breakdown("sex", "girl", "boy"),))
COUNTS = [
    *yes_and_no("8-11", 45, 91),
    *yes_and_no("8-11", 20, 40, of="sex girl"),
    *yes_and_no("8-11", 22, 45, of="sex boy"),
]
ASKED = instruments("8-11")


def made(counts=(), **more):
    return released(counts or COUNTS, instruments=ASKED, bank=BANK, **more)


def groups(release):
    found = [one for one in release.indicator(SAFE).breakdowns if one.breakdown == "sex"]
    return {group.value: group.result for one in found for group in one.groups}


def with_girls_instead():
    """A revision that showed the girls and hid the boys, as another version of the program might have."""
    release = made()
    told = groups(release)["boy"]
    girls = share_of(replace(told.count, low=20, high=20, base=40))
    indicator = release.indicator(SAFE)
    (split,) = (one for one in indicator.breakdowns if one.breakdown == "sex")
    shown = {"girl": girls, "boy": Suppressed(Why.SECONDARY)}
    parts = tuple(replace(one, result=shown.get(one.value, one.result)) for one in split.groups)
    return replace(release, indicators=(replace(indicator, breakdowns=(replace(split, groups=parts),)),))


def test_the_boys_are_shown_and_the_girls_hide_the_six_who_did_not_say():
    assert isinstance(groups(made())["boy"], Share)
    assert isinstance(groups(made())["girl"], Suppressed)


def test_a_revision_of_the_same_counts_is_the_same_to_the_byte():
    assert encode(made(revisions=(made(), made()))) == encode(made())


def test_the_boys_are_not_shown_beside_the_girls_of_an_earlier_revision():
    revised = made(revisions=(with_girls_instead(),))
    assert groups(revised) == {}
    assert revised.indicator(SAFE).results[0].now == made().indicator(SAFE).results[0].now


def test_without_the_rule_both_revisions_together_give_the_six_away():
    careless = made(revisions=(with_girls_instead(),), policy=STANDARD.without(Rule.FROZEN))
    girls, boys = groups(with_girls_instead())["girl"].count, groups(careless)["boy"].count
    total = careless.indicator(SAFE).results[0].now.count
    assert (total.low - girls.low - boys.low, total.base - girls.base - boys.base) == (3, 6)


def test_what_a_revision_hides_is_on_record_with_its_rule():
    revised = made(revisions=(with_girls_instead(),))
    assert [(one.what, one.why, one.rule) for one in revised.hidden] == [(f"{SAFE} 8-11 sex", Why.AUDIT, "gate")]
    rules = {one.rule for one in made().hidden}
    assert rules == {"base", "secondary"}


def spread(*counts):
    return answers("8-11", mostly=counts[0], sometimes=counts[1], never=counts[2])


def slices(counts, **more):
    return released(counts, instruments=ASKED, **more).indicator(SAFE).results[0].distribution


def test_a_distribution_is_not_cut_at_other_answers_than_before():
    first = released(spread(30, 12, 13), instruments=ASKED)
    assert len(slices(spread(30, 12, 13), revisions=(first,))) == len(slices(spread(30, 12, 13))) > 1
    indicator = first.indicator(SAFE)
    result = indicator.results[0]
    merged = replace(result, distribution=result.distribution[:1])
    other = replace(first, indicators=(replace(indicator, results=(merged,)),))
    assert slices(spread(30, 12, 13), revisions=(other,)) == ()


def rate(**completed):
    groups = tuple(GroupRate(name, name, n, 2 * n if n else None, 0.5 if n else None) for name, n in completed.items())
    return BreakdownRate("sex", "Sex", ("8-11",), groups)


def test_numbers_by_group_are_those_of_before_or_none():
    before = replace(made(), rates_by_group=(rate(girl=40, boy=None),))
    assert revisions.same_groups([before], rate(girl=40, boy=None))
    assert not revisions.same_groups([before], rate(girl=None, boy=45))
    assert revisions.same_groups([made()], rate(girl=None, boy=45))
