"""Washes an installation's registry and box again and again, until it is killed: ``python washing.py INSTANCE``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from surveyapp import config  # found through the line above
from surveyapp.db.engines import open_stores
from surveyapp.db.wash import wash
from surveyapp.opening.once import BOX_TABLES, REGISTRY_TABLES

stores = open_stores(config.load(Path(sys.argv[1]), environ={}))
print("washing", flush=True)
while True:
    wash(stores.engine("fieldwork"), REGISTRY_TABLES)
    wash(stores.engine("box"), BOX_TABLES)
