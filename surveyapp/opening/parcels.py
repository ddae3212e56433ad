"""A file that is carried from one machine to another: it says what it is, and any change to it is noticed."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from surveyapp.db import durable

_LONGEST_HEAD = 200


class Kind(StrEnum):
    """What a file carries."""

    BOX = "box"
    OPENED = "opened"


class ParcelProblem(Exception):
    """A file that was carried here cannot be used. Nothing was changed."""


class NoParcel(ParcelProblem):
    """The file was not made by `surveyapp box export` or `surveyapp open --box`."""

    def __init__(self, path: Path, wanted: Kind) -> None:
        super().__init__(f"{path} is not a file that {_MADE_BY[wanted]} wrote. Nothing was changed.")


class OtherParcel(ParcelProblem):
    """The file is the other of the two that are carried: a sealed box, or what was in it."""

    def __init__(self, path: Path, wanted: Kind, found: Kind) -> None:
        super().__init__(f"{path} holds {_HOLDS[found]}; needed is {_HOLDS[wanted]}. Nothing was changed.")


class ParcelChanged(ParcelProblem):
    """The file was cut short or changed on its way."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was cut short or changed since it was written: its digest does not fit. Copy it again; if that "
            "does not help, write it again. Nothing was changed."
        )


class ParcelTooOld(ParcelProblem):
    """The file was written by a program that carried less than an opening needs, or did not sign what it found."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written by an earlier version of this program, which carried less than an opening needs "
            "now. Install this version on the machine without network too, export the box again on "
            "the server (the same ballots may leave again), open that file and bring the new one. Nothing was changed."
        )


class ParcelTooNew(ParcelProblem):
    """The file was written by a newer program than this one."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was written by a newer program than this. Install that one here as well.")


_VERSIONS = {Kind.BOX: 3, Kind.OPENED: 3}
_MADE_BY = {Kind.BOX: "`surveyapp box export`", Kind.OPENED: "`surveyapp open --box`"}
_HOLDS = {
    Kind.BOX: "a sealed box (from `surveyapp box export`)",
    Kind.OPENED: "the results of an opening (from `surveyapp open --box`)",
}


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file holds, and its SHA-256 (hex), by which people can tell that it is the one they mean."""

    content: Mapping[str, Any] = field(repr=False)
    digest: str


def write(path: Path, kind: Kind, content: Mapping[str, Any]) -> str:
    """Write the file, for its owner alone, and say its digest. Raises FileExistsError where there is one already."""
    body = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    digest = sha256(body).hexdigest()
    durable.write(path, f"surveyapp {kind} {_VERSIONS[kind]} {digest}\n".encode() + body)
    return digest


def read(path: Path, kind: Kind) -> Parcel:
    """The content of a file of this kind. Raises a ParcelProblem, and OSError where it cannot be read at all."""
    head, _, body = path.read_bytes().partition(b"\n")
    words = head.decode("ascii", "replace").split(" ") if len(head) <= _LONGEST_HEAD else []
    if len(words) != 4 or words[0] != "surveyapp" or words[1] not in set(Kind):
        raise NoParcel(path, kind)
    if words[1] != kind:
        raise OtherParcel(path, kind, Kind(words[1]))
    _assert_known(path, kind, words[2])
    if sha256(body).hexdigest() != words[3]:
        raise ParcelChanged(path)
    return Parcel(json.loads(body), words[3])


def _assert_known(path: Path, kind: Kind, version: str) -> None:
    if not version.isdecimal():
        raise ParcelChanged(path)
    if int(version) < _VERSIONS[kind]:
        raise ParcelTooOld(path)
    if int(version) > _VERSIONS[kind]:
        raise ParcelTooNew(path)


def text(raw: bytes) -> str:
    """Bytes as they stand in a file."""
    return b64encode(raw).decode()


def raw(text: str) -> bytes:
    """The bytes again."""
    return b64decode(text, validate=True)
