"""Statistics over many visits: pure functions from numbers to frozen figures. No store, no files, no clock.

Every figure carries its n. What the data cannot say is a value too (`figures.NotEnough`), never an exception.
Chance is drawn from fixed seeds, so equal input gives equal output. docs/statistics.md has formula, source and
limits of each; benchmarks/honesty.py draws programmes of known truth and looks how often the intervals are right.

numpy is loaded with these modules, SciPy by the functions that need it. Only `scipy.special` and `scipy.sparse` are
used: `scipy.stats` takes several times as long to load, and the tests hold us to its results.
"""
