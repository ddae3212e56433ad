"""Ballots are looked at by their permits wherever a box is opened, with the keys that its wave's cards vouch for."""

from __future__ import annotations

import json
import secrets
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders.carried import come_home, export_box, known, put_in
from builders.permits import permit, signer_of
from builders.pooling import NORTH, open_own, together, year_of
from builders.wave import WAVE, Running, open_box, running
from sqlalchemy import text

from surveyapp.box import issuers, keys, sealing, tokens
from surveyapp.box.custody import KeysExchanged
from surveyapp.box.deposit import deposit
from surveyapp.box.manifests import short
from surveyapp.casting import cast
from surveyapp.casting.manifest import fingerprint
from surveyapp.config import Settings
from surveyapp.db.engines import Stores
from surveyapp.definition.answers import encode_ballot
from surveyapp.opening import Certificate, destroy, parcels
from surveyapp.opening.away import carried_box, open_away
from surveyapp.opening.parcels import Kind

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def lay_in(wave: Running, band: str, count: int, *, signer: Any = None, of: str = "") -> None:
    """Ballots made up by hand, with a permit that this key signed, or with none."""
    plaintext = encode_ballot(wave.catalogue.version(band, "2024"), {}, 4096)
    with wave.stores.write("box") as box:
        public = keys.public_key(box, wave.wave)
        for _ in range(count):
            one = tokens.token(tokens.new_seed())
            sealed = sealing.seal_ballot(public, wave=wave.wave, band=band, proof=one.proof, plaintext=plaintext)
            where = {"tag": secrets.token_bytes(32), "wave": wave.wave, "band": band, "sealed": sealed}
            deposit(box, **where, permit=permit(signer, one.message) if signer else None)


def destroyed(wave: Running) -> Certificate:
    """The certificate of the wave's destruction."""
    given = {"today": date(2028, 9, 1), "by": "Ada", "restored_elsewhere": "here"}
    return destroy(wave.stores, wave.wave, state_keys=wave.state_keys, **given)


class TestAway:
    """On a machine without network, from the file alone."""

    @pytest.fixture
    def box(self, stores: Stores, settings: Settings, tmp_path: Path) -> tuple[Running, Path]:
        """A closed wave on its way, with made-up ballots among its own."""
        wave = running(stores, settings, {"8-11": 12}, surveys=known())
        put_in(wave, "8-11", 10)
        lay_in(wave, "8-11", 2)
        lay_in(wave, "8-11", 1, signer=issuers.generate())
        wave.close()
        export_box(wave, tmp_path / "box")
        return wave, tmp_path / "box"

    def test_made_up_ballots_are_left_out_and_told_of(self, box: tuple[Running, Path], tmp_path: Path) -> None:
        wave, path = box
        away = open_away(carried_box(path), wave.quorum(), tmp_path / "opened")
        home = come_home(wave, tmp_path / "opened")
        assert (away.n_ok, away.n_bad, away.n_unpermitted) == (home.n_ok, home.n_bad, home.n_unpermitted) == (10, 0, 3)
        assert away.permits
        told = destroyed(wave)
        assert (told.ballots, told.n_unpermitted) == (13, 3)
        assert "without a valid permit, and not counted: 3" in told.text()

    def test_the_file_shows_the_fingerprint_that_is_on_the_cards(self, box: tuple[Running, Path]) -> None:
        wave, path = box
        shown = carried_box(path).fingerprint
        assert shown == fingerprint(wave.stores, WAVE)
        assert len(short(shown or "")) == 19

    @pytest.mark.parametrize("what", ["issuers", "keys"])
    def test_a_file_with_other_keys_is_not_opened(self, box: tuple[Running, Path], tmp_path: Path, what: str) -> None:
        content = json.loads(json.dumps(parcels.read(box[1], Kind.BOX).content))
        if what == "issuers":
            content["issuers"]["8-11"] = f"{issuers.generate().n:x}"
        else:
            public = sealing.public_bytes(sealing.new_private_key())
            content["keys"]["wave_key"][0]["public"] = parcels.text(public)
        parcels.write(tmp_path / "changed", Kind.BOX, content)
        with pytest.raises(KeysExchanged):
            carried_box(tmp_path / "changed")


def test_a_permit_of_another_wave_lets_nothing_in(stores: Stores, settings: Settings) -> None:
    first = running(stores, settings, {"8-11": 12}, surveys=known())
    wave = running(stores, settings, {"8-11": 12}, surveys=known(), wave="northvale-2027")
    lay_in(wave, "8-11", 11, signer=signer_of(stores, first.wave, "8-11"))
    wave.close()
    report = open_box(wave)
    assert (report.n_ok, report.n_unpermitted) == (0, 11)


def test_what_waits_is_looked_at_when_it_is_opened_and_by_its_own_waves_keys(
    stores: Stores, settings: Settings
) -> None:
    """Also when the wave's own signing keys are destroyed, as they are by then."""
    first = year_of(stores, settings, 2026, {"8-11": 12, "leavers": 5}, pool=NORTH)
    open_own(first)
    destroyed(first)
    second = year_of(stores, settings, 2027, {"8-11": 12, "leavers": 5}, pool=NORTH)
    open_own(second)
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET opened = false"))
    lay_in(first, "leavers", 9)
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET opened = true"))
        box.execute(
            text(
                "INSERT INTO waiting_ballot SELECT tag, wave, band FROM ballot WHERE band = 'leavers' "
                "AND tag NOT IN (SELECT tag FROM waiting_ballot)"
            )
        )
    report = together(first, second)
    assert dict(report.bands) == {"leavers": 10}
    with stores.read("results") as results:
        found = results.execute(
            text("SELECT n_ok, n_bad, n_unpermitted FROM opening WHERE wave = :wave"), {"wave": report.wave}
        ).one()
    assert tuple(found) == (10, 0, 9)


def test_no_permit_stays_where_fieldwork_began_before_they_were_kept(stores: Stores, settings: Settings) -> None:
    """Its later ballots could be told from its earlier ones: by them, and by backups from between, who came late."""
    wave = running(stores, settings, {"8-11": 12})
    with stores.write("box") as box:
        box.execute(text("UPDATE wave_key SET permits = false"))
    cast(stores, wave.submission("8-11"))
    with stores.read("box") as box:
        assert box.scalar(text("SELECT count(*) FROM permit")) == 0
