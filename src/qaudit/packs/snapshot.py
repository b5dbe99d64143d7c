"""A pack as one canonical text: what a visit keeps, and what a pack's digest is taken of."""

import hashlib
import json

from qaudit.core.standards import Pack
from qaudit.errors import PackInvalid
from qaudit.packs.snapshot_fields import fields_of
from qaudit.packs.snapshot_values import pack_of
from qaudit.speech import _


def write_snapshot(pack: Pack) -> str:
    """The canonical text (JSON). Equal packs have equal texts, and `read_snapshot` gives an equal pack back."""
    return json.dumps(fields_of(pack), ensure_ascii=False, separators=(",", ":"))


def read_snapshot(text: str) -> Pack:
    """The pack of a text of `write_snapshot`. Raises `PackInvalid` for a text that is damaged.

    The rules for pack files are not asked again: a snapshot stays what it was when the rules grow.
    """
    try:
        return pack_of(json.loads(text))
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        raise PackInvalid(_("The kept pack"), [_("it is damaged ({reason})", reason=reason)]) from None


def digest_of(pack: Pack) -> str:
    """`sha256:` and the hash of the canonical text: every value counts, comments and spelling do not."""
    return digest_of_snapshot(write_snapshot(pack))


def digest_of_snapshot(text: str) -> str:
    """The digest of a canonical text."""
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
