"""Certificates of branches: given for published visits that passed, and refused with one sentence."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaudit import speech
from qaudit.core.branch_time import day_of, end_of_day, start_of_day
from qaudit.core.people import Person
from qaudit.core.percent import rounded
from qaudit.core.scoring import Outcome, band_of
from qaudit.core.text import printable
from qaudit.core.visits import Branch, VisitKind
from qaudit.desk.branch_editions import ComparedEditions
from qaudit.desk.branch_zone import zone_of
from qaudit.desk.documents.visit import ReportFormat, printed, words_language
from qaudit.desk.fieldwork import Fieldwork
from qaudit.desk.files import in_a_name
from qaudit.desk.permits import admit_to_branch
from qaudit.desk.world import World
from qaudit.errors import NotAllowed, UsageError
from qaudit.speech import _, ngettext
from qaudit.store.branch_questions import SeenVisit
from qaudit.store.store import Store
from qaudit.wording.values import KIND_WORDS

if TYPE_CHECKING:
    from qaudit.reports.certificate_subject import CertificateInput


@dataclass(frozen=True, slots=True)
class CertifiedPeriod:
    """Visits of one kind by one pack, from a day of the branch to another, ends included.

    `pack` is a pack's name; empty for that of the last visit. Without `since` it begins with the first visit,
    without `until` it ends today.
    """

    branch: str
    since: date | None = None
    until: date | None = None
    kind: VisitKind = VisitKind.UNANNOUNCED
    pack: str = ""


class CertificateDocument:
    """The desk where certificates are made, over one store.

    Managers have those of their branches, headquarters all. There is one only where every visit that it is of is
    published, open to its branch, and passed by its last scorecard.
    """

    def __init__(self, store: Store, fieldwork: Fieldwork, world: World) -> None:
        self._store = store
        self._fieldwork = fieldwork
        self._world = world

    def of_visit(self, person: Person, visit_id: str, language: str | None = None) -> "CertificateInput":
        """A certificate of one visit, for `write`. Raises `VisitNotFound`; `NotAllowed`, which says why."""
        visit = self._store.visit(self._store.resolve_visit_id(visit_id))
        self._admit(person, visit.branch.code)
        seen = self._store.questions.visits_of(visit.branch.code, None, self._world.now())
        found = [one for one in seen if one.id == visit.id]
        if not found:
            raise NotAllowed(
                _("Visit {visit} is not published for its branch yet", visit=visit.id),
                _("a certificate is of published visits that passed"),
            )
        return self._certified(visit.branch, found, language)

    def of_period(
        self, person: Person, asked: CertifiedPeriod, language: str | None = None
    ) -> "CertificateInput":
        """A certificate of all visits of a period, for `write`.

        Raises `NotAllowed`, which says why; `UsageError` for an unknown branch and for a period without a visit.
        """
        self._admit(person, asked.branch)
        branch = self._store.branch(asked.branch)
        zone, now = zone_of(branch), self._world.now()
        until = asked.until or day_of(now, zone)
        seen = self._store.questions.visits_of(branch.code, end_of_day(until, zone), now)
        of_kind = [
            one
            for one in seen
            if one.kind is asked.kind
            and (asked.since is None or one.left_at >= start_of_day(asked.since, zone))
        ]
        pack = asked.pack.partition("@")[0] or (of_kind[-1].pack if of_kind else "")
        found = [one for one in of_kind if one.pack == pack]
        if not found:
            raise UsageError(
                _(
                    "Branch {branch} has no published visit of this kind in that period: {kind}",
                    branch=printable(branch.code, one_line=True),
                    kind=_(KIND_WORDS[asked.kind.value]),
                ),
                _("choose a longer period"),
            )
        return self._certified(branch, found, language)

    def write(self, source: "CertificateInput", path: Path, form: ReportFormat = ReportFormat.PDF) -> Path:
        """Writes the certificate, whole or not at all, and gives its path. Raises `PdfFailed`, `TemplateBroken`."""
        from qaudit.reports.certificate import certificate_html, certificate_pdf, write_whole

        if form is ReportFormat.HTML:
            write_whole(path, certificate_html(source).encode())
        else:
            write_whole(path, printed(lambda: certificate_pdf(source)))
        return path

    def _admit(self, person: Person, branch: str) -> None:
        admit_to_branch(person, branch, _("A certificate is for those who run the branch"))

    def _certified(
        self, branch: Branch, visits: Sequence[SeenVisit], language: str | None
    ) -> "CertificateInput":
        from qaudit.reports.certificate_subject import CertificateInput, CertifiedVisit

        zone, newest = zone_of(branch), visits[-1]
        pack = self._fieldwork.pack_of(newest.digest)
        scores = self._passed(branch, visits)
        places = pack.scoring.decimals
        percent, low, high = _mean(scores, places)
        return CertificateInput(
            branch=branch,
            pack=pack,
            digest=newest.digest,
            kind=newest.kind,
            visits=tuple(
                CertifiedVisit(one.id, day_of(one.left_at, zone), self._store.journal(one.id)[-1].seal)
                for one in visits
            ),
            percent=percent,
            low=low,
            high=high,
            band=band_of(pack.scoring.bands, percent),
            issued=day_of(self._world.now(), zone),
            editions=tuple(dict.fromkeys(one.edition for one in visits)),
            logo=self._store.kept_pack(newest.digest).logo,
            design=self._fieldwork.design_of(pack.ref),
            language=language or speech.language(),
            words=words_language(language),
        )

    def _passed(self, branch: Branch, visits: Sequence[SeenVisit]) -> list[Decimal]:
        """The scores, in percent. Raises `NotAllowed` where there is anything not to certify."""
        if any(one.kind is VisitKind.SELF_CHECK for one in visits):
            raise _refused(_("A branch's check of itself earns no certificate"))
        kept = self._store.questions.documents([one.id for one in visits])
        cards: list[dict[str, Any]] = [json.loads(kept[one.id]) for one in visits]
        failed = [
            one for one, card in zip(visits, cards, strict=True) if card["outcome"] == Outcome.FAIL.value
        ]
        if failed:
            raise _refused(_failed_words(branch, failed, len(visits)))
        if any(card["outcome"] != Outcome.PASS.value or card["final_percent"] is None for card in cards):
            raise _refused(_("Its standards do not say when a visit passes, or a visit has no score"))
        editions = ComparedEditions(visits[-1].digest, self._fieldwork.pack_of)
        if not all(editions.totals_compare(one.digest) for one in visits):
            raise _refused(_("The scores of that period are by editions that do not compare"))
        return [Decimal(card["final_percent"]) for card in cards]


def default_certificate_path(source: "CertificateInput", folder: Path, form: ReportFormat) -> Path:
    """A file name that says what it is: `certificate-B1-2026-09-01-2026-11-21.pdf`."""
    branch = in_a_name(source.branch.code)
    days = dict.fromkeys((str(source.visits[0].day), str(source.visits[-1].day)))
    return folder / f"certificate-{branch}-{'-'.join(days)}.{form.value}"


def _mean(scores: Sequence[Decimal], places: int) -> tuple[Decimal, Decimal | None, Decimal | None]:
    """The mean and the ends of its interval, rounded as the pack rounds; one score stands for itself."""
    if len(scores) == 1:
        return scores[0], None, None
    from qaudit.analysis.figures import Estimate, Interval
    from qaudit.analysis.intervals import mean_interval
    from qaudit.analysis.samples import sample_of

    mean = rounded(sum(map(Fraction, scores), Fraction()) / len(scores), places)
    found = mean_interval(sample_of([float(score) for score in scores]))
    if not isinstance(found, Estimate) or not isinstance(found.interval, Interval):
        return mean, None, None
    low, high = (rounded(Fraction(end), places) for end in (found.interval.low, found.interval.high))
    return mean, low, high


def _failed_words(branch: Branch, failed: Sequence[SeenVisit], visits: int) -> str:
    if visits == 1:
        return _("Visit {visit} did not pass", visit=failed[0].id)
    return ngettext(
        "{n} visit of that period did not pass, the last on {day}",
        "{n} visits of that period did not pass, the last on {day}",
        len(failed),
        day=day_of(failed[-1].left_at, zone_of(branch)),
    )


def _refused(why: str) -> NotAllowed:
    return NotAllowed(why, _("a certificate is of published visits that passed"))
