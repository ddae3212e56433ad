"""The addresses with which a tablet is made ready, so that it can ask and keep answers where there is no network."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, g, request, url_for
from flask_babel import gettext

from surveyapp.casting import BoxNotReady, manifest
from surveyapp.definition.model import Instrument
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.survey import keeping, showing, words
from surveyapp.survey.presentation import FOR_ADULT
from surveyapp.survey.showing import Screen
from surveyapp.translations.languages import Language, called
from surveyapp.web import headers, language, static
from surveyapp.web.audience import open_to_children
from surveyapp.web.stores import catalogue, stores

blueprint = Blueprint("offline", __name__)
WORKER = static.FOLDER / "child" / "worker.js"
OWN = "Survey-Digest"
"""A header that only our own pages have: SHA-256 (hex) of the page without the nonce of its scripts."""
_HASHED = ("text/html", "application/json")


@blueprint.get("/worker.js")
@open_to_children
def worker() -> Response:
    """The service worker: it has to stand where the children's pages begin, under a name that never changes.

    Its rights are those of a child's page: it may ask our own server for something, and run nothing else.
    """
    return Response(_script(), mimetype="text/javascript")


@blueprint.get("/ready/<wave>")
@open_to_children
def ready(wave: str) -> tuple[str, int]:
    """Where a grown-up makes this tablet ready, sees what waits to be sent, and sends it."""
    headers.allow_worker()
    surveys = _surveys(wave)
    shows = {"title": gettext("Make this tablet ready"), "wave": wave, "surveys": surveys, "said": _said()}
    shows |= {"sound": keeping.megabytes(surveys), "called": lambda offered: called(offered, language.current())}
    return showing.rendered(Screen("ready", shows, FOR_ADULT))


@blueprint.get("/ready/<wave>/which")
@open_to_children
def which(wave: str) -> tuple[str, int]:
    """Which questions a card is for, asked where no server can say; and what is wrong with a mistyped code."""
    shows = {"title": gettext("Which questions is your card for?"), "surveys": _surveys(wave)}
    shows["mistakes"] = {mistake.value: said for mistake, said in words.CODE_MISTAKES.items()}
    return showing.rendered(Screen("which", shows))


@blueprint.get("/ready/<wave>/files")
@open_to_children
def files(wave: str) -> Response:
    """Every address that a tablet keeps, with the SHA-256 (hex) of what never changes."""
    listed = keeping.listed(wave, _surveys(wave))
    return Response(json.dumps(listed, separators=(",", ":")), mimetype="application/json")


def sign(response: Response) -> Response:
    """Give a page its digest, also one that says no. What only looks like ours, as a network's own page, has none."""
    ours = request.method == "GET" and (response.status_code == 200 or 400 <= response.status_code < 500)
    if ours and response.mimetype in _HASHED and not response.is_streamed:
        content = response.get_data()
        hidden = g.nonce.encode() if "nonce" in g else None
        response.headers[OWN] = sha256(content.replace(hidden, b"") if hidden else content).hexdigest()
    return response


def _said() -> Mapping[str, str]:
    """What the script says; names in capitals are places for what it knows."""
    return {
        "fetching": gettext("Keeping %(number)s of %(all)s …", number="{NUMBER}", all="{ALL}"),
        "done": gettext("This tablet is ready. You can switch the network off."),
        "firm": gettext("The browser has promised to keep it."),
        "loose": gettext("The browser may clear it when space runs out. Make it ready again on the day."),
        "failed": gettext("That did not work: the network failed, or space ran out. What was kept before stays."),
        "none": gettext("Nothing waits. All answers that were finished here have been sent."),
        "waiting": gettext("Saved here and not sent yet: %(number)s", number="{NUMBER}"),
        "refused": gettext("Not taken by our server: %(number)s", number="{NUMBER}"),
    }


def _surveys(wave: str) -> tuple[keeping.Survey, ...]:
    """What this wave's cards are for. Raises WaveUnknown: a draft without keys is as no wave to those outside."""
    try:
        bands = json.loads(manifest.manifest(stores(), wave).document)["bands"]
    except BoxNotReady as error:
        raise WaveUnknown(wave) from error
    own = {band: catalogue().find(told["instruments"][0]) for band, told in bands.items()}
    youngest_first = sorted(own.items(), key=lambda one: one[1].band.oldest)
    spoken = language.of_surveys(wave, [asked for _band, asked in youngest_first])
    return tuple(_survey(wave, *one, languages) for one, languages in zip(youngest_first, spoken, strict=True))


def _survey(wave: str, band: str, asked: Instrument, languages: Sequence[Language]) -> keeping.Survey:
    place: dict[str, Any] = {"wave": wave, "band": band, "instrument": asked.fingerprint, "language": "en"}
    document, sounds = (_folder(url_for(f"survey.{to}", **place)) for to in ("take", "aloud.index"))
    return keeping.Survey(band, asked, document, sounds, tuple(one.code for one in languages))


def _folder(address: str) -> str:
    """The address but for the language at its end."""
    return address.partition("?")[0].rpartition("/")[0]


@cache
def _script() -> bytes:
    return WORKER.read_bytes()
