"""Serving says in a sentence that somebody else is at the port."""

from __future__ import annotations

import socket
from pathlib import Path

from builders.terminal import Terminal


def test_a_port_in_use_is_said_and_nothing_is_called_served(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.says("init --http")
    terminal.says("db upgrade")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = terminal.says("serve --port", port)
    assert outcome.exit_code == 1
    assert outcome.output == f"Error: Port {port} of 127.0.0.1 cannot be used here; choose another with --port.\n"
