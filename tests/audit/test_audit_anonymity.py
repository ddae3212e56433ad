"""The audit says of a sound installation that it is, and names each fault of a broken one."""

import re
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from builders.audited import BAND, broken, copy_of, fault, look, machine_aside
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.engine import make_url

from surveyapp.audit import Verdict, copied, kept, page, pages, texts
from surveyapp.cli import main
from surveyapp.fieldwork import codes


def test_of_a_sound_installation_everything_holds_and_nothing_is_changed(wave, settings, folders, database):
    before = {path: path.read_bytes() for path in settings.instance.rglob("*") if path.is_file()}
    if database == "sqlite":
        copy_of(settings, "box", folders[0] / "box.db")
        copy_of(settings, "fieldwork", folders[0] / "fieldwork.db")
    report = machine_aside(look(settings, folders))
    assert broken(report) == {}
    assert len({it.claim for it in report.findings}) == len(report.findings), "no two lines say the same"
    assert ("PostgreSQL databases were read" in page.html(report)) == (database == "postgresql")
    doubts = {it.claim for it in report.doubts}
    unopened = {
        it for it in doubts if it.startswith(("results: ", "Nothing is kept", "No row", "Of every opened wave"))
    }
    assert len(doubts - unopened) == (0 if database == "sqlite" else 1), "on PostgreSQL the folder was left empty"
    assert [it.claim for it in report.findings if it.verdict is Verdict.HOLDS and not re.search(r"\d", it.seen)] == []
    assert {path: path.read_bytes() for path in settings.instance.rglob("*") if path.is_file()} == before


def test_what_was_not_named_is_said_not_to_have_been_checked(wave, settings):
    doubts = {it.topic for it in look(settings).findings if it.verdict is Verdict.UNCHECKED}
    assert doubts >= {"Backups", "Logs"}


def test_ballots_since_the_last_wash_are_counted(wave, settings, database):
    wave.answer(BAND, 8)
    told = " ".join(f"{claim} {why}" for claim, why in broken(machine_aside(look(settings))).items())
    assert "run `surveyapp nightly`" in told
    assert ("lie elsewhere" if database == "sqlite" else "transactions can be told apart (xmin)") in told


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestFilesThatShouldNotBeThere:
    def test_each_is_named(self, wave, settings):
        names = ("old.db-journal", "results.dump", "core.4711", "fieldwork.db.bak")
        for name in names:
            (settings.instance / name).write_bytes(b"something")
        faults = " ".join(broken(machine_aside(look(settings))).values())
        assert [name for name in names if name not in faults] == []

    def test_a_copied_store_is_named_whatever_it_is_called(self, wave, settings):
        copy_of(settings, "box", settings.instance / "box-yesterday.db")
        (settings.instance / "box-yesterday.db").chmod(0o600)
        assert "box-yesterday.db" in fault(machine_aside(look(settings)))

    def test_a_file_that_others_can_read_is_named(self, wave, settings):
        (settings.instance / "box.db").chmod(0o644)
        assert "box.db has rights -rw-r--r--" in fault(machine_aside(look(settings)))

    def test_printed_codes_left_in_the_folder_are_counted(self, wave, settings):
        (settings.instance / "cards.txt").write_text("\n".join(wave.codes[BAND][:5]))
        assert "cards.txt holds 5" in fault(machine_aside(look(settings)))

    def test_a_box_that_keeps_a_log_is_named_and_not_opened(self, wave, settings, stores):
        stores.close()
        with closing(sqlite3.connect(settings.instance / "box.db")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        faults = broken(machine_aside(look(settings)))
        assert faults["box: the file keeps no log of what was written when (journal_mode is DELETE)"]
        assert not (settings.instance / "box.db-wal").exists()

    def test_a_column_that_tells_the_time_is_named(self, wave, settings, stores):
        with stores.write("box") as box:
            box.execute(text("ALTER TABLE ballot ADD COLUMN at TIMESTAMP"))
        assert "ballot.at tells a time or day" in " ".join(broken(look(settings)).values())

    def test_rows_with_a_hidden_number_are_named(self, wave, settings, stores):
        with stores.write("results") as results:
            results.execute(text("DROP TABLE comment"))
            results.execute(text("CREATE TABLE comment (id BLOB PRIMARY KEY, wave TEXT, body TEXT)"))
        assert "comment numbers its rows as they come" in " ".join(broken(look(settings)).values())

    def test_a_missing_store_is_said_not_to_have_been_checked(self, wave, settings, stores):
        stores.close()
        (settings.instance / "results.db").unlink()
        report = look(settings)
        said = [it.why for it in report.findings if it.verdict is Verdict.UNCHECKED]
        assert any("there is no file for the results store" in why for why in said)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
class TestServersThatKeepTooMuch:
    def test_each_setting_is_named(self, wave, settings, stores, postgresql_clusters):
        stores.close()
        name = make_url(settings.databases["box"]).database
        wrong = {"log_statement": "all", "synchronous_commit": "off", "log_min_duration_statement": "0"}
        with postgresql_clusters["box"].admin() as admin:
            for setting, value in wrong.items():
                admin.execute(f'ALTER DATABASE "{name}" SET {setting} = {value!r}')
            try:
                faults = " ".join(broken(look(settings)).values())
            finally:
                admin.execute(f'ALTER DATABASE "{name}" RESET ALL')
        assert [it for it, value in wrong.items() if f"{it} is {value}" not in faults] == []

    def test_a_server_that_is_copied_is_named(self, wave, settings, postgresql_clusters):
        with postgresql_clusters["fieldwork"].admin() as admin:
            admin.execute("SELECT pg_create_physical_replication_slot('somebody')")
            try:
                told = fault(machine_aside(look(settings)))
            finally:
                admin.execute("SELECT pg_drop_replication_slot('somebody')")
        assert "1 replication slots" in told


LINES = {
    "requests of children's pages": lambda wave: '10.0.0.1 "POST /s/ HTTP/1.1" 200',
    "1 access codes in the clear": lambda wave: f"GET /x?code={wave.codes[BAND][0]}",
    "statements of the sealed stores": lambda wave: "sqlalchemy.engine INSERT INTO ballot (tag, wave) VALUES",
    "the names of 1 questions": lambda wave: "parameters: {'feels_safe_home': 'never'}",
    "hashed codes": lambda wave: f"spent {wave.digest(wave.codes[BAND][0]).hex()}",
    "the pepper": lambda wave: f"config {wave.settings.pepper.hex()}",
}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_log_that_tells_is_named_with_what_it_tells(wave, settings, folders):
    for number, line in enumerate(LINES.values()):
        (folders[1] / f"{number}.log").write_text(line(wave) + "\n")
    told = fault(machine_aside(look(settings, (None, folders[1]))))
    assert [one for one in LINES if one not in told] == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_code_in_a_log_is_named_however_it_was_typed(wave, settings, folders):
    separators = ("", "-", "_", "+", " ", "%2d", "%5F", "\N{EN DASH}", "\N{MINUS SIGN}", "\N{NO-BREAK SPACE}")
    with copied.copied(settings) as here:
        what = texts.wanted(here)
    for separator in separators:
        plain = codes.normalise(wave.codes[BAND][0])
        typed = separator.join((plain[:3], plain[3:6], plain[6:]))
        for written in (typed, typed.lower()):
            assert texts.live_codes(f"q 234 {written}&".encode(), what) == {plain.encode()}, written


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_cookie_on_a_childs_page_is_named(wave, settings, monkeypatch):
    def careless(given):
        app = made(given)
        app.after_request(lambda response: response.set_cookie("visitor", "1") or response)
        return app

    made = pages.create_app
    monkeypatch.setattr(pages, "create_app", careless)
    assert "sends Set-Cookie" in fault(machine_aside(look(settings)))


def test_rows_beside_counts_by_group_are_named_rows():
    """Four children, two answers, and counts of the girls: solved, the equations say which rows are girls'."""
    said = [("a", "x"), ("b", "x"), ("b", "y"), ("c", "y")]
    rows = [kept.Row(frozenset({BAND}), {"one": (one,), "two": (two,)}) for one, two in said]
    girls = [
        kept.Counted(frozenset({BAND}), ("sex", "girl"), "one", {"a": 1, "b": 1}),
        kept.Counted(frozenset({BAND}), ("sex", "girl"), "two", {"x": 2}),
    ]
    assert kept.named_rows(rows, girls) == {("sex", "girl"): 4}
    assert kept.named_rows(rows, girls[1:]) == {("sex", "girl"): 0}, "one question alone names none"


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestTheCommand:
    def test_it_writes_a_page_and_ends_well(self, wave, settings, tmp_path, folders):
        copy_of(settings, "box", folders[0] / "box.db")
        out, pdf = tmp_path / "audit.html", tmp_path / "audit.pdf"
        outcome = self._run(settings, "--out", out, "--pdf", pdf, "--backups", folders[0], "--logs", folders[1])
        swap = "is swap in the clear" in outcome.output
        assert outcome.exit_code == int(swap), outcome.output
        assert "<h1>Audit of anonymity" in out.read_text()
        assert out.stat().st_mode & 0o077 == 0
        assert pdf.read_bytes().startswith(b"%PDF")

    def test_it_ends_with_one_where_something_does_not_hold(self, wave, settings, tmp_path):
        (settings.instance / "core").write_bytes(b"memory")
        outcome = self._run(settings, "--out", tmp_path / "audit.html")
        assert outcome.exit_code == 1
        assert "Does not hold: No core dump" in outcome.output
        assert "does not hold" in (tmp_path / "audit.html").read_text()

    def test_what_the_installation_says_is_shown_and_never_run(self, wave, settings, tmp_path):
        (settings.instance / "<b>#panic(1).dump").write_bytes(b"")
        report = look(settings)
        assert "<b>#panic" not in page.html(report)
        assert page.pdf(report).startswith(b"%PDF")

    def _run(self, settings, *words):
        command = ["audit", "anonymity", "--instance", str(settings.instance), *map(str, words)]
        return CliRunner().invoke(main, command)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_under_another_pepper_an_audit_says_that_it_could_know_no_code(wave, settings):
    told = " ".join(broken(machine_aside(look(replace(settings, pepper=bytes(range(32)))))).values())
    assert "keys of" in told


def test_what_a_killed_audit_left_is_removed_and_named_and_what_one_holds_stays(
    wave, settings, folders, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "surveyapp-audit-left"
    left.mkdir()
    (left / "box.db").write_bytes(b"ballots")
    with copied.copied(settings) as here, copied.copied(settings) as beside:
        assert (here.swept, beside.swept) == ((str(left),), ())
        assert here.copy.instance.is_dir()
    left.mkdir()
    assert "cut off" in broken(look(settings, folders))["No copy that an audit made lay about"]
    assert not left.exists()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_folder_that_another_audit_takes_for_one_left_lying_is_made_anew(settings, tmp_path, monkeypatch):
    made, seen = tempfile.mkdtemp, []

    def swept_at_once(*given: str | None) -> str:
        seen.append(made(*given))
        if len(seen) == 1:
            Path(seen[0]).rmdir()
        return seen[-1]

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(tempfile, "mkdtemp", swept_at_once)
    with copied.copied(settings) as here:
        assert [here.copy.instance] == [Path(one) for one in seen[1:]]
    assert not any(tmp_path.glob("surveyapp-audit-*"))
