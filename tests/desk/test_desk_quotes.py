"""Which texts are offered to be quoted."""

from __future__ import annotations

from dataclasses import replace

from surveyapp.desk.comments_quotes import once
from surveyapp.results.approved import ApprovedText


def test_of_equal_texts_one_can_be_chosen_and_what_is_quoted_already_stays() -> None:
    same = [ApprovedText(bytes([one]), "8-11", "best_thing", "My dog.", domain=None) for one in range(3)]
    other = ApprovedText(b"9", "11-18", "best_thing", "My dog.")
    shown, written = once([*same, other])
    assert shown == (same[0], other)
    assert written["best_thing", "8-11", "My dog."] == 3
    taken = replace(same[1], domain="")
    assert once([same[0], taken, other])[0] == (taken, other)
