"""Typing in what children answered on paper: the booklet as a dense form, sealed in the browser as a child's answers.

Whoever types needs no account: what lets answers in is a card, and nobody writes down who typed when.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import pgettext

from surveyapp.casting import BoxNotReady, manifest
from surveyapp.casting.problems import WaveWithoutKeys
from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.definition.model import Instrument, Kind
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.paper.booklet import parts
from surveyapp.paper.model import Asked, Part
from surveyapp.paper.saying import Sayings
from surveyapp.survey.plan import plan
from surveyapp.web import language
from surveyapp.web.audience import open_to_all
from surveyapp.web.stores import catalogue, stores

blueprint = Blueprint("keying", __name__, url_prefix="/keying")


@blueprint.get("/<wave>")
@open_to_all
def which(wave: str) -> ResponseReturnValue:
    """Which booklets lie here."""
    asked = {one for told in _vouched(wave)["bands"].values() for one in told["instruments"]}
    found = sorted((_instrument(one) for one in asked), key=lambda one: one.band.oldest)
    return render_template("keying/which.html", wave=wave, surveys=found)


@blueprint.get("/<wave>/<instrument>")
@open_to_all
def booklet(wave: str, instrument: str) -> ResponseReturnValue:
    """One survey's booklet, to be typed in again and again."""
    vouched = _vouched(wave)
    if not any(instrument in told["instruments"] for told in vouched["bands"].values()):
        abort(404)
    asked = _instrument(instrument)
    own = parts(asked, Sayings(language.current()))
    data = {"manifest": vouched, "plan": plan(asked, pgettext), "keys": _keys(own)}
    assent = next((one for part in own for one in part.asked if one.kind == Kind.ASSENT), None)
    return render_template("keying/booklet.html", survey=asked, assent=assent, parts=_numbered(own), data=data)


def _vouched(wave: str) -> dict[str, Any]:
    """The wave's manifest; without one there is nothing to type in."""
    try:
        found: dict[str, Any] = json.loads(manifest.manifest(stores(), wave).document)
    except (WaveUnknown, WaveWithoutKeys, BoxNotReady):
        abort(404)
    return found


def _instrument(fingerprint: str) -> Instrument:
    try:
        return catalogue().find(fingerprint)
    except UnknownInstrument:
        abort(404)


def _numbered(own: tuple[Part, ...]) -> tuple[Part, ...]:
    """The sections with the questions that have a number."""
    kept = (Part(part.title, tuple(one for one in part.asked if one.number)) for part in own)
    return tuple(part for part in kept if part.asked)


def _keys(own: tuple[Part, ...]) -> Mapping[str, Mapping[str, object]]:
    """By question, its number, and what each number beside a box means; 253 is that one would rather not say."""
    return {one.id: _key(one) for part in own for one in part.asked if one.number}


def _key(one: Asked) -> Mapping[str, object]:
    boxes = {tick.number: tick.box for tick in one.ticks}
    return {"number": one.number, "boxes": boxes, "fixed": next((it.box for it in one.ticks if it.ticked), None)}
