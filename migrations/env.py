"""Runs one store's migrations on the connection that surveyapp.db.migrate hands over."""

from importlib import import_module

from alembic import context
from sqlalchemy import MetaData

from surveyapp.db.naming import CONVENTION

given = context.config.attributes
if given.get("compare"):
    metadata = import_module(f"surveyapp.{given['store']}.models").Base.metadata
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
