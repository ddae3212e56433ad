"""Looking through logs and copies for what may be in none: codes, phrases, answers, keys, statements, requests."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import text

from surveyapp.audit import traces
from surveyapp.audit.copied import Copied, Unreadable
from surveyapp.audit.findings import number
from surveyapp.audit.packed import File
from surveyapp.audit.unpacking import LARGEST
from surveyapp.box import phrases
from surveyapp.config import Settings
from surveyapp.definition import catalogue
from surveyapp.definition.catalogue import Catalogue
from surveyapp.definition.model import Item
from surveyapp.fieldwork import codes
from surveyapp.fieldwork.errors import MistypedCode

_THREE = rb"([BCDFGHJKMPQRTWXY2346789]{3})"
_BETWEEN = rb"(?:%[0-9A-F]{2}|[^A-Z0-9\r\n\x80-\xff]|\xc2\xa0|\xe2\x80[\x80-\xaf]|\xe2\x88\x92)?"
"""Nothing, or any one separator: a sign of ASCII as it is or in an address, a wide space, a dash."""
_CODE = re.compile(
    rb"(?:(?<![A-Z0-9])|(?<=%[0-9A-F]{2}))" + b"(?=" + _BETWEEN.join([_THREE] * 3) + rb"(?![A-Z0-9]))", re.IGNORECASE
)
_ONE = b"[" + phrases.ALPHABET.encode() + phrases.ALPHABET.lower().encode() + b"]"
_FIRST = rb"(@(?:(?<![A-Za-z0-9]@)|(?<=%[0-9A-Fa-f]{2}@))@{4})".replace(b"@", _ONE)
"""A group that begins where a word does; one class of signs first, which is what makes looking fast."""
_APART = rb"(?:%[0-9A-Fa-f]{2}|[^A-Za-z0-9]){0,6}"
"""Between two groups of a phrase: nothing, separators of any kind, a new line."""
_PHRASE = re.compile(_FIRST + b"(?=" + (_APART + b"(" + _ONE + b"{5})") * (phrases.GROUPS - 1) + b")")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){9,}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}")
_OF_ADDRESSES = bytes.maketrans(b"-_", b"+/")
IN_A_STREAM = 2**24
"""Bytes that are looked at of what is compressed somewhere within a file."""
_MARKS = ((b"\x78\x9c", 15), (b"\x78\x01", 15), (b"\x78\xda", 15), (b"\x1f\x8b\x08", 31))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: codes by their digests, secrets in several writings, item names, answers, comments."""

    settings: Settings
    digests: frozenset[bytes]
    secrets: Mapping[str, tuple[bytes, ...]]
    items: tuple[bytes, ...]
    answers: Mapping[bytes, re.Pattern[bytes]]
    comments: tuple[bytes, ...]


def wanted(here: Copied) -> Wanted:
    """Everything of this installation that no log may hold."""
    known = catalogue.load(here.settings.definitions)
    items = {item.id.encode() for item in _asked(known) if len(item.id) > 8}
    keys = sorted(here.settings.instance.glob("state-keys/*.key"))
    named = {f"the state key of {path.stem}": path.read_bytes() for path in keys}
    named |= {"the pepper": here.settings.pepper, "the secret key": here.settings.secret_key}
    return Wanted(
        here.settings,
        frozenset(_column(here, "fieldwork", "SELECT digest FROM access_code")),
        {name: writings(secret) for name, secret in named.items()},
        tuple(sorted(items)),
        _pairs(known),
        tuple(body for body in _column(here, "results", "SELECT body FROM comment") if len(body) >= 16),
    )


def _asked(known: Catalogue) -> Iterator[Item]:
    """Every question but those whose name is that of a breakdown: counts of children carry that name too."""
    for one in known.instruments:
        yield from (item for item in one.items if not item.breakdown)


def _pairs(known: Catalogue) -> dict[bytes, re.Pattern[bytes]]:
    """Of each question its name with one of its answers behind it, as forms, dictionaries and JSON write them."""
    words: dict[bytes, set[bytes]] = {}
    for item in _asked(known):
        options = {option.id.encode() for option in item.scale.options} if item.scale else set()
        words.setdefault(item.id.encode(), set()).update(options)
    return {
        item: re.compile(rb"\b" + item + rb"[\"']?\s*[:=]\s*[\[(]?[\"']?(?:" + b"|".join(sorted(given)) + rb")\b")
        for item, given in words.items()
        if given
    }


def _column(here: Copied, store: str, asked: str) -> Iterator[bytes]:
    try:
        with here.read(store) as connection:
            for (value,) in connection.execute(text(asked)):
                yield value.encode() if isinstance(value, str) else bytes(value)
    except Unreadable:
        return


def writings(secret: bytes) -> tuple[bytes, ...]:
    """How bytes may be written: as they are, in hexadecimal digits, in base64."""
    bare = base64.b64encode(secret).rstrip(b"=")
    return (
        secret,
        secret.hex().encode(),
        secret.hex().upper().encode(),
        bare,
        bare.translate(bytes.maketrans(b"+/", b"-_")),
    )


def parts(file: File, cut: dict[str, str]) -> Iterator[bytes]:
    """A file's name and bytes, and what is compressed somewhere in them; in ``cut`` what was not looked at, and why."""
    yield file.name.encode(errors="surrogateescape")
    with file.path.open("rb") as opened:
        content = opened.read(LARGEST)
    for part in (content, *_unpacked(file.name, content, cut)):
        yield part
        if b"\0" in part and (bare := part.replace(b"\0", b"")):
            yield bare


def _unpacked(name: str, content: bytes, cut: dict[str, str]) -> Iterator[bytes]:
    for mark, window in _MARKS:
        at = content.find(mark)
        while at >= 0:
            with suppress(zlib.error):
                state = zlib.decompressobj(window)
                yield state.decompress(content[at:], IN_A_STREAM)
                if state.unconsumed_tail and name not in cut:
                    more = IN_A_STREAM >> 20
                    cut[name] = f"what is compressed within it is larger than {more} MB, the rest was not looked at"
            at = content.find(mark, at + 1)


def readings(content: bytes) -> tuple[bytes, ...]:
    """These bytes, and what runs of hexadecimal digits in them stand for, and of base64 from its beginning."""
    return content, _from_hex(content), _from_base64(content)


def live_codes(content: bytes, what: Wanted) -> set[bytes]:
    """The codes of this installation that stand in these bytes, in capitals or not, with any one separator or none."""
    return _codes(readings(content), what)


def _codes(read: tuple[bytes, ...], what: Wanted) -> set[bytes]:
    return {
        written
        for one in read
        for found in _CODE.finditer(one)
        if _is_code(written := b"".join(found.groups()).upper(), what)
    }


def phrases_in(read: tuple[bytes, ...]) -> set[bytes]:
    """What custodians' phrases look like: seven groups with the right check characters, of any wave of any time.

    Chance writes one in 23⁷ (3.4 thousand million) such runs of groups.
    """
    written = {b"".join(found.groups()).upper() for one in read for found in _PHRASE.finditer(one)}
    return {one for one in written if _is_phrase(one)}


def _from_hex(content: bytes) -> bytes:
    return b"\n".join(binascii.unhexlify(found.group()) for found in _HEX.finditer(content))


def _from_base64(content: bytes) -> bytes:
    runs = (found.group().translate(_OF_ADDRESSES) for found in _BASE64.finditer(content))
    return b"\n".join(binascii.a2b_base64(run[: len(run) // 4 * 4] + _rest(run)) for run in runs)


def _rest(run: bytes) -> bytes:
    """The last two or three signs of a run with what fills them up; one sign alone says nothing."""
    last = run[len(run) // 4 * 4 :]
    return last.ljust(4, b"=") if len(last) > 1 else b""


def _is_code(written: bytes, what: Wanted) -> bool:
    try:
        return codes.digest(what.settings.pepper, codes.normalise(written.decode("ascii"))) in what.digests
    except MistypedCode:
        return False


def _is_phrase(written: bytes) -> bool:
    try:
        phrases.normalise(written.decode("ascii"))
    except phrases.PhraseMistyped:
        return False
    return True


def told_in(content: bytes, what: Wanted, *, log: bool) -> Iterator[str]:
    """What stands in these bytes that may not, in words."""
    read = readings(content)
    if found := _codes(read, what):
        yield f"{len(found)} access codes in the clear"
    if said := phrases_in(read):
        yield number(len(said), "custodian's phrase", "custodians' phrases") + " in the clear"
    yield from (name for name, forms in what.secrets.items() if any(form in content for form in forms))
    if log:
        yield from _of_a_log(content, what)


def spoken_in(content: bytes, what: Wanted) -> Iterator[str]:
    """Names of questions, which a log or a sealed store holds only if answers are there, and comments."""
    if answers := sum(item in content for item in what.items):
        yield f"the names of {answers} questions, as answers carry them"
    if comments := sum(body in content for body in what.comments):
        yield f"{comments} comments"


def answers_in(content: bytes, what: Wanted) -> Iterator[str]:
    """Questions with an answer behind them, as only a child's answers that can be read are written."""
    if found := sum(item in content and pair.search(content) is not None for item, pair in what.answers.items()):
        yield f"answers to {found} questions, which can be read"


def _of_a_log(content: bytes, what: Wanted) -> Iterator[str]:
    if requests := traces.requests(content):
        yield f"{requests} requests of children's pages"
    if statements := len(traces.STATEMENT.findall(content)):
        yield f"{statements} statements of the sealed stores"
    yield from spoken_in(content, what)
    hashed = (
        sum(any(form in content for form in writings(digest)) for digest in what.digests) if len(content) < 2**24 else 0
    )
    if hashed:
        yield f"{hashed} hashed codes, in the order in which they came"
