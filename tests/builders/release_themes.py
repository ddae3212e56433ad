"""Themes of made-up comments as a release has them: exact, few, nearly all, rough, hidden, and none at all."""

from __future__ import annotations

from builders.release_parts import share
from builders.release_words import BEST, BETTER

from surveyapp.releases.model import Question, QuestionThemes, Share, Suppressed, Theme, Why


def theme(name: str, result: Share | Suppressed, *, firm: bool = True, welsh: str = "") -> Theme:
    return Theme(name, welsh, f"All that is about {name.lower()}.", "What another theme takes.", result, firm)


def asked(item: str, ask: str, *bands: str) -> tuple[Question, ...]:
    return tuple(Question(band, item, ask, (), False, "a7b3f2" * 8) for band in bands)


THEMES = (
    QuestionThemes(
        "best_thing",
        asked("best_thing", BEST, "8-11", "11-18", "leavers"),
        1,
        46,
        (
            theme("Seeing my family", share(14, 46), welsh="Gweld fy nheulu"),
            theme("Clubs and teams", share(23, 46), firm=False),
            theme("Pets and hobbies", share(2, 46)),
            theme("School", Suppressed(Why.AGREEMENT), firm=False),
            theme("My own room", Suppressed(Why.SECONDARY)),
        ),
    ),
    QuestionThemes(
        "make_better",
        asked("make_better", BETTER, "4-7", "8-11", "11-18", "leavers"),
        1,
        14,
        (theme("Seeing my family", share(8, 14)), theme("Clubs and teams", share(1, 14))),
    ),
    QuestionThemes("anything_else", asked("anything_else", "Is there anything else?", "leavers"), 1),
)
