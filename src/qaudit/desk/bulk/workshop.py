"""Where one report after the other is made, in whichever process, and what each of them is made from."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from qaudit import __version__, speech
from qaudit.core.branch_time import day_of
from qaudit.core.standards import PackRef
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.bulk.manifest import Origin
from qaudit.desk.documents.lettering import noticing
from qaudit.desk.documents.visit import Documents, ReportFormat, default_report_path
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.world import World
from qaudit.store.store import Store


@dataclass(frozen=True, slots=True)
class Job:
    """One report to make: `template` is the digest of what all of them share, `signer` that of who signs it.

    `pack` is the visit's, which whoever lists visits knows: it says whose design the pages are made with.
    """

    visit: str
    pack: PackRef
    form: ReportFormat
    language: str | None
    template: str
    signer: str = ""
    allows_missing: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a process made it: its file's name and bytes, and what it was made from.

    `without_font` are the characters in it that no font there has, `colours` those that were too pale on white,
    each with the one that was printed.
    """

    origin: Origin
    name: str
    data: bytes
    without_font: str = ""
    colours: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Workshop:
    """What makes reports in a process of its own, over the same store."""

    store: Store
    fieldwork: Fieldwork
    documents: Documents
    world: World

    def __call__(self, job: Job) -> Made:
        """Raises `QauditError`."""
        # Asked first: what is written in between is in the report, and the next batch makes it once more.
        origin = self.origin(job)
        walk = self.fieldwork.walk(job.visit)
        with noticing(allows_missing=job.allows_missing) as noticed:
            data = self.documents.report_bytes(walk.visit, job.form, job.language)
        name = default_report_path(walk, Path(), job.form).name
        return Made(origin, name, data, noticed.characters, tuple(noticed.colours.items()))

    def origin(self, job: Job) -> Origin:
        """What the report would be made from now."""
        entries = self.store.journal(job.visit)
        kept = self.store.scorecards(job.visit)
        return Origin(
            visit=job.visit,
            version=len(entries),
            seal=entries[-1].seal if entries else "",
            scorecard=_digest(kept[-1].document) if kept else "",
            beside=self._beside(job.visit),
            language=job.language or speech.language(),
            format=job.form.value,
            template=self._drawn_by(job),
            signer=job.signer,
        )

    def _drawn_by(self, job: Job) -> str:
        """The digest of what all reports share, with that of the brand's own design where it has one."""
        design = self.fieldwork.design_of(job.pack)
        return job.template if design is None else _digest(f"{job.template} {design.digest}")

    def _beside(self, visit: str) -> str:
        """What other visits and the calendar say in a report: how often in a row, and which actions are late.

        The day itself is left out: a report says which day it tells the state of.
        """
        actions = self.store.life.after(visit).actions
        branch = self.store.visit(visit).branch if actions else None
        today = day_of(self.world.now(), zone_of(branch)) if branch else None
        states = {one.id: one.state_on(today).value for one in actions if today is not None}
        return _digest(json.dumps([self.store.life.repeats(visit), states], sort_keys=True))


def template_digest() -> str:
    """The digest of what all reports share: the templates, and the versions of what sets them."""
    from importlib.metadata import version

    from qaudit.resources import templates_folder

    folder = templates_folder()
    found = sha256(f"{__version__} {version('weasyprint')}".encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found.update(f"\n{path.relative_to(folder).as_posix()}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
