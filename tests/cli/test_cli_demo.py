"""The demo says in a sentence when it cannot be served."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from builders.terminal import Terminal

from surveyapp import config
from surveyapp.cli import demo as making


def test_a_port_in_use_is_said_before_anything_is_made_or_called_ready(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = Terminal(tmp_path).says("demo --port", port)
    assert outcome.exit_code == 1
    assert outcome.output == f"Error: Port {port} of 127.0.0.1 cannot be used here; choose another with --port.\n"
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize(
    ("host", "port", "reached"),
    [
        ("127.0.0.1", 8000, "http://127.0.0.1:8000"),
        ("localhost", 8123, "http://localhost:8123"),
        ("0.0.0.0", 8124, "http://127.0.0.1:8124"),
        ("::1", 8125, "http://[::1]:8125"),
    ],
)
def test_letters_lead_to_where_the_demo_is_served(tmp_path: Path, host: str, port: int, reached: str) -> None:
    config.initialise(tmp_path, alerts=making.plan.alerts("http://127.0.0.1:8000"), secure_cookies=False)
    before = config.load(tmp_path, environ={})
    making.lead_to(tmp_path, making.address(host, port))
    after = config.load(tmp_path, environ={})
    assert after.alerts is not None
    assert after.alerts.url == reached
    assert (after.pepper, after.secret_key) == (before.pepper, before.secret_key)
    assert (tmp_path / "settings.toml").stat().st_mode & 0o077 == 0
