"""What Alembic runs: the migrations, in the transaction that ``sayso.store.migrating`` has begun."""

from __future__ import annotations

from alembic import context

from sayso.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False
)
context.run_migrations()
