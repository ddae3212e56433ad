"""Kill -9 of the real server while children send: nothing they were thanked for is lost, nothing is there twice."""

import random
import shutil
import threading
import time
from collections import Counter
from pathlib import Path
from secrets import token_hex

import pytest
from builders.wave import running
from canary import files, forms, found_in
from server import Child, Server
from sqlalchemy import text

from surveyapp import config
from surveyapp.box import ballots, keys, sealing
from surveyapp.definition import catalogue
from surveyapp.definition.answers import decode_ballot

BAND, WAVE, CHILDREN_AT_ONCE = "8-11", "northvale-2026", 6


@pytest.fixture
def served(stores, settings):
    """An installation with a short survey of its own."""
    own = settings.instance / "surveys" / BAND
    own.mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "tiny.yaml", own)
    return settings.instance, catalogue.load(config.definitions(settings.instance))


@pytest.mark.parametrize(("submissions", "kills"), [(120, 6), pytest.param(1000, 50, marks=pytest.mark.slow)])
def test_a_server_killed_while_children_send_loses_nothing(stores, settings, served, request, submissions, kills):
    instance, surveys = served
    wave = running(stores, settings, {BAND: submissions}, surveys=surveys, version="tiny")
    children = [Child(0, code, f"child {number} {token_hex(16)}") for number, code in enumerate(wave.codes[BAND])]
    server = Server(instance)
    started = time.monotonic()
    thanked, odd = _all_answer(server, children, kills)
    assert _readable(children, instance, request.getfixturevalue("everywhere")) == []
    found, bad = _in_the_box(stores, wave)
    database = stores.engine("box").dialect.name
    print(_told(database, children, server, thanked, found, time.monotonic() - started))
    assert odd == []
    assert server.kills > kills, "it was killed as often as was asked for, and once at the end"
    assert len(thanked) == submissions, [child.last[-400:] for child in children if child.words not in thanked][:2]
    assert bad == 0
    assert [words for words in thanked if found[words] != 1] == []
    assert set(found.values()) == {1}
    assert len(found) == submissions == _spent(stores)


@pytest.fixture
def everywhere(database, request):
    """The folders in which the stores' servers write."""
    clusters = request.getfixturevalue("postgresql_clusters").values() if database == "postgresql" else ()
    return {cluster.folder: cluster for cluster in clusters}


def _readable(children, instance, everywhere):
    """Where what some of the children wrote can be read in any file: of the program, its log, or a database."""
    for cluster in everywhere.values():
        with cluster.admin() as admin:
            admin.execute("CHECKPOINT")
    wanted = {}
    for child in children[:: max(1, len(children) // 5)]:
        wanted |= forms(child.words, child.words.split()[-1].encode())
    recent = time.time() - 3600
    return found_in(files(instance, *everywhere, since=recent), wanted)


def _all_answer(server, children, kills):
    thanked, odd, waiting = set(), [], list(reversed(children))
    server.start()
    server.until_up()
    given = (server, waiting, thanked, odd)
    threads = [threading.Thread(target=_one_tablet, args=given) for _ in range(CHILDREN_AT_ONCE)]
    for thread in threads:
        thread.start()
    try:
        _keep_killing(server, threads, kills, lambda: len(thanked) / len(children))
    finally:
        for thread in threads:
            thread.join()
        server.kill()
    return thanked, odd


def _keep_killing(server, threads, kills, done):
    """At moments spread over the whole: each kill waits for its share of the children."""
    while any(thread.is_alive() for thread in threads):
        if server.kills < kills and done() >= server.kills / (kills + 1):
            time.sleep(random.uniform(0, 0.15))
            server.kill()
            server.start()
            server.until_up()
        else:
            time.sleep(0.005)


def _one_tablet(server, waiting, thanked, odd):
    while True:
        try:
            child = waiting.pop()
        except IndexError:
            return
        child.port = server.port
        try:
            if child.answers():
                thanked.add(child.words)
                if random.random() < 0.1 and not child.sends_again():
                    odd.append(f"{child.words}: the same answers sent again were not thanked for")
                if random.random() < 0.1 and child.starts_again():
                    odd.append(f"{child.words}: a used card opened the survey again")
        except Exception as error:
            odd.append(f"{child.words}: {error!r}")


def _in_the_box(stores, wave):
    """How often each child's words are in the box, and how many ballots cannot be read."""
    found, bad = Counter(), 0
    with stores.write("box") as box:
        private = keys.unwrap(box, WAVE, wave.quorum())
        taken = ballots.take(box, WAVE)
    for ballot in taken:
        plaintext = sealing.unseal(private, wave=WAVE, band=ballot.band, sealed=ballot.sealed)
        opened = decode_ballot(wave.catalogue.find, plaintext)
        found[opened.comments["comments"]] += 1
    return found, bad


def _spent(stores):
    with stores.read("fieldwork") as registry:
        return registry.scalar(text("SELECT count(*) FROM access_code WHERE state = 'spent'"))


def _told(database, children, server, thanked, found, seconds):
    seen = sum((child.seen for child in children), Counter())
    lost = sum(found[words] == 0 for words in thanked)
    twice = sum(n - 1 for n in found.values() if n > 1)
    return (
        f"\n{database}: {len(children)} children, {server.kills - 1} kills, {len(thanked)} thanked, "
        f"{len(found)} in the box, {lost} lost, {twice} twice, {dict(seen)}, {seconds:.0f} s"
    )
