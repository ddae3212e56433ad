"""What the cryptography adds to a child's submission: on a processor slowed six times, in each engine, in bytes."""

from __future__ import annotations

import gzip
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1]
sys.path[:0] = [str(HERE), str(HERE / "client"), str(HERE.parent)]

import browser as browsers  # noqa: E402  # found through the lines above
import engines  # noqa: E402
import workbench  # noqa: E402
from sqlalchemy.engine import make_url  # noqa: E402
from standin import issuer_of, manifest, signer  # noqa: E402

from surveyapp import config, create_app  # noqa: E402
from surveyapp.box import tokens  # noqa: E402
from surveyapp.box.blindsignatures import blind_sign  # noqa: E402
from surveyapp.config import STORES  # noqa: E402
from surveyapp.db import migrate, sqlite  # noqa: E402
from surveyapp.web.static import FOLDER  # noqa: E402

ROUNDS, SLOWER = 20, 6
AIM_MS, AIM_BYTES = 300, 4096
BALLOT = bytes(4096)
NAMES = {"firefox": "Firefox", "webkit": "WebKitGTK"}
SCRIPTS = ("sealing.js", "bytes.js")

TIMED = """async ({ issuer, publicKey, ballot, size, rounds }) => {
  const { blind, finish, padded, proof, seal, tag } = child.sealing;
  const { fromBase64, joined, utf8 } = child.bytes;
  const [key, plaintext, times] = [fromBase64(publicKey), fromBase64(ballot), []];
  for (const { seed, signature } of rounds) {
    const [made, signed] = [fromBase64(seed), fromBase64(signature)];
    const begun = performance.now();
    const content = padded(joined(await proof(made), plaintext), size);
    await seal(key, utf8("surveyapp ballot with its proof|council-2026|8-11"), content);
    await blind(issuer, made);
    const { message } = await finish(issuer, made, signed);
    await tag(message);
    times.push(performance.now() - begun);
  }
  return times;
}"""
"""From the last button to the receipt, without the two requests and without the device's storage."""

Timed = Callable[[object], Sequence[float]]


def main() -> None:
    """Print the figures."""
    sizes = [len(gzip.compress((FOLDER / "child" / name).read_bytes(), 9, mtime=0)) for name in SCRIPTS]
    print(f"{' and '.join(SCRIPTS)}: {sum(sizes)} bytes compressed (aim: {AIM_BYTES})\n")
    print("Sealing, blinding, unblinding, verifying and the tag: the page's first submission, as a child's is, and the")
    print(f"{ROUNDS} after it:\n")
    print("| browser | first | median | worst |")
    print("|---|---|---|---|")
    with site() as address, tempfile.TemporaryDirectory() as folder:
        for name, rate in (("Chromium", 1), (f"Chromium, its page's thread slowed {SLOWER} times", SLOWER)):
            with chromium(address, rate) as timed:
                told(name, timed)
        for name, started in engines.ENGINES.items():
            elsewhere(name, started, address, Path(folder))
    print(
        f"\nAim: {AIM_MS} ms when slowed {SLOWER} times. WebCrypto works in threads of its own, which Chromium does not"
    )
    print(f"slow: {SLOWER} times the line that is not slowed is what such a processor can need at most.")


def told(name: str, timed: Timed) -> None:
    """One line of the table."""
    first, times = timed(asked(1))[0], timed(asked(ROUNDS))
    print(f"| {name} | {first:.0f} ms | {statistics.median(times):.0f} ms | {max(times):.0f} ms |", flush=True)


def asked(rounds: int) -> Any:
    """The same work for every engine: seeds, and the signatures that the server would send."""
    seeds = [sha256(b"round %d" % number).digest() for number in range(rounds)]
    signed = [blind_sign(signer(), tokens.blinded(seed, signer().n)) for seed in seeds]
    return {
        "issuer": issuer_of(signer()),
        "publicKey": manifest()["public"],
        "ballot": workbench.wrapped(BALLOT),
        "size": manifest()["padded"],
        "rounds": [
            {"seed": workbench.wrapped(seed), "signature": workbench.wrapped(signature)}
            for seed, signature in zip(seeds, signed, strict=True)
        ],
    }


@contextmanager
def site() -> Iterator[str]:
    """The program's headers and scripts; nothing is written to its stores."""
    with tempfile.TemporaryDirectory() as folder:
        config.initialise(Path(folder) / "instance", secure_cookies=False)
        settings = config.load(Path(folder) / "instance", environ={})
        for store in STORES:
            sqlite.create(make_url(settings.databases[store]))
        migrate.upgrade(settings)
        app = create_app(settings)
        workbench.add(app)
        with browsers.served(app) as address:
            yield address
        app.extensions["stores"].close()


@contextmanager
def chromium(address: str, rate: int) -> Iterator[Timed]:
    """A new Chromium whose page's thread is so many times slower."""
    with browsers.chromium(browsers.CHROMIUM) as opened:
        context = browsers.opened(opened, address)
        page = workbench.Tab.of(context).page
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
        yield lambda given: page.evaluate(TIMED, given)
        context.close()


def elsewhere(name: str, started: Callable[..., Any], address: str, folder: Path) -> None:
    """Another engine's line, where it is installed."""
    try:
        with started(folder / name) as engine:
            bench = workbench.Bench(engine, address).open()
            told(NAMES[name], lambda given: bench.run(f"({TIMED})(arguments[0]).then(arguments[1])", given))
    except engines.BrowserMissing as missing:
        print(f"| {NAMES[name]} | not installed: {missing} | | |")


if __name__ == "__main__":
    main()
