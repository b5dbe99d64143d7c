"""Commands in a folder of their own."""

from tests.command_line import cli

__all__ = ["cli"]
