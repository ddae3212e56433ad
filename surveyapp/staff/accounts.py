"""Accounts: adding, finding, disabling, and what each may do for which authority."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from time import time

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from surveyapp.staff import passwords
from surveyapp.staff.models import Account, Grant, SignedIn
from surveyapp.web.audience import Role

ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
LONGEST_NAME = 100


class AccountExists(Exception):
    """Somebody has an account with this e-mail address already."""


class AccountUnknown(Exception):
    """Nobody has an account with this e-mail address."""


class AddressUnreadable(Exception):
    """That is no e-mail address."""


class NameTooLong(Exception):
    """A name has more than 100 signs."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An account and its roles, as a list shows it."""

    email: str
    name: str
    disabled: bool
    roles: tuple[tuple[str, Role], ...]


def add(session: Session, *, email: str, name: str, password: str, authority: str, roles: Iterable[Role]) -> Account:
    """Add an account with its roles in one authority."""
    address = tidy(email)
    if not ADDRESS.fullmatch(address):
        raise AddressUnreadable(email)
    if find_or_none(session, address):
        raise AccountExists(address)
    if len(name) > LONGEST_NAME:
        raise NameTooLong(name)
    passwords.check(password, email=address)
    account = Account(
        id=secrets.token_urlsafe(16),
        email=address,
        name=name.strip() or address,
        password=passwords.keep(password),
        disabled=False,
        created=int(time()),
    )
    session.add(account)
    session.flush()
    grant(session, account, authority=authority, roles=roles)
    return account


def grant(session: Session, account: Account, *, authority: str, roles: Iterable[Role]) -> None:
    """Give the account exactly these roles in the authority."""
    session.execute(delete(Grant).where(Grant.account == account.id, Grant.authority == authority))
    session.add_all(Grant(account=account.id, authority=authority, role=role) for role in sorted(set(roles)))
    session.flush()


def find(session: Session, email: str) -> Account:
    """The account with this address; AccountUnknown where there is none."""
    account = find_or_none(session, email)
    if account is None:
        raise AccountUnknown(email)
    return account


def find_or_none(session: Session, email: str) -> Account | None:
    """The account with this address, if there is one."""
    return session.scalar(select(Account).where(Account.email == tidy(email)))


def address_of(session: Session, account: str) -> str:
    """The address that the account with this id signs in with."""
    return session.get_one(Account, account).email


def disable(session: Session, account: Account, *, disabled: bool = True) -> None:
    """Shut the account (or open it again) and sign it out everywhere."""
    session.execute(update(Account).where(Account.id == account.id).values(disabled=disabled))
    sign_out_everywhere(session, account)


def set_password(session: Session, account: Account, password: str) -> None:
    """Keep a new password and sign the account out everywhere."""
    passwords.check(password, email=account.email)
    session.execute(update(Account).where(Account.id == account.id).values(password=passwords.keep(password)))
    sign_out_everywhere(session, account)


def refresh_password(session: Session, account: Account, password: str) -> None:
    """Keep the right password anew where it was kept with weaker settings than today's."""
    if passwords.is_out_of_date(account.password):
        session.execute(update(Account).where(Account.id == account.id).values(password=passwords.keep(password)))


def sign_out_everywhere(session: Session, account: Account) -> None:
    """End every session of the account."""
    session.execute(delete(SignedIn).where(SignedIn.account == account.id))


def roles_of(session: Session, account: str, authority: str) -> frozenset[Role]:
    """What the account may do for the authority."""
    chosen = select(Grant.role).where(Grant.account == account, Grant.authority == authority)
    return frozenset(Role(role) for role in session.scalars(chosen))


def authorities_of(session: Session, account: str) -> tuple[str, ...]:
    """The authorities the account works for, in order of their ids."""
    chosen = select(Grant.authority).where(Grant.account == account).distinct()
    return tuple(session.scalars(chosen.order_by(Grant.authority)))


def listed(session: Session, *, authority: str | None = None) -> tuple[Listed, ...]:
    """All accounts, or those of one authority, by address."""
    chosen = select(Grant).order_by(Grant.authority, Grant.role)
    by_account: dict[str, list[tuple[str, Role]]] = {}
    for given in session.scalars(chosen.where(Grant.authority == authority) if authority else chosen):
        by_account.setdefault(given.account, []).append((given.authority, Role(given.role)))
    accounts = session.scalars(select(Account).order_by(Account.email))
    return tuple(
        Listed(account.email, account.name, account.disabled, tuple(by_account.get(account.id, ())))
        for account in accounts
        if authority is None or account.id in by_account
    )


def tidy(email: str) -> str:
    """The address as it is kept: without blanks around it, in lower case."""
    return email.strip().lower()
