"""The funnel: each fault of a database, its driver or its disk becomes a sentence and what to do about it."""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from qaudit.core.text import printable
from qaudit.errors import StoreUnreachable, system_reason
from qaudit.speech import N_, _

_Advice = tuple[str, str]

_READ_ONLY: _Advice = (
    N_("{where} is read-only, nothing was written"),
    N_("get the right to write to it and to its folder, or choose another with --db"),
)
_FULL: _Advice = (N_("The disk of {where} is full, nothing was written"), N_("make room and do it again"))
_LOCKED: _Advice = (
    N_("{where} is locked by another program, nothing was written"),
    N_("close that program or wait for it, and do it again"),
)
_DAMAGED: _Advice = (N_("{where} is damaged"), N_("restore it from a copy"))
_NOT_OURS: _Advice = (N_("{where} is not a database"), N_("check the path; --db chooses another"))
_CLOSED: _Advice = (
    N_("{where} cannot be opened"),
    N_("check that it is a file, and that you may write to it and to its folder"),
)
_BROKEN_DISK: _Advice = (
    N_("The disk of {where} cannot be read or written"),
    N_("check the disk and do it again"),
)
_FORBIDDEN: _Advice = (N_("You may not use {where}"), N_("ask its owner for the rights"))
_NO_SERVER: _Advice = (
    N_("The server of {where} cannot be reached"),
    N_("check that it runs, and the host and port of the URL"),
)
_WRONG_PASSWORD: _Advice = (
    N_("The server of {where} refuses the user or the password"),
    N_("check both in the URL"),
)
_NO_DATABASE: _Advice = (
    N_("The server has no database {where}"),
    N_("create it (createdb) or check the URL"),
)
_CUT_OFF: _Advice = (
    N_("The server of {where} ended the connection, the last change may not be written"),
    N_("look at the visit and do it again where it is missing"),
)
_MANY: _Advice = (N_("The server of {where} takes no more connections"), N_("wait, or ask its administrator"))

_OF_SQLITE: dict[int, _Advice] = {
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_AUTH: _FORBIDDEN,
    sqlite3.SQLITE_IOERR: _BROKEN_DISK,
}

_OF_POSTGRES: dict[str, _Advice] = {
    "25006": _READ_ONLY,
    "28000": _WRONG_PASSWORD,
    "28P01": _WRONG_PASSWORD,
    "3D000": _NO_DATABASE,
    "42501": _FORBIDDEN,
    "53100": _FULL,
    "53300": _MANY,
    "55P03": _LOCKED,
    "57P01": _CUT_OFF,
    "57P02": _CUT_OFF,
    "57P03": _NO_SERVER,
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}

# A refused connection has no code: the driver only hands on the server's or the network's words.
_OF_WORDS: tuple[tuple[re.Pattern[str], _Advice], ...] = (
    (
        re.compile(r"authentication failed|no password supplied|role \"[^\"]*\" does not exist"),
        _WRONG_PASSWORD,
    ),
    (re.compile(r"database \"[^\"]*\" does not exist"), _NO_DATABASE),
    (re.compile(r"too many (clients|connections)|remaining connection slots"), _MANY),
    (re.compile(r"server closed the connection|terminating connection|connection is closed"), _CUT_OFF),
    (
        re.compile(r"connection .*failed|could not (connect|translate)|timeout expired|failed to resolve"),
        _NO_SERVER,
    ),
)

_OF_THE_SYSTEM: dict[int, _Advice] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EISDIR: (
        N_("{where} is a folder, not a database"),
        N_("name a file in it, such as {where}/qaudit.sqlite"),
    ),
    errno.ENOTDIR: (N_("{where} lies under a file, not a folder"), N_("check the path")),
    errno.EEXIST: (N_("{where} lies under a file, not a folder"), N_("check the path")),
    errno.ENAMETOOLONG: (N_("{where} is too long for a path"), N_("choose a shorter one with --db")),
    errno.EIO: _BROKEN_DISK,
    errno.ENOENT: (N_("The folder of {where} cannot be made"), N_("check the path")),
}


@contextmanager
def store_faults(where: str) -> Iterator[None]:
    """Turns the faults of the store at `where` into `StoreUnreachable`; faults of ours pass through."""
    try:
        yield
    except IntegrityError:
        raise
    except PoolTimeout as fault:
        raise _unreachable(where, _LOCKED) from fault
    except DBAPIError as fault:
        raise of_driver(where, fault.orig or fault) from fault
    except sqlite3.Error as fault:
        raise of_driver(where, fault) from fault


@contextmanager
def disk_faults(where: str) -> Iterator[None]:
    """Turns the faults of the file system at `where` into `StoreUnreachable`."""
    try:
        yield
    except OSError as fault:
        advice = _OF_THE_SYSTEM.get(fault.errno or 0)
        if advice is None:
            raise _unknown(where, system_reason(fault)) from fault
        raise _unreachable(where, advice) from fault


def of_driver(where: str, fault: BaseException) -> StoreUnreachable:
    """What a driver's fault means for the one who uses the store."""
    code = getattr(fault, "sqlite_errorcode", None)
    # The low byte is the kind of fault, the rest its finer causes (https://www.sqlite.org/rescode.html).
    if code is not None and (code & 0xFF) in _OF_SQLITE:
        return _unreachable(where, _OF_SQLITE[code & 0xFF])
    state = getattr(fault, "sqlstate", None)
    if state in _OF_POSTGRES:
        return _unreachable(where, _OF_POSTGRES[state])
    words = str(fault)
    for pattern, advice in _OF_WORDS:
        if pattern.search(words):
            return _unreachable(where, advice)
    return _unknown(where, words)


def _unreachable(where: str, advice: _Advice) -> StoreUnreachable:
    sentence, hint = advice
    return StoreUnreachable(_(sentence, where=where), _(hint, where=where))


def _unknown(where: str, words: str) -> StoreUnreachable:
    first = printable(words.strip().partition("\n")[0], one_line=True)
    return StoreUnreachable(
        _("{where} cannot be used: {reason}", where=where, reason=first),
        _("qaudit doctor looks at the store"),
    )
