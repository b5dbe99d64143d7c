"""A pack in lines for people."""

from collections.abc import Iterator

from qaudit.cli.output import Row
from qaudit.core.measures import kind_of
from qaudit.core.percent import decimal_text
from qaudit.core.standards import CriticalMode, Pack, ScoringPolicy, Section, Standard
from qaudit.wording.short import flag_words, limit_words


def pack_lines(pack: Pack, digest: str) -> Iterator[str]:
    """Everything but the standards."""
    yield f"pack       {pack.ref}"
    yield f"title      {pack.title}"
    yield f"brand      {pack.brand.name}"
    yield f"languages  {', '.join(pack.languages)}"
    if pack.effective is not None:
        yield f"effective  {pack.effective.isoformat()}"
    yield f"digest     {digest}"
    yield f"standards  {len(pack.standards)}, of them {pack.measured_count} measured"
    yield from _policy_lines(pack.scoring)
    for fact in pack.facts:
        yield f"fact       {fact.name}: {fact.text} ({', '.join(fact.keys)})"
    for event in pack.events:
        yield f"event      {event.name}: {event.text}"


def standard_rows(section: Section) -> list[Row]:
    """Code, weight, limit and text of each standard."""
    return [
        (standard.code, decimal_text(standard.weight), _limit(standard), _text(standard))
        for standard in section.standards
    ]


def _policy_lines(policy: ScoringPolicy) -> Iterator[str]:
    yield f"roll-up    {policy.roll_up.value.replace('_', ' ')}, not observed: {policy.not_observed.value}"
    if policy.pass_mark is not None:
        yield f"pass mark  {decimal_text(policy.pass_mark)} %"
    cap = f" {decimal_text(policy.critical.cap)} %" if policy.critical.cap is not None else ""
    count = f" from {policy.critical.count} on" if policy.critical.count > 1 else ""
    if policy.critical.mode is not CriticalMode.FLAG or count:
        yield f"critical   {policy.critical.mode.value}{cap}{count}"
    for band in policy.bands:
        yield f"band       from {decimal_text(band.lower)} %: {band.name}"


def _limit(standard: Standard) -> str:
    return limit_words(standard.measure) or kind_of(standard.measure).replace("_", " ")


def _text(standard: Standard) -> str:
    flags = flag_words(standard)
    return f"{standard.text} [{flags}]" if flags else str(standard.text)
