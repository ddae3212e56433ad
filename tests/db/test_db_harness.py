"""The harness itself: stores are open, upgraded and empty."""

from sqlalchemy import text

from surveyapp.config import STORES
from surveyapp.db.engines import Stores


def test_every_store_opens_and_answers(stores: Stores) -> None:
    for store in STORES:
        with stores.read(store) as session:
            assert session.scalar(text("SELECT 1")) == 1


def test_rows_of_one_test(stores: Stores) -> None:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS harness (n INTEGER)"))
        session.execute(text("INSERT INTO harness VALUES (1)"))


def test_are_not_met_by_the_next(stores: Stores) -> None:
    with stores.write("results") as session:
        session.execute(text("CREATE TABLE IF NOT EXISTS harness (n INTEGER)"))
        assert session.scalar(text("SELECT count(*) FROM harness")) == 0
        session.execute(text("DROP TABLE harness"))
