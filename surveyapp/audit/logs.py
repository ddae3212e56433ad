"""The logs: no access code, no answer, no request of a child, no statement."""

from __future__ import annotations

from collections.abc import Iterator

from surveyapp.audit import texts
from surveyapp.audit.copied import Copied
from surveyapp.audit.findings import Finding, judge, unchecked

TOPIC = "Logs"
CLAIM = "No log holds an access code, an answer, a key, a statement or a request of a child"


def logs(here: Copied) -> Iterator[Finding]:
    """Every file of the folder that was named."""
    if here.logs is None:
        yield unchecked(
            TOPIC, CLAIM, "no folder was named; use --logs, once for the web server's and once for PostgreSQL's"
        )
        return
    what = texts.wanted(here)
    problems: dict[str, None] = {}
    files = set()
    for path, content in texts.contents(here.logs):
        files.add(path)
        problems |= dict.fromkeys(f"{path.name}: {told}" for told in texts.told_in(content, what, log=True))
    if not files:
        yield unchecked(TOPIC, CLAIM, f"there is no file in {here.logs}")
        return
    yield judge(TOPIC, CLAIM, list(problems), seen=f"{len(files)} files, and what is packed in them")
