"""The guide for survey authors: its examples pass every check, and it names every key."""

from __future__ import annotations

import re
from pathlib import Path

from surveyapp.definition import bank, benchmarks, contracts, items, scales
from surveyapp.definition.catalogue import load
from surveyapp.definition.checks import check
from surveyapp.definition.expressions import parse
from surveyapp.definition.measures import Mode
from surveyapp.definition.model import Kind, Look
from surveyapp.definition.scores import score_of

GUIDE = (Path(__file__).parents[2] / "docs/for-survey-authors.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"<!-- file: (\S+) -->\n```yaml\n(.*?)```", re.DOTALL)


def written(place: Path) -> Path:
    """A folder with the guide's examples."""
    for name, text in EXAMPLE.findall(GUIDE):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    return place


def test_the_examples_of_the_guide_have_no_problems(tmp_path) -> None:
    assert check(written(tmp_path)) == ()
    assert [one.id for one in load([tmp_path]).version("8-11", "2025").closed] == [
        "placement",
        "feels_safe_home",
        "knows_helpline",
        "lonely",
    ]


def test_the_score_of_the_guide_counts_as_the_guide_says(tmp_path) -> None:
    catalogue = load([written(tmp_path)])
    (score,) = catalogue.bank.scores.values()
    given = {"feels_safe_home": "always", "lonely": "mostly"}
    assert score_of(score, catalogue.version("8-11", "2025"), given) == 75
    assert "make 75" in GUIDE
    assert {one.indicator for one in catalogue.bank.benchmarks} == {"lonely"}


def test_the_conditions_of_the_guide_parse() -> None:
    block = GUIDE.partition("### When something is asked")[2].partition("| write |")[0]
    conditions = [line.strip() for line in block.splitlines() if line.startswith("    ")]
    assert len(conditions) == 3
    for condition in conditions:
        parse(condition)


def test_the_guide_names_every_key_kind_and_look() -> None:
    words = set(re.findall(r"[a-z_]+", GUIDE))
    assert words >= items.ITEM | scales.SCALE | set(Kind) | set(Look)
    assert words >= contracts.TRENDS | {"same", "follows"}
    assert words >= bank.SCORE | bank.SCORE_ITEM | benchmarks.BENCHMARK | benchmarks.WORDING | set(Mode)


def test_the_contract_of_the_guide_names_every_kind_of_change(tmp_path) -> None:
    told = next(block for block in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL) if block.startswith("trends:"))
    place = written(tmp_path)
    later = (place / "8-11/2025.yaml").read_text(encoding="utf-8").replace('version: "2025"', 'version: "2027"') + told
    (place / "8-11/2027.yaml").write_text(later, encoding="utf-8")
    trends = load([place]).version("8-11", "2027").trends
    assert trends is not None
    assert {trend for trend, _ in trends.items.values()} == {*contracts.DIFFERENT}
