"""A wave in the middle of its fieldwork, and where its backups and logs are."""

import pytest
from builders.audited import BAND, night
from builders.wave import running


@pytest.fixture
def wave(stores, settings):
    """Fourteen of thirty have answered, and the night has washed both stores."""
    made = running(stores, settings, {BAND: 30})
    made.answer(BAND, 14)
    night(stores)
    return made


@pytest.fixture
def folders(tmp_path):
    """Where backups and logs are."""
    found = tmp_path / "backups", tmp_path / "logs"
    for folder in found:
        folder.mkdir()
    (found[1] / "access.log").write_text('127.0.0.1 - - "GET /results/ HTTP/1.1" 200\n')
    return found
