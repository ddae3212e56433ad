"""Two corpora for the mask: names that its makers did not choose, in sentences written apart from its lists.

``USUAL`` is a sample of the first names that Faker (MIT) has for Great Britain (in the later corpus for New Zealand and
Ireland), ``ELSEWHERE`` of those for India, Poland, Romania, Viet Nam, Nigeria, Kenya, Tanzania, South Africa, Turkey.
A council lists ``LISTED`` and no other. Rules of single words were tried on the first corpus; the later one
was drawn and written after those, and showed that they were not enough: what is no English is marked since.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

LISTED = """
worker: Lorraine Tapping
worker: Obinna
worker: Mr Whitlock
worker: Jagdeep
worker: Siobhan Quirke
carer: Maureen
carer: Delroy
carer: Pam and Trevor
carer: Nasreen
teacher: Mrs Ashworth
teacher: Miss Bello
family: Nanny Jean
school: Hartsmere Academy
school: St Cuthbert's
school: Oakfield
school: Broadwater Primary
town: Thornaby
town: Penrhos
town: Garforth
town: Newton Aycliffe
place: The Beeches
place: Lime Tree House
place: Rookhope Park
place: Maple Lodge
"""

USUAL = """
Aaron Alex Alison Allan Amelia Anne Anthony Antony Ben Benjamin Beth Brett Brian Callum Charlotte Cheryl Clive
Connor Damien David Dean Declan Denis Dennis Donna Duncan Dylan Eleanor Ellie Gary Gavin Georgia Glenn Graham
Gregory Hannah Hayley Hilary Howard Ian Jason Jayne Jessica Jill Joanna Joanne Joe Jonathan Josephine Josh Joshua
Judith Kathleen Katy Kenneth Kyle Lauren Lawrence Leah Leslie Lisa Marc Margaret Marion Mark Matthew Max Melissa
Michael Mitchell Molly Pamela Paula Pauline Philip Rachael Raymond Rhys Richard Ricky Ronald Sara Shane Shaun Sheila
Stacey Stuart Susan Vanessa Zoe
"""
ELSEWHERE = """
Aashi Abigaili Adrianna Angel Arian Busara Chinyere Clarisa Cristina Dagmara Ebuka Emanuel Erbil Faisa Fariq
Folashade Gülşa Humphrey Hưng Hồng Ikbal Inga Iwo Iyabode Jacek Kariuki Kelechi Khoa Kilonzo Kutun Linh Lucky Macide
Minenhle Mlungisi Mojisola Morolake Nam Nayfa Njoroge Nkazimulo Nomvula Obinna Olimpiu Oluchi Omobobola Oyenike
Pelaji Piotr Raluca Sauti Somadina Toktuğ Vasatika Vân Wilson Wyatt Yelesen Zenzile Zinhle
"""

USUAL_LATER = """
Abby Andre Arianne Billie Bradley Brayden Brenda Britney Caitlin Caolan Carl Cassie Chelsea Cherith Chloe Daniel
Diarmuid Elaine Emilie Emma Ewan Ezra Faith Felix Flynn Francis Freya Gemma Graeme Harvey Heather Huia Isabel
Jane Jeffrey Jemma Kaitlyn Karl Kate Kathryn Kelly-Marie Kelsey Lloyd Louise Maria Micah Nevaeh Nigel Nixon Orla
Orlagh Paige Piper Quentin Rachel Rebekah Rory Russell Sam Sasha Seaneen Shelley Sienna Simone Sinead Skye Tai
Tessa Tracy Virginia
"""
ELSEWHERE_LATER = """
Abhimanyu Abiodun Adaeze Adeshina Adia Alvin Angelika Anika Antim Atiena Avni Bali Chibuzo Châu Dinçsü Dominik
Dorcus Duyên Ezgütekin Gbolahan Gökçe Gülçe Hekima Kajetan Khanyisile Langalibalele Lungile Maisha Marcin Nnamdi
Norbert Norman Ogechi Oluwamumibori Omotayo Owethu Panagachie Pompilia Risasi Sam Sarthak Sithembiso Sofia
Somtochukwu Thảo Tony Trọng Valary Zashil Ánh
"""

SIGNS = (
    "07911 123456", "01632 960 960", "0 7 9 1 1 1 2 3 4 5 6", "TS17 6QY", "ts176qy", "14 Elm Grove",
    "flat 3, 22 station road", "jess.b@mail.example", "@its_jaydee", "12/05/2013", "4th of august",
)  # fmt: skip
"""What gives a child away without a name."""

SAID_OF_PEOPLE = (
    "{} is the best person ever",
    "i dont want {} to leave",
    "When I am upset {} sits with me.",
    "i hate {} he is always shouting at me",
    "I only told {} about it and nobody else",
    "my brother {} lives in a different home and i miss him",
    "can you tell {} to stop coming late",
    "{} never listens!!",
    "its better since {} came",
    "I go swimming with {} on wednesdays",
    "me n {} are bffs",
    "my foster carer is called {} and she is ok",
    "Why cant i see {} more?",
    "thank you {} for everything",
    "I like it at {}'s house",
    "{} and the cat",
    "my social worker {} is lovely but too busy",
    "i want to live with {} and my mum",
    "We had a party and {} made a cake",
    "i feel safe with {}",
)
SAID_OF_PLACES = (
    "i used to live in {} and it was better",
    "{} is too far from my friends",
    "They moved me to {} and never asked",
    "i like my class at {}",
    "On saturdays we go to {}.",
    "I want to move back to {}",
    "people at {} are mean to me",
    "the best bit is going to {} with my nan",
)
SAID_OF_SIGNS = (
    "please call me {}",
    "my number is {} if you want to talk",
    "you can find me at {}",
    "i am at {} most days",
    "Its {} in case you need it",
)
NAMELESS = (
    "i love my hamster he is called fluffy and he bites",
    "Lego is the best thing and so is my trampoline",
    "we should have more pudding and less broccoli lol",
    "I wish the bathroom had a proper lock",
    "my placement broke down twice and nobody explained",
    "the judge never even met me",
    "I am doing my GCSEs and need a quiet desk",
    "They took my phone away for a week which is unfair",
    "please can we have a paddling pool",
    "I dont get enough pocket money compared to others",
    "My therapist helps me with flashbacks",
    "sumtimes i cry in bed and no one nos",
    "i want to be a vet or a youtuber wen i grow up",
    "We went camping in a tent and toasted marshmallows",
    "Having my hair done properly matters to me",
    "contact with mum gets cancelled all the time",
    "The minibus says the name of the home on it and its embarrassing",
    "I'd like to learn to play the drums",
    "My bike got nicked and nobody replaced it",
    "Why do I have to pack my clothes in bin bags",
    "its boring here there is no wifi upstairs",
    "I am happy because I got into the rugby team",
    "There are too many agency staff on nights",
    "nothing to say",
    "I want halal food every day not just Fridays",
    "We have sensory toys and a trampoline",
    "I passed my Bronze award and they came to watch",
    "Mental health support took nine months",
    "can i have a dog pleeeease",
    "Everyone deserves a family that sticks with them",
    "My new trainers are sick",
    "I get anxious before reviews because of all the strangers",
    "i dont no why i am in care",
    "They remembered my birthday and made a chocolate cake",
    "being treated different from their own kids",
    "I want to choose my own wallpaper",
    "the food is minging",
    "Football, gaming and my girlfriend",
    "Let me have sleepovers like normal kids",
    "It is calm here and nobody hits anybody",
)
"""Sentences in which nobody and no place is named: what is marked in them is a false alarm."""


PEOPLE_LATER = (
    "nobody asked me if i wanted {} as my key worker",
    "{} taught me to cook",
    "I like going to the park with {} and his kids",
    "sometimes {} forgets to ring",
    "Being able to talk to {} about anything",
    "i cry when {} goes home",
    "more time with {}",
    "{}",
    "me and my friend {} got split up when i moved school",
    "that {} believes me",
    "my uncle {} should be allowed to visit",
    "{} said i could stay and then i had to move anyway",
    "What is good is that I have {} to help me with my homework",
    "i still miss {} loads",
    "for {} to get better",
    "Ask {} she knows",
    "I want {} to adopt me",
    "my little sister {} is at another carers",
    "we all love {}",
    "If I could change one thing it would be {} leaving.",
)
PLACES_LATER = (
    "not having to get the taxi from {}",
    "i was at {} before and the staff were nice",
    "{} was horrible",
    "my dad still lives near {}",
    "swimming at {} on a sunday",
    "i dont know anyone in {}",
)
NAMELESS_LATER = (
    "I want to be treated like a normal teenager not a case number",
    "getting my nails done and going trampolining",
    "they lock the fridge at night and it makes me feel like a criminal",
    "I have had four different placements in two years and I am exhausted",
    "nan makes the best spaghetti bolognese",
    "more trips to the seaside and theme parks",
    "My carers treat me like one of their own",
    "i would like a kitten but the landlord says no",
    "Less meetings, more fun!",
    "When they restrain people it scares me",
    "I got a certificate for attendance",
    "social services should answer emails",
    "cuddles and stories before bed",
    "I feel different at school because of taxis and escorts",
    "Got my own key to the front door",
    "Knowing where I will live when I turn eighteen",
    "Fortnite and pepperoni pizza on a Friday",
    "I hate it when adults whisper about me",
    "we have chickens and a pond with frogs",
    "Stop writing that I have behavioural difficulties",
    "a bigger allowance for clothes",
    "My best mate and basketball",
    "I can finally sleep without nightmares",
    "would like to know my medical history",
    "its ok i suppose",
    "Not having to share a bedroom any more",
    "being listened to without interrupting",
    "I wanna do an apprenticeship in plumbing",
    "Somebody hugging me when I am sad",
    "They should train police to be kinder",
)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Names on no council's list, the sentences they are sown in, and sentences that name nobody."""

    usual: tuple[str, ...]
    elsewhere: tuple[str, ...]
    of_people: tuple[str, ...]
    of_places: tuple[str, ...]
    nameless: tuple[str, ...]


FIRST = Corpus(tuple(USUAL.split()), tuple(ELSEWHERE.split()), SAID_OF_PEOPLE, SAID_OF_PLACES, NAMELESS)
LATER = Corpus(tuple(USUAL_LATER.split()), tuple(ELSEWHERE_LATER.split()), PEOPLE_LATER, PLACES_LATER, NAMELESS_LATER)


@dataclass(frozen=True, slots=True)
class Sown:
    """A comment with something sown in from ``start`` to ``end``; ``kind`` and ``form`` say what and how."""

    text: str
    start: int
    end: int
    kind: str
    form: str


def sown(those: Corpus, n: int, *, seed: int) -> Iterator[Sown]:
    """``n`` comments: of 100, 54 with what the council listed, 28 usual first names, 10 from elsewhere, 8 signs."""
    draw = random.Random(seed)
    listed = [line.split(": ") for line in LISTED.strip().splitlines()]
    people = [name for role, name in listed if role not in ("school", "town", "place")]
    places = [name for role, name in listed if role in ("school", "town", "place")]
    for _ in range(n):
        kind = draw.choices(("listed", "usual", "elsewhere", "sign"), (54, 28, 10, 8))[0]
        where = kind == "listed" and draw.random() < 0.45
        names = {
            "listed": tuple(places if where else people),
            "sign": SIGNS,
            "usual": those.usual,
            "elsewhere": those.elsewhere,
        }[kind]
        said = those.of_places if where else SAID_OF_SIGNS if kind == "sign" else those.of_people
        form = "as it is" if kind == "sign" else draw.choices(FORMS, (40, 30, 10, 5, 15))[0]
        name = written(draw.choice(names), form, draw)
        before, after = draw.choice(said).split("{}")
        yield Sown(before + name + after, len(before), len(before) + len(name), kind, form)


FORMS = ("as it is", "lower case", "misspelt", "capitals", "misspelt, lower case")


def written(name: str, form: str, draw: random.Random) -> str:
    """A name as a child may write it."""
    if "misspelt" in form:
        name = misspelt(name, draw)
    return name.upper() if form == "capitals" else name.lower() if "lower" in form else name


def misspelt(name: str, draw: random.Random) -> str:
    """One letter, not the first, left out, doubled, changed, or swapped with its neighbour."""
    at = draw.choice([at for at in range(1, len(name) - 1) if name[at : at + 2].isalpha()])
    other = draw.choice("aeioustrnl")
    return name[:at] + draw.choice(
        (name[at + 1 :], name[at] + name[at:], other + name[at + 1 :], name[at + 1] + name[at] + name[at + 2 :])
    )
