"""Laying groups together until everybody who is in one group of each partition is one of at least ten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from surveyapp.opening.groups import THRESHOLD

Kind = tuple[str, ...]
"""The group of some children in each partition, in the partitions' order."""
Block = tuple[str, ...]
"""Groups of one partition that are laid together."""
Blocks = tuple[Block, ...]
"""One partition."""
Crossing = tuple[Block, ...]
"""Who is in one block of each partition."""


def lay_out(
    sizes: Mapping[Kind, int], partitions: Sequence[Blocks], *, refused: Callable[[Sequence[Blocks]], bool]
) -> tuple[Blocks, ...] | None:
    """The partitions with groups laid together until no crossing is small and they are not refused; None if all are.

    Where a crossing is small, the smallest group in such a crossing joins the next smallest of its partition. Nothing
    is hidden: a hidden crossing could be worked out from the others. A partition of one block says nothing: None.
    """
    laid = list(partitions)
    while all(len(blocks) > 1 for blocks in laid):
        counted = crossed(sizes, laid)
        few = [kind for kind, n in counted.items() if n < THRESHOLD]
        if not few and not refused(laid):
            return tuple(laid)
        sizes_of = [_sizes(counted, place) for place in range(len(laid))]
        place, block = min(_parts(few or counted), key=lambda it: (sizes_of[it[0]][it[1]], it))
        laid[place] = _joined(laid[place], block, sizes_of[place])
    return None


def crossed(sizes: Mapping[Kind, int], partitions: Sequence[Blocks]) -> Mapping[Crossing, int]:
    """How many are in each crossing of these blocks, none included."""
    block_of = [{group: block for block in blocks for group in block} for blocks in partitions]
    found: Counter[Crossing] = Counter(dict.fromkeys(product(*partitions), 0))
    for kind, n in sizes.items():
        found[tuple(blocks[group] for blocks, group in zip(block_of, kind, strict=True))] += n
    return found


def _parts(crossings: Iterable[Crossing]) -> Iterator[tuple[int, Block]]:
    """The blocks of these crossings, each with the place of its partition."""
    for crossing in crossings:
        yield from enumerate(crossing)


def _sizes(counted: Mapping[Crossing, int], place: int) -> Counter[Block]:
    found: Counter[Block] = Counter()
    for crossing, n in counted.items():
        found[crossing[place]] += n
    return found


def _joined(blocks: Blocks, block: Block, sizes: Mapping[Block, int]) -> Blocks:
    """The partition with one block laid together with the next smallest."""
    joining = min((other for other in blocks if other != block), key=lambda other: (sizes[other], blocks.index(other)))
    first, second = sorted((block, joining), key=blocks.index)
    return tuple(first + second if other == first else other for other in blocks if other != second)
