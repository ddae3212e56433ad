"""After the wash nothing tells who came when; before it, and in a careless schema, the same attack links."""

import random
import secrets
from dataclasses import dataclass
from datetime import date

import pytest
from arrival import correlation, distinct_xmin, matched, order_by, order_in_file
from builders import casts
from builders import definition as make
from builders.opening import bank
from builders.wave import running
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.box import tokens
from surveyapp.casting import cast
from surveyapp.db.wash import wash
from surveyapp.definition.answers import pack
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.paths import complete
from surveyapp.opening import open_wave
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES

CHILDREN, ELIGIBLE, SEEDS = 97, 110, range(5)
WHOLE = 0
"""The seed of the wave whose children go the whole way through casting; of the others' way only the writes are left."""
MOST_MATCHES, MOST_RHO = 4, 0.25
"""In the mean of five waves: chance goes beyond either about once in ten million times."""
ITEMS = ("one", "two", "three", "four")
NAMED = make.instrument(*(make.item(name, "choice", *"abcd") for name in ITEMS), name="8-11")
SURVEYS = Catalogue(bank(), (NAMED,))


@dataclass(frozen=True)
class Came:
    """Who came in which order, and what an attacker may know to be theirs in each store."""

    order: list[int]
    codes: dict[int, bytes]
    tags: dict[int, bytes]
    rows: dict[int, bytes]
    wave: object


def _answers(child):
    return {name: "abcd"[child // 4**place % 4] for place, name in enumerate(ITEMS)}


def _fieldwork(stores, settings, seed):
    """97 of 110 children, each with answers of their own, in random order."""
    wave = running(stores, settings, {"8-11": ELIGIBLE}, wave=f"wave-{seed}", surveys=SURVEYS)
    order = random.Random(seed).sample(range(ELIGIBLE), CHILDREN)
    codes, tags = {}, {}
    cards = list(wave.codes["8-11"])
    sent = {child: wave.submission("8-11", code=cards[child], **_answers(child)) for child in order}
    if seed == WHOLE:
        for submission in sent.values():
            cast(stores, submission)
    else:
        casts.one_by_one(stores, sent.values())
    for child, submission in sent.items():
        codes[child], tags[child] = submission.code_digest, tokens.token(submission.seed).tag
    rows = {child: pack(NAMED, complete(NAMED, _answers(child))) for child in order}
    return Came(order, codes, tags, rows, wave)


def _sealed(stores, came, part):
    child_of = {tag: child for child, tag in came.tags.items()}
    with stores.read("box") as box:
        rows = box.execute(text("SELECT tag, sealed FROM ballot"))
        return {child_of[bytes(tag)]: bytes(sealed)[part] for tag, sealed in rows if bytes(tag) in child_of}


def _sealed_ends(stores, came):
    """The last bytes of each ballot: they stand where SQLite's overflow pages end, which come in order of arrival."""
    return _sealed(stores, came, slice(-24, None))


def _sealed_starts(stores, came):
    """The first bytes of each ballot: a point of the curve that is drawn for it alone."""
    return _sealed(stores, came, slice(0, 65))


def _mean(values):
    return sum(values) / len(values)


def _assert_chance(results):
    """What the attacker has in hand is chance: at most 4 of 97 by rank, and no correlation, in the mean over seeds."""
    hits, rhos = [hit for hit, _ in results], [rho for _, rho in results]
    print(f"\n{hits} of {CHILDREN} by rank, ρ {[round(rho, 2) for rho in rhos]}")
    assert len(results) == len(SEEDS)
    assert _mean(hits) <= MOST_MATCHES, hits
    assert abs(_mean(rhos)) < MOST_RHO, rhos


def _measure(found, came):
    assert len(found) == CHILDREN
    return matched(found, came.order), correlation(found, came.order)


def _washed(stores):
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_in_sqlite_files_no_place_tells_who_came_when(stores, settings):
    attacks = {"ballot": [], "overflow": [], "code": []}
    before = []
    for seed in SEEDS:
        came = _fieldwork(stores, settings, seed)
        ends = _sealed_ends(stores, came)
        before.append(correlation(order_in_file(settings, "box", ends), came.order))
        _washed(stores)
        attacks["ballot"].append(_measure(order_in_file(settings, "box", came.tags), came))
        attacks["overflow"].append(_measure(order_in_file(settings, "box", ends), came))
        attacks["code"].append(_measure(order_in_file(settings, "fieldwork", came.codes), came))
    assert max(before) > 0.9, "unwashed, the overflow pages stand in order of arrival: the attack works"
    for results in attacks.values():
        _assert_chance(results)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_in_postgresql_no_system_column_and_no_number_of_a_piece_tells_who_came_when(
    stores, settings, postgresql_clusters
):
    """Ballots are too long for a row: they lie in a table of pieces that are numbered as they come."""
    cluster, name = postgresql_clusters["box"], make_url(settings.databases["box"]).database
    attacks = {(store, column): [] for store in ("box", "fieldwork") for column in ("xmin", "ctid")} | {"pieces": []}
    for seed in SEEDS:
        came = _fieldwork(stores, settings, seed)
        starts = {end: child for child, end in _sealed_starts(stores, came).items()}
        assert _by_number_of_pieces(cluster, name, starts) == came.order, "unwashed, the numbers tell everything"
        for store, table, key, marks in _sides(came):
            found = order_by(stores, store, table, "xmin", key, marks)
            assert matched(found, came.order) == CHILDREN, "unwashed, xmin tells everything: the attack works"
        _washed(stores)
        attacks["pieces"].append(_measure(_by_number_of_pieces(cluster, name, starts), came))
        for store, table, key, marks in _sides(came):
            assert distinct_xmin(stores, store, table) == 1
            for column in ("xmin", "ctid"):
                found = order_by(stores, store, table, column, key, marks)
                attacks[store, column].append(_measure(found, came))
    for results in attacks.values():
        _assert_chance(results)


def _sides(came):
    """In both stores the table whose rows came one by one, its key, and which rows are known to be whose."""
    return ("box", "ballot", "tag", came.tags), ("fieldwork", "access_code", "digest", came.codes)


def _by_number_of_pieces(cluster, database, starts):
    with cluster.admin(database) as admin:
        table = admin.execute("SELECT reltoastrelid::regclass FROM pg_class WHERE relname = 'ballot'").fetchone()[0]
        rows = admin.execute(f"SELECT chunk_data FROM {table} WHERE chunk_seq = 0 ORDER BY chunk_id").fetchall()
    return [starts[bytes(row[0])[:65]] for row in rows if bytes(row[0])[:65] in starts]


def test_after_the_opening_the_results_tell_nothing_of_arrival(stores, settings, database):
    attacks = {"id": [], "place": []}
    for seed in SEEDS:
        came = _fieldwork(stores, settings, seed)
        came.wave.close()
        given = {"state_keys": came.wave.state_keys, "today": date(2026, 5, 1)}
        open_wave(stores, SURVEYS, came.wave.wave, came.wave.quorum(), **given)
        child_of = {row: child for child, row in came.rows.items()}
        with stores.read("results") as results:
            in_order = text("SELECT id, answers FROM response WHERE wave = :wave ORDER BY id")
            rows = results.execute(in_order, {"wave": came.wave.wave})
            ids = {child_of[bytes(answers)]: bytes(row_id) for row_id, answers in rows}
        attacks["id"].append(_measure(list(ids), came))
        if database == "sqlite":
            found = order_in_file(settings, "results", ids)
        else:
            found = order_by(stores, "results", "response", "ctid", "id", ids)
            assert distinct_xmin(stores, "results", "response") == 1
        attacks["place"].append(_measure(found, came))
    for results in attacks.values():
        _assert_chance(results)


@pytest.fixture
def careless(stores, database):
    """One store where a code is used up and an answer stored in one transaction, as obvious designs do."""
    with stores.write("safeguarding") as session:
        blob = "BLOB" if database == "sqlite" else "BYTEA"
        session.execute(text(f"CREATE TABLE careless_code (code {blob} PRIMARY KEY, used INTEGER NOT NULL)"))
        session.execute(text(f"CREATE TABLE careless_answer (id {blob} PRIMARY KEY, child {blob} NOT NULL)"))
    yield stores
    with stores.write("safeguarding") as session:
        session.execute(text("DROP TABLE careless_answer"))
        session.execute(text("DROP TABLE careless_code"))


def test_the_same_attack_links_an_unwashed_same_transaction_schema(careless, database):
    stores = careless
    order = random.Random(1).sample(range(ELIGIBLE), CHILDREN)
    codes = {child: secrets.token_bytes(32) for child in range(ELIGIBLE)}
    with stores.write("safeguarding") as session:
        everybody = [{"code": code} for code in codes.values()]
        session.execute(text("INSERT INTO careless_code VALUES (:code, 0)"), everybody)
    for child in order:
        with stores.write("safeguarding") as session:
            session.execute(text("UPDATE careless_code SET used = 1 WHERE code = :code"), {"code": codes[child]})
            answer = {"id": secrets.token_bytes(16), "child": child.to_bytes(2)}
            session.execute(text("INSERT INTO careless_answer VALUES (:id, :child)"), answer)
    column = "rowid" if database == "sqlite" else "xmin"
    answers = {child: child.to_bytes(2) for child in order}
    found = order_by(stores, "safeguarding", "careless_answer", column, "child", answers)
    assert (matched(found, order), round(correlation(found, order), 6)) == (CHILDREN, 1.0)
    if database == "postgresql":
        assert _joined_on_xmin(stores, codes) == CHILDREN


def _joined_on_xmin(stores, codes):
    child_of = {code: child for child, code in codes.items()}
    join = "SELECT c.code, a.child FROM careless_code c JOIN careless_answer a ON c.xmin = a.xmin WHERE c.used = 1"
    with stores.read("safeguarding") as session:
        return sum(child_of[bytes(code)] == int.from_bytes(bytes(child)) for code, child in session.execute(text(join)))
