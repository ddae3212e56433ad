"""Runs one store's migrations on the connection that surveyapp.db.migrate hands over."""

from importlib import import_module

from alembic import context

given = context.config.attributes
models = f"surveyapp.{given['store']}.models"

context.configure(
    connection=given["connection"],
    target_metadata=import_module(models).Base.metadata if given.get("compare") else None,
    render_as_batch=given["batch"],
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
