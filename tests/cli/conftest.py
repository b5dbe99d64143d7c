"""The command line under test."""

from pathlib import Path

import pytest

from tests.command_line import Cli, cli

__all__ = ["cli"]


@pytest.fixture
def late_shop(cli: Cli) -> Path:
    """A pack in the library that builds on the corner shop."""
    from tests.cli.test_building_packs import write_late_shop

    return write_late_shop(cli)
