"""What Alembic runs: the revisions on the connection that it is handed, within its transaction."""

from alembic import context

from adapters.casebook.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
