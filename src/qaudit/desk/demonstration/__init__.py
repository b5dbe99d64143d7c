"""A small store to look around in, all made up: who and where, what was seen, and what became of it."""
