"""Attacks that link used codes with ballots: artefacts in, guessed links out; and the judge who knows the truth."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from clusters import Cluster
from scipy.stats import spearmanr
from simulation import Loot, Night, Truth
from sqlalchemy import text
from sqlalchemy.engine import make_url

Links = Sequence[tuple[bytes, bytes]]
"""Used codes (digests) and ballots (tags) that the attacker holds to be one child's."""
END = 24
"""Bytes of a ballot's end, which lie on a SQLite file's last overflow page for it."""


@dataclass(frozen=True)
class Judged:
    """How many links are right, and how far the order found is the order in which children came (rank correlation)."""

    right: int
    rho: float


def judge(links: Links, truth: Truth) -> Judged:
    """Against what really happened."""
    child_of = {code: child for child, code in truth.codes.items()}
    owner = {tag: child for child, tag in truth.tags.items()}
    right = sum(owner.get(tag, -1) == child_of.get(code, -2) for code, tag in links)
    came = {child: place for place, child in enumerate(truth.order)}
    places = [came[owner[tag]] for _, tag in links if tag in owner]
    rho = float(spearmanr(range(len(places)), places).statistic) if len(places) > 2 else 0.0
    return Judged(right, rho)


def in_turn(codes: Sequence[bytes], tags: Sequence[bytes]) -> Links:
    """The k-th code and the k-th ballot."""
    return list(zip(codes, tags, strict=False))


def _used(loot: Loot, order: str = "") -> list[tuple[bytes, bytes]]:
    asked = f"SELECT digest, blinded FROM access_code WHERE state = 'spent' {order}"
    with loot.stores.read("fieldwork") as registry:
        return [(bytes(row[0]), bytes(row[1])) for row in registry.execute(text(asked))]


def _ballots(loot: Loot, order: str = "") -> list[tuple[bytes, bytes]]:
    with loot.stores.read("box") as box:
        return [(bytes(row[0]), bytes(row[1])) for row in box.execute(text(f"SELECT tag, sealed FROM ballot {order}"))]


def _file(loot: Loot, store: str) -> bytes:
    return Path(make_url(loot.settings.databases[store]).database or "").read_bytes()


def by_key(loot: Loot) -> Links:
    """Both in the order of their keys."""
    return in_turn(sorted(code for code, _ in _used(loot)), sorted(tag for tag, _ in _ballots(loot)))


def by_place_in_file(loot: Loot) -> Links:
    """SQLite: where codes and tags stand in their files, page after page and cell after cell."""
    registry, box = _file(loot, "fieldwork"), _file(loot, "box")
    codes = sorted((code for code, _ in _used(loot)), key=registry.find)
    return in_turn(codes, sorted((tag for tag, _ in _ballots(loot)), key=box.find))


def by_cell(loot: Loot) -> Links:
    """SQLite: within a page, cells are given room from the end: a lower offset came later."""
    registry, box = _file(loot, "fieldwork"), _file(loot, "box")
    page = struct.unpack(">H", box[16:18])[0] or 65536
    codes = sorted((code for code, _ in _used(loot)), key=lambda code: -(registry.find(code) % page))
    return in_turn(codes, sorted((tag for tag, _ in _ballots(loot)), key=lambda tag: -(box.find(tag) % page)))


def by_overflow(loot: Loot) -> Links:
    """SQLite: the pages that long ballots run over to are handed out as ballots come."""
    registry, box = _file(loot, "fieldwork"), _file(loot, "box")
    codes = sorted(_used(loot), key=lambda used: registry.find(used[1]))
    tags = sorted(_ballots(loot), key=lambda ballot: box.find(ballot[1][-END:]))
    return in_turn([code for code, _ in codes], [tag for tag, _ in tags])


def by_column(column: str) -> Callable[[Loot], Links]:
    """PostgreSQL: a system column; ``ctid`` is also the order of a dump."""

    def attack(loot: Loot) -> Links:
        order = f"ORDER BY {'xmin::text::bigint' if column == 'xmin' else 'ctid'}"
        return in_turn([code for code, _ in _used(loot, order)], [tag for tag, _ in _ballots(loot, order)])

    return attack


def by_pieces(cluster: Cluster) -> Callable[[Loot], Links]:
    """PostgreSQL: long ballots lie in pieces, numbered as they come."""

    def attack(loot: Loot) -> Links:
        with cluster.admin(make_url(loot.settings.databases["box"]).database or "") as admin:
            table = admin.execute("SELECT reltoastrelid::regclass FROM pg_class WHERE relname = 'ballot'").fetchone()[0]
            found = admin.execute(f"SELECT chunk_data FROM {table} WHERE chunk_seq = 0 ORDER BY chunk_id").fetchall()
        tag_of = {sealed[:65]: tag for tag, sealed in _ballots(loot)}
        tags = [tag_of[bytes(row[0])[:65]] for row in found if bytes(row[0])[:65] in tag_of]
        return in_turn([code for code, _ in _used(loot, "ORDER BY ctid")], tags)

    return attack


def by_server_log(registry: Cluster, box: Cluster) -> Callable[[Loot], Links]:
    """PostgreSQL: both clusters' write-ahead logs, as they lie on the servers' disks now."""

    def attack(loot: Loot) -> Links:
        used = {blinded: code for code, blinded in _used(loot)}
        tags = [tag for tag, _ in _ballots(loot)]
        codes = _first_seen(_server_log(registry), list(used))
        return in_turn([used[one] for one in codes], _first_seen(_server_log(box), tags))

    return attack


def by_samples(loot: Loot) -> Links:
    """PostgreSQL: what is in the tables and not in the planner's samples of them came since those were taken."""
    known = {
        column: _sampled(loot, store, table, column)
        for store, table, column in (("fieldwork", "access_code", "blinded"), ("box", "ballot", "tag"))
    }
    if not all(known.values()):
        return []
    codes = [code for code, blinded in _used(loot) if blinded not in known["blinded"]]
    return in_turn(codes, [tag for tag, _ in _ballots(loot) if tag not in known["tag"]])


def _sampled(loot: Loot, store: str, table: str, column: str) -> set[bytes]:
    asked = "SELECT {0}::text::bytea[] FROM pg_stats WHERE tablename = :table AND attname = :column AND {0} IS NOT NULL"
    with loot.stores.read(store) as session:
        found = [
            session.execute(text(asked.format(one)), {"table": table, "column": column})
            for one in ("most_common_vals", "histogram_bounds")
        ]
        return {bytes(value) for rows in found for row in rows for value in row[0]}


def _server_log(cluster: Cluster) -> bytes:
    """Every file of it, those that wait to be used again too."""
    segments = sorted((cluster.folder / "data" / "pg_wal").glob("0000*"))
    return b"".join(path.read_bytes() for path in segments if path.is_file())


def _first_seen(content: bytes, marks: Iterable[bytes]) -> list[bytes]:
    places = {mark: content.find(mark) for mark in marks}
    return sorted((mark for mark, place in places.items() if place >= 0), key=lambda mark: places[mark])


def by_blinded(loot: Loot) -> Links:
    """The server's own stores: bytes that a used code's record and a ballot share, or a hash of one in the other."""
    links = []
    ballots = _ballots(loot)
    for code, blinded in _used(loot):
        made = {code, blinded, sha256(code).digest(), sha256(blinded).digest(), sha256(b"tag" + blinded).digest()}
        pieces = {one[:8] for one in made}
        links += [
            (code, tag) for tag, sealed in ballots if tag[:8] in pieces or any(piece in sealed for piece in pieces)
        ]
    return links


def certain(nights: Sequence[Night]) -> Links:
    """Copies subtracted: where one code and one ballot came between two copies, they are one child's."""
    links = []
    for codes, tags in _sets(nights):
        if len(codes) == len(tags) == 1:
            links.append((next(iter(codes)), next(iter(tags))))
    return links


def smallest_set(nights: Sequence[Night]) -> int:
    """The fewest children that came between two copies."""
    return min((len(tags) for _, tags in _sets(nights) if tags), default=0)


def _sets(nights: Sequence[Night]) -> Iterable[tuple[frozenset[bytes], frozenset[bytes]]]:
    empty = Night(frozenset(), frozenset(), ())
    ordered = sorted(nights, key=lambda night: len(night.tags))
    for before, after in pairwise([empty, *ordered]):
        yield after.spent - before.spent, after.tags - before.tags


def lengths(loot: Loot) -> Mapping[int, int]:
    """How many ballots have each length."""
    found: dict[int, int] = {}
    for _, sealed in _ballots(loot):
        found[len(sealed)] = found.get(len(sealed), 0) + 1
    return found


def attacks(database: str, clusters: Mapping[str, Cluster] | None = None) -> Mapping[str, Callable[[Loot], Links]]:
    """Every attack on the order in which things came that this database allows."""
    found: dict[str, Callable[[Loot], Links]] = {"order of keys": by_key, "values that both stores share": by_blinded}
    if database == "sqlite":
        return {
            **found,
            "place in the file": by_place_in_file,
            "place within a page": by_cell,
            "overflow pages": by_overflow,
        }
    found |= {"transaction numbers (xmin)": by_column("xmin"), "heap and dump order (ctid)": by_column("ctid")}
    found["the planner's samples"] = by_samples
    if clusters:
        found["numbers of pieces of long values"] = by_pieces(clusters["box"])
        found["both servers' own logs"] = by_server_log(clusters["fieldwork"], clusters["box"])
    return found
