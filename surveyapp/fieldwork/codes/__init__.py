"""Access codes: issued for a stratum, let in without a change, used up once, withdrawn with their card."""

from surveyapp.fieldwork.codes.admission import Admission, admit, spend
from surveyapp.fieldwork.codes.alphabet import ALPHABET, digest, normalise, printed
from surveyapp.fieldwork.codes.forget import FINISHED, forget
from surveyapp.fieldwork.codes.issue import issue, left, versions
from surveyapp.fieldwork.codes.pictures import issue_pack, pack, reprint_pack
from surveyapp.fieldwork.codes.void import reprint, void, withdraw

__all__ = [
    "ALPHABET",
    "FINISHED",
    "Admission",
    "admit",
    "digest",
    "forget",
    "issue",
    "issue_pack",
    "left",
    "normalise",
    "pack",
    "printed",
    "reprint",
    "reprint_pack",
    "spend",
    "versions",
    "void",
    "withdraw",
]
