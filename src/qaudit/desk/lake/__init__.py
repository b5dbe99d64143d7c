"""Headquarters' lake: filled from the store, held against it, looked at."""
