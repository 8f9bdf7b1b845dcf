"""Every test here has wine, or is skipped loudly."""

import pytest

from tests.wine import bed


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/wine/" in item.path.as_posix():
            item.add_marker(pytest.mark.wine)


@pytest.fixture(scope="session", autouse=True)
def _wine():
    try:
        bed.prepare()
    except bed.NoWineError as why:
        pytest.skip(f"SKIPPED LOUDLY: no Windows program was tried under wine, because {why}")
