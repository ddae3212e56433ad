"""Themes of comments: a codebook that stands still, two people who do not see each other's ticks, then together."""

from __future__ import annotations

from datetime import date

import pytest
from builders.wave import catalogue
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.results import codebook, coding, comments, retention, store
from surveyapp.results.codebook import CodingBegun, Entry, NoThemes, TooManyThemes
from surveyapp.results.coding import NotBegun, NotYoursToTick, Progress, TooLate, TooSoon
from surveyapp.results.handed import Handed, Remark
from surveyapp.results.models import Codebook, Coding, CommentApproval, CommentText, Review, Settled, Theme
from surveyapp.results.preparing import Draft

WAVE = "northvale-2026"
UNTIL = date(2028, 4, 1)
FAMILY, SCHOOL = Entry("Family", "Seeing family"), Entry("School", "Lessons, teachers", "Friends at school", "Ysgol")
DRAFT = Draft("I miss [sister].")


def id_of(number: int) -> bytes:
    return number.to_bytes(16, "big")


def ana(id: bytes) -> bytes:
    return b"a" * 16 + id


def ben(id: bytes) -> bytes:
    return b"b" * 16 + id


@pytest.fixture
def wave(stores: Stores) -> Stores:
    """Three approved texts."""
    put_away(stores, 3)
    return stores


def put_away(stores: Stores, texts: int) -> None:
    ids = [id_of(number) for number in range(1, texts + 1)]
    remarks = tuple(Remark(id, "8-11", "best_thing", "I miss Tendai.", Review.UNREAD) for id in ids)
    with stores.write("results") as session:
        store.put_away(session, Handed(WAVE, "2026-04", UNTIL, 12, 0, bytes(32), {"8-11": 12}, (), remarks, {}))
        comments.read(session, WAVE, dict.fromkeys(ids, False))
        session.add_all(CommentText(id=id, body=DRAFT.body, welsh="", stays="", why="") for id in ids)
        session.flush()
        session.add_all(approval(id, letter) for id in ids for letter in (b"a", b"b"))


def approval(id: bytes, letter: bytes) -> CommentApproval:
    person = letter * 32
    return CommentApproval(id=id, account=person, name=person, address=person, text=DRAFT.digest)


def begun(stores: Stores, *, twice: int = 20) -> None:
    with stores.write("results") as session:
        codebook.write(session, WAVE, [FAMILY, SCHOOL])
        codebook.begin(session, WAVE, twice=twice)


def tick(stores: Stores, coder: coding.Coder, *ticks: int) -> None:
    with stores.write("results") as session:
        coding.tick(session, WAVE, coder, {id_of(number): each for number, each in enumerate(ticks, start=1)})


def now(stores: Stores) -> Progress:
    with stores.read("results") as session:
        return coding.progress(session, WAVE)


def test_a_codebook_is_kept_in_order_until_coding_begins(wave: Stores) -> None:
    with wave.write("results") as session:
        with pytest.raises(NoThemes):
            codebook.begin(session, WAVE, twice=20)
        codebook.write(session, WAVE, [SCHOOL, FAMILY])
        codebook.write(session, WAVE, [FAMILY, SCHOOL])
        assert codebook.codebook(session, WAVE).themes == (FAMILY, SCHOOL)
        with pytest.raises(TooManyThemes):
            codebook.write(session, WAVE, [FAMILY] * 16)
        codebook.begin(session, WAVE, twice=30)
        with pytest.raises(CodingBegun):
            codebook.write(session, WAVE, [FAMILY])
        with pytest.raises(CodingBegun):
            codebook.begin(session, WAVE, twice=30)
        book = codebook.codebook(session, WAVE)
    assert (book.version, book.twice, book.begun, book.themes) == (1, 30, True, (FAMILY, SCHOOL))


def test_nothing_is_ticked_before_coding_begins(wave: Stores) -> None:
    with pytest.raises(NotBegun):
        tick(wave, ana, 1)


def test_a_codebook_that_is_changed_takes_all_ticks_with_it(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 1, 1)
    tick(wave, ben, 1, 2, 1)
    with wave.write("results") as session:
        coding.settle(session, WAVE, id_of(2), 3)
        codebook.anew(session, WAVE)
        assert session.scalar(select(func.count()).select_from(Coding)) == 0
        assert session.scalar(select(func.count()).select_from(Settled)) == 0
    book = now(wave).book
    assert (book.version, book.begun, book.themes) == (2, False, (FAMILY, SCHOOL))


def test_what_two_tick_alike_counts_and_where_they_differ_they_settle_it(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 2, 3)
    assert not now(wave).compared
    assert [one.final for one in now(wave).texts] == [None, None, None]
    tick(wave, ben, 1, 2, 2)
    found = now(wave)
    assert found.compared
    assert not found.finished
    assert [one.final for one in found.texts] == [1, 2, None]
    assert [one.text.id for one in found.differing] == [id_of(3)]
    with wave.write("results") as session:
        coding.settle(session, WAVE, id_of(3), 1)
    found = now(wave)
    assert found.finished
    assert [one.final for one in found.texts] == [1, 2, 1]
    assert sorted(found.texts[2].ticks) == [2, 3], "what each ticked alone is what agreement is reckoned from"


def test_differences_are_settled_only_when_all_is_compared(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 2, 3)
    tick(wave, ben, 2)
    with wave.write("results") as session, pytest.raises(TooSoon):
        coding.settle(session, WAVE, id_of(1), 1)
    tick_two_and_three = {id_of(2): 2, id_of(3): 3}
    with wave.write("results") as session:
        coding.tick(session, WAVE, ben, tick_two_and_three)
    with wave.write("results") as session, pytest.raises(NotYoursToTick):
        coding.settle(session, WAVE, id_of(2), 1)


def test_nobody_codes_a_text_twice_and_no_third_person_does(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 1, 1)
    with pytest.raises(NotYoursToTick):
        tick(wave, ana, 1)
    assert coding.waiting_for(now(wave), ana) == ()
    tick(wave, ben, 1)
    with pytest.raises(NotYoursToTick):
        tick(wave, lambda id: b"c" * 16 + id, 1)


def test_a_slip_is_mended_until_agreement_can_be_seen(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 1, 1)
    with wave.write("results") as session:
        coding.tick_anew(session, WAVE, ana, id_of(1), 2)
        with pytest.raises(NotYoursToTick):
            coding.tick_anew(session, WAVE, ben, id_of(1), 2)
    with wave.read("results") as session:
        assert [ticks for _, ticks in coding.mine(session, now(wave), ana)] == [2, 1, 1]
    tick(wave, ben, 2, 1, 1)
    with wave.write("results") as session, pytest.raises(TooLate):
        coding.tick_anew(session, WAVE, ana, id_of(1), 1)


def test_a_share_of_many_texts_is_coded_twice_and_of_few_all(stores: Stores) -> None:
    put_away(stores, 60)
    begun(stores)
    assert (len(now(stores).twice), now(stores).waiting) == (50, 110)
    with stores.write("results") as session:
        codebook.anew(session, WAVE)
        codebook.begin(session, WAVE, twice=90)
    assert len(now(stores).twice) == 54
    first = coding.waiting_for(now(stores), ana)
    assert {one.id for one in first[:54]} == {one.text.id for one in now(stores).twice}


def test_a_text_that_is_no_longer_approved_is_neither_coded_nor_counted(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 1, 1)
    tick(wave, ben, 1, 1, 1)
    with wave.write("results") as session:
        comments.judge_anew(session, WAVE, id_of(1), worry=True)
    assert len(now(wave).texts) == 2


def test_ticks_go_with_their_comments_and_the_codebook_stays(wave: Stores) -> None:
    begun(wave)
    tick(wave, ana, 1, 1, 1)
    tick(wave, ben, 1, 2, 1)
    with wave.write("results") as session:
        coding.settle(session, WAVE, id_of(2), 3)
    with wave.write("results") as session:
        retention.expire(session, UNTIL, catalogue("8-11"))
    with wave.read("results") as session:
        tables = (Coding, Settled, Codebook, Theme)
        assert [session.scalar(select(func.count()).select_from(table)) for table in tables] == [0, 0, 1, 2]


@pytest.mark.parametrize("ticks", [-1, 2**15])
def test_the_database_refuses_what_is_no_theme(wave: Stores, ticks: int) -> None:
    with pytest.raises(IntegrityError), wave.write("results") as session:
        session.add(Coding(id=id_of(1), coder=bytes(32), ticks=ticks))
