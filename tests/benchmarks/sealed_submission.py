"""What one sealed submission costs the server, beside the bare floor, and how soon 30 tablets at once are answered."""

from __future__ import annotations

import http.client
import json
import os
import random
import secrets
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

import psycopg  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import padding, rsa  # noqa: E402
from cryptography.hazmat.primitives.hashes import SHA384  # noqa: E402
from serving import Serving, base64, installed, served, unbase64, used_by_cluster  # noqa: E402

from surveyapp.box import sealing, tokens  # noqa: E402
from surveyapp.config import Settings  # noqa: E402
from surveyapp.db import sqlite  # noqa: E402

BAND, DATABASES = "8-11", ("sqlite", "postgresql")
BATCHES, ALONE, TABLETS, ROUNDS = 5, 40, 30, 5
THINKING = (1.0, 3.0)
AIM_CPU_MS, AIM_P95_MS = 10.0, 50.0
PSS = padding.PSS(padding.MGF1(SHA384()), 48)


class Tablet:
    """One kept connection, and submissions made ready before they are measured."""

    def __init__(self, serving: Serving) -> None:
        self.serving, self.took = serving, list[tuple[str, float]]()
        self.connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=60)
        bands = serving.manifest["bands"]
        self.n = int.from_bytes(unbase64(bands[BAND]["issuer"]["n"]), "big")  # type: ignore[index]  # JSON
        self.public = unbase64(str(serving.manifest["public"]))

    def ready(self, code: str) -> tuple[bytes, str, bytes]:
        """Seed, blinded value and sealed ballot of one child, as a browser would make them while nobody waits."""
        seed = tokens.new_seed()
        where = {"wave": self.serving.wave, "band": BAND}
        proof = tokens.token(seed).proof
        sealed = sealing.seal_ballot(self.public, proof=proof, plaintext=self.serving.plaintext, **where)
        issue = json.dumps({"code": code, "blinded": base64(tokens.blinded(seed, self.n))})
        return seed, issue, sealed

    def send(self, made: tuple[bytes, str, bytes]) -> None:
        """Both requests; how long each took is kept."""
        seed, issue, sealed = made
        signature = self._post("issue", issue)["signature"]
        token = tokens.signed(seed, self.n, unbase64(signature))
        body = {"wave": self.serving.wave, "band": BAND, "message": base64(tokens.token(seed).message)}
        answer = self._post("deposit", json.dumps(body | {"token": base64(token), "sealed": base64(sealed)}))
        assert answer["tag"] == tokens.token(seed).tag.hex(), answer

    def _post(self, name: str, body: str) -> Mapping[str, str]:
        start = time.perf_counter()
        self.connection.request("POST", f"/s/{name}", body, {"Content-Type": "application/json"})
        answer = self.connection.getresponse().read()
        self.took.append((name, (time.perf_counter() - start) * 1000))
        told: Mapping[str, str] = json.loads(answer)
        return told


def main() -> None:
    """Print both tables."""
    cost, waits = [], []
    for database in DATABASES:
        with (
            installed(database) as (settings, postmasters),
            served(settings, postmasters, band=BAND, cards=10 + BATCHES * ALONE + TABLETS * ROUNDS) as serving,
        ):
            batches, commits = [], []
            tablet = _warm(serving)
            for _ in range(BATCHES):  # each beside its own floor: a shared machine is not equally fast all the time
                floor, took = _floor(database, settings, postmasters)
                batches.append((_cost(serving, tablet), floor))
                commits += took
            cost.append((database, batches, commits))
            waits.append((database, *_at_once(serving)))
    print(
        "| database | CPU of one sealed submission, ms | bare floor, ms | times the floor | quickest batch, ms | aim |"
    )
    print("|---|---|---|---|---|---|")
    for database, batches, _commits in cost:
        mine, floors = zip(*batches, strict=True)
        ms, floor = statistics.median(mine), statistics.median(floors)
        print(f"| {database} | {ms:.1f} | {floor:.1f} | {ms / floor:.1f} | {min(mine):.1f} | {_met(ms, AIM_CPU_MS)} |")
    print(
        f"\nBoth requests through HTTP, {BATCHES} batches of {ALONE} submissions one after another, the median batch:"
    )
    print("the server's process and, on PostgreSQL, all processes of both clusters. The floor, beside each batch: one")
    print("RSA-2048 signature, one verification, two durable commits of the same sizes.", end=" ")
    print(f"Aim: {AIM_CPU_MS:.0f} ms.\n")
    print("| database | request | median, ms | 95th of 100, ms | slowest, ms | requests | aim |")
    print("|---" * 7 + "|")
    for database, took, busy in waits:
        for name in ("issue", "deposit"):
            ms = sorted(one for asked, one in took if asked == name)
            middle, p95 = statistics.median(ms), statistics.quantiles(ms, n=20)[-1]
            told = f"{middle:.0f} | {p95:.0f} | {ms[-1]:.0f} | {len(ms)} | {_met(p95, AIM_P95_MS)}"
            print(f"| {database} | {name} | {told} |")
        print(f"| {database} | (CPU busy: {busy:.0%} of one core) | | | | | |")
    print(
        f"\n{TABLETS} tablets at once, each {ROUNDS} times: think for {THINKING[0]:.0f} to {THINKING[1]:.0f} s (evenly"
    )
    print("spread), issue, deposit, wait for each answer; over loopback, server, database and tablets on this machine.")
    for database, _batches, commits in cost:
        middle, slow = statistics.median(commits), statistics.quantiles(commits, n=20)[-1]
        print(f"Two bare commits alone, {database}: median {middle:.0f} ms, 95th of 100 {slow:.0f} ms.")
    print(f"Aim: 95 of 100 within {AIM_P95_MS:.0f} ms. Load of the machine meanwhile: {os.getloadavg()[0]:.1f}.")


def _met(ms: float, aim: float) -> str:
    return "met" if ms <= aim else "not met"


def _warm(serving: Serving) -> Tablet:
    """A tablet of which ten submissions are in, so that nothing is done for the first time."""
    tablet = Tablet(serving)
    for _card in range(10):
        tablet.send(tablet.ready(serving.cards.pop()))
    return tablet


def _cost(serving: Serving, tablet: Tablet) -> float:
    """CPU milliseconds of the server and its database for one submission."""
    ready = [tablet.ready(serving.cards.pop()) for _ in range(ALONE)]
    before = serving.spent()
    for made in ready:
        tablet.send(made)
    return (serving.spent() - before) / ALONE


def _at_once(serving: Serving) -> tuple[list[tuple[str, float]], float]:
    """How long each request took, and the share of a core that server and database used meanwhile."""
    tablets = [Tablet(serving) for _ in range(TABLETS)]
    ready = [[tablet.ready(serving.cards.pop()) for _ in range(ROUNDS)] for tablet in tablets]

    def answer(tablet: Tablet, mine: list[tuple[bytes, str, bytes]]) -> None:
        for made in mine:
            time.sleep(random.uniform(*THINKING))
            tablet.send(made)

    threads = [threading.Thread(target=answer, args=pair) for pair in zip(tablets, ready, strict=True)]
    start, before = time.perf_counter(), serving.spent()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    busy = (serving.spent() - before) / ((time.perf_counter() - start) * 1000)
    took = [one for tablet in tablets for one in tablet.took]
    assert len(took) == 2 * TABLETS * ROUNDS, "a tablet was left without an answer"
    return took, busy


def _floor(database: str, settings: Settings, postmasters: list[int]) -> tuple[float, list[float]]:
    """CPU milliseconds of what no design can do without, and how long each pair of commits took."""
    took = []
    key = rsa.generate_private_key(65537, 2048)
    public, signature = key.public_key(), key.sign(b"message", PSS, SHA384())
    with _two_commits(database, settings) as commit:
        commit()
        before = time.process_time() * 1000 + sum(map(used_by_cluster, postmasters))
        for _ in range(ALONE):
            key.sign(b"message", PSS, SHA384())
            public.verify(signature, b"message", PSS, SHA384())
            start = time.perf_counter()
            commit()
            took.append((time.perf_counter() - start) * 1000)
        return (time.process_time() * 1000 + sum(map(used_by_cluster, postmasters)) - before) / ALONE, took


@contextmanager
def _two_commits(database: str, settings: Settings) -> Iterator[Callable[[], None]]:
    """A small change committed in one database, a ballot's bytes in another, each durable like the stores."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(dir=settings.instance) as folder:
            opened: list[object] = [_bare(Path(folder) / name) for name in ("one.db", "two.db")]
            yield from _committing(opened, "INSERT INTO bare VALUES (?, ?)")
    else:
        addresses = [settings.databases[store] for store in ("staff", "box")]
        opened = [psycopg.connect(address, autocommit=True) for address in addresses]
        for connection in opened:
            connection.execute("CREATE TABLE IF NOT EXISTS bare (key bytea PRIMARY KEY, value bytea)")  # type: ignore[attr-defined]
        yield from _committing(opened, "INSERT INTO bare VALUES (%s, %s)")


def _committing(opened: list[object], insert: str) -> Iterator[Callable[[], None]]:
    def commit() -> None:
        for connection, size in zip(opened, (32, sealing.SEALED_SIZE), strict=True):
            connection.execute(insert, (secrets.token_bytes(32), secrets.token_bytes(size)))  # type: ignore[attr-defined]

    yield commit
    for connection in opened:
        connection.close()  # type: ignore[attr-defined]  # sqlite3's or psycopg's, which share no class


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    sqlite.impose(connection)
    connection.execute("CREATE TABLE IF NOT EXISTS bare (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
    return connection


if __name__ == "__main__":
    main()
