"""What the sealed path's addresses do not take: made up, unfit, too large, from elsewhere; never a failure of ours."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

import pytest
from builders.child import in_the_box
from builders.tablet import BAND, Tablet, base64
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveyapp.box import sealing


def test_a_ballot_without_a_signed_token_stays_outside(tablet: Tablet) -> None:
    body = tablet.deposit(tablet.signed())
    other = Tablet(tablet.client, tablet.made, tablet.made.cards["11-18"][0], band="11-18")
    theirs = other.deposit(other.signed())
    foreign = [
        body | {"token": base64(secrets.token_bytes(256))},
        body | {"token": base64(bytes(256))},
        body | {"message": base64(secrets.token_bytes(32))},
        body | {"band": "11-18"},
        body | {"wave": "elsewhere"},
        body | {"band": "nobody"},
        body | {"token": theirs["token"], "message": theirs["message"]},
    ]
    for one in foreign:
        answer = tablet.post("deposit", one)
        assert (answer.status_code, answer.json) == (403, {"says": "not_signed"})
    assert in_the_box(tablet.made) == []
    assert tablet.post("deposit", body).json["says"] == "stored"


@pytest.mark.parametrize(
    "blinded",
    [b"", bytes(256), b"\xff" * 256, b"\x01" * 255, b"\x01" * 257],
    ids=["empty", "zero", "above", "short", "long"],
)
def test_an_unfit_blinded_value_does_not_use_up_the_code(tablet: Tablet, blinded: bytes) -> None:
    answer = tablet.post("issue", {"code": tablet.code, "blinded": base64(blinded)})
    assert (answer.status_code, answer.json) == (400, {"says": "malformed"})
    assert tablet.post("check", {"code": tablet.code}).json["says"] == "valid"


@pytest.mark.parametrize(
    "change",
    [
        {"sealed": base64(bytes(sealing.SEALED_SIZE))},
        {"sealed": base64(b"\x04" + b"\x01" * (sealing.SEALED_SIZE - 1))},
        {"sealed": base64(b"\x04" * (sealing.SEALED_SIZE - 1))},
        {"sealed": "*" * -(-sealing.SEALED_SIZE * 4 // 3)},
        {"sealed": None},
        {"message": base64(bytes(31))},
        {"token": base64(bytes(255))},
        {"wave": "a b"},
        {"wave": "a\0b"},
        {"wave": "\ud800"},
        {"wave": "w" * 65},
        {"band": 7},
        {"band": ["8-11"]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_deposit_that_our_script_does_not_make_is_refused(tablet: Tablet, change: Mapping[str, object]) -> None:
    body = tablet.deposit(tablet.signed()) | change
    answer = tablet.client.post("/s/deposit", data=json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json) == (400, {"says": "malformed"})


NONSENSE = [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 3000, b'{"code":1}', b'{"code":{}}', b"NaN", b"{}"]


@pytest.mark.parametrize("name", ["check", "issue", "deposit"])
@pytest.mark.parametrize("body", NONSENSE, ids=lambda body: body[:12].hex())
def test_nonsense_is_malformed(tablet: Tablet, name: str, body: bytes) -> None:
    answer = tablet.client.post(f"/s/{name}", data=body, content_type="application/json")
    assert (answer.status_code, answer.json) == (400, {"says": "malformed"})


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_another_site_could_send_from_a_browser_is_not_read(tablet: Tablet, kind: str) -> None:
    body = json.dumps({"code": tablet.code}).encode()
    answer = tablet.client.post("/s/check", data=body, content_type=kind)
    assert answer.status_code == 400


@pytest.mark.parametrize(("name", "most"), [("check", 4096), ("issue", 4096), ("deposit", 32768)])
def test_a_request_is_not_read_beyond_its_size(tablet: Tablet, name: str, most: int) -> None:
    body = b'{"code":"' + b"x" * most + b'"}'
    assert tablet.client.post(f"/s/{name}", data=body, content_type="application/json").status_code == 413


def test_answers_of_one_word_have_one_length(tablet: Tablet) -> None:
    """What is signed for one child looks like what is signed for another, to whoever counts bytes."""
    others = [Tablet(tablet.client, tablet.made, code) for code in tablet.made.cards[BAND]]
    sizes = [(len(one.post("issue", one.issue()).data), one.deposit(one.signed())) for one in others]
    assert len({size for size, _body in sizes}) == 1
    assert len({len(json.dumps(body)) for _size, body in sizes}) == 1
    assert len({len(others[0].post("deposit", body).data) for _size, body in sizes}) == 1


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


FIELDS = ("code", "blinded", "wave", "band", "message", "token", "sealed")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.sampled_from(["check", "issue", "deposit"]),
    st.dictionaries(st.sampled_from(FIELDS), SHAPES, max_size=7) | SHAPES,
)
def test_no_request_at_all_makes_a_500(tablet: Tablet, name: str, body: object) -> None:
    answer = tablet.client.post(f"/s/{name}", data=json.dumps(body), content_type="application/json")
    assert answer.status_code in (200, 400, 404), answer.text
    assert set(answer.json) <= {"says", "sentences"}
