"""What a version of a survey says of an earlier one: which of its items are not the same, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trend(StrEnum):
    """How an item stands to the one of the same id in an earlier version; only the same one goes on with its line."""

    SAME = "same"
    REWORDED = "reworded"
    RESCALED = "rescaled"
    NEW = "new"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Trends:
    """The contract of a later version with the version ``since``: what is not among its ``items`` is the same.

    A reason is an English sentence for readers of results, and a message id without a context.
    """

    since: str
    items: Mapping[str, tuple[Trend, str]]

    def of(self, item: str) -> Trend:
        """What the contract says of this item."""
        return self.items[item][0] if item in self.items else Trend.SAME

    def reason(self, item: str) -> str:
        """Why this item is not the same; empty where it is."""
        return self.items[item][1] if item in self.items else ""
