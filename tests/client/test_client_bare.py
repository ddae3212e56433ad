"""Scripts go to browsers without their comments, and are the same programs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from surveyapp.web import static
from surveyapp.web.scripts import bare

COMMAND = ("--expose-internals", "--no-warnings", str(Path(__file__).with_name("bare.cjs")))
"""Node.js carries a parser of its own."""
ODD = "const a = `/** @type {A} */ x`;\n"
"""A text that looks like a comment: the parser must see that it was taken away."""


def test_without_comments_every_script_has_the_same_tokens(node: str) -> None:
    sources = [file.read_text() for file in sorted(static.SCRIPTS.glob("*.js"))] + [ODD]
    pairs = [[source, bare(source)] for source in sources]
    done = subprocess.run([node, *COMMAND], input=json.dumps(pairs).encode(), capture_output=True, check=True)
    assert json.loads(done.stdout) == [True] * (len(sources) - 1) + [False]
    assert not any("@param" in after or "\n//" in after for _, after in pairs)
