"""The fingerprint of an instrument: the same for the same content, whatever its file looks like."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from surveyapp.definition.expressions import Expression, written
from surveyapp.definition.model import Bank, Instrument


def fingerprint(content: Instrument | Bank) -> str:
    """SHA-256, hex, over the content as canonical JSON; an instrument's without its band's limits and its trends."""
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def with_fingerprint(instrument: Instrument) -> Instrument:
    """The instrument with the fingerprint of its content."""
    return replace(instrument, fingerprint=fingerprint(replace(instrument, fingerprint="")))


def _canonical(content: object) -> str:
    return json.dumps(_plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(content: Any) -> Any:
    if isinstance(content, Expression):
        return written(content)
    if isinstance(content, Fraction | Decimal):
        return str(content)
    if is_dataclass(content):
        return _fields(content)
    if isinstance(content, Mapping):
        return {key: _plain(value) for key, value in content.items()}
    if isinstance(content, tuple):
        return [_plain(value) for value in content]
    return sorted(content) if isinstance(content, frozenset) else content


def _fields(content: Any) -> dict[str, Any]:
    values = {entry.name: getattr(content, entry.name) for entry in fields(content)}
    if isinstance(content, Instrument):
        values["band"] = content.band.id
        del values["fingerprint"], values["trends"]
    return {name: _plain(value) for name, value in values.items()}
