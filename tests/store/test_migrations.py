"""A store of every older schema becomes one of today's, with nothing lost; the migrations make the tables we use."""

from __future__ import annotations

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given

from sayso.store import open_store
from sayso.store.engine import WRITING, engine_of
from sayso.store.migrating import HEAD, KNOWN
from sayso.store.tables import TALLIES, metadata
from tests.store.contents import content_of
from tests.store.test_keeping import doings, few, lived


def script() -> Config:
    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    return config


def test_the_versions_that_are_known_are_the_migrations():
    scripts = ScriptDirectory.from_config(script())
    assert scripts.get_current_head() == HEAD
    assert {revision.revision for revision in scripts.walk_revisions()} == set(KNOWN)


def test_the_migrations_make_the_tables_of_the_code(store):
    def ours(name, *_):
        return not str(name).startswith(("texts", "ix_texts"))

    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, metadata) == []


@few
@given(done=doings)
def test_a_store_of_version_1_is_migrated_with_nothing_lost(new_address, done):
    address = new_address()
    with lived(address, [(doing, number) for doing, number in done if doing != "mark"]) as store:
        before = content_of(store, times=True)
        back_to_version_1(store.engine)
    with open_store(address) as store:
        assert content_of(store, times=True) == before
        assert store.check() == ()


def test_a_backup_of_version_1_comes_back(new_address, tmp_path):
    address = f"sqlite:///{tmp_path}/old.db"
    with lived(address, [("add", 1), ("edit", 1)]) as store:
        before = content_of(store, times=True)
        back_to_version_1(store.engine)
        store.engine.dispose()
    was = (tmp_path / "old.db").read_bytes()
    with open_store(new_address()) as store:
        store.restore(tmp_path / "old.db")
        assert content_of(store, times=True) == before
    assert (tmp_path / "old.db").read_bytes() == was


def back_to_version_1(engine):
    """Take away what later migrations brought; what version 1 had is as version 1 wrote it."""
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        for index in ("ix_actors_busy", "ix_actors_country_busy"):
            connection.exec_driver_sql(f"DROP INDEX {index}")
        for name in (*TALLIES, "busy"):
            connection.exec_driver_sql(f"ALTER TABLE actors DROP COLUMN {name}")
        for table in ("marks", "searches", "credentials", "users", "audit"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DELETE FROM terms WHERE field IN ('manner', 'role', 'hedged', 'passed')")
        connection.exec_driver_sql("DELETE FROM terms WHERE field IN ('unnamed', 'denied') AND value = 'no'")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")


def test_version_1_as_its_own_migration_makes_it_is_what_we_go_back_to(new_address):
    made, gone_back = new_address(), new_address()
    engine = engine_of(made, create=True)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        config = script()
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with open_store(gone_back) as store:
        back_to_version_1(store.engine)
        assert columns_of(store.engine) == columns_of(engine)
    engine.dispose()
    with open_store(made) as store:
        assert store.check() == ()


def columns_of(engine):
    from sqlalchemy import inspect

    look = inspect(engine)
    return {
        name: sorted(column["name"] for column in look.get_columns(name)) for name in look.get_table_names()
    }
