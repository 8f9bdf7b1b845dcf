"""Our SQL, written once, becomes PostgreSQL's in one place; a hall on a file never touches that."""

import subprocess
import sys

import pytest

from shared.faults import EnvironmentFault, Kind, UsageFault
from shared.store.postgres import dialect, server_address
from shared.store.postgres.server_address import ServerAddress
from shared.store.sqlite import migrations, schema


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT a FROM t WHERE b = ?", "SELECT a FROM t WHERE b = %s"),
        ("SELECT a FROM t WHERE b = :day AND c = ':no ?'", "SELECT a FROM t WHERE b = %(day)s AND c = ':no ?'"),
        ("SELECT a % 2 FROM t WHERE b LIKE 'x%'", "SELECT a %% 2 FROM t WHERE b LIKE 'x%%'"),
        ("SELECT a FROM c JOIN s INDEXED BY s_x ON s.c = c.c", "SELECT a FROM c JOIN s ON s.c = c.c"),
        ("SELECT a::text FROM t", "SELECT a::text FROM t"),
    ],
)  # fmt: skip
def test_a_statement_differs_in_its_placeholders_only(ours, theirs):
    assert dialect.statement(ours) == theirs


def test_tables_have_the_types_that_hold_the_same_and_sort_alike():
    made = [dialect.definition(sql) or "" for sql in migrations.statements(schema.TABLES + schema.AUDIT)]
    every = " ".join(made)
    assert not [word for word in ("STRICT", "ROWID", "AUTOINCREMENT", "INTEGER", "REAL", "BLOB", "--") if word in every]
    assert 'label TEXT COLLATE "C" NOT NULL' in every
    assert "number BIGINT PRIMARY KEY DEFAULT next_call()" in every
    assert all(" )" not in sql or sql.endswith(")") or "WHERE" in sql for sql in made)


def test_what_only_a_file_needs_is_left_out():
    assert dialect.definition("PRAGMA user_version = 1") is None
    assert dialect.definition("CREATE VIEW v AS SELECT 1;") is None


@pytest.mark.parametrize(
    ("typed", "schema_named", "url", "named"),
    [
        ("postgresql://hall.example/antrean", None, "postgresql://hall.example/antrean", "antrean"),
        ("postgresql://a:1,b:2/antrean?schema=graha", None, "postgresql://a:1,b:2/antrean", "graha"),
        ("postgresql:///antrean?host=/run/pg&schema=x", "graha", "postgresql:///antrean?host=/run/pg", "graha"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed, schema_named, url, named):
    assert server_address.given(typed, schema_named) == ServerAddress(url, named)


@pytest.mark.parametrize("name", ["", "Graha", "1st", "a b", "a;drop", "a" * 41, '"'])
def test_a_schema_that_could_be_anything_else_is_refused(name):
    with pytest.raises(UsageFault):
        ServerAddress("postgresql://x/y", name)


def test_a_folder_keeps_neither_login_nor_password(tmp_path):
    server_address.write(tmp_path, ServerAddress("postgresql://owner:secret@hall.example/antrean?user=o", "graha"))
    text = (tmp_path / "server.toml").read_text()
    assert "secret" not in text
    assert "owner" not in text
    assert server_address.of_folder(tmp_path) == ServerAddress("postgresql://hall.example/antrean", "graha")


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="cannot be written") as told:
        server_address.write(tmp_path / "file", ServerAddress("postgresql://hall.example/antrean", "graha"))
    assert told.value.kind is Kind.READ_ONLY
    assert str(tmp_path) in told.value.sentence


def test_nobody_is_shown_a_password():
    assert "secret" not in ServerAddress("postgresql://o:secret@h/a?password=secret", "graha").shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("url = 1\nschema = 'x'\n", "url"),
        ("url = 'postgresql://h/a'\n", "schema"),
        ("url = 'postgresql://h/a'\nschema = 'x'\nport = 1\n", "port"),
        ("url = 'mysql://h/a'\nschema = 'x'\n", "mysql"),
        ("url = ", "server.toml"),
    ],
)
def test_a_wrong_server_file_is_told_with_its_key(tmp_path, text, words):
    (tmp_path / "server.toml").write_text(text)
    with pytest.raises(UsageFault, match=words):
        server_address.of_folder(tmp_path)


def test_a_hall_on_a_file_never_imports_the_way_to_a_server(tmp_path):
    asked = (
        "import sys; from shared import cli;"
        f"codes = [cli.run(['init', '--sample', 'sungai-rindang', '--hall', {str(tmp_path)!r}]),"
        f" cli.run(['state', '--hall', {str(tmp_path)!r}])];"
        "sys.exit(str(codes) if any(codes) or 'psycopg' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
