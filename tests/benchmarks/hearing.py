"""What a screen reader is given of a page, as one number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import CDPSession

IGNORED = ("InlineTextBox", "StaticText")
"""How a line breaks is no word of the page."""


def heard(talking: CDPSession) -> str:
    """Every role, name and state that a screen reader is given, as one number."""
    nodes = talking.send("Accessibility.getFullAXTree")["nodes"]
    said = [_said(node) for node in nodes if node.get("role", {}).get("value") not in IGNORED]
    return hashlib.sha256(json.dumps([one for one in said if one]).encode()).hexdigest()


def _said(node: Mapping[str, Any]) -> list[object]:
    if node["ignored"]:
        return []
    states = [[one["name"], one["value"].get("value")] for one in node.get("properties", ())]
    return [node["role"]["value"], node.get("name", {}).get("value"), states]
