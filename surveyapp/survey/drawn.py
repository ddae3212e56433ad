"""Pages on which nothing of a child stands, drawn once: only the sealed field differs from one child to the next."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable

MOST = 2_000
"""Pages kept at once, about 5 kB each."""


class Drawn:
    """A cache of pages, each cut where the sealed field goes in. What may be kept here, ``showing`` decides."""

    def __init__(self) -> None:
        self._place = secrets.token_hex(16)
        self._kept: dict[Hashable, tuple[str, str]] = {}

    def filled(self, key: Hashable, state: str, draw: Callable[[str], str]) -> str:
        """The page of this key with this state in it; ``draw`` draws it with any other."""
        if key not in self._kept:
            if len(self._kept) >= MOST:
                self._kept.clear()
            before, place, after = draw(self._place).partition(self._place)
            assert place, "a page is kept only when a state stands in it"
            self._kept[key] = (before, after)
        before, after = self._kept[key]
        return f"{before}{state}{after}"
