"""Of random small councils nobody works out a few children by subtracting what is kept, whatever they know of whom."""

from dataclasses import dataclass
from itertools import combinations

from builders.opening import CONTACT, HAPPY, SAFE, bank, child, plan
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyapp.definition.model import Missing
from surveyapp.opening.contents import sort_out
from surveyapp.opening.partitions import groups_of
from surveyapp.results.queries import totals

SKIPPED = Missing.SKIPPED
SEX = st.sampled_from(["girl", "boy", "girl", "boy", "another_way", SKIPPED])
PLACEMENT = st.sampled_from(["foster", "foster", "kinship", "home", "parents", SKIPPED])
SAFE_ANSWER = st.sampled_from(["always", "mostly", "never", SKIPPED])
CONTACT_ANSWER = st.sampled_from(["too_little", "just_right", SKIPPED])
BANKS = [
    bank(),
    bank(safe=(("4-7", "11-18"), ("8-11",))),
    bank(contact=(("8-11",), ("4-7", "11-18")), happy=(("4-7", "8-11", "11-18"),)),
]
LAW = settings(max_examples=150, deadline=None)


@dataclass(frozen=True)
class Kept:
    """A set of children whose answers to one item are known together; children are bits."""

    who: int
    breakdown: str = "all"


@st.composite
def _councils(draw):
    """Up to three bands; children come in handfuls who are alike, so that whole bands may be of one group."""
    bands = ["4-7", "8-11", "11-18"][: draw(st.integers(1, 3))]
    without = {"4-7": {"without": ("placement",)}} if draw(st.booleans()) else {}
    wave = plan(*bands, bank=draw(st.sampled_from(BANKS)), **without)
    told = []
    for band in bands:
        for _ in range(draw(st.integers(1, 4))):
            alike = {SAFE: draw(SAFE_ANSWER), CONTACT: draw(CONTACT_ANSWER), "sex": draw(SEX)}
            alike |= {} if without and band == "4-7" else {"placement": draw(PLACEMENT)}
            known = {name: answer for name, answer in alike.items() if answer is not SKIPPED}
            happy = 7 if band == "11-18" else "sad"
            told += [child(wave, band, **known, **{HAPPY: happy}) for _ in range(draw(st.integers(1, 14)))]
    told += [child(wave, bands[-1], sex="girl", **{SAFE: "always"}) for _ in range(10)]
    told += [child(wave, band) for band in bands if sum(it.band == band for it in told) >= 10]
    return wave, told


def _bits(told, holds):
    return sum(1 << place for place, member in enumerate(told) if holds(place, member))


def _of_bands(told, label):
    return _bits(told, lambda _, member: member.band in label.split("+"))


def _groups(wave, told, breakdown):
    """Each child's group, as anybody may know it."""
    return [groups_of(wave.bank.breakdowns[breakdown], wave.instruments[it.band], [it])[0] for it in told]


def _kept(wave, told, item):
    """The sets of children that rows and tallies count together for an item."""
    parts = sort_out(wave, told)
    leads = {it.fingerprint: it for it in wave.instruments.values()}
    found = set()
    for label, fingerprint in {(row.band, row.instrument) for row in parts.rows}:
        rows = [row.answers for row in parts.rows if row.band == label]
        if any(name == item for name, _ in totals(leads[fingerprint], rows, merged="+" in label)):
            found.add(Kept(_of_bands(told, label)))
    for cell in parts.cells:
        if cell.item == item and cell.breakdown == "all":
            found.add(Kept(_of_bands(told, cell.bands)))
        elif cell.item == item:
            groups = _groups(wave, told, cell.breakdown)
            in_group = _bits(told, lambda place, _, groups=groups, value=cell.value: groups[place] == value)
            found.add(Kept(_of_bands(told, cell.bands) & in_group, cell.breakdown))
    return found


def _unions(parts):
    """Every union of some of these sets, which do not overlap."""
    for size in range(len(parts) + 1):
        for chosen in combinations(sorted(parts), size):
            yield sum(chosen)


def _differences(found, breakdown):
    """Every set that is left when tallied groups are taken from totals they lie in, or totals from groups."""
    whole = set(_unions({kept.who for kept in found if kept.breakdown == "all"}))
    split = set(_unions({kept.who for kept in found if kept.breakdown == breakdown})) - {0}
    for total in whole:
        for group in split:
            if group & ~total == 0:
                yield total - group
            if total and total & ~group == 0:
                yield group - total


@LAW
@given(_councils())
def test_what_is_left_after_a_subtraction_is_nobody_or_at_least_ten_who_answered(council):
    wave, told = council
    for item in (SAFE, CONTACT, HAPPY, "support"):
        found = _kept(wave, told, item)
        answered = _bits(told, lambda _, it, item=item: not isinstance(it.answers.get(item, SKIPPED), Missing))
        whole = set(_unions({kept.who for kept in found if kept.breakdown == "all"}))
        for breakdown in wave.bank.breakdowns:
            for left in _differences(found, breakdown):
                assert left in whole or (left & answered).bit_count() >= 10, (item, breakdown)
