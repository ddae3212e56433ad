"""The logs: no access code, no phrase, no answer, no request of a child, no statement."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.audit import texts
from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, number, unchecked

TOPIC = "Logs"
CLUSTER = "PG_VERSION"
"""Every data folder of PostgreSQL has this file; its tables are no logs, and hold what a log must not."""
CLAIM = "No log holds an access code, a custodian's phrase, an answer, a key, a statement or a request of a child"


def logs(here: Copied) -> Iterator[Finding]:
    """Every file of the folder that was named, and what is packed in it."""
    if here.logs is None:
        yield unchecked(
            TOPIC, CLAIM, "no folder was named; use --logs, once for the web server's and once for PostgreSQL's"
        )
        return
    if (here.logs / CLUSTER).exists():
        yield unchecked(
            TOPIC, CLAIM, f"{here.logs} is PostgreSQL's data folder, with tables in it: name the folder of its log"
        )
        return
    laid, what = here.laid(here.logs), texts.wanted(here)
    if not (laid.files or laid.unread):
        yield unchecked(TOPIC, CLAIM, f"there is no file in {here.logs}")
        return
    problems: dict[str, None] = {}
    cut: dict[str, str] = {}
    for file in laid.files:
        for part in texts.parts(file, cut):
            problems |= dict.fromkeys(f"{file.name}: {told}" for told in texts.told_in(part, what, log=True))
    size = sum(file.path.stat().st_size for file in laid.files)
    seen = f"{laid.seen}, {number(round(size / 1024), 'KB', 'KB')}"
    yield judge(TOPIC, CLAIM, list(problems), looked=len(laid.files), seen=seen)
    if unread := {**{name: why for name, why in cut.items() if name not in laid.opened}, **laid.unread}:
        why = "; ".join(f"{name}: {why}" for name, why in unread.items())
        yield unchecked(TOPIC, "Every log could be looked into, packed or not", why)
