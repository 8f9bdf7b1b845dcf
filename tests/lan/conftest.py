"""The bed for the LAN tests: one for each kind of share, up once for all of its tests."""

import pytest

from tests.lan.bed.bed import Bed, missing


@pytest.fixture(scope="module", params=["cifs", "nfs"])
def bed(request):
    why = missing()
    if why:
        pytest.skip(f"SKIPPED LOUDLY: no real network share was tried, because {why}")
    lan = Bed(request.param)
    try:
        lan.start()
        yield lan
    finally:
        lan.stop()


@pytest.fixture(autouse=True)
def no_command_is_left(request):
    """A test that failed in the middle leaves no command that waits on a host."""
    yield
    if "bed" in request.fixturenames:
        request.getfixturevalue("bed").forget_all()
