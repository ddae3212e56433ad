"""A wave of real children does not open while alerts reach nobody."""

from __future__ import annotations

import pytest
from builders import talk
from builders.desk import prepared
from builders.terminal import Terminal
from flask import Flask
from pages import Pages

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def test_no_child_of_a_real_wave_reads_that_somebody_was_told_where_nobody_is(app: Flask, desk: Pages) -> None:
    settings = app.extensions["settings"]
    wave, _cards, _phrases = prepared(desk)
    form = desk.get(f"{wave}start")
    object.__setattr__(settings, "alerts", talk.folder(settings.instance / "mail"))
    assert "so nobody would be told" in desk.submit(form, 409).text
    assert "so nobody would be told" in desk.get(f"{wave}start", 409).text
    with (settings.instance / "settings.toml").open("a") as file:
        file.write('\n[alerts]\nurl = "https://survey.example.org"\nfrom = "s@example.org"\nfolder = "mail"\n')
    refused = Terminal(settings.instance).says(f"waves open {wave.rstrip('/').split('/')[-1]}")
    assert refused.exit_code == 1
    assert "nobody would be told" in refused.output
