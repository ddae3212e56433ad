"""Makes copies of an installation again and again, until it is killed: ``python copying_again.py INSTANCE FOLDER``."""

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from surveyapp import config  # found through the line above
from surveyapp.backup import making
from surveyapp.db.engines import open_stores

settings = config.load(Path(sys.argv[1]), environ={})
stores = open_stores(settings)
print("copying", flush=True)
while True:
    making.back_up(settings, stores, Path(sys.argv[2]), today=date(2026, 3, 10))
