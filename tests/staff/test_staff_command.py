"""Accounts from the command line."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from surveyapp.cli.accounts import accounts
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.fieldwork import waves
from surveyapp.staff import accounts as staff
from surveyapp.staff import passwords

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
GOOD = "seven green teapots sing"


@pytest.fixture
def run(settings: Settings, stores: Stores) -> Callable[..., Result]:
    """Runs the command in an installation with one authority."""
    with stores.write("fieldwork") as session:
        waves.add_authority(session, "north", "Northshire")

    def ran(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(accounts, list(words), obj=settings.instance, input=typed)

    return ran


def add(run: Callable[..., Result], email: str = "Ada@Example.org", **more: str) -> Result:
    typed = more.get("typed", f"{GOOD}\n{GOOD}\n")
    authority = more.get("authority", "north")
    roles = ("--role", "worker", "--role", "admin")
    return run("add", email, "--name", "Ada", "--authority", authority, *roles, typed=typed)


def test_an_account_is_added_listed_given_roles_shut_and_opened_again(run: Callable[..., Result]) -> None:
    assert add(run).output.endswith("Added ada@example.org: worker, admin for north.\n")
    assert "ada@example.org  Ada  admin for north, worker for north" in run("list").output
    changed = run("roles", "ada@example.org", "--authority", "north", "--role", "viewer")
    assert "is now viewer for north" in changed.output
    assert "no longer sign in" in run("disable", "ada@example.org").output
    assert "viewer for north  (shut)" in run("list", "--authority", "north").output
    assert "sign in again" in run("disable", "--again", "ada@example.org").output
    assert run("list", "--authority", "south").output.startswith("No accounts yet")


def test_a_new_password_takes_the_place_of_the_old(run: Callable[..., Result], stores: Stores) -> None:
    add(run)
    new = "nine blue kettles whistle"
    assert run("password", "ada@example.org", typed=f"{new}\n{new}\n").exit_code == 0
    with stores.read("staff") as session:
        kept = staff.find(session, "ada@example.org").password
    assert passwords.matches(kept, new)
    assert not passwords.matches(kept, GOOD)
    assert kept.startswith("$argon2id$")


def test_a_pipe_gives_one_line_and_is_asked_nothing(run: Callable[..., Result]) -> None:
    assert add(run, typed=f"{GOOD}\n").output == "Added ada@example.org: worker, admin for north.\n"
    assert "no password in the pipe" in run("password", "ada@example.org").output
    assert "other lines after the password" in run("password", "ada@example.org", typed=f"{GOOD}\nother\n").output


def test_no_password_is_ever_echoed(run: Callable[..., Result]) -> None:
    assert GOOD not in add(run).output


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"typed": "short\nshort\n"}, "at least 12 signs"),
        ({"authority": "south"}, "There are: north."),
    ],
)
def test_what_cannot_be_added_says_why(run: Callable[..., Result], wrong: dict[str, str], said: str) -> None:
    answer = add(run, **wrong)
    assert answer.exit_code == 1
    assert said in answer.output


def test_refusals_have_names(run: Callable[..., Result]) -> None:
    add(run)
    assert isinstance(add(run).exception, staff.AccountExists)
    assert isinstance(add(run, "nonsense").exception, staff.AddressUnreadable)
    assert isinstance(run("disable", "nobody@example.org").exception, staff.AccountUnknown)
