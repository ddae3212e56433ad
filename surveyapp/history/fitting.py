"""Which counts and bases fit a printed percentage, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Printed:
    """A percentage as it was printed: from 0 to 100, with so many decimals."""

    percent: Fraction
    decimals: int = 0

    @property
    def low(self) -> Fraction:
        """The smallest share that is rounded to this, itself included: halves are rounded up or to even."""
        return max(Fraction(0), self.percent - self._half) / 100

    @property
    def high(self) -> Fraction:
        """The largest share that is rounded to this, itself included."""
        return min(Fraction(100), self.percent + self._half) / 100

    @property
    def as_hundred(self) -> Printed:
        """The percentage, where a share of one was written as one: 67 for 0.67."""
        return Printed(self.percent * 100, max(0, self.decimals - 2))

    def __str__(self) -> str:
        return f"{float(self.percent):.{self.decimals}f}"

    @property
    def _half(self) -> Fraction:
        return Fraction(1, 2 * 10**self.decimals)


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases from ``first`` to ``last`` fit; ``last`` is None where every larger one does."""

    first: int
    last: int | None


def counts(base: int, printed: Printed) -> range:
    """The counts of ``base`` that are printed so; empty where none is."""
    return range(ceil(printed.low * base), floor(printed.high * base) + 1)


def fits(positive: int, base: int, printed: Printed) -> bool:
    """Whether ``positive`` of ``base`` is printed so."""
    return positive in counts(base, printed)


def bases(positive: int, printed: Printed) -> Bases | None:
    """The bases of which ``positive`` is printed so; None where no base is."""
    if printed.high == 0:
        return Bases(1, None) if positive == 0 else None
    first = max(1, ceil(positive / printed.high))
    if printed.low == 0:
        return Bases(first, None)
    last = floor(positive / printed.low)
    return Bases(first, last) if first <= last else None


def per_cent(part: int, whole: int) -> str:
    """A share as a percentage with one decimal, for a sentence."""
    return f"{100 * part / whole:.1f}"
