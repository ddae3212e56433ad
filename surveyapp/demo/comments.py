"""What made-up children write: to what is good, and to what would be better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

BEST_THING = "best_thing"
_GOOD_IN_THE_MIDDLE = (
    "My foster mum makes pancakes on Sundays.",
    "I can see my sister now.",
    "The dog. She sleeps on my feet.",
    "I have a teacher who listens.",
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
        "I have had the same worker for two years.",
        "My own room, and I chose the colour.",
        "Boxing on Thursdays.",
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


def comments(item: str, band: str) -> Sequence[str]:
    """What children of this band may write to this question."""
    return GOOD[band] if item == BEST_THING else BETTER[band]
