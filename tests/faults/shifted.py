"""The same application under a clock that can be set while it runs: SHIFTED_BY names a file with seconds to add."""

import os
import time
from pathlib import Path

_told = Path(os.environ["SHIFTED_BY"])
_true = time.time
time.time = lambda: _true() + float(_told.read_text())

from wsgi import app  # noqa: E402  # made under the new clock

__all__ = ["app"]
