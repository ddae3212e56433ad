"""One page in many sights without loading it anew: axe has every rule once, and later those that a sight can break.

Where another sight shows other things, axe has every rule again; where a text is drawn as none was that axe has
passed in this look, it has the rules about colours and sizes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import browser as browsers
from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "sights.js").read_text(encoding="utf-8")
RULES: dict[str, Any] = {
    "all": {"type": "tag", "values": browsers.TAGS},
    "colours": {"type": "rule", "values": browsers.CONTRASTS},
    "sizes": {"type": "rule", "values": ["target-size"]},
}
ALWAYS = {"light", "print"}
"""Looks in which sizes tell, not colours alone: they are asked even where every text is drawn as one before."""

Shown = Mapping[str, str]


@dataclass
class Sights:
    """What axe has passed, by look."""

    passed: dict[str, set[str]] = field(default_factory=dict)

    def wrong(self, page: Page, look: str, before: Shown | None) -> tuple[list[str], Shown]:
        """What is wrong with the page as it stands or too wide, and what is shown; ``before`` is what was."""
        page.wait_for_load_state()
        if page.evaluate("!window.sights"):
            page.evaluate(browsers.AXE)
            page.evaluate(f"{SCRIPT}\nnull")  # what a script ends with is called where it can be
        known = self.passed.setdefault(look, set())
        asked = {"targets": None, "whole": before is None, "before": before, "sized": look in ALWAYS, "once": True}
        told = page.evaluate("given => window.sights(given)", RULES | asked | {"known": sorted(known)})
        known.update(told["known"])
        return [one for _, one in told["found"]], told["shown"]
