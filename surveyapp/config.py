"""One installation's settings: defaults, instance/settings.toml, then the environment; without real secrets none."""

from __future__ import annotations

import os
import secrets
import stat
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STORES = ("fieldwork", "box", "results", "releases", "staff", "safeguarding")
HOME = Path(__file__).resolve().parent.parent
SECRET_BYTES = 32
HOW = "Make one with `surveyapp init`; where there was an installation, put its settings.toml back from the safe."
TOP = frozenset(
    {"secret_key", "pepper", "session_hours", "secure_cookies", "requests_kept_days", "databases", "alerts"}
)
VARIABLES = {"secret_key": "SURVEYAPP_SECRET_KEY", "pepper": "SURVEYAPP_PEPPER"}
SMTP_PASSWORD = "SURVEYAPP_SMTP_PASSWORD"  # noqa: S105 (the name of the variable)
ALERTS = frozenset({"url", "from", "host", "port", "tls", "user", "ca_file", "folder"})
TLS = ("starttls", "ssl", "none")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingsError(Exception):
    """The settings are missing, unsafe or unreadable; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Alerts:
    """How duty contacts are told that a child asks to be contacted: by a mail server or, for trials, into a folder.

    ``url`` is where this installation is reached, without a slash at its end.
    """

    url: str
    sender: str
    host: str = ""
    port: int = 587
    tls: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an installation decides. ``databases`` maps each store to its SQLAlchemy URL."""

    instance: Path
    secret_key: bytes = field(repr=False)
    pepper: bytes = field(repr=False)
    databases: Mapping[str, str] = field(repr=False)
    definitions: tuple[Path, ...]
    session_hours: int = 8
    secure_cookies: bool = True
    requests_kept_days: int = 90
    alerts: Alerts | None = None


def load(instance: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of ``instance`` (default: SURVEYAPP_INSTANCE, else ./instance)."""
    folder = _folder(instance, environ)
    read = _read(folder / "settings.toml")
    secret_key, pepper = (_secret(name, read, folder, environ) for name in ("secret_key", "pepper"))
    if secret_key == pepper:
        raise SettingsError(f"secret_key and pepper in {folder}/settings.toml are the same; each needs its own. {HOW}")
    return Settings(
        instance=folder,
        secret_key=secret_key,
        pepper=pepper,
        databases=_databases(folder, read, environ),
        definitions=definitions(folder),
        session_hours=_whole(read, "session_hours", 8, most=24),
        secure_cookies=_yes_or_no(read, "secure_cookies"),
        requests_kept_days=_whole(read, "requests_kept_days", 90, most=3650),
        alerts=_alerts(folder, read, environ),
    )


def definitions(instance: Path) -> tuple[Path, ...]:
    """Where surveys are read from: those installed with the program, then the authority's own in instance/surveys."""
    own = instance / "surveys"
    return (HOME / "surveys" / "definitions", *([own] if own.is_dir() else []))


def initialise(
    instance: Path,
    *,
    databases: Mapping[str, str] | None = None,
    alerts: Mapping[str, str] | None = None,
    secure_cookies: bool = True,
) -> Path:
    """Write instance/settings.toml with fresh secrets, readable by its owner alone; refuses to replace one."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = instance / "settings.toml"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise SettingsError(
            f"{path} is there already. New secrets would make every printed code worthless, so it is left as it is."
        ) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(_text(databases or {}, alerts or {}, secure_cookies=secure_cookies))
    return path


def _text(databases: Mapping[str, str], alerts: Mapping[str, str], *, secure_cookies: bool) -> str:
    lines = [
        "# The settings of one installation. Keep this file secret, and keep a copy in a safe place:",
        "# without the pepper no printed access code is ever recognised again.",
        f'secret_key = "{secrets.token_hex(SECRET_BYTES)}"',
        f'pepper = "{secrets.token_hex(SECRET_BYTES)}"',
        "session_hours = 8",
        f"secure_cookies = {str(secure_cookies).lower()}",
        "",
        "[databases]",
        "# One line per store that is not a SQLite file in this folder, for example:",
        '# fieldwork = "postgresql://surveyapp@localhost/fieldwork"',
        *(f'{store} = "{url}"' for store, url in databases.items()),
        "",
        "# Who is told when a child asks to be contacted is set at the desk; how, here. Without it no child can ask.",
        "# The password of the mail server goes into SURVEYAPP_SMTP_PASSWORD.",
        "[alerts]" if alerts else "# [alerts]",
        '# url = "https://survey.example.org"',
        '# from = "survey@example.org"',
        '# host = "mail.example.org"',
        *(f'{name} = "{value}"' for name, value in alerts.items()),
    ]
    return "\n".join([*lines, ""])


def _folder(instance: Path | None, environ: Mapping[str, str]) -> Path:
    return (instance or Path(environ.get("SURVEYAPP_INSTANCE") or "instance")).absolute()


def _read(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        return {}
    if os.name == "posix" and path.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
        raise SettingsError(f"Everybody on this machine can read {path}. Close it with `chmod 600 {path}`.")
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}") from error
    unknown = sorted(set(read) - TOP)
    if unknown:
        raise SettingsError(f"{path}: unknown setting {', '.join(unknown)}; known are {', '.join(sorted(TOP))}.")
    return read


def _secret(name: str, read: Mapping[str, Any], folder: Path, environ: Mapping[str, str]) -> bytes:
    variable = VARIABLES[name]
    text = environ.get(variable) or read.get(name)
    where = variable if environ.get(variable) else f"{name} in {folder}/settings.toml"
    if not text:
        raise SettingsError(f"There is no {name}: neither in {folder}/settings.toml nor in {variable}. {HOW}")
    try:
        secret = bytes.fromhex(str(text))
    except ValueError:
        secret = b""
    if len(secret) < SECRET_BYTES or len(set(secret)) < SECRET_BYTES // 2:
        raise SettingsError(
            f"{where} is a sample or too simple: it must be {SECRET_BYTES} random bytes, written as "
            f"{2 * SECRET_BYTES} hexadecimal digits. {HOW}"
        )
    return secret


def _databases(folder: Path, read: Mapping[str, Any], environ: Mapping[str, str]) -> Mapping[str, str]:
    table = read.get("databases", {})
    if not isinstance(table, dict):
        raise SettingsError("databases must be a table: one line per store under [databases].")
    unknown = sorted(set(table) - set(STORES))
    if unknown:
        raise SettingsError(f"[databases] names no store: {', '.join(unknown)}. Stores are {', '.join(STORES)}.")
    given = {store: environ.get(f"SURVEYAPP_{store.upper()}_URL") or table.get(store) for store in STORES}
    urls = {store: _address(str(url or f"sqlite:///{store}.db"), folder) for store, url in given.items()}
    shared = sorted(store for store, url in urls.items() if list(urls.values()).count(url) > 1)
    if shared:
        raise SettingsError(f"Each store needs a database of its own; these share one: {', '.join(shared)}.")
    return urls


def _address(url: str, folder: Path) -> str:
    """A SQLite file without a folder lies in the instance; one file is written in one way."""
    scheme, found, path = url.partition("sqlite:///")
    if scheme or not found or not path or path == ":memory:":
        return url
    return f"sqlite:///{os.path.normpath(folder / path)}"


def _alerts(folder: Path, read: Mapping[str, Any], environ: Mapping[str, str]) -> Alerts | None:
    """What stands under [alerts]; None where nothing does, and then no child is promised anything."""
    table = read.get("alerts")
    if table is None:
        return None
    problems = tuple(_alert_problems(table)) if isinstance(table, dict) else ("it must be a table",)
    if problems:
        raise SettingsError(f"[alerts] in {folder}/settings.toml: {'; '.join(problems)}.")
    return Alerts(
        url=str(table["url"]).rstrip("/"),
        sender=str(table["from"]),
        host=str(table.get("host", "")),
        port=int(table.get("port", 587)),
        tls=str(table.get("tls", "starttls")),
        user=str(table.get("user", "")),
        password=environ.get(SMTP_PASSWORD, ""),
        ca_file=str(table.get("ca_file", "")),
        folder=folder / str(table["folder"]) if table.get("folder") else None,
    )


def _alert_problems(table: Mapping[str, Any]) -> Iterator[str]:
    unknown = sorted(set(table) - ALERTS)
    if unknown:
        yield f"unknown setting {', '.join(unknown)}; known are {', '.join(sorted(ALERTS))}"
    if not str(table.get("url", "")).startswith(("https://", "http://")):
        yield 'url is missing: where staff reach this installation, such as "https://survey.example.org"'
    if "@" not in str(table.get("from", "")):
        yield 'from is missing: the address that alerts come from, such as "survey@example.org"'
    if bool(table.get("host")) == bool(table.get("folder")):
        yield 'give either host, the mail server, or for trials folder = "mail"'
    port = table.get("port", 587)
    if not isinstance(port, int) or isinstance(port, bool) or not 0 < port < 65536:
        yield f"port is {port!r}; it must be a number such as 587"
    if table.get("tls", "starttls") not in TLS:
        yield f"tls is {table['tls']!r}; it must be one of {', '.join(TLS)}"
    if table.get("tls") == "none" and table.get("host") not in LOOPBACK:
        yield 'tls = "none" is only for a mail server on this machine (localhost)'


def _whole(read: Mapping[str, Any], name: str, usual: int, *, most: int) -> int:
    number = read.get(name, usual)
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= most:
        raise SettingsError(f"{name} is {number!r}; it must be a whole number from 1 to {most}.")
    return number


def _yes_or_no(read: Mapping[str, Any], name: str) -> bool:
    value = read.get(name, True)
    if not isinstance(value, bool):
        raise SettingsError(f"{name} is {value!r}; it must be true or false.")
    return value
