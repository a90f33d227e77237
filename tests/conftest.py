import os

import pytest
from hypothesis import HealthCheck, settings

# Shared machines are slow at times; what a property promises does not depend on how long it takes.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("shared")


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory, monkeypatch):
    """Keep drafts, logs and sessions of a test out of the home of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    assert os.environ["XDG_STATE_HOME"].startswith(str(home))
