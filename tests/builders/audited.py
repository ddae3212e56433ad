"""An installation under audit: looking at it, and what does not hold in it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

from sqlalchemy.engine import make_url

from surveyapp.audit import Verdict, anonymity, audit
from surveyapp.audit.agreeing import agreeing
from surveyapp.audit.copied import copied
from surveyapp.db.wash import wash
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES
from surveyapp.results import store as results_store

DAY = date(2026, 3, 20)
BAND = "8-11"


def night(stores):
    wash(stores.engine("box"), BOX_TABLES)
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    wash(stores.engine("results"), results_store.TABLES)


def look(settings, folders=(None, None)):
    return audit(settings, today=DAY, backup_folder=folders[0], log_folder=folders[1])


def broken(report):
    return {finding.claim: finding.why for finding in report.findings if finding.verdict is Verdict.FAILS}


def fault(report):
    """The only thing that does not hold."""
    (only,) = broken(report).items()
    return f"{only[0]}: {only[1]}"


def line_of(settings, check, claim, *, backups=None):
    """The only line with this claim, of one of the audit's checks: the others, which are most of an audit, are left."""
    assert check in [one for _topic, one in anonymity.CHECKS], "an audit does not look into this"
    with copied(settings, backups=backups) as here:
        (found,) = (one for one in check(here) if one.claim == claim)
    return found


def machine_aside(report):
    """Without what this machine, not the installation, decides."""
    others = ("swap", "holds no database but the stores")  # the servers of the tests hold those of every worker
    kept = (it for it in report.findings if not any(one in it.claim for one in others))
    return replace(report, findings=tuple(kept))


def copy_of(settings, store, to):
    """A clean copy, as a backup makes it."""
    with closing(sqlite3.connect(make_url(settings.databases[store]).database)) as connection:
        connection.execute("VACUUM INTO ?", [str(to)])


def failing_of(settings):
    """Why lines do not hold where box and fieldwork stand beside each other, by their claim."""
    with copied(settings) as here:
        return {one.claim: one.why for one in agreeing(here) if one.verdict is Verdict.FAILS}
