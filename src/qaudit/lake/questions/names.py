"""What filters can name: every value of a column that any visit has."""

from ibis.expr.types import Table

from qaudit.lake.asked import OF_STANDARD, OF_VISIT
from qaudit.lake.questions.tables import OBSERVATIONS, VISITS


def names(filtered: str) -> Table:
    """Every value of a filter once, in order; `filtered` is a field of `Asked` that `OF_VISIT` or `OF_STANDARD` has."""
    column = VISITS[OF_VISIT[filtered]] if filtered in OF_VISIT else OBSERVATIONS[OF_STANDARD[filtered]]
    found = column.name("name").as_table().distinct()
    return found.filter(found.name.notnull()).order_by("name")
