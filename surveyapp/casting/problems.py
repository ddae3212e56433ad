"""What can be refused about a wave's keys and phrases, for the pages above."""

from surveyapp.box.custody import (
    CanaryDied,
    CustodiansUnfit,
    CustodianUnknown,
    CustodyProblem,
    KeysAlreadyThere,
    KeysExchanged,
    NamedProblem,
    NotEnoughCustodians,
    NotVouchedFor,
    PhraseMissing,
    PhraseMistypedBy,
    PhraseMixedUp,
    PhraseOfOtherWave,
    PhraseWrong,
    WaveWithoutKeys,
)

__all__ = [
    "CanaryDied",
    "CustodianUnknown",
    "CustodiansUnfit",
    "CustodyProblem",
    "KeysAlreadyThere",
    "KeysExchanged",
    "NamedProblem",
    "NotEnoughCustodians",
    "NotVouchedFor",
    "PhraseMissing",
    "PhraseMistypedBy",
    "PhraseMixedUp",
    "PhraseOfOtherWave",
    "PhraseWrong",
    "WaveWithoutKeys",
]
