"""The shape of what a brand asks for after a visit: days, hours, and the lists that branches choose from."""

from typing import Annotated

from pydantic import Field

from qaudit.core.follow_up import FollowUp
from qaudit.packs.shape_values import FileModel, Name, TextFile

_USUAL = FollowUp()
MOST_DAYS = 366
MOST_HOURS = 720
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
Hours = Annotated[int, Field(ge=1, le=MOST_HOURS)]
EntriesFile = Annotated[dict[Name, TextFile], Field(min_length=1)]
_LIST = "Without this list, the program's own words are used."


class AppealFile(FileModel):
    """How a branch contests a verdict."""

    days: Days = Field(
        default=_USUAL.appeal_days,
        description="For how many days after the branch could first see the visit; 0: not at all.",
    )
    reasons: EntriesFile | None = Field(
        default=None, description=f"What an appeal can rest on: key and text of each. {_LIST}"
    )


class CustomersFile(FileModel):
    """How soon what customers say is acknowledged and answered."""

    acknowledge_hours: Hours = Field(
        default=_USUAL.acknowledge_hours, description="Hours until it is acknowledged."
    )
    answer_days: Days = Field(default=_USUAL.answer_days, description="Days until it is answered.")


class FollowUpFile(FileModel):
    """What happens after a visit: appeals, causes, corrective actions, and what customers say."""

    appeal: AppealFile | None = None
    causes: EntriesFile | None = Field(
        default=None, description=f"Why a standard was missed, in the branch's view: key and text. {_LIST}"
    )
    owners: EntriesFile | None = Field(
        default=None, description=f"Who a corrective action can be given to: key and text. {_LIST}"
    )
    rotation_days: Days = Field(
        default=_USUAL.rotation_days,
        description="Days until the same auditor comes to the same branch again; 0: it does not matter.",
    )
    customers: CustomersFile | None = None
