"""What attacks on anonymity find, by database; run it: ``python tests/benchmarks/attacks.py``."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from statistics import fmean

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE / "attacks"), str(HERE), str(HERE.parent)]

import clusters  # noqa: E402  # found through the lines above
from attributes import Question, Reader, alone, forced, questions  # noqa: E402
from canary import files, forms, found_in  # noqa: E402
from controls import access_log, analysed, cards_in, careless_log, logs_kept, samples_kept, with_groups  # noqa: E402
from controls import alone as alone_of_its_kind  # noqa: E402
from councils import SIZES, council, surveys  # noqa: E402
from linking import Judged, attacks, by_samples, by_server_log, certain, in_turn, judge, lengths, smallest_set  # noqa: E402
from simulation import CHILDREN, Loot, Truth, simulate  # noqa: E402
from test_attacks_attributes import SKIPPED, counted_by_group, readable  # noqa: E402

from surveyapp import config  # noqa: E402
from surveyapp.audit.naming import Row, named_rows  # noqa: E402
from surveyapp.config import STORES, Settings  # noqa: E402
from surveyapp.db import migrate  # noqa: E402
from surveyapp.db.engines import Stores, open_stores  # noqa: E402
from surveyapp.opening.contents import gather, rows_in, sort_out  # noqa: E402
from surveyapp.opening.tallies import count  # noqa: E402

SEEDS = (1, 2, 3)
EVERY = {"20": 1, "40": 1, "97": 3, "176": 12}
"""Of each size of council, every how manieth question is attacked with integer programs."""
GROUPS = ("sex", "placement", "ethnic_group", "time_in_care")

AFTER = """
Several figures in a line are of several waves; the rank correlation is their mean, then the one farthest from 0. By
chance that of one wave is beyond 0.20 in one of twenty and beyond 0.25 in one of seventy. In 24 more waves
(2026-11-22, SQLite) each attack's mean was within 0.04 of 0, its spread 0.09 to 0.11 (0.10 by chance), the right
links 0 to 1.04 on average.
**Control** is a careless design that the same attack has to catch.
The servers' own logs are read as they lie after the last night. Before a night they pair the day's codes with *sealed*
ballots; only with a quorum's keys would that be answers (risk 5).
The planner's samples are those of a look that the server takes before the last child comes: where they are kept, one
pair is left, and it is right.
Settings that would be careless (`track_commit_timestamp`, `synchronous_commit`, statement logs, WAL mode) are refused
at start-up (`tests/db`) and named by the audit (`tests/audit`), as are cookies, headers and logs."""
NO_COUNTS = "not applicable: no counts beside rows"
DRAWS = 500
"""Triples of answers that somebody may know, for each row."""
ROWS = f"""
Where single rows are kept, no answer is counted by group, and a row holds no characteristic of a child but the age
band, so nothing but opinions can be matched. The last column says how often three answers that somebody knows of a
child ({DRAWS} triples drawn at random for each row) fit one row alone; all other answers on that row are then known."""
Line = tuple[str, ...]
Clusters = Mapping[str, clusters.Cluster]


def main() -> None:
    """Print the page."""
    print(f"# Anonymity, measured\n\nMade on {date.today():%Y-%m-%d} by `python tests/benchmarks/attacks.py`.", end=" ")
    print("What is said of each holder stands in\n[for data protection officers](data-protection.md).\n")
    print(
        f"{CHILDREN} of 176 children answer in 42 days; both stores are washed every night. {len(SEEDS)} made-up waves"
    )
    print(
        f"for each database. By chance 1 of {CHILDREN} links is right, in one wave of fifty 4 or more; aims: 3 at\n"
        "most on average of the waves, their rank correlation below 0.25 on average.\n"
    )
    with _running() as found:
        head = ("attack", "database", "right links of 97", "rank correlation: mean (farthest from 0)")
        print(_table(head, _waves(found)))
    print(AFTER)
    print("\nFrom counts and rows, with everything known of every child (made-up councils, newest surveys).")
    print("Everything was tried in councils of 20 and 40; of 97 and 176 every third and every twelfth question.\n")
    head = (
        "children",
        "rows named, were rows kept beside counts",
        "rows kept",
        "answers sure",
        "of",
        "by one count alone",
    )
    print(_table((*head, "all answers of a known few sure", "rows found by three known answers"), _councils()))
    print(ROWS)


@contextmanager
def _running() -> Iterator[Clusters]:
    os.environ.setdefault("SURVEYAPP_TEST_SESSION", str(os.getpid()))
    clusters.prepare()
    try:
        yield clusters.running()
    finally:
        clusters.finish()


@contextmanager
def _installed(database: str, found: Clusters, number: int) -> Iterator[tuple[Settings, Stores]]:
    with tempfile.TemporaryDirectory() as folder:
        config.initialise(Path(folder) / "instance", secure_cookies=False)
        settings = config.load(Path(folder) / "instance", environ={})
        if database == "PostgreSQL":
            for store in STORES:
                found[store].create(f"{store}_{number}")
            urls = {store: found[store].url(f"{store}_{number}") for store in STORES}
            settings = replace(settings, databases=urls)
        migrate.upgrade(settings)
        stores = open_stores(settings)
        try:
            yield settings, stores
        finally:
            stores.close()


def _waves(found: Clusters) -> Iterator[Line]:
    for database in ("SQLite", "PostgreSQL"):
        results: dict[str, list[Judged]] = {}
        told: dict[str, list[str]] = {}
        for seed in SEEDS:
            with _installed(database, found, seed) as (settings, stores):
                looked_at = {"looked_at": analysed} if database == "PostgreSQL" else {}
                loot, truth = simulate(stores, settings, seed, **looked_at)
                for name, attack in attacks(database.lower(), found).items():
                    results.setdefault(name, []).append(judge(attack(loot), truth))
                for name, figure in _figures(loot, truth, settings).items():
                    told.setdefault(name, []).append(figure)
        yield from (_line(name, database, judged) for name, judged in results.items())
        yield from ((name, database, " ".join(figures), "") for name, figures in told.items())
        yield _unwashed(database, found)
    yield _line("**control:** both servers' own logs, left to the servers", "PostgreSQL", list(_logs_left(found)))
    yield _line("**control:** the planner's samples, kept: the newest pair", "PostgreSQL", list(_samples_kept(found)))
    yield from _careless(truth)


def _figures(loot: Loot, truth: Truth, settings: Settings) -> Mapping[str, str]:
    """Of one wave: copies subtracted, lengths, and what stands in files in the clear."""
    codes = {f"{child}": truth.cards[child].encode() for child in truth.order}
    comments: dict[str, bytes] = {}
    for child in truth.order[::8]:
        comments |= forms(f"{child}", truth.comments[child].encode())
    contents = list(files(settings.instance))
    return {
        "copies kept by the rule, subtracted: certain links": str(len(certain(loot.kept))),
        "copies kept by the rule: fewest children between two": str(smallest_set(loot.kept)),
        "lengths of ballots": str(len(lengths(loot))),
        "answers in files, in any form": str(len(found_in(contents, comments))),
        "codes in files": str(len(found_in(contents, codes))),
        "**control:** a copy every night, subtracted: certain links": str(judge(certain(loot.nights), truth).right),
    }


def _unwashed(database: str, found: Clusters) -> Line:
    """The control for all orders: the best of the attacks where no wash came."""
    with _installed(database, found, 9) as (settings, stores):
        loot, truth = simulate(stores, settings, 9, washed=False)
        judged = [judge(attack(loot), truth) for attack in attacks(database.lower(), found).values()]
    best = max(judged, key=lambda it: (it.right, abs(it.rho)))
    rho = max((it.rho for it in judged), key=abs)
    return ("**control:** no wash, the best attack", database, str(best.right), f"{rho:+.2f}")


def _logs_left(found: Clusters) -> Iterator[Judged]:
    """The control for the servers' own logs: tables are washed every night, and nobody lets the logs go."""
    for seed in SEEDS:
        with _installed("PostgreSQL", found, seed + len(SEEDS)) as (settings, stores):
            with logs_kept():
                loot, truth = simulate(stores, settings, seed)
            yield judge(by_server_log(found["fieldwork"], found["box"])(loot), truth)


def _samples_kept(found: Clusters) -> Iterator[Judged]:
    """The control for samples: the server looks at its tables before the last child comes, and nobody forbids it."""
    for seed in SEEDS:
        with _installed("PostgreSQL", found, seed + 2 * len(SEEDS)) as (settings, stores), samples_kept(stores):
            loot, truth = simulate(stores, settings, seed, looked_at=analysed)
            yield judge(by_samples(loot), truth)


def _careless(truth: Truth) -> Iterator[Line]:
    codes, tags = ([one[child] for child in truth.order] for one in (truth.codes, truth.tags))
    came = judge(in_turn(codes, tags), truth)
    yield (
        "**control:** code and answer in one transaction, or answers stored as they came",
        "any",
        str(came.right),
        f"{came.rho:+.2f}",
    )
    with tempfile.TemporaryDirectory() as folder:
        log, order = careless_log(Path(folder), truth)
    right = sum(one == other for one, other in zip(log, order, strict=True))
    yield ("**control:** a box in WAL mode, synchronous = NORMAL: order of ballots", "SQLite", str(right), "")
    cards = cards_in(access_log(truth), truth)
    right = sum(one == other for one, other in zip(cards, truth.order, strict=True))
    yield ("**control:** codes in addresses, access log: order of children", "any", str(right), "")


def _line(name: str, database: str, judged: Sequence[Judged]) -> Line:
    mean, worst = fmean(one.rho for one in judged), max((one.rho for one in judged), key=abs)
    return (name, database, " ".join(str(one.right) for one in judged), f"{mean:+.2f} ({worst:+.2f})")


def _councils() -> Iterator[Line]:
    known = surveys()
    for size in SIZES:
        plan, told = council(known, size, 1)
        contents, parts = gather(plan, told), sort_out(plan, told)
        rows = rows_in(contents)
        named = named_rows(list(readable(plan, rows)), counted_by_group(count(contents)[0]))
        asked = list(questions(plan, contents, parts))[:: EVERY[size]]
        most = sum(n >= 0.9 * len(rows) for n in named.values())
        yield (
            f"{len(told)} ({alone_of_its_kind(with_groups(contents, rows, GROUPS))} alone by four characteristics)",
            f"{max(named.values(), default=0)} of {len(rows)}; nine in ten or more by {most} of {len(named)} groups",
            str(len(parts.rows)),
            *(_sure(asked) if asked else (NO_COUNTS,) * 3),
            (_few(asked) if asked else NO_COUNTS) if size in ("20", "40") else "not tried",
            _singled_out(list(readable(plan, parts.rows))) if parts.rows else "no rows",
        )


def _singled_out(rows: Sequence[Row]) -> str:
    """How often one row alone has three answers, drawn at random, that somebody knows of a child, with the band."""
    drawn, alone = Random(1), 0
    for mine in rows:
        for _ in range(DRAWS):
            known = {item: mine.words[item] for item in drawn.sample(sorted(mine.words), 3)}
            fits = [it for it in rows if it.bands == mine.bands and known.items() <= dict(it.words).items()]
            alone += len(fits) == 1
    return f"{alone / (DRAWS * len(rows)):.0%}"


def _sure(asked: Sequence[Question]) -> tuple[str, str, str]:
    """How many answers of single children are certain, of how many, and how many because one group all said it.

    That a child left a question out is no answer.
    """
    found = [(one, {sure for sure in Reader(one).sure_children() if sure[1] not in SKIPPED}) for one in asked]
    sure = sum(one.sizes[kind] for one, certain_ones in found for kind, _ in certain_ones)
    whole = sum(sum(one.sizes.values()) for one in asked)
    by_one = sum(alone(one, certain_ones) for one, certain_ones in found)
    share = f" ({sure / whole:.0%})" if whole else ""
    return f"{sure}{share}", str(whole), str(by_one)


def _few(asked: Sequence[Question]) -> str:
    found = [forced(one) for one in asked[::4]]
    return f"{sum(one.groups for one in found)} of {sum(one.tried for one in found)}"


def _table(head: Line, lines: Iterator[Line]) -> str:
    return "\n".join(["| " + " | ".join(line) + " |" for line in (head, ("---",) * len(head), *lines)])


if __name__ == "__main__":
    main()
