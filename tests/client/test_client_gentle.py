"""What looks like a name, a number or an address in a child's own words, in the languages of the pages."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

TELLING = (
    "ring me on 07700 900123",
    "٠٧٧٠٠٩٠٠١٢٣",
    "sam@example.org",
    "I am @sam_2015 there",
    "We live at 12 Green Lane",
    "near BS1 4ND",
    "my name is sam",
    "I miss my brother Callum",
    "Nazywam się ola",
    "Mă numesc ana",
    "Em thương chị Hương",
    "Мене звати оля",
    "Я сумую за братом Олегом",
    "اسمي أحمد",
    "ስመይ ሳባ",
)
ORDINARY = (
    "",
    "More time with my brother",
    "I have lived in 3 homes since 2019",
    "My room is 10 out of 10. School is not.",
    "On Monday and at Christmas I see my Mum",
    "I'm happy when I play Minecraft",
    "We speak English and Welsh at home",
    "I want to be 18",
    "Більше часу з братом",
    "أريد وقتًا أكثر مع أخي",
    "ምስ ሓወይ ዝያዳ ግዜ",
)


@pytest.fixture(scope="module")
def told(node: str) -> dict[str, bool]:
    """For every text whether the script warns."""
    texts = [*TELLING, *ORDINARY]
    command = [node, str(Path(__file__).with_name("gentle.mjs"))]
    done = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, check=True)
    return dict(zip(texts, json.loads(done.stdout), strict=True))


def test_names_numbers_and_addresses_are_warned_of_and_what_children_mostly_write_is_not(told: dict[str, bool]) -> None:
    assert [text for text in TELLING if not told[text]] == []
    assert [text for text in ORDINARY if told[text]] == []
