import pytest
from platform_processes import PlatformProcesses


@pytest.fixture(autouse=True)
def whole(platform: PlatformProcesses) -> None:
    """Each test finds every part running, whatever the one before it broke."""
    platform.wait_until_whole()
