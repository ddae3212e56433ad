"""The demo says in a sentence when it cannot be served."""

from __future__ import annotations

import socket
from pathlib import Path

from builders.terminal import Terminal


def test_a_port_in_use_is_said_before_anything_is_made_or_called_ready(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        outcome = Terminal(tmp_path).says("demo --port", port)
    assert outcome.exit_code == 1
    assert outcome.output == f"Error: Port {port} of 127.0.0.1 cannot be used here; choose another with --port.\n"
    assert not (tmp_path / "demo").exists()
