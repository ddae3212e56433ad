"""The audit as one page to read, print and file: HTML, and the same as PDF."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from surveyapp.audit.findings import Finding, Report, Verdict, number

UNSEEN = (
    "Snapshots of the disk or of a virtual machine, the memory of the running server, copies elsewhere than in the "
    "folder that was named, lists of who was given which card, phrases that custodians told each other or wrote down "
    "somewhere else, and a program that was changed. Ask the people."
)


class PdfNotInstalled(Exception):
    """A PDF was asked for, and what makes it is not installed: `pip install 'surveyapp[reports]'`."""


def summary(report: Report) -> str:
    """The whole audit in a sentence or two."""
    fails, unchecked, holds = (report.count(it) for it in (Verdict.FAILS, Verdict.UNCHECKED, Verdict.HOLDS))
    first = "Nothing was seen that does not hold." if not fails else f"{_lines(fails)} not hold: read those first."
    held = f"{number(holds, 'line')} {'holds' if holds == 1 else 'hold'}"
    doubts = f"{unchecked} {'was' if unchecked == 1 else 'were'} not checked"
    return f"{first} {held}, each with what was looked at; {doubts}, with the reason beside it."


def _lines(n: int) -> str:
    return "1 line does" if n == 1 else f"{n} lines do"


def told(finding: Finding) -> str:
    """What stands beside a verdict: why not, if it does not hold, and what was looked at."""
    return ". ".join(
        [*([finding.why] if finding.why else []), *([f"Looked at: {finding.seen}"] if finding.seen else [])]
    )


def html(report: Report) -> str:
    """One page that needs nothing else."""
    loader = PackageLoader("surveyapp.audit", "")
    made = Environment(loader=loader, autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True)
    return made.get_template("page.html").render(report=report, summary=summary(report), unseen=UNSEEN)


def pdf(report: Report) -> bytes:
    """The same, to print and file. Raises PdfNotInstalled."""
    try:
        import typst
    except ModuleNotFoundError as error:
        raise PdfNotInstalled from error
    return bytes(typst.compile(_typst(report).encode()))


def write(path: Path, content: bytes) -> None:
    """A file that its owner alone can read: it says where an installation is weak."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)


def _typst(report: Report) -> str:
    parts = [
        '#set page(paper: "a4", margin: 2cm, numbering: "1 / 1")',
        '#set document(title: "Audit of anonymity")',
        '#set text(size: 9.5pt, lang: "en", region: "GB")',
        "#set table(stroke: 0.4pt + gray)",
        f"= #{_word(f'Audit of anonymity, {report.day.isoformat()}')}",
        f"#{_word(f'Installation: {report.instance}. Program version {report.version}.')}",
        f"#strong({_word(summary(report))})",
    ]
    if report.faults:
        said = ", ".join(f"par({_word(f'{it.claim}: does not hold. {it.why}')})" for it in report.faults)
        parts += [
            '#block(stroke: 1.5pt + rgb("#a01b1b"), inset: 8pt, width: 100%, stack(spacing: 8pt, '
            f'strong("Read first: what does not hold"), {said}))'
        ]
    for topic in report.topics:
        lines = [(it.claim, it.verdict.value, told(it)) for it in report.findings if it.topic == topic]
        parts += [
            f"== #{_word(topic)}",
            _table(("What is claimed", "Here it", "What was seen"), lines, "(3fr, 1.2fr, 3fr)"),
        ]
    held = [(it.who, it.learns, it.not_learns) for it in report.holders]
    parts += ["== Who holds what, and what they can learn here"]
    parts += [_table(("Who holds", "Can learn", "Cannot learn"), held, "(2fr, 3fr, 2fr)")]
    return "\n\n".join([*parts, "== What no audit can see", f"#{_word(UNSEEN)}"])


def _table(head: tuple[str, ...], lines: list[tuple[str, str, str]], columns: str) -> str:
    heads = ", ".join(f"strong({_word(one)})" for one in head)
    cells = ", ".join(_word(one) for line in lines for one in line)
    return f"#table(columns: {columns}, table.header({heads}), {cells})"


def _word(text: str) -> str:
    """A text as Typst writes one in code: nothing in it is ever a command."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
