"""Release files on their way to a programme: what was changed, cut, old or a stranger's is refused in plain words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from builders.gathered import DAY, Programme, council

from surveyapp.programme import joining, receiving
from surveyapp.programme.joining import AuthorityUnknown, JoinedAlready
from surveyapp.programme.models import Figure
from surveyapp.programme.receiving import ManyWavesTogether, OlderRevision, TakenBefore, WrongKey
from surveyapp.releases import carried
from surveyapp.releases.document import encode
from surveyapp.releases.model import Member
from surveyapp.signing import files
from surveyapp.signing.files import FileAltered, FileCut, FileUnknown
from surveyapp.signing.keys import Misheard, SigningKeys, aloud, same_aloud

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ONE = "council-a"


@pytest.fixture
def file(programme: Programme) -> bytes:
    """The file of a council that has joined."""
    programme.joins(ONE)
    return programme.file(council(ONE))


def receive(programme: Programme, raw: bytes) -> receiving.Received:
    return receiving.receive(programme.session, carried.load(raw), day=DAY)


def test_a_file_says_whose_it_is_and_holds_the_published_document_and_nothing_else(file: bytes) -> None:
    found = carried.load(file)
    assert (found.release, found.revision.revision) == (council(ONE), 1)
    content = json.loads(file)["content"]
    assert set(content) == {"authority", "wave", "fingerprint", "changes", "release"}
    assert files.canonical(content["release"]).decode() == encode(council(ONE))
    assert set(content["changes"][0]) == {"revision", "reason", "published_on", "fingerprint"}


def test_a_change_of_any_byte_is_seen(file: bytes) -> None:
    for at in range(0, len(file) - 1, len(file) // 60):
        turned = file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]
        with pytest.raises((FileAltered, FileCut, FileUnknown)):
            carried.load(turned)


def test_a_figure_rewritten_by_hand_is_seen_however_neatly(programme: Programme, file: bytes) -> None:
    found = json.loads(file)
    found["content"]["release"]["release"]["comparisons"] += 1
    with pytest.raises(FileAltered):
        carried.load(files.canonical(found))
    found["content"]["fingerprint"] = "0" * 64
    body = {name: found[name] for name in ("content", "format", "kind")}
    resigned = files.write(body["content"], kind=carried.KIND, keys=programme.keys, holder=ONE)
    with pytest.raises(FileAltered):
        carried.load(resigned)


def test_a_file_cut_short_is_said_to_be_cut(file: bytes) -> None:
    with pytest.raises(FileCut):
        carried.load(file[: len(file) // 2])


def test_what_is_no_release_file_is_said_to_be_none(programme: Programme, file: bytes) -> None:
    for raw in (
        b"",
        b"{}",
        b"PK\x03\x04",
        files.write({}, kind="surveyapp comparators", keys=programme.keys, holder=ONE),
    ):
        with pytest.raises(FileUnknown):
            carried.load(raw)


def test_only_published_counts_are_kept(programme: Programme, file: bytes) -> None:
    got = receive(programme, file)
    (kept,) = programme.session.query(Figure).all()
    assert (got.figures, got.alone) == (1, 1)
    assert (kept.indicator, kept.bands, kept.low, kept.high, kept.base) == ("feels_safe_home", "8-11", 40, 40, 60)


def test_a_strangers_key_is_refused_and_both_are_read_out(programme: Programme, file: bytes) -> None:
    other = SigningKeys(programme.keys.folder / "other")
    key = aloud(other.create(ONE))
    forged = files.write(json.loads(file)["content"], kind=carried.KIND, keys=other, holder=ONE)
    with pytest.raises(WrongKey) as refused:
        receive(programme, forged)
    assert key in str(refused.value)
    assert joining.find(programme.session, ONE).key in str(refused.value)
    joining.change_key(programme.session, ONE, key.lower().replace(" ", "-"))
    assert receive(programme, forged).figures == 1


def test_an_authority_that_has_not_joined_is_refused(programme: Programme) -> None:
    programme.keys.create("stranger")
    raw = programme.file(council("stranger"))
    with pytest.raises(AuthorityUnknown):
        receive(programme, raw)


def test_the_same_revision_twice_and_an_older_one_are_refused(programme: Programme, file: bytes) -> None:
    receive(programme, file)
    with pytest.raises(TakenBefore):
        receive(programme, file)
    later = programme.file(council(ONE, 51, 80), reason="late answers")
    assert [one.reason for one in carried.load(later).changes] == ["", "late answers"]
    receive(programme, later)
    with pytest.raises(OlderRevision) as refused:
        receive(programme, file)
    assert "revision 1; revision 2" in str(refused.value)
    assert [one.base for one in programme.session.query(Figure)] == [80]


def test_waves_counted_together_are_refused(programme: Programme) -> None:
    programme.joins(ONE)
    member = Member("w", "W", 2024, ONE, "A")
    raw = programme.file(replace(council(ONE), members=(member, replace(member, wave="v"))))
    with pytest.raises(ManyWavesTogether):
        receive(programme, raw)


def test_nobody_joins_twice_or_with_half_a_key(programme: Programme, file: bytes) -> None:
    with pytest.raises(JoinedAlready):
        joining.join(programme.session, ONE, title="A", key=programme.key, day=DAY)
    with pytest.raises(Misheard):
        joining.join(programme.session, "council-b", title="B", key=programme.key[:-1], day=DAY)


def test_a_key_is_its_owners_alone_and_made_once(programme: Programme, file: bytes) -> None:
    path = programme.keys.folder / f"{ONE}.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert same_aloud(programme.keys.public(ONE), aloud(programme.keys.public(ONE)).lower())
    with pytest.raises(Exception, match=ONE):
        programme.keys.create(ONE)
    path.chmod(0o640)
    with pytest.raises(Exception, match="Put it back from the safe"):
        programme.keys.public(ONE)
