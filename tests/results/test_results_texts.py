"""A comment's text is read by others when two different people have approved the very same words, and not before."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from surveyapp.db.engines import Stores
from surveyapp.disclosure.masking import Unreadable
from surveyapp.results import comments, names, preparing, quoting, retention, store
from surveyapp.results.approved import ApprovedText, approved
from surveyapp.results.handed import Handed, Remark
from surveyapp.results.models import CommentApproval, CommentText, Review
from surveyapp.results.preparing import Draft, Person, SamePerson, TextChanged

WAVE = "northvale-2026"
UNTIL = date(2028, 4, 1)
ONE, TWO, SMALL = (bytes([number]) * 16 for number in (1, 2, 3))
MASKED = Draft("I miss [worker].")


def person(letter: str, **same: str) -> Person:
    """Somebody, perhaps with another's account, name or address."""
    parts = (same.get(part, letter) for part in ("account", "name", "address"))
    return Person(*(part.encode() * 32 for part in parts))


ANA, BEN = person("a"), person("b")


@pytest.fixture
def wave(stores: Stores) -> Stores:
    """Two comments that showed no sign of harm, and one of a small band."""
    remarks = (
        Remark(ONE, "8-11", "best_thing", "I miss Tendai.", Review.UNREAD),
        Remark(TWO, "8-11", "make_better", "More football.", Review.UNREAD),
        Remark(SMALL, "4-7", "make_better", "More swimming.", Review.SAFEGUARDING),
    )
    with stores.write("results") as session:
        parts = ({"8-11": 12}, (), remarks, {})
        store.put_away(session, Handed(WAVE, "2026-04", UNTIL, 12, 0, bytes(32), *parts))
        comments.read(session, WAVE, dict.fromkeys((ONE, TWO, SMALL), False))
    return stores


def write(stores: Stores, draft: Draft = MASKED, *, seen: bytes = preparing.NOTHING, id: bytes = ONE) -> bool:
    with stores.write("results") as session:
        return preparing.write(session, WAVE, id, draft, seen=seen)


def approve(stores: Stores, *people: Person, draft: Draft = MASKED, id: bytes = ONE) -> None:
    for one in people:
        with stores.write("results") as session:
            preparing.approve(session, WAVE, id, one, seen=draft.digest)


def approved_now(stores: Stores) -> tuple[ApprovedText, ...]:
    with stores.read("results") as session:
        return approved(session, WAVE)


def counted(stores: Stores, table: type) -> int:
    with stores.read("results") as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_two_different_people_approve_the_same_words(wave: Stores) -> None:
    write(wave)
    approve(wave, ANA)
    assert approved_now(wave) == ()
    approve(wave, BEN)
    assert approved_now(wave) == (ApprovedText(ONE, "8-11", "best_thing", "I miss [worker]."),)


@pytest.mark.parametrize("same", ["account", "name", "address"])
def test_nobody_is_two_people(wave: Stores, same: str) -> None:
    """Neither the same account twice, nor another account with the same name or address."""
    write(wave)
    approve(wave, ANA)
    again = person("x", **{same: "a"})
    with pytest.raises(SamePerson):
        approve(wave, again)
    assert approved_now(wave) == ()
    with wave.read("results") as session:
        assert preparing.has_approved(session, ONE, again)
        assert not preparing.has_approved(session, ONE, BEN)


@pytest.mark.parametrize(
    "changed",
    [Draft("I miss [name]."), Draft("I miss [worker].", "Rwy'n colli [worker]."), Draft(MASKED.body, "", ("i",), "ok")],
)
def test_a_change_takes_every_approval_away(wave: Stores, changed: Draft) -> None:
    write(wave)
    approve(wave, ANA, BEN)
    with wave.write("results") as session:
        quoting.choose(session, WAVE, ONE, "")
    assert write(wave, changed, seen=MASKED.digest)
    assert approved_now(wave) == ()
    approve(wave, BEN, draft=changed)
    assert approved_now(wave) == ()
    approve(wave, ANA, draft=changed)
    assert [one.domain for one in approved_now(wave)] == [None]


def test_the_same_text_written_again_changes_nothing(wave: Stores) -> None:
    write(wave)
    approve(wave, ANA, BEN)
    assert not write(wave, seen=MASKED.digest)
    assert len(approved_now(wave)) == 1


def test_nobody_approves_or_changes_what_they_did_not_see(wave: Stores) -> None:
    write(wave)
    approve(wave, ANA)
    write(wave, Draft("I miss Tendai."), seen=MASKED.digest)
    with pytest.raises(TextChanged):
        approve(wave, BEN)
    with pytest.raises(TextChanged):
        write(wave, Draft("I miss somebody."), seen=MASKED.digest)
    assert approved_now(wave) == ()


def test_an_approval_of_other_words_counts_for_nothing(wave: Stores) -> None:
    """Also where somebody changes the words in the store itself."""
    write(wave)
    approve(wave, ANA, BEN)
    with wave.write("results") as session:
        session.get_one(CommentText, ONE).body = "I miss Tendai."
    assert approved_now(wave) == ()


def test_the_store_itself_refuses_one_person_twice(wave: Stores) -> None:
    write(wave)
    approve(wave, ANA)
    twice = person("z", name="a")
    row = CommentApproval(id=ONE, account=twice.account, name=twice.name, address=twice.address, text=MASKED.digest)
    with pytest.raises(IntegrityError), wave.write("results") as session:
        session.add(row)


def test_what_a_small_band_wrote_is_for_the_reader_alone(wave: Stores) -> None:
    with wave.read("results") as session:
        assert {one.id for one in preparing.comments(session, WAVE)} == {ONE, TWO}
    with pytest.raises(TextChanged):
        write(wave, Draft("More swimming."), id=SMALL)


class TestWhatTakesATextBack:
    @pytest.fixture(autouse=True)
    def quoted(self, wave: Stores) -> None:
        write(wave)
        approve(wave, ANA, BEN)
        with wave.write("results") as session:
            quoting.choose(session, WAVE, ONE, "relationships")
        assert [one.domain for one in approved_now(wave)] == ["relationships"]

    def test_one_of_the_two_withdraws(self, wave: Stores) -> None:
        with wave.write("results") as session:
            assert preparing.withdraw(session, ONE, ANA)
            assert not preparing.withdraw(session, ONE, person("c"))
        assert approved_now(wave) == ()
        approve(wave, ANA)
        assert [one.domain for one in approved_now(wave)] == [None]

    def test_it_is_kept_out_of_the_report(self, wave: Stores) -> None:
        with wave.write("results") as session:
            assert preparing.keep_out(session, WAVE, ONE, out=True)
        with pytest.raises(TextChanged):
            approve(wave, ANA)
        with wave.write("results") as session:
            assert preparing.keep_out(session, WAVE, ONE, out=False)
        assert approved_now(wave) == ()

    def test_a_worry_goes_before_the_reader_at_once_and_first(self, wave: Stores) -> None:
        with wave.write("results") as session:
            assert comments.raise_worry(session, WAVE, ONE)
        assert approved_now(wave) == ()
        with wave.read("results") as session:
            (first,) = comments.unread(session, WAVE, most=1)
            assert (first.id, first.raised) == (ONE, True)
            assert comments.reading(session)[WAVE].unread == 1
        with wave.write("results") as session:
            assert not comments.raise_worry(session, WAVE, ONE), "once is enough"
            comments.read(session, WAVE, {ONE: False})
        with wave.read("results") as session:
            assert comments.unread(session, WAVE, most=1) == ()
        assert approved_now(wave) == (), "people approve it anew"

    def test_the_reader_sees_a_worry_after_all(self, wave: Stores) -> None:
        with wave.write("results") as session:
            comments.judge_anew(session, WAVE, ONE, worry=True)
            comments.judge_anew(session, WAVE, ONE, worry=False)
        assert approved_now(wave) == ()

    def test_its_time_is_over(self, wave: Stores) -> None:
        with wave.write("results") as session:
            retention.expire(session, UNTIL, None)  # type: ignore[arg-type]  # no rows are kept that it could count
        assert (counted(wave, CommentText), counted(wave, CommentApproval)) == (0, 0)


def test_what_two_have_not_approved_cannot_be_chosen(wave: Stores) -> None:
    write(wave)
    approve(wave, ANA)
    with pytest.raises(quoting.NotApproved), wave.write("results") as session:
        quoting.choose(session, WAVE, ONE, "")


class TestNamesAndPlaces:
    def test_each_authority_has_its_own(self, stores: Stores) -> None:
        with stores.write("results") as session:
            assert names.keep(session, "northvale", " worker: Tendai \nschool: Northfield\n\n")
            assert not names.keep(session, "northvale", "worker: Tendai\nschool: Northfield")
            assert [one.text for one in names.gazetteer(session, "northvale").entries] == ["Tendai", "Northfield"]
            assert names.gazetteer(session, "elsewhere").entries == ()
            assert names.keep(session, "northvale", "  ")
            assert names.written(session, "northvale") == ""

    def test_a_bad_line_keeps_the_list_as_it_was(self, stores: Stores) -> None:
        with stores.write("results") as session:
            names.keep(session, "northvale", "Tendai")
        with pytest.raises(Unreadable), stores.write("results") as session:
            names.keep(session, "northvale", "boss: Tendai")
        with stores.read("results") as session:
            assert names.written(session, "northvale") == "Tendai"
