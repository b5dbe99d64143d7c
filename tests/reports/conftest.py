"""What tests of pages share: one browser, which takes a second to start."""

from collections.abc import Iterator

import pytest

from tests.reports.browser import CHROMIUM, Browser, browsing


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser; the test is left out where none is installed."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: the page was not looked at in a browser")
    with browsing() as found:
        yield found
