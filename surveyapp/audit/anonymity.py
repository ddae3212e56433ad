"""Every check in turn, on one copy; what could not be looked into is said, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

from surveyapp.audit import (
    agreeing,
    backups,
    custodians,
    databases,
    inventories,
    kept,
    logs,
    orders,
    pages,
    serverlogs,
    strays,
    tables,
    undestroyed,
    waiting,
)
from surveyapp.audit.copied import Copied, copied
from surveyapp.audit.findings import Finding, Report, unchecked
from surveyapp.audit.holders import holders
from surveyapp.config import STORES, Settings

Check = Callable[[Copied], Iterator[Finding]]
CHECKS: tuple[tuple[str, Check], ...] = (
    (databases.TOPIC, databases.databases),
    (inventories.TOPIC, inventories.inventories),
    (strays.TOPIC, strays.strays),
    (tables.TOPIC, tables.tables),
    (orders.TOPIC, orders.orders),
    (serverlogs.TOPIC, serverlogs.server_logs),
    (kept.TOPIC, kept.kept),
    (custodians.TOPIC, custodians.custodians),
    (agreeing.TOPIC, agreeing.agreeing),
    (undestroyed.TOPIC, undestroyed.undestroyed),
    (waiting.TOPIC, waiting.waiting),
    (backups.TOPIC, backups.backups),
    (logs.TOPIC, logs.logs),
    (pages.TOPIC, pages.pages),
)


def audit(
    settings: Settings, *, today: date, backup_folder: Path | None = None, log_folder: Path | None = None
) -> Report:
    """Look into one installation without changing it."""
    with copied(settings, backups=backup_folder, logs=log_folder) as here:
        found = [finding for topic, check in CHECKS for finding in _tried(topic, check, here)]
        servers = any(here.dialect(store) == "postgresql" for store in STORES)
        return Report(today, str(settings.instance), version("surveyapp"), tuple(found), holders(here), servers)


def _tried(topic: str, check: Check, here: Copied) -> Iterator[Finding]:
    """What a check found until something kept it from going on, and then what that was."""
    try:
        yield from check(here)
    except Exception as error:  # a check that breaks off must not hide the others, nor itself
        yield unchecked(topic, f"{topic}: the rest of these checks", f"{type(error).__name__}: {error}")
