"""How a letter leaves: encrypted as promised, beside the page, or into a folder; without settings not at all."""

from __future__ import annotations

import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from builders.post import Postbox, minute, running
from builders.talk import ANN, KEY, TUESDAY, Clock, asked, at, folder
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from surveyapp.config import Alerts
from surveyapp.db.engines import Stores
from surveyapp.safeguarding import alerts, delivery, mail, requests
from surveyapp.safeguarding.mail import MailNotSent
from surveyapp.safeguarding.requests import Asked

on_one_store = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For what the clock and the mail server decide, not the database."""


@on_one_store
def test_a_page_does_not_wait_for_a_slow_server(
    council: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going = threading.Event()
    monkeypatch.setattr(mail, "post", lambda _settings, _letter: going.wait(90))
    request = asked(council)
    delivery.at_once(council, folder(tmp_path), clock=Clock(), longest=0.05)
    assert not told(council, request)
    going.set()
    assert any(told(council, request) or time.sleep(0.05) for _ in range(1000))


def told(stores: Stores, request: Asked) -> bool:
    with stores.read("safeguarding") as session:
        return alerts.was_told(session, request.id)


def test_without_settings_it_still_rises_and_is_noted(council: Stores) -> None:
    asked(council)
    with council.read("safeguarding") as session:
        assert alerts.silent(session, now=at(TUESDAY))
    assert minute(council, None, "2026-12-15 12:00").sent == 0
    with council.read("safeguarding") as session:
        assert requests.listed(session, "council")[0].level == 1
        assert not alerts.silent(session, now=at("2026-12-15 12:10"))
        assert alerts.silent(session, now=at("2026-12-15 12:11"))


def test_a_server_without_the_promised_encryption_gets_no_letter(server: Alerts, postbox: Postbox) -> None:
    with pytest.raises(MailNotSent):
        mail.post(replace(server, tls="starttls"), mail.trial(server, ANN.email))
    with pytest.raises(MailNotSent):
        mail.post(replace(server, user="x", password="y"), mail.trial(server, ANN.email))
    assert postbox.letters == []


def test_a_letter_goes_encrypted_to_a_server_whose_certificate_is_known_and_to_no_other(
    postbox: Postbox, tmp_path: Path
) -> None:
    certificate = certified(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(postbox, tls_context=context, require_starttls=True) as settings:
        encrypted = replace(settings, tls="starttls")
        with pytest.raises(MailNotSent):
            mail.post(encrypted, mail.trial(settings, ANN.email))
        assert postbox.letters == []
        mail.post(replace(encrypted, ca_file=str(certificate)), mail.trial(settings, ANN.email))
    assert postbox.told == [ANN.email]


def certified(folder: Path) -> Path:
    """A key and a certificate for 127.0.0.1 in one file."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post")])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    today = datetime.now(UTC)
    builder = builder.not_valid_before(today - timedelta(days=1)).not_valid_after(today + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False)
    signed = builder.add_extension(x509.BasicConstraints(True, None), True).sign(key, SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder / "post.pem"
    path.write_bytes(secret + signed.public_bytes(Encoding.PEM))
    return path


@on_one_store
def test_for_a_trial_letters_lie_in_a_folder(council: Stores, tmp_path: Path) -> None:
    asked(council)
    delivery.at_once(council, folder(tmp_path / "mail"), clock=Clock())
    [letter] = (tmp_path / "mail").glob("*.eml")
    assert "To: ann@example.org" in letter.read_text()
    assert KEY not in letter.read_bytes()
