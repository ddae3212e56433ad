"""The addresses of the sealed path, which speak JSON: look a code up, use it for a token, deposit a sealed ballot.

A request is looked at for what it says and for nothing else; a refusal says one word and, to a child, a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from surveyapp import casting
from surveyapp.casting import manifest as manifests
from surveyapp.fieldwork import puzzles
from surveyapp.fieldwork.errors import WaveUnknown
from surveyapp.survey import codewords, saying
from surveyapp.web.audience import open_to_children
from surveyapp.web.stores import stores

blueprint = Blueprint("sealed", __name__)
SMALL, LARGE = 4 * 1024, 32 * 1024
"""Bytes of a request: with a code, and with a sealed ballot."""
MESSAGE, NUMBER, SOLUTION = 32, 256, puzzles.SIZE
"""Bytes of a message, of a number below an issuer's modulus, and of a puzzle's solution."""


@blueprint.post("/check")
@open_to_children
def check() -> ResponseReturnValue:
    """Whether a code opens something; nothing is changed."""
    told = saying.told(most=SMALL)
    solution = told.binary("solution", SOLUTION) if "solution" in told.texts else b""
    return saying.said(codewords.checked(told.text("code"), solution))


@blueprint.post("/issue")
@open_to_children
def issue() -> ResponseReturnValue:
    """The code is used up for this blinded value, which is signed; the same value gets the same signature again.

    Answers that began without a network were sealed for a guess: of another place than ``wave`` and ``band``, the code
    is not used up, and the place is told that ``check`` would have told.
    """
    told = saying.told(most=SMALL)
    found = told.text_if_any("found")
    of = (told.name("wave"), told.name("band")) if "wave" in told.texts else None
    try:
        signature = codewords.issued(told.text("code"), told.binary("blinded", NUMBER), found=found, of=of)
    except casting.ForeignSubmission as error:
        return saying.said({"says": "other", **_place(error)})
    return saying.said({"says": "signed", "signature": saying.base64(signature)})


@blueprint.post("/deposit")
@open_to_children
def deposit() -> ResponseReturnValue:
    """The ballot is in the box, now or since an earlier try; the tag in the answer is the receipt."""
    told = saying.told(most=LARGE)
    message, token = told.binary("message", MESSAGE), told.binary("token", NUMBER)
    sealed = told.binary("sealed", casting.SEALED_SIZE)
    outcome = casting.deposit(stores(), told.name("wave"), told.name("band"), message, token, sealed)
    return saying.said({"says": str(outcome), "tag": casting.tag(message).hex()})


@blueprint.get("/manifest/<wave>")
@open_to_children
def manifest(wave: str) -> ResponseReturnValue:
    """The wave's public keys and instruments, the same bytes for everybody; a draft without keys is as none."""
    try:
        document = manifests.manifest(stores(), wave).document
    except casting.BoxNotReady as error:
        raise WaveUnknown(wave) from error
    return Response(document, mimetype=saying.JSON)


def _place(error: casting.ForeignSubmission) -> Mapping[str, str]:
    its = error.admission
    return {"wave": its.wave, "band": its.band, "instrument": its.instrument} if its else {}


@blueprint.errorhandler(Exception)
def refused(error: Exception) -> ResponseReturnValue:
    """The one word that says what was wrong."""
    return saying.refused(error)
