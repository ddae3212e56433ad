"""Adults read each language's own name and what the language of their page calls it."""

from __future__ import annotations

import pytest

from surveyapp.translations.languages import ENGLISH, PSEUDO, Language, called, language_of


@pytest.mark.parametrize(
    ("code", "page", "name"),
    [
        ("ckb", ENGLISH, "Sorani"),
        ("fa-AF", ENGLISH, "Dari"),
        ("uk", ENGLISH, "Ukrainian"),
        ("uk", language_of("cy"), "Wcreineg"),
        ("cy", language_of("cy"), ""),
        ("en", ENGLISH, ""),
        ("uk", PSEUDO[0], ""),
    ],
)
def test_a_language_has_a_name_in_the_pages_language(code: str, page: Language, name: str) -> None:
    assert called(language_of(code), page) == name
