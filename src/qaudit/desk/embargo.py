"""The moment from which branches see what is published, as it is typed."""

from datetime import UTC, datetime, timedelta, timezone

from qaudit.desk.world import World
from qaudit.errors import UsageError
from qaudit.speech import _


def read_embargo(written: str, world: World) -> datetime:
    """The moment in UTC: a day begins at midnight, on the publisher's clock, as does a time without a zone.

    Raises `UsageError` for what is neither, and for what is over.
    """
    now = world.now()
    try:
        named = datetime.fromisoformat(written.strip())
        moment = named.astimezone(UTC) if named.tzinfo else _on_clock(named, world)
    except (ValueError, OverflowError):
        raise UsageError(
            _("'{written}' is no day of publication", written=written),
            _("write {example}, or {other}", example="2026-12-01", other="'2026-12-01 09:00'"),
        ) from None
    if moment < now:
        raise UsageError(
            _("The day of publication is over: {moment}", moment=written.strip()),
            _("name one to come, or leave it out to publish now"),
        )
    return moment


def _on_clock(wall: datetime, world: World) -> datetime:
    """The moment when the publisher's clock shows `wall`, also where the clock is changed before that."""
    guess = wall.replace(tzinfo=UTC)
    offset = world.offset_minutes(guess - timedelta(minutes=world.offset_minutes(guess)))
    return wall.replace(tzinfo=timezone(timedelta(minutes=offset))).astimezone(UTC)
