"""A year and a half to look at: three made-up brands, sixty branches, and differences that are known (demo.md)."""
