"""Each document that people keep: who may have it, what it says, and whether a printed one is ours."""
