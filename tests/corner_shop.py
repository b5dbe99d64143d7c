"""A small pack as a brand office writes it, for tests that begin with a file.

Every kind of measure, a clock between two moments, a fact that decides, a critical standard and a gate.
"""

from pathlib import Path

CORNER_SHOP = """\
format: 1
pack: corner-shop
edition: "1"
languages: [en]
title: Corner shop
brand: {name: Corner Shop}
scoring:
  roll_up: pooled
  pass_mark: 80
  show_score_to_shopper: SHOWN
  critical: {mode: cap, cap: 70}
  bands: [{from: 0, name: Poor}, {from: 60, name: Fair}, {from: 90, name: Good}]
facts:
  channel: {text: How was contact made?, options: {desk: At the desk, phone: By phone}}
events:
  arrival: At the door
  greeted: First words
sections:
  - code: ARR
    title: Arrival
    gate: 50
    standards:
      - code: ARR-01
        text: The guest is greeted within 60 seconds
        guidance: The clock stops at words, not at a glance
        measure: {kind: duration, unit: s, from: arrival, to: greeted, at_most: 60,
                  credit: [{at_most: 60, share: 1}, {at_most: 120, share: 0.5}]}
        weight: 3
        critical: true
        tags: {layer: provider, dimension: responsiveness}
      - code: ARR-02
        text: The window is clean
        measure: {kind: yes_no}
        tags: {layer: environment, dimension: tangibles}
      - code: ARR-03
        text: The desk is free of boxes
        measure: {kind: yes_no}
        not_applicable: false
        when: {fact: channel, is: desk}
  - code: TLK
    title: The talk
    standards:
      - code: TLK-01
        text: The agent wears badge and apron
        measure: {kind: checklist, parts: {badge: {text: A badge}, apron: {text: An apron}}}
      - code: TLK-02
        text: The guest is told the way
        measure: {kind: choice, options: {shown: {text: Led there, share: 1}, told: {text: Told, share: 0.5},
                                          none: {text: Neither, share: 0}}}
      - code: TLK-03
        text: The agent is friendly
        measure: {kind: rating, scale: [1, 5], met_from: 4}
      - code: TLK-04
        text: At most three people are asked
        measure: {kind: count, unit: people, at_most: 3}
      - code: TLK-05
        text: The shop closes at eight or later
        measure: {kind: clock, between: ["20:00", "23:00"]}
      - code: TLK-06
        text: What else was seen
        measure: {kind: note}
"""

ALL_MET = """\
code,reading,note
ARR-01,45s,Timed by hand: no free hand for the clock
ARR-02,yes,
ARR-03,yes,
TLK-01,badge+apron,
TLK-02,shown,
TLK-03,5,
TLK-04,1,
TLK-05,21:10,
"""


def write_corner_shop(folder: Path, *, shown: bool = True, edition: str = "1") -> Path:
    """The pack's file in a library folder. `shown` says whether a shopper may see the score."""
    file = folder / "corner-shop" / f"{edition}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    text = CORNER_SHOP.replace("SHOWN", str(shown).lower()).replace('edition: "1"', f'edition: "{edition}"')
    file.write_text(text, encoding="utf-8")
    return file
