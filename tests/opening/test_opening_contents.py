"""What may be kept of the answers: rows without what adults know, counts of large groups alone, comments cut loose."""

from dataclasses import fields

import pytest
from builders.opening import CONTACT, HAPPY, SAFE, bank, by_answer, child, children, counted, labels, plan

from surveyapp.definition.answers import unpack
from surveyapp.definition.model import Missing
from surveyapp.opening.contents import gather, rows_in, sort_out
from surveyapp.results.handed import Row
from surveyapp.results.models import Review


def _rows(wave, told, band):
    """Everybody's row, whether it is kept as a row or, where groups are counted, as totals alone."""
    leads = {it.fingerprint: it for it in wave.instruments.values()}
    return [unpack(leads[row.instrument], row.answers) for row in rows_in(gather(wave, told)) if row.band == band]


def test_breakdown_and_knowable_items_leave_the_row_and_the_rest_stays():
    wave = plan("8-11")
    told = {SAFE: "always", CONTACT: "too_little", HAPPY: "sad", "support": ("friends",), "placement": "home"}
    for row in _rows(wave, children(wave, "8-11", 12, **told), "8-11"):
        assert (row[SAFE], row[HAPPY]) == ("always", "sad")
        assert row["support"] == ("friends",)
        assert {row[item] for item in (CONTACT, "placement", "sex")} == {Missing.NOT_ASKED}


def test_knowable_items_live_on_as_counts_of_the_band():
    wave = plan("8-11")
    told = [*children(wave, "8-11", 11, **{CONTACT: "too_little"}), child(wave, "8-11")]
    cells = sort_out(wave, told).cells
    assert counted(cells, bands="8-11", breakdown="all", item=CONTACT) == {"too_little": 11, "skipped": 1}
    assert counted(cells, bands="8-11", breakdown="all", item=SAFE) == {}, "the rows count it"


def test_several_choices_count_each_once_and_the_children_once():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 10, sex="girl", support=("friends", "family")),
        *children(wave, "8-11", 10, sex="boy", support=()),
    ]
    cells = by_answer(wave, told)
    girls = counted(cells, breakdown="sex", value="girl", item="support")
    assert girls == {"friends": 10, "family": 10, "answered": 10}
    assert counted(cells, breakdown="sex", value="boy", item="support") == {"none": 10, "answered": 10}


def test_groups_are_counted_over_the_pool_of_bands_that_the_bank_declares():
    wave = plan("4-7", "8-11", "11-18")
    told = [
        member
        for band in ("4-7", "8-11", "11-18")
        for group in ("foster", "kinship")
        for member in children(wave, band, 6, placement=group, **{SAFE: "always"})
    ]
    cells = by_answer(wave, told)
    assert counted(cells, breakdown="placement", value="foster", item=SAFE) == {"always": 18}
    assert {bands for bands, split in labels(cells, SAFE) if split == "placement"} == {"4-7+8-11+11-18"}


def test_bands_that_answer_in_other_words_are_never_counted_together():
    wave = plan("8-11", "11-18", bank=bank(happy=(("8-11", "11-18"),)))
    told = [
        member
        for group in ("foster", "kinship")
        for band, answer in (("8-11", "sad"), ("11-18", 3))
        for member in children(wave, band, 10, placement=group, **{HAPPY: answer})
    ]
    assert {bands for bands, _ in labels(sort_out(wave, told).cells, HAPPY)} == {"8-11", "11-18"}


def test_a_small_group_is_not_counted_and_takes_another_with_it():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 20, placement="foster", **{SAFE: "always"}),
        *children(wave, "8-11", 12, placement="kinship", **{SAFE: "always"}),
        *children(wave, "8-11", 1, placement="home", **{SAFE: "never"}),
    ]
    parts = sort_out(wave, told)
    groups = {cell.value for cell in parts.cells if cell.breakdown == "placement" and cell.item == SAFE}
    assert groups == {"foster"}
    assert f"8-11 placement {SAFE}" in parts.dropped


def test_a_group_is_measured_by_those_who_answered_the_item():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 12, placement="foster", **{SAFE: "always"}),
        *children(wave, "8-11", 12, placement="kinship", **{SAFE: "always"}),
        *children(wave, "8-11", 9, placement="home", **{SAFE: "always"}),
        *children(wave, "8-11", 9, placement="home"),
    ]
    groups = {cell.value for cell in sort_out(wave, told).cells if cell.breakdown == "placement" and cell.item == SAFE}
    assert "home" not in groups


def test_those_who_do_not_say_are_a_group_of_their_own():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 12, placement="foster", **{SAFE: "always"}),
        *children(wave, "8-11", 11, **{SAFE: "never"}),
    ]
    assert counted(by_answer(wave, told), breakdown="placement", value="unsaid", item=SAFE) == {"never": 11}


def test_values_are_merged_as_the_bank_says():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 12, sex="girl", **{SAFE: "always"}),
        *children(wave, "8-11", 12, sex="another_way", **{SAFE: "never"}),
    ]
    assert counted(by_answer(wave, told), breakdown="sex", value="other", item=SAFE) == {"never": 12}


def test_nothing_but_the_band_stands_on_a_row_beside_the_answers():
    """Sex beside band, less the tallies by sex over a pool of bands, would be a few children."""
    assert [field.name for field in fields(Row)] == ["id", "band", "instrument", "answers"]


def test_a_group_none_of_whom_answered_is_a_small_group():
    """Else all less girls less boys is the one child who skipped."""
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 20, sex="girl", **{SAFE: "always"}),
        *children(wave, "8-11", 15, sex="boy", **{SAFE: "always"}),
        child(wave, "8-11"),
    ]
    parts = sort_out(wave, told)
    assert {cell.value for cell in parts.cells if (cell.breakdown, cell.item) == ("sex", SAFE)} == {"girl"}
    assert f"8-11 sex {SAFE}" in parts.dropped


def test_a_breakdowns_own_answers_are_counted_for_large_groups_alone():
    wave = plan("8-11")
    told = [
        *children(wave, "8-11", 20, placement="foster"),
        *children(wave, "8-11", 5, placement="kinship"),
        *children(wave, "8-11", 6, placement="home"),
    ]
    assert counted(sort_out(wave, told).cells, breakdown="all", item="placement") == {"foster": 20}


class TestASmallBandWithItsNeighbour:
    @pytest.fixture
    def wave(self):
        return plan("4-7", "8-11", bank=bank(contact=(("8-11",),)), **{"4-7": {"without": ("placement",)}})

    @pytest.fixture
    def told(self, wave):
        content = {SAFE: "always", HAPPY: "happy", CONTACT: "just_right"}
        return [
            *children(wave, "4-7", 4, sex="girl", **{SAFE: "never", HAPPY: "sad", CONTACT: "too_little"}),
            *children(wave, "8-11", 15, sex="girl", placement="foster", **content),
            *children(wave, "8-11", 15, sex="boy", placement="kinship", **content),
            child(wave, "4-7", comment="small"),
            child(wave, "8-11", comment="large"),
        ]

    @pytest.fixture
    def parts(self, wave, told):
        return sort_out(wave, told)

    def test_rows_are_of_one_kind_whoever_wrote_them(self, wave, told):
        lead = wave.instruments["8-11"].fingerprint
        assert {(row.band, row.instrument) for row in rows_in(gather(wave, told))} == {("4-7+8-11", lead)}

    def test_rows_hold_shared_items_alone(self, wave, told):
        rows = _rows(wave, told, "4-7+8-11")
        assert sum(row[SAFE] == "never" for row in rows) == 4
        assert {row["support"] for row in rows} == {Missing.NOT_ASKED}, "no construct of the bank, so not shared"

    def test_other_items_of_the_large_band_live_on_as_counts_of_its_own(self, parts):
        assert counted(parts.cells, bands="8-11", breakdown="all", item=CONTACT) == {"just_right": 30, "skipped": 1}
        assert counted(parts.cells, bands="8-11", breakdown="all", item="support") == {"skipped": 31}

    def test_nothing_is_counted_of_the_small_band_alone(self, parts):
        assert not [cell for cell in parts.cells if cell.bands == "4-7"]

    def test_a_breakdown_that_the_small_band_was_not_asked_does_not_give_it_away(self, parts):
        """Counted over both bands: the small one's children are among those who did not say."""
        assert {bands for bands, split in labels(parts.cells, SAFE) if split == "placement"} == {"4-7+8-11"}
        assert not counted(parts.cells, breakdown="placement", value="unsaid", item=SAFE)

    def test_its_comments_are_for_the_safeguarding_reader_and_carry_the_merged_label(self, parts):
        assert {(it.body, it.band, it.review) for it in parts.remarks} == {
            ("small", "4-7+8-11", Review.SAFEGUARDING),
            ("large", "4-7+8-11", Review.UNREAD),
        }


def test_an_item_asked_under_another_condition_is_not_shared():
    """Else "not asked" on a row would say which band its child is of."""
    wave = plan("4-7", "8-11", **{"8-11": {"happy_if": "feels_safe_home = always"}})
    told = [
        *children(wave, "4-7", 4, **{SAFE: "never", HAPPY: "sad"}),
        *children(wave, "8-11", 12, **{SAFE: "always", HAPPY: "happy"}),
    ]
    parts = sort_out(wave, told)
    assert {row[HAPPY] for row in _rows(wave, told, "4-7+8-11")} == {Missing.NOT_ASKED}
    assert counted(parts.cells, item=HAPPY, breakdown="all") == {"happy": 12}


def test_a_pool_with_the_small_band_but_not_its_neighbour_leaves_it_out():
    """4-7 joined 8-11; a pool of 4-7 and 11-18 would give it away by subtraction."""
    wave = plan("4-7", "8-11", "11-18", bank=bank(safe=(("4-7", "11-18"), ("8-11",))))
    told = [
        *children(wave, "4-7", 4, placement="foster", **{SAFE: "never"}),
        *children(wave, "8-11", 12, placement="foster", **{SAFE: "always"}),
        *children(wave, "11-18", 12, placement="foster", **{SAFE: "always"}),
        *children(wave, "11-18", 12, placement="kinship", **{SAFE: "always"}),
    ]
    cells = sort_out(wave, told).cells
    assert {bands for bands, split in labels(cells, SAFE) if split == "placement"} == {"8-11", "11-18"}
    assert counted(cells, item=SAFE, answer="never") == {}


def test_of_a_band_opened_for_its_comments_alone_no_answer_is_kept():
    wave = plan("8-11", "leavers", neighbours={"8-11": None, "leavers": None})
    told = [
        *children(wave, "8-11", 12, **{SAFE: "always"}),
        child(wave, "leavers", comment="please read", **{SAFE: "never"}),
    ]
    parts = sort_out(wave, told, comments_only=frozenset({"leavers"}))
    assert len(parts.rows) == 12
    assert not [cell for cell in parts.cells if "leavers" in cell.bands]
    assert [(it.band, it.body, it.review) for it in parts.remarks] == [("leavers", "please read", Review.SAFEGUARDING)]


def test_ids_are_drawn_anew_and_everything_is_sorted_by_them():
    wave = plan("8-11")
    told = [child(wave, "8-11", comment=f"c{n}") for n in range(30)]
    first, second = sort_out(wave, told), sort_out(wave, told)
    assert [row.id for row in first.rows] == sorted(row.id for row in first.rows)
    assert [it.body for it in first.remarks] != [it.body for it in second.remarks]
    assert not {row.id for row in first.rows} & {it.id for it in first.remarks}


class TestRowsOrGroups:
    """Counts by group beside rows are equations: solved, they put every group back on every row."""

    @pytest.fixture
    def wave(self):
        return plan("8-11")

    def test_where_no_group_is_counted_rows_are_kept(self, wave):
        parts = sort_out(wave, [child(wave, "8-11", sex="girl" if n < 9 else "boy") for n in range(18)])
        assert len(parts.rows) == 18
        assert counted(parts.cells, breakdown="all", item=SAFE) == {}, "the rows count it"

    def test_where_the_only_group_is_everybody_rows_are_kept(self, wave):
        parts = sort_out(wave, children(wave, "8-11", 12, sex="girl", **{SAFE: "always"}))
        assert counted(parts.cells, breakdown="sex", value="girl", item=SAFE) == {"=nearly_all": 12}
        assert len(parts.rows) == 12

    def test_where_a_group_is_counted_totals_are_kept_and_no_row(self, wave):
        told = [child(wave, "8-11", sex=sex, **{SAFE: "always"}) for sex in ("girl", "boy") for _ in range(10)]
        parts = sort_out(wave, told)
        assert parts.rows == ()
        assert counted(parts.cells, bands="8-11", breakdown="all", item=SAFE) == {"always": 20}
