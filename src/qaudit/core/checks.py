"""Checks of a submitted visit that a machine does well, for the reviewer."""
