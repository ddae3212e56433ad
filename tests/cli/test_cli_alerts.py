"""`surveyapp alerts` and `surveyapp nightly` on requests to be contacted, from the command line."""

from __future__ import annotations

from pathlib import Path
from time import time

import pytest
from builders import talk
from builders.terminal import Terminal
from sqlalchemy import select, text

from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import alerts, requests
from surveyapp.safeguarding.models import Alert, ContactRequest

DAY = 24 * 3600


@pytest.fixture
def terminal(settings: Settings, stores: Stores) -> Terminal:
    talk.kept(stores)
    return Terminal(settings.instance)


def set_up(folder: Path, lines: str = 'folder = "mail"') -> None:
    settings = folder / "settings.toml"
    address = 'url = "https://survey.example.org"\nfrom = "survey@example.org"\n'
    settings.write_text(f"{settings.read_text()}\n[alerts]\n{address}{lines}\n", encoding="utf-8")


def asked(stores: Stores, *, ago: int, once: bytes = b"once") -> str:
    with stores.write("safeguarding") as session:
        given = {"authority": "council", "once": once, "wish": talk.WISH, "rota": talk.ROTA}
        return requests.ask(session, talk.KEY, now=int(time()) - ago, **given).id.hex()


def test_every_minute_sends_what_waits_and_rises_by_the_clock_of_the_machine(
    terminal: Terminal, stores: Stores
) -> None:
    set_up(terminal.folder)
    asked(stores, ago=60)
    assert terminal.does("alerts") == "Sent: 1.\n"
    assert terminal.does("alerts") == ""
    asked(stores, ago=8 * DAY, once=b"old")
    terminal.does("alerts")
    with stores.read("safeguarding") as session:
        levels = session.execute(
            select(ContactRequest.level, ContactRequest.asked_at).order_by(ContactRequest.asked_at)
        )
        assert [level for level, _asked in levels] == [2, 0]
        assert not alerts.silent(session, now=int(time()))


def test_it_works_while_another_store_is_broken(terminal: Terminal, stores: Stores, database: str) -> None:
    set_up(terminal.folder)
    asked(stores, ago=60)
    with stores.engine("fieldwork").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from the future'"))
    try:
        assert terminal.does("alerts") == "Sent: 1.\n"
    finally:
        with stores.engine("fieldwork").begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :was"), {"was": head()})


def head() -> str:
    from surveyapp.db import migrate

    return str(migrate.line_of("fieldwork").get_current_head())


def test_a_server_that_is_away_is_said_and_fails_the_unit(terminal: Terminal, stores: Stores) -> None:
    set_up(terminal.folder, 'host = "127.0.0.1"\nport = 1\ntls = "none"')
    asked(stores, ago=60)
    done = terminal.says("alerts")
    assert done.exit_code == 1
    assert done.output == "Error: The mail server did not take the e-mail (ConnectionRefusedError).\n"
    with stores.read("safeguarding") as session:
        assert session.scalar(select(Alert.tries)) == 1
    again = terminal.says("alerts")
    assert again.exit_code == 1, "between two tries the unit looks well"
    assert "did not take" in again.output


def test_a_test_letter_goes_to_one_address_and_says_that_it_is_one(terminal: Terminal) -> None:
    set_up(terminal.folder)
    assert terminal.does("alerts --try ann@example.org") == "The test is on its way to ann@example.org.\n"
    [letter] = (terminal.folder / "mail").glob("*.eml")
    assert "This is a test" in letter.read_text()


@pytest.mark.parametrize("line", ["alerts", "alerts --try ann@example.org"])
def test_where_nothing_is_set_up_it_says_what_follows(terminal: Terminal, line: str) -> None:
    done = terminal.says(line)
    assert done.exit_code == 1
    assert "children see the phone numbers alone" in done.output


def test_the_night_lets_go_of_what_was_done_ninety_days_ago(terminal: Terminal, stores: Stores) -> None:
    now = int(time())
    ids = [asked(stores, ago=200 * DAY, once=once) for once in (b"1", b"2", b"3")]
    with stores.write("safeguarding") as session:
        for request, done in zip(ids, (91, 89), strict=False):
            requests.read(session, "council", request, by="Sam", now=now - done * DAY)
            requests.finish(session, talk.KEY, "council", request, what="Rang", now=now - done * DAY)
    terminal.does("nightly --the-day-is-right")
    with stores.read("safeguarding") as session:
        assert {one.id for one in requests.listed(session, "council")} == set(ids[1:])
