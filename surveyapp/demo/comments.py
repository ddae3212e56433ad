"""What made-up children write: to what is good, and to what would be better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BEST_THING = "best_thing"
_GOOD_IN_THE_MIDDLE = (
    "My foster mum makes pancakes on Sundays.",
    "I can see Tamsin every week now.",
    "The dog. She sleeps on my feet.",
    "mr oduya listens to me at school",
)
_BETTER_IN_THE_MIDDLE = (
    "I would like to see my brother more often.",
    "More time to play football outside.",
    "When people are late they should say why.",
    "Sometimes I am scared at night and nobody comes.",
)
GOOD: Mapping[str, Sequence[str]] = {
    "8-10": _GOOD_IN_THE_MIDDLE,
    "8-11": _GOOD_IN_THE_MIDDLE,
    "11-18": (
        "I can always ring Bernadette.",
        "My own room, and I chose the colour.",
        "The bus to wexcome, so I can go swimming.",
        "My friends, and that I can stay at the same school.",
    ),
    "leavers": (
        "I passed my driving test.",
        "My flat is small but it is mine.",
        "My old carers still ask me round for dinner.",
    ),
}
"""To the question about what is good; the youngest are not asked it."""
BETTER: Mapping[str, Sequence[str]] = {
    "4-7": ("I like the garden", "More swimming please", "My teddy", "I want to see the dog again"),
    "8-10": _BETTER_IN_THE_MIDDLE,
    "8-11": _BETTER_IN_THE_MIDDLE,
    "11-18": (
        "Ask us before you move things around.",
        "Let us stay at friends' houses without a big form.",
        "Meetings should be after school, not in lessons.",
        "Keep the same worker for longer.",
    ),
    "leavers": (
        "Tell us early what help we can get with rent.",
        "Answer messages, even if it is just to say not today.",
        "I would like somebody to check in now and then.",
    ),
}


NAMES = """# Made-up people and places, for the mask
worker: Bernadette
sister: Tamsin
teacher: Mr Oduya
town: Wexcombe
"""
"""What the council lists for its mask; one of them is misspelt in a comment."""
A_WORRY = "Sometimes I am scared at night and nobody comes."
"""What the reader takes to those who act."""
QUOTED: Mapping[str, str] = {
    "I can see [sister] every week now.": "relationships",
    "I can always ring [worker].": "relationships",
    "My own room, and I chose the colour.": "wellbeing",
    "Ask us before you move things around.": "rights",
    "Meetings should be after school, not in lessons.": "rights",
    "When people are late they should say why.": "rights",
    "Tell us early what help we can get with rent.": "resilience",
    "[teacher] listens to me at school": "resilience",
    "The bus to [town], so I can go swimming.": "recovery",
}
"""Texts that people choose to quote, and under which domain."""


def comments(item: str, band: str) -> Sequence[str]:
    """What children of this band may write to this question."""
    return GOOD[band] if item == BEST_THING else BETTER[band]
