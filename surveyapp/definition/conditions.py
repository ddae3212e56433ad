"""A show-if condition as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = str | int
"""An option id, or a whole number; ``7`` also means the option with the id "7"."""

NONE = "none"
"""The id of "none of these", the empty answer to an item that takes several."""

KEYWORDS = frozenset({"and", "or", "not", "is", "was", "one", "of", "skipped", "answered"})


class Sign(StrEnum):
    """How two values are compared; the order signs hold for numbers only."""

    EQUAL = "="
    DIFFERENT = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


ORDER = frozenset({Sign.LESS, Sign.AT_MOST, Sign.MORE, Sign.AT_LEAST})


class Expression:
    """A condition over earlier answers."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """One answer against one value."""

    item: str
    sign: Sign
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf(Expression):
    """The answer is one of these; of several answers at least one is."""

    item: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class NoneOf(Expression):
    """There is an answer, and it is none of these."""

    item: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Skipped(Expression):
    """The item was asked and passed over; "I'd rather not say" and not being asked are other things."""

    item: str


@dataclass(frozen=True, slots=True)
class Answered(Expression):
    """The item has an answer; "I'd rather not say" is none."""

    item: str


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite."""

    part: Expression


@dataclass(frozen=True, slots=True)
class And(Expression):
    """Every part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """At least one part holds."""

    parts: tuple[Expression, ...]


Test = Comparison | OneOf | NoneOf | Skipped | Answered
