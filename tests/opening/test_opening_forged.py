"""Results of an opening elsewhere that a forger has written are refused, whatever of the server the forger holds."""

from __future__ import annotations

import json

import pytest
from builders.carried import come_home, everything
from builders.wave import WAVE

from surveyapp.box import carrying, keys, sealing, signing
from surveyapp.opening import parcels
from surveyapp.opening.homecoming import MadeUp, NotOurs
from surveyapp.opening.parcels import Kind, ParcelChanged, ParcelTooNew, ParcelTooOld

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def held(closed):
    """What the server holds: the key of the way home, and the wave's public key."""
    with closed.stores.read("box") as box:
        return carrying.return_key(closed.stores.key(carrying.PURPOSE), WAVE), keys.public_key(box, WAVE)


def _opened(held, back):
    """Signature and content of a genuine file, as the server can read them."""
    mine, public = held
    sealed = parcels.raw(parcels.read(back, Kind.OPENED).content["sealed"])
    opened = carrying.open_home(mine, public, sealed, wave=WAVE)
    return opened[: signing.SIZE], opened[signing.SIZE :]


def _forged(held, back, signature, content, *, wave=WAVE):
    """The same file with another content, sealed as a quorum's file is: the server's own key is enough for that."""
    parcel = dict(parcels.read(back, Kind.OPENED).content)
    sealed = carrying.seal_home(*held, signature + content, wave=WAVE)
    forged = back.with_name("forged")
    parcels.write(forged, Kind.OPENED, parcel | {"wave": wave, "sealed": parcels.text(sealed)})
    return forged


def _with_more(content):
    found = json.loads(content)
    found["findings"]["n_bad"] += 1
    return json.dumps(found, separators=(",", ":")).encode()


def test_a_file_sealed_with_the_servers_own_settings_and_not_signed_is_refused(closed, back, held):
    before = everything(closed.stores)
    _, content = _opened(held, back)
    forger = sealing.new_private_key()
    made_up = [
        bytes(signing.SIZE),
        b"",
        signing.sign(forger, content, wave=WAVE),
        signing.sign(held[0], content, wave=WAVE),
    ]
    for signature in made_up:
        with pytest.raises(MadeUp, match="not signed with the key of the wave"):
            come_home(closed, _forged(held, back, signature, content))
        back.with_name("forged").unlink()
    assert everything(closed.stores) == before


def test_a_genuine_signature_is_good_for_what_was_signed_alone(closed, back, held):
    signature, content = _opened(held, back)
    changed = _with_more(content)
    assert changed != content
    with pytest.raises(MadeUp):
        come_home(closed, _forged(held, back, signature, changed))
    assert come_home(closed, back).n_ok == 56


def test_what_was_signed_is_stored_whoever_sealed_it(closed, back, held):
    """The control: nothing but the signature makes the difference."""
    assert come_home(closed, _forged(held, back, *_opened(held, back))).n_ok == 56


def test_a_file_of_an_earlier_version_is_refused_with_what_to_do(closed, back):
    written = back.read_bytes()
    back.write_bytes(written.replace(b"surveyapp opened 3 ", b"surveyapp opened 2 ", 1))
    with pytest.raises(ParcelTooOld, match=r"earlier version .* export the box again"):
        come_home(closed, back)
    back.write_bytes(written.replace(b"surveyapp opened 3 ", b"surveyapp opened 4 ", 1))
    with pytest.raises(ParcelTooNew):
        come_home(closed, back)
    back.write_bytes(written.replace(b"surveyapp opened 3 ", b"surveyapp opened x ", 1))
    with pytest.raises(ParcelChanged):
        come_home(closed, back)


def test_a_file_that_only_says_that_it_is_new_is_refused(closed, back, held):
    """As an earlier version wrote it, under the number of this one."""
    _, content = _opened(held, back)
    with pytest.raises(MadeUp):
        come_home(closed, _forged(held, back, b"", content))


def test_a_file_sealed_for_another_wave_is_not_ours(closed, back, held):
    signature, content = _opened(held, back)
    parcel = dict(parcels.read(back, Kind.OPENED).content)
    sealed = carrying.seal_home(*held, signature + content, wave="another")
    forged = back.with_name("forged")
    parcels.write(forged, Kind.OPENED, parcel | {"sealed": parcels.text(sealed)})
    with pytest.raises(NotOurs):
        come_home(closed, forged)
