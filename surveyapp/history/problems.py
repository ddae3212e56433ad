"""What is wrong with a line of a file, and what to write instead: a sentence for the catalogues, with its facts."""

from __future__ import annotations

from dataclasses import dataclass

Fact = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about a line of the file; ``line`` is 0 for the whole file, ``column`` "" for the whole line.

    ``says`` is an English message id with its ``facts`` as %(name)s; it is translated where it is shown.
    """

    line: int
    column: str
    says: str
    facts: tuple[tuple[str, Fact], ...] = ()

    def __str__(self) -> str:
        return self.says % dict(self.facts) if self.facts else self.says


def N_(text: str) -> str:  # noqa: N802  (the name by which catalogues find a text that is translated later)
    """A sentence for the catalogues."""
    return text


def problem(line: int, column: str, says: str, **facts: Fact) -> Problem:
    """A problem with its facts by name; what people wrote is cut short."""
    cut = {name: short(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return Problem(line, column, says, tuple(cut.items()))


def short(text: str) -> str:
    """What was written, cut where it is longer than a line."""
    return text if len(text) <= 60 else f"{text[:59]}…"
