"""plotly.js as the Python package brings it, served by us under a name that changes with it; sent when asked for."""

from __future__ import annotations

import gzip
import re
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

NAME_LENGTH = 16


class NoPlotly(Exception):
    """The plotly package is not installed, or keeps its script elsewhere."""


@cache
def path() -> Path:
    """Where the script lies. The package is found, not imported."""
    package = find_spec("plotly")
    if package is None or package.origin is None:
        raise NoPlotly
    found = Path(package.origin).parent / "package_data" / "plotly.min.js"
    if not found.exists():
        raise NoPlotly
    return found


@cache
def digest() -> str:
    """The part of the script's name that changes with its content."""
    return sha256(path().read_bytes()).hexdigest()[:NAME_LENGTH]


@cache
def map_styles() -> str:
    """The id under which plotly.js looks for the styles of its maps, which our policy refuses; empty if it has none."""
    found = re.search(rb'getElementById\("([0-9a-f]{64})"\)', path().read_bytes())
    return found[1].decode() if found else ""


@cache
def compressed() -> bytes:
    """The script, compressed once in a process' life."""
    return gzip.compress(path().read_bytes(), compresslevel=6, mtime=0)
