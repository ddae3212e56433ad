"""Before the opening no file holds an answer in any form; the same search finds what a careless program leaves."""

import gzip
import random
import secrets
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from builders import definition as make
from builders.opening import bank
from builders.wave import Running, running
from canary import files, forms, found_in, of_answers
from sqlalchemy import text

from surveyapp.casting import cast
from surveyapp.definition.answers import pack
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Kind
from surveyapp.definition.paths import complete

ITEMS = tuple(f"question_{number}" for number in range(40))
LONG = make.instrument(
    *(make.item(name, "choice", *"abcdefgh") for name in ITEMS), make.item("comments", Kind.LONG_TEXT), name="8-11"
)
SURVEYS = Catalogue(bank(), (LONG,))


@pytest.fixture
def everything(request, settings, database):
    """Every file that is written from now on, and every store's dump, after all buffers are flushed."""
    started = time.time() - 1

    def read():
        yield from files(settings.instance)
        if database == "postgresql":
            yield from _flushed(request.getfixturevalue("postgresql_clusters"), settings, started)

    return read


def _flushed(clusters, settings, started):
    for cluster in set(clusters.values()):
        with cluster.admin() as admin:
            admin.execute("CHECKPOINT")
        yield from files(cluster.folder, since=started)
    for store, url in settings.databases.items():
        yield f"dump of {store}", _dump(url)


def _dump(url):
    programs = [*Path("/usr/lib/postgresql").glob("*/bin/pg_dump"), *map(Path, filter(None, [shutil.which("pg_dump")]))]
    return subprocess.run([str(max(programs)), "--dbname", url], capture_output=True, check=True).stdout


def _child():
    """Answers that occur nowhere else: 40 random choices and a comment of random letters."""
    draw = random.Random(secrets.token_bytes(16))
    answers = {name: draw.choice("abcdefgh") for name in ITEMS}
    comment = "".join(draw.choice("bcdfghjkmpqrtvwxyz") for _ in range(48))
    wanted = of_answers(pack(LONG, complete(LONG, answers)), answers, comment)
    return {**answers, "comments": comment}, wanted


def _cast_and_carried(wave: Running, children):
    """Each child's answers travel in a page's field, then go into the box."""
    for answers, _wanted in children:
        for seen in range(0, len(ITEMS), 10):
            carried = repr({name: answers[name] for name in ITEMS[:seen]}).encode() + answers["comments"].encode()
            assert wave.state_keys.open_state(wave.state_keys.seal_state(carried, wave.wave)).carried == carried
        cast(wave.stores, wave.submission("8-11", **answers))


def test_no_answer_is_in_any_file_before_the_opening(stores, settings, everything):
    wave = running(stores, settings, {"8-11": 14}, surveys=SURVEYS)
    children = [_child() for _ in range(11)]
    _cast_and_carried(wave, children)
    wave.close()
    contents = list(everything())
    assert len(contents) >= 7
    wanted = {f"{number}: {form}": it for number, child in enumerate(children) for form, it in child[1].items()}
    assert len(wanted) > 400
    assert found_in(contents, wanted) == []


def test_no_code_seed_or_private_key_is_in_any_file(stores, settings, everything):
    wave = running(stores, settings, {"8-11": 3}, surveys=SURVEYS)
    submission = wave.submission("8-11", **_child()[0])
    cast(stores, submission)
    wanted = forms("seed", submission.seed)
    for code in (code for left in wave.codes.values() for code in left):
        wanted |= forms("code", code.encode()) | forms("code, bare", code.replace("-", "").encode())
    for phrase in wave.phrases.values():
        wanted |= forms("phrase", phrase.encode()) | forms("phrase, bare", phrase.replace("-", "").encode())
    assert found_in(everything(), wanted) == []


@pytest.mark.parametrize("careless", ["kept", "deleted", "kept beside", "compressed beside"])
def test_the_same_search_finds_what_a_careless_program_leaves(stores, settings, everything, draft_table, careless):
    answers, wanted = _child()
    body = answers["comments"]
    if careless == "kept beside":
        (settings.instance / "error.log").write_text(f"could not save {body}")
    elif careless == "compressed beside":
        (settings.instance / "session.gz").write_bytes(gzip.compress(b"{'body': '%s'}" % body.encode()))
    else:
        _plain_draft(stores, body, delete=careless == "deleted")
    found = found_in(everything(), wanted)
    gone_for_good = careless == "deleted" and stores.engine("results").dialect.name == "sqlite"
    assert bool(found) is not gone_for_good, "secure_delete wipes on SQLite; PostgreSQL keeps it in heap and log"


@pytest.fixture
def draft_table(stores):
    """A place for unsealed drafts, such as this program must never have."""
    with stores.write("safeguarding") as session:
        session.execute(text("CREATE TABLE draft (body text)"))
    yield
    with stores.write("safeguarding") as session:
        session.execute(text("DROP TABLE draft"))


def _plain_draft(stores, body, *, delete):
    with stores.write("safeguarding") as session:
        session.execute(text("INSERT INTO draft VALUES (:body)"), {"body": body})
    if delete:
        with stores.write("safeguarding") as session:
            session.execute(text("DELETE FROM draft"))
