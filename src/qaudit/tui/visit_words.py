"""The words for what a visit is and for who walks it, as the first page and the page of a new visit say them."""

from qaudit.core.visits import AuditorRole, VisitKind
from qaudit.speech import N_

KINDS = {
    VisitKind.UNANNOUNCED: N_("unannounced"),
    VisitKind.ANNOUNCED: N_("announced"),
    VisitKind.SELF_CHECK: N_("self-check"),
}
ROLES = {
    AuditorRole.SHOPPER: N_("shopper"),
    AuditorRole.REVIEWER: N_("reviewer"),
    AuditorRole.SELF_CHECK: N_("self-check"),
}
NEW_AUDITOR = {
    AuditorRole.SHOPPER: N_("new shopper {alias}"),
    AuditorRole.REVIEWER: N_("new reviewer {alias}"),
    AuditorRole.SELF_CHECK: N_("new auditor for self-checks {alias}"),
}
