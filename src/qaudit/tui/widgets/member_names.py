"""What members are called in a list that stands under the name of their brand."""

from qaudit.tui.widgets.lines import one_line
from qaudit.wording.comparison import NONE

_BETWEEN = " -–—·,:"


def short_name(name: str, member: str, brand: str) -> str:
    """The name without its brand's, so that what tells branches apart is not cut; the code where there is no name."""
    whole, of_brand = one_line(name or member or NONE), one_line(brand)
    return (whole.removeprefix(of_brand).lstrip(_BETWEEN) if of_brand else "") or whole
