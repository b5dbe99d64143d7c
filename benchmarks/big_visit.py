"""An open visit of any number of standards in a store: the load for measurements of the app."""

from benchmarks.big_pack import big_pack_text
from qaudit.core.visits import AuditorRole, Visit, VisitStatus
from qaudit.packs.reader import read_pack
from qaudit.packs.snapshot import digest_of_snapshot, write_snapshot
from qaudit.store.store import KeptPack
from qaudit.wiring import Desk

AUDITOR, BRANCH = "heron", "HAI-01"


def open_big_visit(store: str, standards: int) -> str:
    """A fresh visit with so many standards; gives its id."""
    desk = Desk(db=store)
    pack = read_pack(big_pack_text(standards, slug=f"big-{standards}").encode(), "big.yaml").pack
    assert pack is not None
    if not desk.headquarters.branches():
        desk.headquarters.add_branch(BRANCH, "Harbour Haifa")
        desk.headquarters.add_auditor(AUDITOR, AuditorRole.SHOPPER)
    document = write_snapshot(pack)
    digest = digest_of_snapshot(document)
    desk.store.keep_pack(KeptPack(digest, pack.ref, document))
    now = desk.world.now()
    visit = Visit(
        id=desk.world.new_id(),
        pack=pack.ref,
        digest=digest,
        branch=desk.store.branch(BRANCH),
        auditor=desk.store.auditor(AUDITOR),
        status=VisitStatus.OPEN,
        opened_at=now,
        facts=tuple((fact.name, fact.keys[0]) for fact in pack.facts),
    )
    opened = desk.store.open_visit(visit, AUDITOR, now).id
    desk.store.close()
    return opened
