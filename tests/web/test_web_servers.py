"""The servers we name, started for real: nothing that a child does is in what they write."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from ports import free_port

from surveyapp.config import HOME, Settings

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
PATIENCE = 90
"""Seconds that a server may take to start on a busy machine."""
GUNICORN = ("-m", "gunicorn", "-w", "1", "--threads", "2", "--log-level", "info", "wsgi:app")


def fetch(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def reached(address: str) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            fetch(address)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"{address} never answered")


@pytest.mark.parametrize("preloaded", [True, False])
def test_an_access_log_of_gunicorn_tells_of_staff_and_never_of_a_child(
    settings: Settings, tmp_path: Path, *, preloaded: bool
) -> None:
    port, log = free_port(), tmp_path / "access.log"
    options = ["--bind", f"127.0.0.1:{port}", "--access-logfile", str(log), *(["--preload"] if preloaded else [])]
    said = serve([*GUNICORN, *options], port, settings, tmp_path)
    lines = log.read_text()
    assert "GET /staff/sign-in" in lines
    assert "/s/" not in lines + said
    assert "hello" not in lines + said


def test_waitress_writes_nothing_about_any_page(settings: Settings, tmp_path: Path) -> None:
    port = free_port()
    said = serve(["-m", "waitress", f"--listen=127.0.0.1:{port}", "wsgi:app"], port, settings, tmp_path)
    assert "/s/" not in said
    assert "sign-in" not in said


def serve(command: list[str], port: int, settings: Settings, folder: Path) -> str:
    """Start the server, visit pages of children and staff, stop it; what it said."""
    said = folder / "said.txt"
    with said.open("w") as out:
        environ = os.environ | {"SURVEYAPP_INSTANCE": str(settings.instance)}
        process = subprocess.Popen(
            [sys.executable, *command], cwd=HOME, stdout=out, stderr=subprocess.STDOUT, env=environ
        )
        try:
            address = f"http://127.0.0.1:{port}"
            reached(f"{address}/staff/sign-in")
            assert fetch(f"{address}/s/") == 200
            assert fetch(f"{address}/s/nowhere?hello=1") == 404
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
    return said.read_text()
