"""A real mail server on this machine, and what it took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from builders.talk import ANN, BEN, CYN, Clock
from ports import free_port

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import delivery

EVERYBODY = {ANN.email, BEN.email, CYN.email}


@dataclass
class Postbox:
    """What a mail server took; ``refuses`` is what it says instead of taking anything."""

    letters: list[tuple[str, str]] = field(default_factory=list)
    refuses: str = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuses:
            return self.refuses
        letter = message_from_bytes(envelope.content, policy=default)
        self.letters += [(to, letter.get_content()) for to in envelope.rcpt_tos]
        return "250 taken"

    @property
    def told(self) -> list[str]:
        """To whom letters went, in order."""
        return [to for to, _text in self.letters]


@contextmanager
def running(postbox: Postbox, **more: Any) -> Iterator[Alerts]:
    """A real SMTP server on this machine, and the settings that lead to it."""
    port = free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port, **more)
    controller.start()
    yield Alerts("https://survey.example.org", "survey@example.org", "127.0.0.1", port, "none")
    controller.stop()


def minute(stores: Stores, settings: Alerts | None, moment: str) -> delivery.Delivered:
    """What is sent when the clock has come to ``moment``."""
    return delivery.every_minute(stores, settings, clock=Clock(moment))
