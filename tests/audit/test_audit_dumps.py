"""Dumps of PostgreSQL are looked into in every format pg_dump has, and compared like other copies."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from builders.wave import Running, running
from sqlalchemy.engine import make_url

from surveyapp.audit import copied, copies
from surveyapp.audit.backups import backups
from surveyapp.audit.findings import Finding, Verdict
from surveyapp.config import Settings
from surveyapp.db.engines import Stores

BAND = "8-11"
pytestmark = [
    pytest.mark.parametrize("database", ["postgresql"], indirect=True),
    pytest.mark.skipif(shutil.which("pg_restore") is None, reason="pg_restore is not installed"),
]


@pytest.fixture
def wave(stores: Stores, settings: Settings) -> Running:
    """Thirty cards, none used."""
    return running(stores, settings, {BAND: 30})


def dump(settings: Settings, store: str, to: Path, form: str) -> None:
    """A dump as an administrator makes it."""
    url = make_url(settings.databases[store])
    host = url.query.get("host") or url.host or ""
    command = ["pg_dump", f"-F{form}", "-f", str(to), "-h", str(host), "-U", str(url.username), str(url.database)]
    port = ["-p", str(url.query.get("port") or url.port)] if url.query.get("port") or url.port else []
    environ = os.environ | {"PGPASSWORD": url.password or ""}
    done = subprocess.run([*command, *port], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def found(settings: Settings, folder: Path) -> dict[str, Finding]:
    """What the audit says of the backups, by claim."""
    with copied.copied(settings, backups=folder) as here:
        return {one.claim: one for one in backups(here)}


@pytest.mark.parametrize("form", ["p", "c", "t", "d"])
def test_dumps_are_compared_in_every_format(wave: Running, settings: Settings, tmp_path: Path, form: str) -> None:
    folder = tmp_path / "dumps"
    folder.mkdir()
    wave.answer(BAND, 11)
    dump(settings, "box", folder / "monday", form)
    dump(settings, "fieldwork", folder / "register", form)
    wave.answer(BAND, 3)
    dump(settings, "box", folder / "tuesday", form)
    said = found(settings, folder)
    faults = [one for one in said.values() if one.verdict is Verdict.FAILS]
    assert len(faults) == 1, faults
    assert "3 ballots more than monday" in faults[0].why
    assert "used codes in each: 11" in said[copies_differ("fieldwork")].seen
    assert [one.claim for one in said.values() if one.verdict is Verdict.UNCHECKED] == []


def test_a_packed_dump_of_inserts_is_named_as_unread(wave: Running, settings: Settings, tmp_path: Path) -> None:
    text = b"-- PostgreSQL database dump\nINSERT INTO public.ballot VALUES ('\\\\x00', 'w', 'b', '\\\\x00');\n"
    (tmp_path / "box.sql.gz").write_bytes(gzip.compress(text))
    doubts = [one.why for one in found(settings, tmp_path).values() if one.verdict is Verdict.UNCHECKED]
    assert any(why.startswith("box.sql.gz: box.sql: its rows are written as INSERT") for why in doubts)


def copies_differ(store: str) -> str:
    return f"Copies that are kept of the {store} differ by no {copies.WORDS[store]}, or by 10 and more"
