"""The made-up council on the real surveys: whole, safe, and the same every time."""

from builders.northvale import source

from surveyapp.releases import document
from surveyapp.releases.assemble import assemble
from surveyapp.releases.model import Label, Share


def test_every_indicator_that_is_asked_has_its_questions_and_its_place(known, releases):
    now = releases[1]
    asked = {item.id for one in known.instruments if one.version == "2024" for item in one.closed}
    assert {indicator.id for indicator in now.indicators} == asked & known.bank.indicators.keys()
    assert all(indicator.questions for indicator in now.indicators)
    assert [id for domain in now.domains for id in domain.indicators] != []
    assert {id for domain in now.domains for id in domain.indicators} == {one.id for one in now.indicators}


def counts(release):
    for indicator in release.indicators:
        shares = [result.now for result in (*indicator.results, *indicator.by_band)]
        shares += [group.result for split in indicator.breakdowns for group in split.groups]
        yield from (share.count for share in shares if isinstance(share, Share))


def test_every_count_keeps_the_rules(releases):
    for release in releases:
        found = list(counts(release))
        assert len(found) > 200
        for count in found:
            assert count.base >= 10
            assert count.low < count.high or 5 <= count.low <= count.base - 5


def test_waves_of_the_same_version_are_compared_throughout(releases):
    labels = [one.change.label for indicator in releases[1].indicators for one in indicator.results]
    assert Label.NOT_COMPARABLE not in labels
    assert releases[1].comparisons == sum(1 for label in labels if label is not Label.TOO_FEW)
    assert 0.1 < releases[1].by_chance < releases[1].comparisons / 50


def test_building_again_gives_the_same_fingerprint(known, releases):
    before, now = releases
    again = assemble(source(known, 2026, before=before))
    assert document.fingerprint(document.encode(again)) == document.fingerprint(document.encode(now))
