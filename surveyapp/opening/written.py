"""Findings and sealed boxes as they are written into a file, and read again, without a digit lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import Any

from surveyapp.box.ballots import Sealed
from surveyapp.box.carrying import CARRIED, Rows
from surveyapp.box.permits import Issuers, Permit
from surveyapp.opening.bands import Unit
from surveyapp.opening.classes import Eligible
from surveyapp.opening.contents import Sorted
from surveyapp.opening.findings import Findings
from surveyapp.opening.parcels import raw, text
from surveyapp.results.handed import Cell, Joint, Raked, Remark, Row, Scored
from surveyapp.results.models import Review

Json = Mapping[str, Any]


def findings(found: Findings) -> Json:
    """What an opening found."""
    parts = found.parts
    return {
        "wave": found.wave,
        "n_ok": found.n_ok,
        "n_bad": found.n_bad,
        "n_unpermitted": found.n_unpermitted,
        "permits": found.permits,
        "box_digest": text(found.box_digest),
        "comments_only": list(found.comments_only),
        "units": [[list(unit.bands), unit.lead, unit.n] for unit in parts.units],
        "rows": [[text(row.id), row.band, row.instrument, text(row.answers)] for row in parts.rows],
        "remarks": [[text(it.id), it.band, it.item, it.body, it.review.value] for it in parts.remarks],
        "cells": [[*astuple(cell), n] for cell, n in sorted(parts.cells.items())],
        "joint": [[*astuple(joint), n] for joint, n in sorted(parts.joint.items())],
        "raked": [list(astuple(it)) for it in sorted(parts.raked)],
        "scored": [list(astuple(it)) for it in sorted(parts.scored)],
        "dropped": list(parts.dropped),
    }


def read_findings(content: Json) -> Findings:
    """What ``findings`` was given."""
    parts = Sorted(
        units=tuple(Unit(tuple(bands), lead, n) for bands, lead, n in content["units"]),
        rows=tuple(Row(raw(id), band, made_of, raw(answers)) for id, band, made_of, answers in content["rows"]),
        remarks=tuple(
            Remark(raw(id), band, item, body, Review(review)) for id, band, item, body, review in content["remarks"]
        ),
        cells={Cell(*key): n for *key, n in content["cells"]},
        joint={Joint(*key): n for *key, n in content["joint"]},
        raked=tuple(Raked(*one) for one in content["raked"]),
        scored=tuple(Scored(*one) for one in content["scored"]),
        dropped=tuple(content["dropped"]),
    )
    return Findings(
        wave=content["wave"],
        n_ok=content["n_ok"],
        n_bad=content["n_bad"],
        box_digest=raw(content["box_digest"]),
        comments_only=tuple(content["comments_only"]),
        parts=parts,
        n_unpermitted=content["n_unpermitted"],
        permits=content["permits"],
    )


def keys(carried: Rows) -> Json:
    """The wave's sealed keys."""
    return {
        table: [{name: text(it) if isinstance(it, bytes) else it for name, it in row.items()} for row in found]
        for table, found in carried.items()
    }


def read_keys(content: Json) -> Rows:
    """What ``keys`` was given."""
    binary = {
        table.__tablename__: {column.name for column in table.__table__.columns if column.type.python_type is bytes}
        for table in CARRIED
    }
    return {
        table: [{name: raw(it) if name in columns else it for name, it in row.items()} for row in content[table]]
        for table, columns in binary.items()
    }


def ballots(taken: Sequence[Sealed]) -> list[list[str]]:
    """Sealed ballots with their permits, in an order that says nothing."""
    return sorted([one.band, text(one.sealed), *_permit(one.permit)] for one in taken)


def _permit(permit: Permit | None) -> tuple[str, ...]:
    return () if permit is None else (text(permit.message), text(permit.token))


def read_ballots(content: Sequence[Sequence[str]]) -> tuple[Sealed, ...]:
    """What ``ballots`` was given."""
    return tuple(
        Sealed(band, raw(sealed), Permit(*map(raw, permit)) if permit else None) for band, sealed, *permit in content
    )


def issuers(moduli: Issuers) -> Json:
    """Who signed permits, by band."""
    return {band: f"{modulus:x}" for band, modulus in moduli.items()}


def read_issuers(content: Mapping[str, str]) -> Issuers:
    """What ``issuers`` was given."""
    return {band: int(modulus, 16) for band, modulus in content.items()}


def eligible(numbers: Eligible) -> Json:
    """How many may answer."""
    return {"bands": dict(numbers.bands), "groups": [[*key, n] for key, n in sorted(numbers.groups.items())]}


def read_eligible(content: Json) -> Eligible:
    """What ``eligible`` was given."""
    return Eligible(content["bands"], {(band, breakdown, value): n for band, breakdown, value, n in content["groups"]})
