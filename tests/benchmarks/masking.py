"""How many sown names and places the mask catches, how written, and how often it stops at nothing.

Run as ``.venv/bin/python tests/benchmarks/masking.py``; a dose of it runs with the tests.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

from builders.masking_corpus import FIRST, LATER, Corpus, sown  # noqa: E402  # found through the lines above
from builders.masking_measured import alarms, beside, shares  # noqa: E402
from builders.masking_popular import POPULAR  # noqa: E402
from builders.masking_titles import NAMELESS, after_people, titled  # noqa: E402

from surveyapp.disclosure.masking import Gazetteer, find_marks  # noqa: E402

SEEDS = tuple(range(2026, 2036))
EACH = 300
CORPORA = {
    "the first corpus": FIRST,
    "the later corpus, written when the rules stood": LATER,
    "names as usual as they are, those that are words among them": POPULAR,
}


def main() -> None:
    """Print the figures of every corpus."""
    for name, those in CORPORA.items():
        print(f"{name}\n{'=' * len(name)}")
        _tell(those)
    _tell_of_titles()


def _tell_of_titles() -> None:
    """Surnames after titles and people, on nobody's list; and the same titles, or "miss", where nobody is named."""
    for name, those in {"surnames after titles": titled(), "after people, with a capital": after_people()}.items():
        print(f"{name}\n{'=' * len(name)}")
        for kind, (n, of) in shares(those, Gazetteer()).items():
            print(f"  {kind:24}{n:5} of {of:5}  {n / of:.1%}")
    marked = [text for text in NAMELESS if find_marks(text)]
    print(
        f"{len(NAMELESS)} sentences with titles or miss that name nobody: {len(marked)} with a mark",
        *marked,
        sep="\n  ",
    )


def _tell(those: Corpus) -> None:
    runs = [list(sown(those, EACH, seed=seed)) for seed in SEEDS]
    together = [one for run in runs for one in run]
    every = [shares(run)["all"][0] for run in runs]
    print(f"{EACH} comments, {len(SEEDS)} seeds: {min(every)} to {max(every)} caught")
    for name, (n, of) in sorted(shares(together).items()):
        print(f"  {name:24}{n:5} of {of:5}  {n / of:.1%}")
    n, of = shares(together, Gazetteer())["all"]
    print(f"  without a council's list {n:5} of {of:5}  {n / of:.1%}")
    marked, words = beside(together)
    print(f"beside what was sown: {marked} marks in {words} words")
    words = sum(len(text.split()) for text in those.nameless)
    print(f"{len(those.nameless)} sentences that name nobody ({words} words): {len(alarms(those))} marks")
    for word, text in alarms(those):
        print(f"  {word}: {text}")


if __name__ == "__main__":
    main()
