"""What a release says of those who did not answer: from what it shows alone, of one year, and never of a comparison."""

from dataclasses import replace

import pytest
from builders import release_parts as books

from surveyapp.analysis.bounds import Bounded
from surveyapp.releases import everybody
from surveyapp.releases.document import decode, encode
from surveyapp.releases.model import Count, Everybody, Share, Shown


@pytest.fixture(scope="module")
def source(sources):
    return sources[1]


@pytest.fixture(scope="module")
def release(releases):
    return releases[1]


def headlines(release):
    return [result for indicator in release.indicators for result in indicator.results]


def test_of_68_of_97_among_176_it_says_all_three():
    found = everybody.of(Bounded(68, 68, 97), 176)
    assert (found.silent, found.eligible, found.needed) == (79, 176, 20)
    assert (found.none, found.all) == (68 / 176, 147 / 176)
    assert (found.fewest, found.most) == (112, 134)


def test_where_the_silent_cannot_tip_it_no_number_is_needed():
    assert everybody.of(Bounded(90, 90, 97), 100).needed is None
    assert everybody.of(Bounded(10, 10, 97), 100).needed is None


def test_a_coded_count_is_open_at_both_ends():
    coded, low, high = (everybody.of(count, 176) for count in (Bounded(93, 97, 97), Bounded(93, 93, 97),
                                                               Bounded(97, 97, 97)))  # fmt: skip
    assert (coded.none, coded.all) == (low.none, high.all)
    assert (coded.fewest, coded.most) == (low.fewest, high.most)


def test_headlines_with_a_percentage_have_it_and_nothing_else_does(release):
    told = [result for result in headlines(release) if result.everybody]
    assert told
    for result in told:
        assert isinstance(result.now, Share)
        assert result.now.count.base >= 20
        assert result.everybody.silent == result.everybody.eligible - result.now.count.base > 0
    assert not any(result.everybody for indicator in release.indicators for result in indicator.by_band)


def test_a_question_that_only_some_were_asked_says_nothing_of_everybody(release):
    for indicator in release.indicators:
        for result in indicator.results:
            if any(question.asked_if for question in indicator.questions if question.band in result.bands):
                assert result.everybody is None


def test_what_is_shown_decides_it_alone(source, release):
    """The same from the published counts, so it gives nothing away that they do not."""
    eligible = {one.band: one.eligible for one in source.completed}
    for result in headlines(release):
        if result.everybody:
            count = result.now.count
            known = Bounded(count.low, count.high, count.base)
            assert result.everybody == everybody.of(known, sum(eligible[band] for band in result.bands))


def test_a_release_from_before_is_read_without_it(release):
    plain = replace(
        release,
        indicators=tuple(
            replace(one, results=tuple(replace(result, everybody=None) for result in one.results))
            for one in release.indicators
        ),
    )
    assert decode(encode(plain)) == plain
    assert decode(encode(release)) == release
    assert decode(encode(plain).replace(',"everybody":null', "").replace('"everybody":null,', "")) == plain


def test_it_is_no_range_that_a_change_could_take():
    assert {"low", "high"}.isdisjoint(Everybody.__dataclass_fields__)


def test_the_books_say_the_same():
    for low, high, base, eligible in ((68, 68, 97, 176), (93, 97, 97, 176), (0, 4, 40, 65), (30, 30, 60, 61)):
        count = Count(Shown.EXACT, low, high, base)
        assert books.everybody(count, eligible) == everybody.of(Bounded(low, high, base), eligible)
