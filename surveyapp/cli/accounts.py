"""Accounts of staff and panel members: added, listed, shut, given new passwords and roles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from surveyapp.cli.opened import Installation, opened
from surveyapp.fieldwork.models import Authority
from surveyapp.staff import accounts as staff
from surveyapp.staff.models import Account
from surveyapp.staff.passwords import PasswordWeak
from surveyapp.web.audience import Role

WEAK = {
    "short": "The password is too short: use at least 12 signs.",
    "long": "The password is too long: use at most 200 signs.",
    "easy": "The password is too easy to guess: use words that have nothing to do with its owner.",
}
email_argument = click.argument("email")
authority_option = click.option("--authority", required=True, help="The authority's id.")
role_option = click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="What the account may do there; say it again for each role.",
)
password_option = click.option(
    "--password",
    envvar="SURVEYAPP_PASSWORD",
    callback=lambda _context, _option, given: given or _typed(),
    help="Better left out: then it is asked for and not shown, or read as one line from a pipe. SURVEYAPP_PASSWORD "
    "works too.",
)


def _typed() -> str:
    """A password typed twice without being shown; through a pipe, a line (or the same line twice)."""
    if sys.stdin.isatty():
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    lines = sys.stdin.read().splitlines()
    if not lines or not lines[0]:
        raise click.ClickException("There is no password in the pipe. Give one line, or start this at a terminal.")
    if lines[1:] not in ([], lines[:1]):
        raise click.ClickException("The pipe holds other lines after the password. Give one line alone.")
    return lines[0]


@click.group()
def accounts() -> None:
    """Who may sign in, and what they may do for which authority."""


@accounts.command()
@email_argument
@click.option("--name", required=True, help="How the person is named on the pages.")
@authority_option
@role_option
@password_option
def add(email: str, name: str, authority: str, roles: tuple[str, ...], password: str) -> None:
    """Add an account with its roles in one authority."""
    with opened() as installation, _telling():
        _known(installation, authority)
        with installation.stores.write("staff") as session:
            staff.add(
                session,
                email=email,
                name=name,
                password=password,
                authority=authority,
                roles=[Role(role) for role in roles],
            )
    click.echo(f"Added {staff.tidy(email)}: {', '.join(roles)} for {authority}.")


@accounts.command("list")
@click.option("--authority", help="Only the accounts of this authority.")
def list_(authority: str | None) -> None:
    """List the accounts and what they may do."""
    with opened() as installation, installation.stores.read("staff") as session:
        found = staff.listed(session, authority=authority)
    if not found:
        click.echo("No accounts yet. Add one with `surveyapp accounts add`.")
    for one in found:
        may = ", ".join(f"{role.value} for {where}" for where, role in one.roles) or "no role anywhere"
        click.echo(f"{one.email}  {one.name}  {may}{'  (shut)' if one.disabled else ''}")


@accounts.command()
@email_argument
@authority_option
@role_option
def roles(email: str, authority: str, roles: tuple[str, ...]) -> None:
    """Give an account exactly these roles in an authority."""
    with opened() as installation, _telling():
        _known(installation, authority)
        with installation.stores.write("staff") as session:
            staff.grant(session, staff.find(session, email), authority=authority, roles=[Role(role) for role in roles])
    click.echo(f"{staff.tidy(email)} is now {', '.join(roles)} for {authority}.")


@accounts.command()
@email_argument
@click.option("--again", is_flag=True, help="Open a shut account again.")
def disable(email: str, again: bool) -> None:
    """Shut an account and sign it out everywhere at once."""
    with _changing(email) as (session, account):
        staff.disable(session, account, disabled=not again)
    click.echo(f"{staff.tidy(email)} can {'sign in again' if again else 'no longer sign in'}.")


@accounts.command()
@email_argument
@password_option
def password(email: str, password: str) -> None:
    """Give an account a new password and sign it out everywhere."""
    with _changing(email) as (session, account):
        staff.set_password(session, account, password)
    click.echo(f"{staff.tidy(email)} has a new password.")


@contextmanager
def _changing(email: str) -> Iterator[tuple[Session, Account]]:
    with opened() as installation, _telling(), installation.stores.write("staff") as session:
        yield session, staff.find(session, email)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except PasswordWeak as weak:
        raise click.ClickException(WEAK[weak.why]) from weak


def _known(installation: Installation, authority: str) -> None:
    with installation.stores.read("fieldwork") as session:
        known = list(session.scalars(select(Authority.id).order_by(Authority.id)))
    if authority not in known:
        none = "There are none yet: add the first with `surveyapp authorities add`."
        there_are = f"There are: {', '.join(known)}." if known else none
        raise click.ClickException(f"No authority has the id {authority!r}. {there_are}")
