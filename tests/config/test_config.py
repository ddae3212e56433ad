"""No start without real secrets, and every mistake in the settings says what to do."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

import pytest

from surveyapp import config
from surveyapp.config import STORES, SettingsError

GOOD, OTHER, THIRD = (sha256(name).hexdigest() for name in (b"one", b"two", b"three"))


def written(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return folder


def secrets(**others: str) -> str:
    lines = {"secret_key": f'"{GOOD}"', "pepper": f'"{OTHER}"', **others}
    return "\n".join(f"{name} = {value}" for name, value in lines.items()) + "\n"


def alerts(**others: str) -> str:
    lines = {"url": '"https://survey.example.org/"', "from": '"survey@example.org"', **others}
    return secrets() + "[alerts]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()) + "\n"


def test_what_initialise_writes_is_for_the_owner_alone_and_loads(tmp_path: Path) -> None:
    path = config.initialise(tmp_path / "new" / "instance")
    settings = config.load(path.parent, environ={})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(settings.secret_key) == len(settings.pepper) == 32
    assert settings.databases == {store: f"sqlite:///{path.parent}/{store}.db" for store in STORES}


def test_every_installation_has_its_own_secrets(tmp_path: Path) -> None:
    one, two = (config.load(config.initialise(tmp_path / name).parent, environ={}) for name in ("one", "two"))
    assert len({one.secret_key, one.pepper, two.secret_key, two.pepper}) == 4


def test_secrets_that_are_there_are_never_replaced(tmp_path: Path) -> None:
    path = config.initialise(tmp_path)
    before = path.read_bytes()
    with pytest.raises(SettingsError, match="already"):
        config.initialise(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "There is no secret_key.*surveyapp init"),
        (f'secret_key = "{GOOD}"', "There is no pepper.*surveyapp init"),
        (secrets(secret_key='"change me"'), "secret_key .*sample.*surveyapp init"),
        (secrets(secret_key=f'"{"0" * 64}"'), "secret_key .*sample"),
        (secrets(secret_key=f'"{"deadbeef" * 8}"'), "secret_key .*sample"),
        (secrets(pepper=f'"{OTHER[:-2]}"'), "pepper .*32 random bytes"),
        (secrets(pepper=f'"{GOOD}"'), "the same"),
        (secrets(pepper="12"), "pepper .*sample"),
        (secrets(session_hours="0"), "session_hours"),
        (secrets(session_hours="true"), "session_hours"),
        (secrets(secure_cookies='"no"'), "secure_cookies"),
        (secrets(secret_kye='"x"'), "unknown setting secret_kye"),
        (secrets() + '[databases]\nregistry = "sqlite:///x.db"', "names no store: registry"),
        (secrets() + '[databases]\nbox = "sqlite:////x.db"\nstaff = "sqlite:////x.db"', "share one: box, staff"),
        (secrets() + "databases = 3", "databases"),
        ("secret_key = ", "cannot be read"),
        (secrets(requests_kept_days="0"), "requests_kept_days"),
        (secrets(alerts="3"), "alerts.*must be a table"),
        (alerts(hots='"x"'), "unknown setting hots; .*give either host"),
        (alerts(url='"survey"', host='"h"'), "url is missing"),
        (alerts(**{"from": '"nobody"'}, host='"h"'), "from is missing"),
        (alerts(), "give either host"),
        (alerts(host='"h"', folder='"mail"'), "give either host"),
        (alerts(host='"h"', port='"25"'), "port is '25'"),
        (alerts(host='"h"', tls='"no"'), "tls is 'no'"),
        (alerts(host='"h"', tls='"none"'), "only for a mail server on this machine"),
    ],
)
def test_a_mistake_in_the_settings_stops_the_start_and_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        config.load(written(tmp_path, text), environ={})


def test_settings_that_others_can_read_are_refused(tmp_path: Path) -> None:
    (written(tmp_path, secrets()) / "settings.toml").chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        config.load(tmp_path, environ={})


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    environ = {
        "SURVEYAPP_INSTANCE": str(written(tmp_path, secrets())),
        "SURVEYAPP_SECRET_KEY": THIRD,
        "SURVEYAPP_BOX_URL": "postgresql://alone/box",
    }
    settings = config.load(environ=environ)
    assert settings.instance == tmp_path
    assert settings.secret_key == bytes.fromhex(THIRD)
    assert settings.pepper == bytes.fromhex(OTHER)
    assert settings.databases["box"] == "postgresql://alone/box"


def test_the_environment_alone_is_enough(tmp_path: Path) -> None:
    environ = {"SURVEYAPP_SECRET_KEY": GOOD, "SURVEYAPP_PEPPER": OTHER}
    assert config.load(tmp_path / "not there", environ=environ).session_hours == 8


def test_a_sqlite_file_named_without_a_folder_lies_in_the_instance(tmp_path: Path) -> None:
    written(tmp_path, secrets() + '[databases]\nstaff = "sqlite:///people.db"\n')
    assert config.load(tmp_path, environ={}).databases["staff"] == f"sqlite:///{tmp_path}/people.db"


def test_two_ways_to_write_one_file_are_still_one_file(tmp_path: Path) -> None:
    written(tmp_path, secrets() + f'[databases]\nstaff = "sqlite:///{tmp_path}/x/../box.db"\n')
    with pytest.raises(SettingsError, match="share one: box, staff"):
        config.load(tmp_path, environ={})


def test_settings_show_no_secret_when_printed(tmp_path: Path) -> None:
    settings = config.load(written(tmp_path, secrets()), environ={"SURVEYAPP_BOX_URL": "postgresql://u:word@h/b"})
    shown = repr(settings)
    assert GOOD not in shown
    assert repr(settings.secret_key) not in shown
    assert "word" not in shown


def test_an_authoritys_own_surveys_are_read_from_its_instance(tmp_path: Path) -> None:
    assert [folder.parts[-2:] for folder in config.definitions(tmp_path)] == [("surveys", "definitions")]
    (tmp_path / "surveys").mkdir()
    assert config.definitions(tmp_path)[1:] == (tmp_path / "surveys",)
    assert all(folder.is_dir() for folder in config.definitions(tmp_path))


def test_how_people_are_told_is_read_and_the_password_comes_from_the_environment_alone(tmp_path: Path) -> None:
    assert config.load(written(tmp_path, secrets()), environ={}).alerts is None
    folder = written(tmp_path, alerts(host='"mail.example.org"', user='"survey"', port="465", tls='"ssl"'))
    told = config.load(folder, environ={"SURVEYAPP_SMTP_PASSWORD": "open sesame"}).alerts
    assert told is not None
    assert (told.url, told.host, told.port, told.tls) == ("https://survey.example.org", "mail.example.org", 465, "ssl")
    assert told.password == "open sesame"
    assert "sesame" not in repr(told)
    with pytest.raises(SettingsError, match="unknown setting password"):
        config.load(written(tmp_path, alerts(host='"h"', password='"x"')), environ={})


def test_for_trials_letters_lie_in_a_folder_of_the_instance(tmp_path: Path) -> None:
    trial = {"url": "http://127.0.0.1:8000", "from": "demo@example.org", "folder": "mail"}
    path = config.initialise(tmp_path / "trial", alerts=trial)
    told = config.load(path.parent, environ={}).alerts
    assert told is not None
    assert told.folder == tmp_path / "trial" / "mail"
