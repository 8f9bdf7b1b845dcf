"""What these tests need: a server. They run with ``./run postgres``, and are skipped elsewhere."""

import pytest

from tests.helpers.server import both
from tests.helpers.store.store_fixtures import clock  # noqa: F401

ON_FILE = ("test_dialect.py",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "postgres" and item.path.name not in ON_FILE and both.url() is None:
            item.add_marker(pytest.mark.skip(reason="needs a PostgreSQL server: ./run postgres"))


@pytest.fixture
def file_engine():
    """Halls made here are files, as everywhere else: for what leads from one engine to the other."""
    both.use_files()
    yield
    both.use_server()
