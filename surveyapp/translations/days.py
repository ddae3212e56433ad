"""A sentence that ends in a day, as every language writes days."""

from __future__ import annotations


def ended(sentence: str) -> str:
    """The sentence with one full stop at its end: a day that ends in one, as in Ukrainian, ends the sentence too."""
    return sentence[:-1] if sentence.endswith("..") else sentence
