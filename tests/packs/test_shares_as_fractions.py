"""A third has no end as a decimal: shares may be written as fractions, and only as proper ones."""

from fractions import Fraction

import pytest

from qaudit.core.measures import ChoiceMeasure
from qaudit.packs.reader import read_pack
from qaudit.packs.writer import write_pack

PACK = """
format: 1
pack: thirds
edition: "1"
languages: [en]
title: Thirds
brand: {{name: Thirds}}
sections:
  - code: A
    title: A
    standards:
      - code: A1
        text: How full was the shelf?
        measure: {{kind: choice, options: {{full: {{text: Full, share: 1}}, part: {{text: Partly, share: {share}}}}}}}
"""


@pytest.mark.parametrize("share", ["1/3", '"1/3"', "4/12"])
def test_a_share_may_be_a_fraction_and_is_kept_exactly(share: str) -> None:
    pack = read_pack(PACK.format(share=share).encode(), "thirds.yaml").pack
    assert pack is not None
    measure = pack.standards[0].measure
    assert isinstance(measure, ChoiceMeasure)
    assert measure.options[1].share == Fraction(1, 3)
    assert read_pack(write_pack(pack).text.encode(), "again.yaml").pack == pack


@pytest.mark.parametrize("share", ["3/2", "1/0", "1/3/5", "-1/3", "1 / 3", "0.5/2", "one third"])
def test_what_is_no_share_is_refused(share: str) -> None:
    read = read_pack(PACK.format(share=share).encode(), "thirds.yaml")
    assert [problem.code for problem in read.faults] in (["P203"], ["P205"])
