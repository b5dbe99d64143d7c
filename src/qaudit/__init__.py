"""Service quality visits: a brand's standards, timed readings, exact scores, a printed report."""

__version__ = "0.1.0"
