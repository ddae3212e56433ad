"""Keeping children out of access logs, whatever server writes them."""

import logging
import re
from urllib.parse import unquote

from flask import Flask

ACCESS_LOGS = ("gunicorn.access", "werkzeug", "waitress", "granian.access", "uvicorn.access", "hypercorn.access")
CHILDS_PAGE = re.compile(r"""/s(?![^/?#;\s"'])""")
"""A path, or part of one, that is just ``s``: rather a line too few than one of a child."""


def is_kept(record: logging.LogRecord) -> bool:
    """Whether an access-log line may be written: not if it tells of a child's page, however its address is spelt."""
    return CHILDS_PAGE.search(unquote(record.getMessage())) is None


def install(_app: Flask) -> None:
    """Filter the access logs that live in this process; a server in front has a rule of its own in the docs."""
    for name in ACCESS_LOGS:
        logging.getLogger(name).addFilter(is_kept)
