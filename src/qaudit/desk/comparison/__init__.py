"""Headquarters' comparison: each question asked of the lake, answered by the statistics, told as a table."""
