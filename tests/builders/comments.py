"""Made-up comments as children write them, some with names and places sown in, so that what is found can be counted."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

AUTHORITY = """
# names and places a council knows
worker: Kayleigh Marston
worker: Tendai
worker: Oluwaseun
carer: Bernadette
carer: Mick Hallam
carer: Shazia
sister: Tamsin
brother: Kofi
family: Nanny Pat
teacher: Mr Oduya
school: Northfield Primary
school: Saint Hilda's
school: Brackenbury High
town: Oakhampton
town: Llanfair
town: Wexcombe
place: The Hollies
place: Tanglewood House
place: Ravensmead Park
"""

PEOPLE_LISTED = (
    "Kayleigh Marston",
    "Tendai",
    "Oluwaseun",
    "Bernadette",
    "Mick Hallam",
    "Shazia",
    "Tamsin",
    "Kofi",
    "Nanny Pat",
    "Mr Oduya",
)
PLACES_LISTED = (
    "Northfield Primary",
    "Saint Hilda's",
    "Brackenbury High",
    "Oakhampton",
    "Llanfair",
    "Wexcombe",
    "The Hollies",
    "Tanglewood House",
    "Ravensmead Park",
)
PEOPLE_USUAL = (
    "Jayden",
    "Chloe",
    "Ethan",
    "Mohammed",
    "Ellie",
    "Callum",
    "Aisha",
    "Tyler",
    "Megan",
    "Yonas",
    "Zahra",
    "Kieran",
    "Filmon",
    "Oskar",
    "Rhiannon",
    "Andreea",
)
PEOPLE_UNUSUAL = ("Thandiwe", "Zebedee", "Quillan", "Bronagh", "Xanthe", "Tarquin", "Oonagh", "Ptolemy")
PLACES_UNUSUAL = ("Blorpton", "Skegthwaite", "Dunmarrow", "Penhaligon")

OF_PEOPLE = (
    "i wish {} could come to my birthday",
    "{} listens to me when I am sad.",
    "my best friend {} makes me laugh",
    "I want to see my brother {} more than once a month",
    "nobody told me why {} left and i was upset",
    "Can I live with {} again? I miss them.",
    "my social worker {} never rings back",
    "I feel safe because {} checks on me at night",
    "me and {} play football after school",
    "when i was little i stayed with {} and her dog",
    "i have a teacher called {} who helps me with maths",
    "I dont like it when {} shouts",
    "My foster carer {} is kind and cooks nice food.",
    "if i am worried i talk to {} or my nan",
    "Please tell {} I said thank you",
)
OF_PLACES = (
    "I had to move to {} and lost all my friends",
    "i hate living in {} because it is too far away",
    "my favourite place is {} because of the swings",
    "Everyone at {} knows that I am in care.",
    "we go to {} every saturday",
    "i want to go back to {} one day",
)
PLAIN = (
    "I like my carers and my dog.",
    "i want more time with my mum please",
    "Nothing really. It is all ok.",
    "My social worker changes all the time and I never know why",
    "school is boring but lunch is good",
    "I will be happy when I can may be stay for ever",
    "They listen to me and help me with my homework.",
    "i miss my brother and sisters so much",
    "I hope they let me see my nan at christmas",
    "My bedroom is nice and I have a new bike",
    "i get bullied on the bus and no one does anything",
    "Sometimes I feel worried at night.",
    "I play minecraft on my xbox with my cousin",
    "my teacher is strict but fair",
    "I would like to have a say about contact.",
    "Everything is fine thanks",
    "I want a lock on my door and more privacy",
    "The best thing is when we go swimming on Sunday",
    "i dont understand why I cant go home",
    "I love reading and drawing in my room",
    "It would be better if meetings were shorter",
    "my life story book has lots of pictures",
    "I trust my personal adviser",
    "PE is my best lesson and I am good at rugby",
    "There is too much shouting in the house",
)


@dataclass(frozen=True, slots=True)
class Sown:
    """A comment with a name or place from ``start`` to ``end``; ``kind`` and ``form`` say which and how."""

    text: str
    start: int
    end: int
    kind: str
    form: str


def sown(n: int, seed: int) -> Iterator[Sown]:
    """``n`` comments, each with one name or place: six in ten known to the council, of 20 one or two on no list."""
    draw = random.Random(seed)
    for _ in range(n):
        kind = draw.choices(("authority", "usual", "nowhere"), (60, 28, 12))[0]
        place = kind != "usual" and draw.random() < 0.4
        names = {
            ("authority", False): PEOPLE_LISTED,
            ("authority", True): PLACES_LISTED,
            ("usual", False): PEOPLE_USUAL,
            ("nowhere", False): PEOPLE_UNUSUAL,
            ("nowhere", True): PLACES_UNUSUAL,
        }[kind, place]
        form = draw.choices(
            ("as it is", "lower case", "misspelt", "capitals", "misspelt, lower case"), (35, 25, 15, 5, 20)
        )[0]
        name = _written(draw.choice(names), form, draw)
        before, after = draw.choice(OF_PLACES if place else OF_PEOPLE).split("{}")
        yield Sown(before + name + after, len(before), len(before) + len(name), kind, form)


def _written(name: str, form: str, draw: random.Random) -> str:
    if "misspelt" in form:
        name = _one_edit(name, draw)
    if form == "capitals":
        return name.upper()
    return name.lower() if "lower" in form else name


def _one_edit(name: str, draw: random.Random) -> str:
    """One letter, not the first, left out, doubled, changed or swapped with its neighbour."""
    at = draw.choice([at for at in range(1, len(name) - 1) if name[at : at + 2].isalpha()])
    edits = (
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + draw.choice("aeioustrnl") + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    )
    return draw.choice(edits)
