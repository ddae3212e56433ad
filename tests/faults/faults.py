"""Every fault by name: where it is tried, in which dose, and what it is in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

import faults_of_copies as of_copies
import faults_of_server as of_server
from faults_of_opening import killed_opening
from faults_of_power import power_cut
from law import Figures
from place import DATABASES, Place


@dataclass(frozen=True, slots=True)
class Dose:
    """How many submissions, and how often the fault strikes."""

    submissions: int
    times: int


@dataclass(frozen=True, slots=True)
class Fault:
    """``told`` says what happens; ``room`` is the size of a file system of its own for the full dose."""

    title: str
    run: Callable[..., Figures]
    told: str
    small: Dose
    full: Dose
    databases: tuple[str, ...] = DATABASES
    room: str = ""
    served: bool = True

    def tried(self, place: Place, dose: Dose) -> Figures:
        """Its figures at this dose."""
        began = monotonic()
        figures = self.run(place, submissions=dose.submissions, times=dose.times)
        return replace(figures, fault=self.title, seconds=monotonic() - began)


SERVED = {
    "killed_server": Fault(
        "kill −9 of the server",
        of_server.killed_server,
        "The server is killed (kill -9) with all its processes while children send, and started again.",
        Dose(12, 1), Dose(1000, 50),
    ),
    "killed_database": Fault(
        "kill −9 of PostgreSQL",
        of_server.killed_database,
        "All processes of a PostgreSQL cluster are killed (kill -9), the box's and the others' in turn.",
        Dose(10, 1), Dose(1000, 10), ("postgresql",),
    ),
    "full_disk": Fault(
        "disk full",
        of_server.full_disk,
        "The disk is full for a while: nothing can be written, then there is room again.",
        Dose(10, 1), Dose(1000, 20), room="700m",
    ),
    "cut_network": Fault(
        "network cut",
        of_server.cut_network,
        "The network is cut before a request, in its middle, after it, and in the middle of the answer; "
        "or another page comes instead of the answer, as from a café's Wi-Fi.",
        Dose(10, 5), Dose(1000, 333),
    ),
    "replays": Fault(
        "replay",
        of_server.replays,
        "Every request is sent again in another order, and with parts of other children's; again while the wave "
        "closes, when it is closed, and after the box was opened.",
        Dose(20, 0), Dose(1000, 0),
    ),
    "two_tablets": Fault(
        "one code on two tablets",
        of_server.two_tablets,
        "One card is used on two tablets that send at the same moment.",
        Dose(4, 2), Dose(1000, 500),
    ),
    "races": Fault(
        "16 senders race for one code",
        of_server.races,
        "16 senders for one card at the same moment: for every other card the same submission 16 times.",
        Dose(32, 2), Dose(1600, 100),
    ),
    "wrong_clock": Fault(
        "clock a day off",
        of_server.wrong_clock,
        "The server's clock jumps a day ahead, a day back and home again while children answer; at the end every last "
        "request comes again a day later. A tablet's clock takes no part: nothing it sends holds a time.",
        Dose(8, 3), Dose(1000, 60),
    ),
    "four_processes": Fault(
        "four processes at once",
        of_server.four_processes,
        "Four server processes work on the same stores, 16 children send at a time.",
        Dose(8, 1), Dose(1000, 1),
    ),
    "killed_wash": Fault(
        "kill −9 of a wash",
        of_server.killed_wash,
        "The nightly wash of registry and box is killed at any moment, while children send.",
        Dose(8, 1), Dose(1000, 30),
    ),
}  # fmt: skip
"""Faults of a place whose server runs."""

POWER = Fault(
    "power cut",
    power_cut,
    "The power is cut at any moment of a write: what was not yet safely on the disk is gone, there, or torn.",
    Dose(12, 6), Dose(1000, 150), ("sqlite",), served=False,
)  # fmt: skip

KEPT = {
    "killed_backup": Fault(
        "kill −9 of a backup",
        of_copies.killed_backup,
        "`surveyapp backup` is killed at any moment, while children send; the newest copies are looked at after each "
        "kill, and a restore from the last ones is tried.",
        Dose(12, 1), Dose(1000, 30),
    ),
    "restores": Fault(
        "everything lost and restored",
        of_copies.restores,
        "Every database and the state keys are gone, and are restored from the copies that were made just before. "
        "Some tablets were in the middle of sending, and go on afterwards.",
        Dose(8, 1), Dose(1000, 5),
    ),
    "damaged_copies": Fault(
        "damaged copies",
        of_copies.damaged_copies,
        "A copy in a backup is cut short, overwritten or gone: `surveyapp restore-drill` must say which.",
        Dose(8, 2), Dose(1000, 10),
    ),
    "damaged_files": Fault(
        "damaged store file",
        of_copies.damaged_files,
        "The file of the registry or of the box is cut short, overwritten or gone while the server is away: the "
        "program must say so by name, unless nothing is missing.",
        Dose(8, 6), Dose(1000, 20), ("sqlite",),
    ),
}  # fmt: skip
"""Faults of backups and of what lies on the disk."""

OPENING = Fault(
    "kill −9 of an opening",
    killed_opening,
    "The opening of a closed wave is killed at one of its statements, then tried again; acknowledged answers are "
    "looked for among the results.",
    Dose(20, 2), Dose(1000, 30), served=False,
)  # fmt: skip

ALL = {**SERVED, "power_cut": POWER, "killed_opening": OPENING, **KEPT}
"""In the order of the table."""
