"""The e-mail that says that a child asks to be contacted, and nothing else; sent by SMTP or put into a folder."""

from __future__ import annotations

import secrets
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from surveyapp.config import Alerts

SECONDS = 5
"""Longest wait for each answer of the mail server."""
SUBJECT = "A child asks to be contacted"
ASKS = "A child asks to be contacted. Sign in to read it:"
STILL_ASKS = "A child asks to be contacted, and nobody has read it yet. Sign in to read it:"
TRIED = "This is a test: nobody asks to be contacted. If a child did, you would be told to sign in here:"
WHERE = "/desk/requests"


class MailNotSent(Exception):
    """The mail server could not be reached or did not take the letter."""


def alert(settings: Alerts, to: str, *, level: int) -> EmailMessage:
    """The letter about an unread request."""
    return _written(settings, to, SUBJECT, STILL_ASKS if level else ASKS)


def trial(settings: Alerts, to: str) -> EmailMessage:
    """A letter to try the way with."""
    return _written(settings, to, "Test of the alerts", TRIED)


def post(settings: Alerts, letter: EmailMessage) -> None:
    """Send the letter; raises MailNotSent with the reason, which holds nothing of the letter."""
    try:
        if settings.folder is not None:
            _put_down(settings, letter)
        else:
            _send(settings, letter)
    except (OSError, smtplib.SMTPException) as error:
        raise MailNotSent(f"The mail server did not take the e-mail ({type(error).__name__}).") from error


def _written(settings: Alerts, to: str, subject: str, sentence: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = subject, settings.sender, to
    letter["Date"] = formatdate(localtime=False)
    letter["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2].rstrip(">"))
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Priority"] = "1"
    letter.set_content(f"{sentence}\n{settings.url}{WHERE}\n")
    return letter


def _send(settings: Alerts, letter: EmailMessage) -> None:
    context = ssl.create_default_context(cafile=settings.ca_file or None)
    with _connected(settings, context) as server:
        if settings.tls == "starttls":
            server.starttls(context=context)
        if settings.user:
            server.login(settings.user, settings.password)
        server.send_message(letter)


def _connected(settings: Alerts, context: ssl.SSLContext) -> smtplib.SMTP:
    if settings.tls == "ssl":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=SECONDS, context=context)
    return smtplib.SMTP(settings.host, settings.port, timeout=SECONDS)


def _put_down(settings: Alerts, letter: EmailMessage) -> None:
    assert settings.folder is not None
    settings.folder.mkdir(mode=0o700, exist_ok=True)
    (settings.folder / f"{secrets.token_hex(8)}.eml").write_bytes(letter.as_bytes())
