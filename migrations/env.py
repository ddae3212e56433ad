"""Runs one store's migrations on the connection that surveyapp.db.migrate hands over."""

from alembic import context
from sqlalchemy import MetaData

from surveyapp.db import migrate
from surveyapp.db.naming import CONVENTION

given = context.config.attributes
if given.get("compare"):
    metadata = migrate.tables(given["store"])
else:
    metadata = MetaData(naming_convention=CONVENTION)

context.configure(
    connection=given["connection"],
    target_metadata=metadata,
    render_as_batch=given["batch"],
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
