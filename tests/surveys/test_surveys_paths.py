"""Whatever a child answers, skips or keeps to themselves, every survey comes to its end, and in time."""

from __future__ import annotations

import pytest
from builders.surveys import EDITIONS, bank, closed_items, editions, option_ids, survey
from hypothesis import given
from hypothesis import strategies as st

from surveyapp.definition.answers import ballot_size, decode_ballot, encode_ballot, pack, unpack
from surveyapp.definition.model import Answer, Instrument, Item, Kind, Missing
from surveyapp.definition.pace import duration
from surveyapp.definition.paths import asked_pages, complete, following
from surveyapp.definition.wording import piped, pipes_in, untranslated

WHO_IS_AFRAID = [("often", True), ("sometimes", True), ("rarely", False), ("not_sure", False)]
WHO_KNOWS = [("yes", True), ("not_sure", True), (Missing.SKIPPED, True), ("no", False)]


def answer_to(item: Item) -> st.SearchStrategy[Answer]:
    missing = st.sampled_from([Missing.SKIPPED, Missing.RATHER_NOT_SAY])
    if item.kind is Kind.ASSENT:
        return st.just("yes")
    if item.kind is Kind.SEVERAL:
        chosen = st.sets(st.sampled_from([name for name in option_ids(item) if name != "none"]))
        return missing | chosen.map(lambda ids: tuple(name for name in option_ids(item) if name in ids))
    if item.scale is not None:
        return missing | st.sampled_from(option_ids(item))
    return missing | st.text(alphabet="abc é🙂", min_size=1, max_size=item.longest)


@st.composite
def children(draw: st.DrawFn) -> tuple[Instrument, dict[str, Answer]]:
    """A band, and some child's answers to everything that could be asked."""
    instrument = survey(draw(st.sampled_from(EDITIONS)))
    answering = [item for item in instrument.items if item.kind is not Kind.INFORMATION]
    return instrument, {item.id: draw(answer_to(item)) for item in answering}


@given(children())
def test_every_path_ends_and_meets_each_page_once(child):
    instrument, answers = child
    met = []
    page = instrument.pages[0]
    while page is not None:
        met.append(page.id)
        assert len(met) <= len(instrument.pages)
        page = following(instrument, page.id, answers)
    assert met == [page.id for page in asked_pages(instrument, answers)]
    assert met[-1] == instrument.pages[-1].id
    assert len(set(met)) == len(met)


@given(children())
def test_every_sentence_is_filled_before_a_child_reads_it(child):
    instrument, answers = child
    for page in asked_pages(instrument, answers):
        for item in page.items:
            assert not pipes_in(piped(instrument, item, answers, untranslated))


@given(children())
def test_whatever_was_answered_fits_its_ballot_and_comes_out_again(child):
    instrument, answers = child
    size = ballot_size(map(survey, EDITIONS))
    ballot = decode_ballot({instrument.fingerprint: instrument}.__getitem__, encode_ballot(instrument, answers, size))
    whole = complete(instrument, answers)
    assert ballot.row == pack(instrument, whole)
    assert unpack(instrument, ballot.row) == {item.id: whole[item.id] for item in instrument.closed}


@pytest.mark.parametrize("band", editions("8-11", "11-18"))
@pytest.mark.parametrize(("answer", "asked"), WHO_IS_AFRAID)
def test_help_with_bullying_is_asked_of_those_who_are_afraid_of_it(band, answer, asked):
    pages = asked_pages(survey(band), {"assent": "yes", "afraid_of_bullying": answer})
    assert any(page.id == "bullying_help" for page in pages) == asked


@pytest.mark.parametrize("band", editions("4-7", "8-11", "11-18"))
@pytest.mark.parametrize(("answer", "asked"), WHO_KNOWS)
def test_trust_in_the_social_worker_is_not_asked_of_those_who_do_not_know_who_it_is(band, answer, asked):
    pages = asked_pages(survey(band), {"assent": "yes", "knows_social_worker": answer})
    assert any(page.id == "social_worker_trust" for page in pages) == asked


@pytest.mark.parametrize("band", editions("leavers"))
@pytest.mark.parametrize(("answer", "asked"), [("yes", 3), ("no", 0)])
def test_care_leavers_who_do_not_know_their_adviser_are_not_asked_about_them(band, answer, asked):
    pages = asked_pages(survey(band), {"assent": "yes", "knows_adviser": answer})
    assert sum(page.id.startswith("adviser_") for page in pages) == asked


@pytest.mark.parametrize("band", editions("4-7", "8-11", "11-18"))
@pytest.mark.parametrize("placement", ["foster", "kinship", "childrens_home", "parents", "elsewhere", Missing.SKIPPED])
def test_the_adults_a_child_lives_with_are_called_what_they_are(band, placement):
    instrument = survey(band)
    pipe = instrument.pipes["carers"]
    words = pipe.cases.get(str(placement), pipe.otherwise)
    asked = piped(instrument, instrument.item("trusts_carers"), {"placement": placement}, untranslated)
    assert words in asked


@pytest.mark.parametrize("band", EDITIONS)
def test_a_typical_child_finishes_within_the_minutes_of_the_band(band):
    assert duration(survey(band)).typical <= survey(band).band.minutes


@pytest.mark.parametrize("band", EDITIONS)
def test_a_child_may_rest_after_every_section_that_asks_about_life(band):
    for section in survey(band).sections:
        asks = any(item.id in bank().indicators for page in section.pages for item in page.items)
        assert section.rest or not asks


@pytest.mark.parametrize("band", EDITIONS)
def test_who_helped_and_how_is_asked_last(band):
    assert [item.id for item in closed_items(band)[-2:]] == ["mode", "helper"]
