"""A folder of definition files for tests: clean as it stands, changed where a test says so."""

from __future__ import annotations

from pathlib import Path

BANK = """\
domains:
  - {id: rights, title: "Rights"}
bands:
  - id: "11-18"
    title: "11 to 18"
    youngest: 11
    oldest: 18
    presentation: "11-18"
    word_limit: 20
    reading_age: 11
    minutes: 20
breakdowns:
  - id: placement
    title: "Who children live with"
    values:
      - {id: foster, text: "Foster carers"}
      - {id: parents, text: "Parents"}
indicators:
  - id: feels_safe_home
    domain: rights
    title: "Feeling safe at home"
    means: "feels safe where they live"
    positive: ["always"]
    bad: ["never"]
    pools: [["11-18"]]
"""

SURVEY = """\
survey: "11-18"
version: "2024"
title: "Your life, your say"
pipes:
  carers:
    from: placement
    cases: {foster: "your foster carers"}
    otherwise: "the adults you live with"
scales:
  how_often:
    options:
      - {id: "always", text: "Always"}
      - {id: "sometimes", text: "Sometimes"}
      - {id: "never", text: "Never"}
sections:
  - id: start
    title: "Hello"
    pages:
      - item:
          id: agree
          kind: assent
          ask: "May we ask you?"
          options: [{id: "yes", text: "Yes"}, {id: "no", text: "No"}]
  - id: home
    title: "Where you live"
    pages:
      - item:
          id: placement
          ask: "Who do you live with?"
          breakdown: placement
          options:
            - {id: foster, text: "Foster carers"}
            - {id: parents, text: "Parents"}
      - item: {id: feels_safe_home, ask: "Do {carers} make you feel safe?", scale: how_often, picture: "🏠"}
      - id: more
        show_if: "feels_safe_home is one of [never]"
        items:
          - {id: comments, kind: long_text, ask: "What would help?"}
"""


def folder(
    place: Path,
    *,
    bank: str = BANK,
    survey: str = SURVEY,
    at: str = "11-18/2024.yaml",
    more: dict[str, str] | None = None,
) -> Path:
    """The folder ``place`` with a bank, a survey, and more files by their names."""
    for name, text in {"items.yaml": bank, at: survey, **(more or {})}.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with each first part replaced by the second; a part that is not there is the test's mistake."""
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text: str, part: str) -> int:
    """The line, from 1, in which this part stands first."""
    return text[: text.index(part)].count("\n") + 1
