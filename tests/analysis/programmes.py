"""Small programmes for the tests: branches with known means, drawn from a fixed seed."""

import numpy as np

from qaudit.analysis.borrowed_spread import Spread, borrowed_spreads
from qaudit.analysis.samples import Sample, sample_of


def drawn(means: dict[str, float], visits: int, sd: float = 8.0, seed: int = 1) -> dict[str, Sample]:
    generator = np.random.default_rng(seed)
    return {
        code: sample_of(np.clip(mean + sd * generator.standard_normal(visits), 0, 100).tolist())
        for code, mean in means.items()
    }


def spreads_of(samples: dict[str, Sample]) -> dict[str, Spread]:
    found = borrowed_spreads(samples)
    assert isinstance(found, dict)
    return found
