"""A code is the same however it is typed, on the device as on the server; whose answers wait there is told by it."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from standin import BAND, WAVE
from workbench import Tab

from surveyapp.fieldwork.codes import alphabet
from surveyapp.fieldwork.codes.alphabet import MistypedCode, normalise

pytestmark = pytest.mark.browser

CODE = alphabet.make()
ZEROS = [
    sign for place in range(sys.maxunicode) if unicodedata.digit(sign := chr(place), None) == 0 and sign.isdecimal()
]
PLACE = {"wave": WAVE, "band": BAND}


def in_digits_from(zero: str, code: str) -> str:
    return "".join(chr(ord(zero) + int(sign)) if sign.isdecimal() else sign for sign in code)


def test_a_code_is_read_as_the_server_reads_it(context):
    code = alphabet.printed("2346789BC"[:8] + alphabet.check_character("2346789B"))
    typed = [in_digits_from(zero, code) for zero in ZEROS]
    typed += [code.lower(), code.replace("-", " – "), f" {code} ", code.replace("-", "‑"), code.replace("-", "．")]
    typed += [code[:-1], code[:-1] + ("B" if code[-1] != "B" else "C"), code + "2", "A" + code[1:], "", "…"]
    tab = Tab.of(context)
    for one in typed:
        assert tab.call("codes.mistake", one) == mistake(one), one
        if not mistake(one):
            assert tab.call("codes.canonical", one) == normalise(one), one
    assert {mistake(one) for one in typed} == {"", "letter", "length", "check"}


def mistake(typed: str) -> str:
    try:
        normalise(typed)
    except MistypedCode as problem:
        return str(problem.mistake)
    return ""


@pytest.mark.parametrize(
    ("submission", "known"),
    [
        ({}, True),
        ({"code": CODE.lower().replace("-", "")}, True),
        ({"code": alphabet.make()}, False),
        ({"wave": "council-2025"}, False),
        ({"band": "11-18"}, False),
        ({"band": "11-18", "others": {"instrument": "x", "bands": {BAND: {}}}}, True),
        ({"band": "11-18", "others": {"instrument": "x", "bands": {"4-7": {}}}}, False),
    ],
)
def test_answers_wait_here_only_for_the_card_and_the_questions_that_they_fit(context, submission, known):
    waiting = [{**PLACE, "code": alphabet.make(), "id": "1"}, {**PLACE, "code": CODE, "id": "2"} | submission]
    assert Tab.of(context).call("whose.finishedWith", waiting, CODE, PLACE) is known
