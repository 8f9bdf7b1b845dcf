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
