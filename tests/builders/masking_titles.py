"""Surnames after titles, as children write them, on no council's list, most of them words of everyday; and sentences
with the same titles, or with "miss", in which nobody is named."""

from __future__ import annotations

from collections.abc import Iterator

from builders.masking_corpus import Sown

SURNAMES = """
Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall
Wood Jackson Clarke Cooper Harris King Baker Turner Hill Ward Cook Young Carter Price Day May Lamb Little Page Fox Bell
"""
"""Among the most usual of the United Kingdom, and a few that are words."""

TITLED = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Mr.", "Mrs.", "Ms.", "Miss.", "Dr.", "Sir", "PC", "Nurse", "Sergeant")
SAID = (
    "My teacher {} is nice",
    "I live with {}.",
    "{} is my favourite.",
    "i talk to {} when i am sad",
    "it got better. {} helped me with my maths",
    "I like {} and my dog",
    "why did {} leave",
)
PEOPLE = ("foster mum", "foster carer", "social worker", "auntie", "uncle", "teacher", "friend", "key worker")
"""After these a surname is known by its capital alone."""

NAMELESS = (
    "i miss my dog",
    "I miss seeing him",
    "I miss school and swimming",
    "we miss our mum and dad",
    "I really miss football",
    "Miss my old house",
    "i dont want to miss lunch",
    "miss is kind and sir is funny",
    "I miss him. Then I cry",
    "sir shouts at everyone",
    "Sir said we could go out",
    "the doctor gave me tablets",
    "I went to the dr. Then we had chips",
    "my pc broke and nobody fixed it",
    "playing games on my pc makes me happy",
    "the nurse at school listens to me",
    "the police officer was nice",
    "my social worker Never rings",
    "My Foster Mum Makes The Best Cakes",
    "I MISS MY OLD SCHOOL",
    "my auntie is coming on friday",
    "my uncle works a lot",
    "i miss being little",
    "people i miss. nobody asks",
)


def titled(*ways: str) -> Iterator[Sown]:
    """Each surname after each title in each sentence, as it is and in lower case (or only the ``ways`` named)."""
    for title in TITLED:
        for said in SAID:
            yield from _written(said, title, ways or ("as it is", "lower case"))


def after_people() -> Iterator[Sown]:
    """Each surname with its capital after a word for a person."""
    for who in PEOPLE:
        for name in SURNAMES.split():
            yield _sown("my {} is nice", who, name, "as it is", who)


def _written(said: str, title: str, ways: tuple[str, ...]) -> Iterator[Sown]:
    for name in SURNAMES.split():
        for way in ways:
            yield _sown(said, title, name, way, title)


def _sown(said: str, title: str, name: str, way: str, kind: str) -> Sown:
    before, after = said.split("{}")
    parts = [f"{before}{title} ", name, after]
    if way == "lower case":
        parts = [part.lower() for part in parts]
    return Sown("".join(parts), len(parts[0]), len(parts[0]) + len(name), kind, way)
