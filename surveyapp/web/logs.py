"""Keeping children out of access logs, whatever server writes them."""

import logging
import re

from flask import Flask

ACCESS_LOGS = ("gunicorn.access", "werkzeug", "waitress", "granian.access", "uvicorn.access", "hypercorn.access")
CHILDS_PAGE = re.compile(r"[\s\"'/]/?s(?:/[^\s\"']*)?(?:\?[^\s\"']*)?\s+HTTP/")


def is_kept(record: logging.LogRecord) -> bool:
    """Whether an access-log line may be written: not if it tells of a child's page."""
    return CHILDS_PAGE.search(record.getMessage()) is None


def install(_app: Flask) -> None:
    """Filter the access logs that live in this process; a server in front has a rule of its own in the docs."""
    for name in ACCESS_LOGS:
        logging.getLogger(name).addFilter(is_kept)
