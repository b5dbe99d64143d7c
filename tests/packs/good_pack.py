"""A small good pack with every kind of thing in it. Bad packs are made from it by changing one place."""

from qaudit.packs.reader import ReadPack, read_pack

HERE = "«"
"""Marks, in a changed text, where the problem is expected."""

GOOD = """\
format: 1
pack: small-pack
edition: "2026.1"
effective: 2026-01-01
languages: [en, he]
title: {en: Small, he: קטן}
brand:
  name: Small
  voice: {en: Calm, he: רגוע}
  colours: {primary: "#0b3d5c", accent: "#a8481f"}
  logo: logo.svg
scoring:
  roll_up: weighted_sections
  decimals: 1
  pass_mark: 80
  show_score_to_shopper: false
  critical: {mode: cap, cap: 70, count: 1}
  bands:
    - {from: 0, name: {en: Low, he: נמוך}}
    - {from: 82.5, name: {en: High, he: גבוה}}
facts:
  channel:
    text: {en: How, he: איך}
    options: {desk: {en: Desk, he: דלפק}, phone: {en: Phone, he: טלפון}}
  luggage: {text: {en: Luggage, he: מזוודות}, options: yes_no}
events:
  arrival: {en: Arrival, he: הגעה}
  greeted: {en: Greeted, he: ברכה}
sections:
  - code: ARR
    title: {en: Arrival, he: הגעה}
    weight: 20
    gate: 60
    standards:
      - code: A1
        text: {en: Greeted in time, he: ברכה בזמן}
        guidance: {en: Words stop the clock, he: מילים עוצרות את השעון}
        measure: {kind: duration, unit: s, from: arrival, to: greeted, at_most: 60,
                  credit: [{at_most: 60, share: 1}, {at_most: 120, share: 0.5}]}
        weight: 3
        critical: true
        tags: {layer: provider, dimension: responsiveness, stage: arrival}
        note: on_miss
        evidence: never
        not_applicable: false
        when: {fact: channel, is: desk}
      - code: A2
        text: {en: Rings, he: צלצולים}
        measure: {kind: count, unit: {en: rings, he: צלצולים}, between: [0, 3]}
      - code: A3
        text: {en: Cleanliness, he: ניקיון}
        measure: {kind: rating, scale: [1, 5], met_from: 4, anchors: {1: {en: Dirty, he: מלוכלך}}}
      - code: A4
        text: {en: Farewell, he: פרידה}
        measure:
          kind: choice
          options:
            warm: {text: {en: Warm, he: חם}, share: 1}
            cold: {text: {en: Cold, he: קר}, share: 0}
      - code: A5
        text: {en: Appearance, he: הופעה}
        measure:
          kind: checklist
          parts:
            badge: {text: {en: Badge, he: תג}, share: 0.25}
            uniform: {text: {en: Uniform, he: מדים}, share: 0.75}
      - code: A6
        text: {en: Called back, he: חזרו אליי}
        measure: {kind: clock, between: ["17:00", "21:30"]}
  - code: END
    title: {en: End, he: סוף}
    standards:
      - code: E1
        text: {en: Thanked, he: הודו}
        measure: {kind: yes_no, expect: yes}
        bonus: true
      - code: E2
        text: {en: Asked, he: נשאל}
        measure: {kind: yes_no, expect: no}
        when: {all: [{standard: E1, is: yes}, {not: {standard: A1, verdict: missed}}]}
      - code: E3
        text: {en: Remarks, he: הערות}
        measure: {kind: note}
        when: {any: [{fact: channel, in: [desk, phone]}, {standard: A5, is: badge}]}
"""


def read(text: str) -> ReadPack:
    """Read a text as the file `small.yaml`."""
    return read_pack(text.encode(), "small.yaml")


def changed(old: str, new: str) -> str:
    """The good pack with one place changed; `old` must stand in it once."""
    assert GOOD.count(old) == 1, f"{old!r} stands in the good pack {GOOD.count(old)} times"
    return GOOD.replace(old, new)


def without_mark(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the mark's line and column."""
    before, mark, after = text.partition(HERE)
    assert mark, "no mark in the text"
    lines = before.split("\n")
    return before + after, len(lines), len(lines[-1]) + 1
