"""A review holds for the sentences that were read, word for word: a changed one makes its part a draft again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import tongue
from builders.tongue import CODE

from surveyapp.definition.catalogue import load
from surveyapp.definition.messages import messages_in, messages_of
from surveyapp.definition.model import Instrument
from surveyapp.translations import catalogues, reviews
from surveyapp.translations.extraction import ROOT
from surveyapp.translations.reviews import NotWhole, State

SURVEYS = ROOT / "surveys" / "definitions"


@pytest.fixture(scope="module")
def surveys() -> tuple[Instrument, ...]:
    """Those that come with the program."""
    return load([SURVEYS]).instruments


@pytest.fixture
def youngest(surveys: tuple[Instrument, ...]) -> Instrument:
    """A short one."""
    return next(one for one in surveys if (one.survey, one.version) == ("4-7", "2026"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where catalogues lie in this test."""
    real = catalogues.FOLDER
    tongue.use(tmp_path)
    yield tmp_path
    tongue.use(real)


def test_an_instrument_says_what_its_file_says_without_the_reasons_of_its_trends(surveys: tuple[Instrument, ...]):
    for one in surveys:
        file = SURVEYS / one.survey / f"{one.version}.yaml"
        written = {(told.context, told.text) for told in messages_in(file.read_bytes(), file=file.name) if told.context}
        assert messages_of(one) == written


def test_what_nobody_reviewed_is_a_draft(youngest: Instrument):
    tongue.write(tongue.contexts(youngest))
    found = reviews.standing(CODE, reviews.part_of(youngest))
    assert (found.state, found.whole, found.review) == (State.DRAFT, True, None)
    assert not reviews.fit_for_children(CODE, youngest)


@pytest.mark.parametrize("state", [State.REVIEWED, State.TESTED])
def test_a_changed_translation_is_a_draft_again_and_is_named(youngest: Instrument, state: State):
    part = reviews.part_of(youngest)
    tongue.write(tongue.contexts(youngest))
    tongue.review(part, reviews.pages_of(CODE), state=state)
    assert reviews.standing(CODE, part).state is state
    assert reviews.fit_for_children(CODE, youngest)
    changed = max(part.keys)
    tongue.write(tongue.contexts(youngest), other=[changed])
    found = reviews.standing(CODE, part)
    assert (found.state, found.changed) == (State.DRAFT, (changed,))
    assert not reviews.fit_for_children(CODE, youngest)
    assert reviews.fit_for_children(CODE)
    tongue.write(tongue.contexts(youngest))
    assert reviews.standing(CODE, part).state is state


def test_a_sentence_that_is_new_since_the_review_is_named(youngest: Instrument):
    tongue.write(tongue.contexts(youngest))
    part = reviews.part_of(youngest)
    new = min(part.keys)
    tongue.review(reviews.Part(part.name, part.keys - {new}))
    assert reviews.standing(CODE, part).changed == (new,)
    tongue.review(part)
    fewer = reviews.Part(part.name, part.keys - {new})
    assert reviews.standing(CODE, fewer).state is State.REVIEWED


def test_a_part_with_holes_is_not_reviewed(youngest: Instrument):
    part = reviews.part_of(youngest)
    tongue.write(tongue.contexts(youngest), but=[max(part.keys)])
    with pytest.raises(NotWhole, match=f"1 of {len(part.keys)} "):
        tongue.review(part)


def test_a_review_that_was_written_by_hand_is_none(youngest: Instrument):
    part = reviews.part_of(youngest)
    tongue.write(tongue.contexts(youngest))
    tongue.review(part)
    tongue.write(tongue.contexts(youngest), other=[max(part.keys)])
    file = reviews.path(CODE)
    told = file.read_text(encoding="utf-8")
    file.write_text(told.replace("sentences = [", 'sentences = [\n  "0000000000000000",'), encoding="utf-8")
    reviews.forget()
    assert reviews.standing(CODE, part).review is None
    file.write_text(told, encoding="utf-8")
    reviews.forget()
    assert reviews.standing(CODE, part).review is not None
