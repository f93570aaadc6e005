"""Append-only, kept by the database itself: entries of the timeline are never changed, replaced or deleted."""

from sqlalchemy import Connection

# REPLACE deletes without firing the triggers of DELETE (unless recursive_triggers is on), so the insert is watched too.
SQLITE = (
    "DROP TRIGGER IF EXISTS timeline_keeps_entries",
    """CREATE TRIGGER timeline_keeps_entries BEFORE UPDATE ON timeline
    BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END""",
    "DROP TRIGGER IF EXISTS timeline_loses_nothing",
    """CREATE TRIGGER timeline_loses_nothing BEFORE DELETE ON timeline
    BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END""",
    "DROP TRIGGER IF EXISTS timeline_replaces_nothing",
    """CREATE TRIGGER timeline_replaces_nothing BEFORE INSERT ON timeline
    WHEN EXISTS (SELECT 1 FROM timeline
      WHERE position = NEW.position OR ("case" = NEW."case" AND seq = NEW.seq))
    BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END""",
)
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION timeline_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the timeline is append-only'; END $$""",
    "DROP TRIGGER IF EXISTS timeline_keeps_entries ON timeline",
    """CREATE TRIGGER timeline_keeps_entries BEFORE UPDATE OR DELETE ON timeline
    FOR EACH ROW EXECUTE FUNCTION timeline_append_only()""",
    "DROP TRIGGER IF EXISTS timeline_loses_nothing ON timeline",
    """CREATE TRIGGER timeline_loses_nothing BEFORE TRUNCATE ON timeline
    FOR EACH STATEMENT EXECUTE FUNCTION timeline_append_only()""",
)


def create(connection: Connection) -> None:
    for statement in SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL:
        connection.exec_driver_sql(statement)
