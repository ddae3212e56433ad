"""A wave's key pair: the public half seals, the private half never rests unwrapped and takes a quorum of custodians."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import combinations

from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from surveyapp.box import custody, sealing, wrapping
from surveyapp.box.models import Custodian, SealedBallot, WaveKey, WrappedKey
from surveyapp.box.phrases import PhraseMistyped, make_phrase, normalise
from surveyapp.box.wrapping import Cost

MOST_CUSTODIANS = 5
_BETWEEN = "\x1f"
_CANARY_BAND = "canary"

COST = Cost()
"""What trying one phrase costs from now on; of phrases made before, what it cost then is kept beside each."""


def prepare(
    session: Session, wave: str, custodians: tuple[str, ...], *, needed: int = 2, cost: Cost | None = None
) -> Mapping[str, str]:
    """Make the wave's keys and each custodian's phrase, shown this once; any ``needed`` of them open the box together.

    Raises CustodiansUnfit and KeysAlreadyThere. ``cost`` is for tests.
    """
    names = _fit(custodians, needed)
    if session.get(WaveKey, wave) is not None:
        raise custody.KeysAlreadyThere(wave)
    phrases = {name: make_phrase() for name in names}
    private = sealing.new_private_key()
    session.add(_wave_key(wave, private, needed))
    session.flush()
    keys = {name: _seat(session, wave, name, phrase, cost or COST) for name, phrase in phrases.items()}
    secret = private.private_numbers().private_value.to_bytes(32, "big")
    for quorum in combinations(names, needed):
        wrapped = wrapping.wrap(secret, quorum, keys, purpose=_purpose(wave))
        session.add(WrappedKey(wave=wave, quorum=_BETWEEN.join(quorum), wrapped=wrapped))
    session.flush()
    return phrases


def public_key(session: Session, wave: str) -> bytes:
    """The 65 bytes that seal this wave's ballots."""
    return _of_wave(session, wave).public


def keep_permits(session: Session, wave: str) -> None:
    """Fieldwork begins: from now on each ballot is kept with the permit that let it in."""
    _of_wave(session, wave).permits = True
    session.flush()


def custodians(session: Session, wave: str) -> tuple[str, ...]:
    """The names of the wave's custodians."""
    return tuple(session.scalars(select(Custodian.name).where(Custodian.wave == wave).order_by(Custodian.name)))


def needed(session: Session, wave: str) -> int:
    """How many custodians open this wave together."""
    return _of_wave(session, wave).needed


def unwrap(session: Session, wave: str, phrases: Mapping[str, str]) -> ec.EllipticCurvePrivateKey:
    """The private half, in memory, from a quorum's phrases by name. Raises a CustodyProblem that says whose.

    KeysExchanged where the public key in the box is not this one's.
    """
    return _private_key(session, wave, _stretched(session, wave, phrases))


def open_canary(session: Session, wave: str, phrases: Mapping[str, str]) -> tuple[str, ...]:
    """Open the canary ballot with every quorum these custodians can form; who has proved a phrase by it."""
    keys = _stretched(session, wave, phrases)
    row = _of_wave(session, wave)
    for quorum in combinations(sorted(keys), row.needed):
        private = _private_key(session, wave, {name: keys[name] for name in quorum})
        try:
            canary = sealing.unseal(private, wave=wave, band=_CANARY_BAND, sealed=row.canary)
        except sealing.BallotUnreadable as error:
            raise custody.CanaryDied(wave) from error
        if sha256(canary).digest() != row.canary_digest:
            raise custody.CanaryDied(wave)
    return tuple(sorted(keys))


def whose(session: Session, wave: str, typed: str) -> str | None:
    """The custodian of this wave whose phrase this is; None where it is nobody's. Slow: it tries each of them."""
    try:
        phrase = normalise(typed)
    except PhraseMistyped:
        return None
    seats = session.scalars(select(Custodian).where(Custodian.wave == wave).order_by(Custodian.name))
    return next((seat.name for seat in seats if _key_of(seat, phrase) is not None), None)


def destroy(session: Session, wave: str) -> int:
    """Forget the wrapped keys and salts; how many wrappings there were. Nothing sealed for the wave opens again."""
    session.execute(delete(Custodian).where(Custodian.wave == wave))
    gone = session.scalars(delete(WrappedKey).where(WrappedKey.wave == wave).returning(WrappedKey.quorum))
    return len(gone.all())


def discard(session: Session, wave: str) -> None:
    """Take back keys under which nothing was sealed yet; KeysAlreadyThere when something was."""
    if session.scalar(select(SealedBallot.tag).where(SealedBallot.wave == wave).limit(1)) is not None:
        raise custody.KeysAlreadyThere(wave)
    for table in (Custodian, WrappedKey, WaveKey):
        session.execute(delete(table).where(table.wave == wave))


def _fit(names: tuple[str, ...], needed: int) -> tuple[str, ...]:
    tidy = tuple(sorted(name.strip() for name in names))
    empty = any(not name or not name.isprintable() or len(name) > 60 for name in tidy)
    if empty or len(set(tidy)) != len(names) or not 1 <= needed <= 3 or not needed < len(names) <= MOST_CUSTODIANS:
        raise custody.CustodiansUnfit(
            f"Name {needed + 1} to {MOST_CUSTODIANS} different people: if any {needed} open the box, one phrase may be "
            "lost. Nothing was made."
        )
    return tidy


def _wave_key(wave: str, private: ec.EllipticCurvePrivateKey, needed: int) -> WaveKey:
    public, canary = sealing.public_bytes(private), secrets.token_bytes(64)
    sealed = sealing.seal(public, wave=wave, band=_CANARY_BAND, plaintext=canary)
    return WaveKey(wave=wave, public=public, needed=needed, canary=sealed, canary_digest=sha256(canary).digest())


def _seat(session: Session, wave: str, name: str, phrase: str, cost: Cost) -> bytes:
    """Record a custodian, whose key is returned and kept nowhere."""
    salt = wrapping.new_salt()
    key = wrapping.stretch(phrase, salt=salt, cost=cost)
    proof = wrapping.close(key, b"", purpose=_proof_purpose(wave, name))
    session.add(
        Custodian(
            wave=wave,
            name=name,
            salt=salt,
            memory_kib=cost.memory_kib,
            iterations=cost.iterations,
            lanes=cost.lanes,
            proof=proof,
        )
    )
    return key


def _stretched(session: Session, wave: str, phrases: Mapping[str, str]) -> dict[str, bytes]:
    """Each custodian's key, once every phrase has proved to be that custodian's."""
    row = _of_wave(session, wave)
    seats = {seat.name: seat for seat in session.scalars(select(Custodian).where(Custodian.wave == wave))}
    if not seats:
        raise custody.WaveWithoutKeys(wave)
    if len(phrases) < row.needed:
        raise custody.NotEnoughCustodians(needed=row.needed, came=len(phrases))
    typed = {name: _as_printed(name, phrase, seats) for name, phrase in phrases.items()}
    return {name: _proved(seats[name], phrase, seats.values()) for name, phrase in typed.items()}


def _as_printed(name: str, typed: str, seats: Mapping[str, Custodian]) -> str:
    if name not in seats:
        raise custody.CustodianUnknown(name)
    if not typed.strip():
        raise custody.PhraseMissing(name)
    try:
        return normalise(typed)
    except PhraseMistyped as error:
        raise custody.PhraseMistypedBy(name, error.group) from error


def _proved(seat: Custodian, phrase: str, seats: Iterable[Custodian]) -> bytes:
    key = _key_of(seat, phrase)
    if key is not None:
        return key
    for other in seats:
        if other is not seat and _key_of(other, phrase) is not None:
            raise custody.PhraseMixedUp(seat.name, other.name)
    raise custody.PhraseWrong(seat.name)


def _key_of(seat: Custodian, phrase: str) -> bytes | None:
    cost = Cost(memory_kib=seat.memory_kib, iterations=seat.iterations, lanes=seat.lanes)
    key = wrapping.stretch(phrase, salt=seat.salt, cost=cost)
    try:
        wrapping.open_layer(key, seat.proof, purpose=_proof_purpose(seat.wave, seat.name))
    except wrapping.WrongKey:
        return None
    return key


def _private_key(session: Session, wave: str, keys: Mapping[str, bytes]) -> ec.EllipticCurvePrivateKey:
    quorum = tuple(sorted(keys))[: _of_wave(session, wave).needed]
    wrapped = session.scalar(
        select(WrappedKey.wrapped).where(WrappedKey.wave == wave, WrappedKey.quorum == _BETWEEN.join(quorum))
    )
    if wrapped is None:
        raise custody.WaveWithoutKeys(wave)
    secret = wrapping.unwrap(wrapped, quorum, keys, purpose=_purpose(wave))
    private = ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())
    if sealing.public_bytes(private) != _of_wave(session, wave).public:
        raise custody.KeysExchanged(wave)
    return private


def _of_wave(session: Session, wave: str) -> WaveKey:
    row = session.get(WaveKey, wave)
    if row is None:
        raise custody.WaveWithoutKeys(wave)
    return row


def _purpose(wave: str) -> str:
    return f"surveyapp wave key|{wave}"


def _proof_purpose(wave: str, name: str) -> str:
    return f"surveyapp proof|{wave}|{name}"
