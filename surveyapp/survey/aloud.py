"""What a survey sounds like, for scripts and for pages without one: its index, all its clips at once, and one clip."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, abort, current_app, send_file, url_for
from flask_babel import gettext

from surveyapp.definition.catalogue import UnknownInstrument
from surveyapp.definition.model import Instrument
from surveyapp.sound import clips
from surveyapp.sound.bundles import Bundle, bundled
from surveyapp.sound.clips import Clip
from surveyapp.sound.names import SIGNS, name_of
from surveyapp.sound.voices import VOICES
from surveyapp.survey import document, signed, spoken, words
from surveyapp.translations import catalogues
from surveyapp.translations.catalogues import Readers
from surveyapp.translations.languages import ENGLISH, language_of
from surveyapp.web import language, static
from surveyapp.web.audience import open_to_children
from surveyapp.web.language import current as spoken_here
from surveyapp.web.stores import catalogue, settings

blueprint = Blueprint("aloud", __name__)
BYTES = "application/octet-stream"
DOOR = "door"
"""Stands for a survey where none is known."""
FOR_EVER = f"public, max-age={static.YEAR}, immutable"


@blueprint.get("/aloud/<wave>/<band>/<instrument>/<language>")
@open_to_children
def index(wave: str, band: str, instrument: str, language: str) -> Response:
    """Which sentences have a clip and where all of them are: the same for everybody, and told before any is played."""
    return _told(document.asked(wave, band, instrument, language), language)


@blueprint.get("/aloud/<language>")
@open_to_children
def door(language: str) -> Response:
    """The same of the first page of a session's tablet, where no survey is known."""
    if spoken_here().code != language:
        abort(404)
    return _told(None, language)


def _told(asked: Instrument | None, language: str) -> Response:
    sound, films = bundle(asked, language), bundle(asked, SIGNS)
    told = {
        "language": language,
        "words": _words(),
        "voice": language in VOICES,
        "most": sound.most,
        "clips": sound.index,
        "sound": address(asked, language, sound),
        "films": films.index,
        "signed": address(asked, SIGNS, films),
        "signs": _signs(asked, language, films),
    }
    return Response(json.dumps(told, ensure_ascii=False, separators=(",", ":")), mimetype="application/json")


@blueprint.get("/sound/<instrument>/<code>/<digest>")
@open_to_children
def content(instrument: str, code: str, digest: str) -> Response:
    """All clips one behind the other; under this address they never change."""
    try:
        asked = None if instrument == DOOR else catalogue().find(instrument)
    except UnknownInstrument:
        abort(404)
    if code not in _codes():
        abort(404)
    found = bundle(asked, code)
    if found.digest != digest or not found.clips:
        abort(404)
    response = Response(found.content(), mimetype=BYTES)
    response.content_length = found.size
    response.headers["Cache-Control"] = FOR_EVER
    return response


@blueprint.get("/clip/<code>/<name>")
@open_to_children
def clip(code: str, name: str) -> Response:
    """One clip, for a page without scripts: the server knows its question anyway."""
    known = _known(code)[0] if code in _codes() else {}
    if name not in known:
        abort(404)
    response: Response = send_file(known[name].file.resolve(), mimetype="audio/mpeg", conditional=True)
    return response


def bundle(asked: Instrument | None, code: str) -> Bundle:
    """The clips of a survey, or of the first page without one, in this language or in sign language."""
    known, made = _known(code)
    name = _name(asked)
    if name not in made:
        made[name] = bundled(_names(asked, code) if known else (), known)
    return made[name]


def _name(asked: Instrument | None) -> str:
    return asked.fingerprint if asked else DOOR


def _known(code: str) -> tuple[Mapping[str, Clip], dict[str, Bundle]]:
    """All clips of a language, and the bundles made of them so far; anew after clips were taken in."""
    folder = clips.folder(settings().instance, code)
    changed = folder.stat().st_mtime_ns if folder.exists() else 0
    kept: dict[str, tuple[int, Mapping[str, Clip], dict[str, Bundle]]]
    kept = current_app.extensions.setdefault("sound", {})
    if code not in kept or kept[code][0] != changed:
        kept[code] = (changed, clips.clips(settings().instance, code), {})
    return kept[code][1:]


def address(asked: Instrument | None, code: str, found: Bundle) -> str:
    """Where all of them are; empty where there are none."""
    if not found.clips:
        return ""
    path = url_for("survey.aloud.content", instrument=_name(asked), code=code, digest=found.digest)
    return path.partition("?")[0]


def clip_of(sentence: str, asked: Instrument) -> str:
    """Where the clip of this sentence is, for a page without scripts; empty where most of the survey has none."""
    code = language.current().code
    name = name_of(code, sentence)
    if name not in _known(code)[0] or not bundle(asked, code).most:
        return ""
    return url_for("survey.aloud.clip", code=code, name=name).partition("?")[0]


def _names(asked: Instrument | None, code: str) -> tuple[str, ...]:
    if code == SIGNS:
        return tuple(one.name for one in signed.questions(asked)) if asked else ()
    with language.spoken(language_of(code)):
        return tuple(name_of(code, said) for said in _sentences(asked))


def _sentences(asked: Instrument | None) -> Iterable[str]:
    if asked is None:
        return spoken.doorway()
    return (one.sentence for one in spoken.lines(asked) if one.stop != spoken.DOOR)


def _signs(asked: Instrument | None, code: str, films: Bundle) -> Mapping[str, str]:
    """From the name of what stands on a page to the name of its film."""
    there = {one.name for one in films.clips}
    if asked is None or not there:
        return {}
    return {name_of(code, one.shown): one.name for one in signed.questions(asked) if one.name in there}


def _codes() -> tuple[str, ...]:
    return (ENGLISH.code, SIGNS, *catalogues.codes(Readers.CHILDREN))


def _words() -> Mapping[str, str]:
    return {
        "read": gettext("Read to me"),
        "stop": gettext("Stop reading"),
        "slowly": gettext("Slowly"),
        "moment": str(words.ONE_MOMENT),
        "failed": gettext("The sound did not come. You can try again."),
        "watch": gettext("Watch in sign language"),
        "close": gettext("Close the film"),
    }
