"""Cards with pictures: four of sixteen, a code only together with the word of their pack, and never two alike."""

from __future__ import annotations

from itertools import combinations

import pytest
from builders import fieldwork as build
from sqlalchemy import select

from surveyapp.db.engines import Stores
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.codes import pictures
from surveyapp.fieldwork.errors import PackTooLarge
from surveyapp.fieldwork.models import AccessCode
from surveyapp.web.pictures import PICTURES

WORD = "BCDFGHJKMPQRTWXY2346"
BAND = "8-11"


def test_two_cards_of_a_pack_share_two_pictures_at_most_and_never_a_code() -> None:
    pack = pictures.pack(WORD)
    assert len(pack) == len(set(pack.values())) == 140
    assert all(len(set(one) & set(other)) <= 2 for one, other in combinations(pack.values(), 2))


def test_one_wrong_picture_always_shows() -> None:
    four = ("sun", "moon", "star", "house")
    assert pictures.fits(four)
    for wrong in set(pictures.PICTURES) - set(four):
        assert not pictures.fits((*four[:3], wrong))
    for odd in (four[:3], (), (*four, "tree"), ("sun", "sun", "moon", "moon")):
        assert not pictures.fits(odd)


def test_every_code_is_one_that_can_be_typed_and_another_word_makes_another() -> None:
    pack, other = pictures.pack(WORD), pictures.pack(WORD[::-1])
    assert {codes.printed(codes.normalise(code)) for code in pack} == set(pack)
    assert not set(pack) & set(other)


def test_the_order_in_which_pictures_are_tapped_is_all_the_same() -> None:
    assert pictures.code(WORD, ("sun", "moon", "star", "house")) == pictures.code(
        WORD, ("house", "star", "sun", "moon")
    )


def test_every_picture_has_a_drawing_and_a_word() -> None:
    assert tuple(PICTURES) == pictures.PICTURES
    assert len({one.drawing for one in PICTURES.values()}) == len(PICTURES)


def pack_of(stores: Stores, count: int) -> tuple[str, list[str]]:
    with stores.write("fieldwork") as session:
        lot = (build.stratum(session), build.INSTRUMENTS[BAND])
        return codes.issue_pack(session, pepper=build.PEPPER, lot=lot, count=count)


@pytest.fixture
def registry(stores: Stores) -> Stores:
    with stores.write("fieldwork") as session:
        build.opened(session)
    return stores


def test_a_pack_is_issued_as_digests_and_its_word_is_kept_nowhere(registry: Stores) -> None:
    word, made = pack_of(registry, 8)
    other, _more = pack_of(registry, 1)
    assert set(made) < set(codes.pack(word))
    assert len(word) == pictures.WORD
    assert word != other
    with registry.read("fieldwork") as session:
        rows = session.execute(select(AccessCode.digest, AccessCode.blinded)).all()
    digests = {codes.digest(build.PEPPER, codes.normalise(code)) for code in made}
    assert digests < {bytes(digest) for digest, _blinded in rows}
    assert not any(word.encode() in bytes(part) for row in rows for part in row)


def test_a_pack_that_is_too_large_is_none(registry: Stores) -> None:
    with pytest.raises(PackTooLarge):
        pack_of(registry, pictures.MOST + 1)


def test_a_pack_that_jammed_gives_way_to_one_with_another_word(registry: Stores) -> None:
    word, made = pack_of(registry, 3)
    with registry.write("fieldwork") as session:
        fresh, again = codes.reprint_pack(session, pepper=build.PEPPER, jammed=made)
        assert codes.reprint_pack(session, pepper=build.PEPPER, jammed=made) == ("", [])
    assert fresh != word
    assert len(again) == 3
    assert set(again) < set(codes.pack(fresh))
    assert not set(again) & set(made)
