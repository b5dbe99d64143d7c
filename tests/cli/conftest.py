"""The command line that these tests speak to."""

from tests.command_line import cli

__all__ = ["cli"]
