"""Reports that come in are signed and put into their folder, one after the other, by one process alone."""

from collections.abc import Callable
from errno import EACCES, EDQUOT, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from hashlib import sha256
from pathlib import Path

from qaudit.desk.bulk.manifest import Entry, Manifest
from qaudit.desk.bulk.order import Outcome
from qaudit.desk.bulk.workshop import Made
from qaudit.desk.documents.signing import Signer
from qaudit.errors import PdfFailed, system_reason

_ENDS_ALL = frozenset((EACCES, EDQUOT, EIO, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS))
"""Faults of the folder or the disk: the next file would meet them too."""


class Filing:
    """Puts reports into the folder. The key for signing is here and in no process that makes reports."""

    def __init__(
        self,
        manifest: Manifest,
        outcome: Outcome,
        progress: Callable[[int, int], None],
        signer: Signer | None,
    ) -> None:
        self._manifest = manifest
        self._outcome = outcome
        self._signer = signer
        self._all = outcome.left
        self.progress = progress

    def file(self, visit: str, made: Made | None, fault: str) -> bool:
        """Keeps one report, or the reason why there is none; False where no other could be kept either."""
        outcome = self._outcome
        try:
            if made is not None:
                outcome.files[visit] = self._keep(made)
                outcome.made.append(visit)
                outcome.colours.update(made.colours)
                if made.without_font:
                    outcome.without_font[visit] = made.without_font
            else:
                outcome.failed[visit] = fault
        except (PdfFailed, OSError) as refusal:
            cause = refusal.__cause__ if isinstance(refusal, PdfFailed) else refusal
            told = str(refusal) if isinstance(refusal, PdfFailed) else system_reason(refusal)
            if getattr(cause, "errno", None) in _ENDS_ALL:
                outcome.ended_by = told
                return False
            outcome.failed[visit] = told
        outcome.left -= 1
        self.progress(self._all - outcome.left, self._all)
        return True

    def _keep(self, made: Made) -> Path:
        from qaudit.reports.files import write_whole

        before = self._manifest.entry(made.origin.visit, made.origin.format)
        name = self._manifest.own_name(made.name, made.origin.visit)
        path = self._manifest.folder / name
        data = made.data if self._signer is None else self._signer(made.data)
        write_whole(path, data)
        if before is not None and before.file != name and self._manifest.stands(before):
            (self._manifest.folder / before.file).unlink()
        self._manifest.add(Entry(made.origin, name, sha256(data).hexdigest(), made.without_font))
        return path
