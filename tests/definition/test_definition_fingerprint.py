"""The fingerprint: the same for the same content, another for any other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders.definition import instrument, item, page
from builders.definition_files import BANK, SURVEY, changed, folder

from surveyapp.definition.fingerprint import with_fingerprint
from surveyapp.definition.loader import load_bank, load_instrument
from surveyapp.definition.model import Instrument


def read(place, *, survey: str = SURVEY, bank: str = BANK) -> Instrument:
    folder(place, survey=survey, bank=bank)
    return load_instrument(place / "11-18/2024.yaml", load_bank(place / "items.yaml"))


def test_it_is_a_sha_256_in_hexadecimal(tmp_path) -> None:
    assert len(bytes.fromhex(read(tmp_path).fingerprint)) == 32


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("survey: ", "# a remark\nsurvey: "),
        ('{id: "always", text: "Always"}', '{text: "Always", id: always}'),
        ('{id: "always", text: "Always"}', 'id: "always"\n        text: Always'),
        ('    title: "Hello"', "    rest: true\n    title: 'Hello'"),
        ("feels_safe_home is one of [never]", "feels_safe_home   is one of [ never ]"),
    ],
)
def test_the_look_of_the_file_does_not_matter(tmp_path, old: str, new: str) -> None:
    assert read(tmp_path, survey=changed(SURVEY, (old, new))).fingerprint == read(tmp_path).fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("make you feel safe?", "make you feel very safe?"),
        ('text: "Always"', 'text: "Every day"'),
        ('id: "always"', 'id: "all_the_time"'),
        ('    title: "Hello"', '    title: "Hello"\n    rest: false'),
        ("[never]", "[sometimes]"),
        ("🏠", "🏡"),
        ("your foster carers", "your carers"),
    ],
)
def test_any_change_of_what_a_child_meets_is_another_instrument(tmp_path, old: str, new: str) -> None:
    bank = changed(BANK, ('positive: ["always"]', 'positive: ["sometimes"]'))
    assert read(tmp_path, survey=changed(SURVEY, (old, new)), bank=bank).fingerprint != read(tmp_path).fingerprint


def test_what_happens_to_an_answer_is_part_of_it_and_a_limit_of_the_band_is_not(tmp_path) -> None:
    kept = changed(BANK, ("    bad:", "    mark: knowable\n    bad:"))
    limit = changed(BANK, ("word_limit: 20", "word_limit: 25"))
    assert read(tmp_path, bank=kept).fingerprint != read(tmp_path).fingerprint
    assert read(tmp_path, bank=limit).fingerprint == read(tmp_path).fingerprint


def test_the_order_of_pages_and_items_is_part_of_it() -> None:
    a, b = item("a"), item("b")
    assert len({one.fingerprint for one in (instrument(a, b), instrument(b, a), instrument(page(a, b)))}) == 3


def test_it_is_made_of_the_content_alone() -> None:
    survey = instrument()
    assert with_fingerprint(replace(survey, fingerprint="anything")) == survey
