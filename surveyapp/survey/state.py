"""What travels in the page while a child answers, and its compact bytes."""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from surveyapp.definition.answers import pack, unpack
from surveyapp.definition.model import Answer, Instrument, Missing

_HEAD = struct.Struct(">B32s32s32s?H")
_LAYOUT = 1


class StateUnreadable(Exception):
    """The page's hidden field is genuine but was written by another version of this program or of the survey."""


@dataclass(frozen=True, slots=True)
class State:
    """One child's place and answers so far; the server keeps no copy of it.

    ``code`` is the digest of the access code, ``seed`` makes every retry the same submission,
    ``changing`` says that the child came from the last look to change one answer.
    """

    wave: str
    band: str
    instrument: str
    code: bytes
    seed: bytes
    at: str = ""
    changing: bool = False
    answers: Mapping[str, Answer] = field(default_factory=dict)

    def answered(self, answers: Mapping[str, Answer]) -> State:
        """The same place with these answers added."""
        return replace(self, answers={**self.answers, **answers}) if answers else self

    def moved(self, at: str, *, changing: bool = False) -> State:
        """The same answers at another place."""
        return replace(self, at=at, changing=changing)


def begun(*, wave: str, band: str, instrument: str, code: bytes) -> State:
    """A new child's state, with a fresh seed and no answers."""
    return State(wave=wave, band=band, instrument=instrument, code=code, seed=secrets.token_bytes(32))


def written(state: State, instrument: Instrument) -> bytes:
    """The state as bytes: a fixed head, one byte per closed item, and the child's own words."""
    row = pack(instrument, state.answers)
    texts = {item.id: state.answers[item.id] for item in instrument.texts if item.id in state.answers}
    rest = json.dumps([state.wave, state.band, state.at, texts], ensure_ascii=False, separators=(",", ":"))
    fingerprint = bytes.fromhex(state.instrument)
    head = _HEAD.pack(_LAYOUT, state.code, state.seed, fingerprint, state.changing, len(row))
    return head + row + rest.encode()


def fingerprint_in(body: bytes) -> str:
    """The fingerprint of the instrument that these bytes belong to."""
    if len(body) < _HEAD.size or body[0] != _LAYOUT:
        raise StateUnreadable
    fingerprint: bytes = _HEAD.unpack_from(body)[3]
    return fingerprint.hex()


def read(body: bytes, instrument: Instrument) -> State:
    """The state that ``written`` made of these bytes."""
    _, code, seed, _, changing, length = _HEAD.unpack_from(body)
    row = body[_HEAD.size : _HEAD.size + length]
    wave, band, at, texts = json.loads(body[_HEAD.size + length :])
    closed = {item: answer for item, answer in unpack(instrument, row).items() if answer is not Missing.NOT_ASKED}
    said = {item: Missing(text) if isinstance(text, int) else text for item, text in texts.items()}
    fingerprint = fingerprint_in(body)
    return State(wave, band, fingerprint, code, seed, at, changing=changing, answers={**closed, **said})
