"""What the database itself refuses: changing or removing an entry, or inserting one out of turn.

SQLite's INSERT OR REPLACE deletes without firing a delete trigger, so inserting is guarded too.
Triggers keep out accidents and the application's own account. Whoever owns the database can drop
them; what they do then, verification finds.
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
        SELECT RAISE(ABORT, 'this id stands in the log') WHERE EXISTS
            (SELECT 1 FROM entry WHERE id = NEW.id);
        SELECT RAISE(ABORT, 'positions follow one another') WHERE NEW.position <>
            (SELECT coalesce(max(position), -1) + 1 FROM entry);
        SELECT RAISE(ABORT, 'versions follow one another') WHERE NEW.version <>
            (SELECT coalesce(max(version), 0) + 1 FROM entry WHERE case_key = NEW.case_key);
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
        WHERE NEW.size < OLD.size OR NEW.log <> OLD.log OR NEW.schema < OLD.schema; END
    """,
)

# A session may put an `entry` of its own before ours on its search path; functions do not look
# there.
POSTGRESQL: Sequence[str] = (
    """
    CREATE FUNCTION tadasu_never() RETURNS trigger LANGUAGE plpgsql
    SET search_path = {schema}, pg_temp AS $$
    BEGIN RAISE EXCEPTION 'entries are never changed or removed, nor is the head'; END $$
    """,
    """
    CREATE FUNCTION tadasu_in_turn() RETURNS trigger LANGUAGE plpgsql
    SET search_path = {schema}, pg_temp AS $$
    BEGIN
        IF NEW.position <> (SELECT coalesce(max(position), -1) + 1 FROM entry) THEN
            RAISE EXCEPTION 'positions follow one another';
        END IF;
        IF NEW.version <>
            (SELECT coalesce(max(version), 0) + 1 FROM entry WHERE case_key = NEW.case_key) THEN
            RAISE EXCEPTION 'versions follow one another';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION tadasu_head_once() RETURNS trigger LANGUAGE plpgsql
    SET search_path = {schema}, pg_temp AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM head) THEN RAISE EXCEPTION 'a database holds one log'; END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION tadasu_head_grows() RETURNS trigger LANGUAGE plpgsql
    SET search_path = {schema}, pg_temp AS $$
    BEGIN
        IF NEW.size < OLD.size OR NEW.log <> OLD.log OR NEW.schema < OLD.schema THEN
            RAISE EXCEPTION 'the head only grows';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION tadasu_never()
    """,
    """
    CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry
    FOR EACH STATEMENT EXECUTE FUNCTION tadasu_never()
    """,
    """
    CREATE TRIGGER entry_in_turn BEFORE INSERT ON entry
    FOR EACH ROW EXECUTE FUNCTION tadasu_in_turn()
    """,
    """
    CREATE TRIGGER head_once BEFORE INSERT ON head
    FOR EACH ROW EXECUTE FUNCTION tadasu_head_once()
    """,
    """
    CREATE TRIGGER head_grows BEFORE UPDATE ON head
    FOR EACH ROW EXECUTE FUNCTION tadasu_head_grows()
    """,
    """
    CREATE TRIGGER head_no_delete BEFORE DELETE ON head
    FOR EACH ROW EXECUTE FUNCTION tadasu_never()
    """,
    """
    CREATE TRIGGER head_no_truncate BEFORE TRUNCATE ON head
    FOR EACH STATEMENT EXECUTE FUNCTION tadasu_never()
    """,
    # Otherwise a session in replica mode would pass the triggers by.
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_change",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_no_truncate",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_in_turn",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_once",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_grows",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_no_delete",
    "ALTER TABLE head ENABLE ALWAYS TRIGGER head_no_truncate",
)

GRANTS: Sequence[str] = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT ON entry TO {role}",
    "GRANT SELECT, UPDATE (size, frontier, recorded_at, process) ON head TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON case_view TO {role}",
    "GRANT SELECT, INSERT, DELETE ON case_link TO {role}",
    "GRANT SELECT, INSERT, DELETE ON sealed TO {role}",
    "GRANT SELECT, INSERT, DELETE ON subject_key TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON reminded TO {role}",
)
"""What the application's own role may do in PostgreSQL, and no more; the owner is another."""
