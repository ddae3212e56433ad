"""A third corpus for the mask: first names as usual as they are in the United Kingdom, those that are words among them.

The two other corpora were drawn from long lists, in which names that are words (Grace, Jack, Summer) are rare: of names
of children they are about one in six. ``CHILDREN`` are those most given in England and Wales from 2008 to 2018,
``ADULTS`` from 1960 to 1990, written down from memory before the mask knew any of them as more than a word. The
sentences that name nobody use such names as words.
"""

from __future__ import annotations

from builders.masking_corpus import ELSEWHERE, ELSEWHERE_LATER, PEOPLE_LATER, PLACES_LATER, SAID_OF_PEOPLE, Corpus

CHILDREN = """
Olivia Amelia Isla Ava Emily Isabella Mia Poppy Ella Lily Grace Evie Sophia Jessica Sophie Charlotte Freya Daisy Alice
Phoebe Ruby Florence Sienna Isabelle Chloe Evelyn Rosie Millie Eva Willow Matilda Scarlett Maisie Elsie Layla Holly
Summer Jasmine Erin Imogen Lucy Ellie Molly Abigail Eleanor Violet Ivy Amber Jade Megan
Oliver Harry George Noah Jack Jacob Leo Oscar Charlie Muhammad William Alfie Henry Thomas Joshua Freddie James Archie
Arthur Logan Theo Ethan Alexander Joseph Edward Samuel Max Mason Lucas Isaac Daniel Benjamin Finley Dylan Harrison Teddy
Reuben Tyler Jake Ryan Riley Luke Toby Callum Jayden Zachary Connor Aaron Harley Bobby Frankie
"""
ADULTS = """
David Paul Andrew Mark John Michael Stephen Ian Robert Richard Christopher Matthew Lee Susan Julie Karen Jacqueline
Deborah Tracey Jane Helen Diane Sharon Sarah Claire Nicola Emma Lisa Joanne Michelle Donna Louise Dawn Rebecca Laura
Gemma Kelly Will
"""
NAMELESS = (
    "we planted poppies and a holly bush in the garden",
    "I hope that i can stay here till I am eighteen",
    "Summer is the best time because we go to the beach",
    "my teddy and my blanket",
    "Will you tell my social worker that I want to move",
    "i got full marks in my maths test",
    "the light at the crossing was on amber",
    "More trips in the summer holidays",
    "my favourite colour is violet",
    "there is a robin on the fence every morning",
    "i play with a jack in the box at the family centre",
    "having faith in people is hard",
    "Hope it gets better soon",
    "my worker will be late again",
    "my sister said that she misses home",
    "my foster carer may move house",
    "It is a joy to wake up without being scared",
    "they put the heating up to max and it is still cold",
    "I did a reading at church at christmas",
    "we say grace before dinner",
    "somebody keeps nicking my stuff",
    "i wish they would be frank with me",
    "I walked for miles with the dog",
    "we picked daisies and made a chain",
    "my mum rose early to make me breakfast",
    "a willow tree with a swing",
    "please grant me my wish",
    "Mark my words nothing will change",
    "i saved every penny for my bike",
    "WILL ANYBODY LISTEN TO US",
)

POPULAR = Corpus(
    tuple((CHILDREN + ADULTS).split()),
    tuple((ELSEWHERE + ELSEWHERE_LATER).split()),
    SAID_OF_PEOPLE + PEOPLE_LATER,
    PLACES_LATER,
    NAMELESS,
)
