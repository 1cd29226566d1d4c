import pytest
from native_platform import NativePlatform


@pytest.fixture(autouse=True)
def whole(platform: NativePlatform) -> None:
    """Each test finds every part running, whatever the one before it broke."""
    platform.wait_until_whole()
