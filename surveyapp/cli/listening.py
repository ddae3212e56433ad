"""Asking for an address before pages are served at it."""

from __future__ import annotations

import socket

import click


def hold_to_free(host: str, port: int) -> None:
    """Whether this address can be listened on, asked before anything is made or said to be served."""
    try:
        for family, kind, protocol, _name, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            with socket.socket(family, kind, protocol) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(address)
    except OSError as error:
        what = f"Port {port} of {host} cannot be used here; choose another with --port."
        raise click.ClickException(what) from error
