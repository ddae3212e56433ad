"""Scripts with one operator turned round or one exception left out: what a proof must notice."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TURNED = (
    (r"===", "!=="), (r"!==", "==="), (r" <= ", " < "), (r" >= ", " > "), (r" < ", " <= "), (r" > ", " >= "),
    (r" && ", " || "), (r" \|\| ", " && "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"(?<=[ (])!(?=\w)", ""),
    (r" \+ 1\b", " + 2"), (r" - 1\b", " - 0"), (r"\bsome\b", "every"), (r"\bevery\b", "some"),
    (r"\bMath\.min\b", "Math.max"), (r"\bMath\.max\b", "Math.min"), (r"\bMissing\.SKIPPED\b", "Missing.NOT_ASKED"),
    (r"\bMissing\.NOT_ASKED\b", "Missing.SKIPPED"), (r"\bMissing\.RATHER_NOT_SAY\b", "Missing.SKIPPED"),
    (r"^ +(if|for|while) \(.*;$", ""), (r"(?<=\|)\^", ""), (r"\$(?=[/`])", ""), (r"/g[u]?(?=[,)])", "/u"),
    (r"\* ?16\b|<< 8|>> 8", ">> 9"), (r'"NFC"', '"NFD"'), (r" \?\? .*?(?=[;,)])", ""), (r"\{1,3\}", "{1,4}"),
)  # fmt: skip
"""What is looked for, and what is put in its place."""
_COMMENT = re.compile(r"^\s*(//|/?\*)")
_SURPRISE = re.compile(r"RangeError|throw error")
"""Lines that only speak of what cannot happen."""


@dataclass(frozen=True)
class Mutant:
    """One module with one place changed."""

    module: str
    line: int
    was: str
    now: str
    text: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line}: {self.was.strip()} -> {self.now.strip()}"

    def written(self, scripts: Path, folder: Path) -> Path:
        """A folder with all modules, this one changed."""
        shutil.copytree(scripts, folder)
        (folder / self.module).write_text(self.text, encoding="utf-8")
        return folder


def mutants(module: Path) -> Iterator[Mutant]:
    """Every one of a module, in order."""
    lines = module.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines):
        for now in () if _COMMENT.match(line) or _SURPRISE.search(line) else _turned(line):
            text = "\n".join((*lines[:number], now, *lines[number + 1 :]))
            yield Mutant(module.name, number + 1, line, now, text)


def _turned(line: str) -> Iterator[str]:
    code = re.sub(r"\s*/\*\*.*", "", line)
    for pattern, instead in TURNED:
        for match in re.finditer(pattern, code):
            yield f"{line[: match.start()]}{instead}{line[match.end() :]}"
