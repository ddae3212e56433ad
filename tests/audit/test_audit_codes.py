"""A code is found in other writings than plain text, in a file's name, and what was not looked at is named."""

from __future__ import annotations

import base64
import gzip
import zlib

import pytest
from builders.audited import BAND, broken, look, machine_aside

from surveyapp.audit import Verdict, copied, texts
from surveyapp.fieldwork import codes

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_code_in_utf_16_is_found(wave, settings, folders, encoding):
    for folder in folders:
        (folder / "cards.txt").write_bytes(f"the code is {wave.codes[BAND][0]}.\n".encode(encoding))
    (settings.instance / "cards.txt").write_bytes(f"x {wave.codes[BAND][0]}\n".encode(encoding))
    told = " ".join(broken(machine_aside(look(settings, folders))).values())
    assert told.count("cards.txt: 1 access codes") == 2
    assert "cards.txt holds 1" in told


@pytest.mark.parametrize("write", [bytes.hex, lambda code: base64.b64encode(code).decode()], ids=["hex", "base64"])
def test_a_code_in_hexadecimal_digits_or_base64_is_found(wave, settings, write):
    with copied.copied(settings) as here:
        what = texts.wanted(here)
    code = wave.codes[BAND][0]
    plain = codes.normalise(code).encode()
    for written in (plain, code.encode(), b"code=" + code.lower().encode() + b"&"):
        assert texts.live_codes(f"token={write(written)}; 234".encode(), what) == {plain}, written


def test_a_code_as_a_files_name_is_found(wave, settings, folders):
    name = f"{codes.normalise(wave.codes[BAND][0])}.txt"
    for folder in (*folders, settings.instance):
        (folder / name).write_text("nothing")
    told = " ".join(broken(machine_aside(look(settings, folders))).values())
    assert told.count(f"{name}: 1 access codes") == 2
    assert f"{name} holds 1" in told


def test_what_goes_on_within_a_file_and_links_are_named_as_not_checked(wave, settings, folders, monkeypatch):
    monkeypatch.setattr(texts, "IN_A_STREAM", 1 << 10)
    for folder in folders:
        (folder / "odd").write_bytes(b"odd " + zlib.compress(bytes(1 << 12) + wave.codes[BAND][0].encode()))
        (folder / "sound.gz").write_bytes(gzip.compress(bytes(1 << 12)))
        (folder / "old").symlink_to(settings.instance)
    why = [it.why for it in look(settings, folders).findings if it.verdict is Verdict.UNCHECKED]
    assert sum("odd: what is compressed within it is larger" in one for one in why) == 2
    assert not [one for one in why if "sound.gz" in one], "what is laid open is looked at to its end"
    assert sum("old: it is a link" in one for one in why) == 2
