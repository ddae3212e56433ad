"""The audit looks into backups, packed or not: keys, codes, answers, and what two copies tell by their difference."""

import lzma
import shutil
import sqlite3
import zipfile
from contextlib import closing

import pytest
from builders.audited import BAND, broken, copy_of, fault, look, machine_aside, night
from sqlalchemy import text

from surveyapp.audit import Verdict


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
class TestBackups:
    def test_an_empty_folder_is_said_not_to_have_been_checked(self, wave, settings, folders):
        said = [it for it in look(settings, folders).findings if it.topic == "Backups"]
        assert [it.verdict for it in said] == [Verdict.UNCHECKED]
        assert "no backup found" in said[0].why

    def test_packed_copies_are_compared_like_others(self, wave, settings, stores, folders):
        for day, more in (("monday", 0), ("tuesday", 3)):
            wave.answer(BAND, more)
            night(stores)
            copy_of(settings, "box", folders[0] / "box.db")
            (folders[0] / f"{day}.db.xz").write_bytes(lzma.compress((folders[0] / "box.db").read_bytes()))
            (folders[0] / "box.db").unlink()
        told = fault(machine_aside(look(settings, (folders[0], None))))
        assert "tuesday.db.xz: tuesday.db has 3 ballots more than monday.db.xz: monday.db" in told

    def test_codes_and_answers_are_found_in_packed_files(self, wave, settings, folders):
        codes = "\n".join(wave.codes[BAND][:5])
        with zipfile.ZipFile(folders[0] / "office.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("cards.txt", codes)
            archive.writestr("kept.json", '{"feels_safe_home": "rarely", "wave": 1}')
        faults = broken(machine_aside(look(settings, (folders[0], None))))
        assert list(faults.values()) == [
            "office.zip: cards.txt: 5 access codes in the clear",
            "office.zip: kept.json: answers to 1 questions, which can be read",
        ]

    def test_figures_of_results_and_releases_are_no_answers(self, wave, settings, stores, folders):
        with stores.write("releases") as releases:
            releases.execute(text("CREATE TABLE figures (said TEXT)"))
            releases.execute(text("INSERT INTO figures VALUES (:said)"), {"said": '{"feels_safe_home": "rarely"}'})
        shutil.make_archive(str(folders[0] / "all"), "gztar", settings.instance, "releases.db")
        faults = broken(machine_aside(look(settings, (folders[0], None))))
        assert list(faults.values()) == ["table figures is not the program's"]

    def test_an_answer_in_a_copy_of_the_box_is_named(self, wave, settings, folders):
        copy_of(settings, "box", folders[0] / "box.db")
        with closing(sqlite3.connect(folders[0] / "box.db")) as box:
            box.execute("CREATE TABLE debug (said TEXT)")
            box.execute("INSERT INTO debug VALUES ('feels_safe_home never')")
            box.commit()
        told = fault(machine_aside(look(settings, (folders[0], None))))
        assert "box.db: the names of 1 questions, as answers carry them" in told

    def test_an_encrypted_copy_alone_is_said_to_be_unread_by_name(self, wave, settings, folders):
        copy_of(settings, "box", folders[0] / "box.db")
        (folders[0] / "box.db.gpg").write_bytes(b"\x85\x02\x0c")
        said = {it.claim: it.why for it in look(settings, folders).doubts if it.topic == "Backups"}
        assert said.pop("Every backup could be looked into, packed or not") == "box.db.gpg: it is encrypted"
        assert [claim for claim in said if "fieldwork" not in claim] == []

    def test_copies_that_differ_by_few_ballots_are_named(self, wave, settings, stores, folders):
        copy_of(settings, "box", folders[0] / "monday.db")
        wave.answer(BAND, 3)
        night(stores)
        copy_of(settings, "box", folders[0] / "tuesday.db")
        assert "tuesday.db has 3 ballots more than monday.db" in fault(
            machine_aside(look(settings, (folders[0], None)))
        )

    def test_copies_that_differ_by_ten_are_not(self, wave, settings, stores, folders):
        copy_of(settings, "box", folders[0] / "monday.db")
        wave.answer(BAND, 10)
        night(stores)
        copy_of(settings, "box", folders[0] / "tuesday.db")
        assert broken(machine_aside(look(settings, (folders[0], None)))) == {}

    def test_a_state_key_is_named_even_inside_an_archive(self, wave, settings, folders):
        shutil.make_archive(str(folders[0] / "all"), "gztar", settings.instance / "state-keys")
        faults = " ".join(broken(machine_aside(look(settings, (folders[0], None)))).values())
        assert f"{wave.wave}.key: the state key of {wave.wave}" in faults

    def test_a_dump_that_cannot_be_read_is_named(self, wave, settings, folders):
        (folders[0] / "box.dump").write_bytes(b"PGDMP something")
        said = [it.why for it in look(settings, folders).doubts]
        assert "box.dump: pg_restore cannot read it" in said
