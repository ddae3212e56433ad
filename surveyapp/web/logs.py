"""Keeping children, and when they came, out of the logs of whatever server runs the program."""

import logging
import re
from urllib.parse import unquote

from flask import Flask

ACCESS_LOGS = ("gunicorn.access", "werkzeug", "waitress", "granian.access", "uvicorn.access", "hypercorn.access")
QUEUE_LOG = "waitress.queue"
"""Where waitress warns whenever more requests come at once than it has threads."""
CHILDS_PAGE = re.compile(r"""/s(?![^/?#;\s"'])""")
"""A path, or part of one, that is just ``s``: rather a line too few than one of a child."""


def is_kept(record: logging.LogRecord) -> bool:
    """Whether an access-log line may be written: not if it tells of a child's page, however its address is spelt."""
    return CHILDS_PAGE.search(unquote(record.getMessage())) is None


def is_wrong(record: logging.LogRecord) -> bool:
    """Whether a line tells of an error. How many wait for the server, line by line, is when children answered."""
    return record.levelno >= logging.ERROR


def install(_app: Flask) -> None:
    """Filter the access logs that live in this process; a server in front has a rule of its own in the docs."""
    for name in ACCESS_LOGS:
        logging.getLogger(name).addFilter(is_kept)
    logging.getLogger(QUEUE_LOG).addFilter(is_wrong)
