"""What the database itself refuses: changing or removing an entry, or inserting one out of turn.

SQLite's INSERT OR REPLACE deletes without firing a delete trigger, so inserting is guarded too.
Triggers keep accidents and the application's own account out; whoever owns the database can drop
them, and then verification finds the traces.
"""

from collections.abc import Sequence

SQLITE: Sequence[str] = (
    """
    CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END
    """,
    """
    CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END
    """,
    """
    CREATE TRIGGER entry_in_turn BEFORE INSERT ON entry
    BEGIN
        SELECT RAISE(ABORT, 'entries follow one another')
        WHERE NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM entry);
        SELECT RAISE(ABORT, 'versions follow one another') WHERE NEW.version <>
            (SELECT coalesce(max(version), 0) + 1 FROM entry WHERE case_key = NEW.case_key);
        SELECT RAISE(ABORT, 'this id stands in the log') WHERE EXISTS
            (SELECT 1 FROM entry WHERE id = NEW.id);
    END
    """,
    """
    CREATE TRIGGER head_no_delete BEFORE DELETE ON head
    BEGIN SELECT RAISE(ABORT, 'the head is never removed'); END
    """,
    """
    CREATE TRIGGER head_once BEFORE INSERT ON head
    BEGIN SELECT RAISE(ABORT, 'a database holds one log') WHERE EXISTS (SELECT 1 FROM head); END
    """,
    """
    CREATE TRIGGER head_grows BEFORE UPDATE ON head
    BEGIN SELECT RAISE(ABORT, 'the head only grows')
        WHERE NEW.size < OLD.size OR NEW.log <> OLD.log; END
    """,
)

POSTGRESQL: Sequence[str] = (
    """
    CREATE FUNCTION tadasu_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'entries are never changed or removed'; END $$
    """,
    """
    CREATE FUNCTION tadasu_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM entry) THEN
            RAISE EXCEPTION 'entries follow one another';
        END IF;
        IF NEW.version <>
            (SELECT coalesce(max(version), 0) + 1 FROM entry WHERE case_key = NEW.case_key) THEN
            RAISE EXCEPTION 'versions follow one another';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION tadasu_head() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.size < OLD.size OR NEW.log <> OLD.log THEN
            RAISE EXCEPTION 'the head only grows';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION tadasu_refuse()
    """,
    """
    CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION tadasu_refuse()
    """,
    """
    CREATE TRIGGER entry_in_turn BEFORE INSERT ON entry
    FOR EACH ROW EXECUTE FUNCTION tadasu_in_turn()
    """,
    """
    CREATE TRIGGER head_grows BEFORE UPDATE ON head
    FOR EACH ROW EXECUTE FUNCTION tadasu_head()
    """,
    """
    CREATE TRIGGER head_no_delete BEFORE DELETE ON head
    FOR EACH ROW EXECUTE FUNCTION tadasu_refuse()
    """,
    # Otherwise a session in replica mode would pass the triggers by.
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_change",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_truncate",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_in_turn",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_grows",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_no_delete",
)

GRANTS: Sequence[str] = (
    "GRANT SELECT, INSERT ON entry TO {role}",
    "GRANT SELECT, UPDATE ON head TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON case_view TO {role}",
)
"""What the application's own role may do in PostgreSQL, and no more; the owner is another."""
