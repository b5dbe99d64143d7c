"""An inspection document as values: what was inspected, its items in the order of their tree, and their responses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from qaudit.interop.imported import ImportRefused
from qaudit.interop.naming import clean_words
from qaudit.interop.safetyculture_json import Object
from qaudit.speech import _

MOST_ITEMS = 20_000
DEEPEST_TREE = 200


@dataclass(frozen=True, slots=True)
class Response:
    """One answer that may be chosen. `is_scored` is false where choosing it takes the item out of the score."""

    id: str
    label: str
    score: Fraction
    is_scored: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `where` is its place in the file; `score` and `most` are None where the document gives none."""

    id: str
    kind: str
    label: str
    where: str
    parent: str
    options: Object
    responses: Object
    media: tuple[str, ...]
    score: Fraction | None
    most: Fraction | None
    evaluation: bool

    @property
    def weighting(self) -> Fraction:
        """How much the item weighs; 1 where the document does not say."""
        found = self.options.get("weighting")
        return found if isinstance(found, Fraction) and found >= 0 else Fraction(1)

    @property
    def chosen(self) -> tuple[Response, ...]:
        """The responses that were chosen."""
        return responses_of(self.responses.get("selected"))

    @property
    def is_multiple(self) -> bool:
        return self.options.get("multiple_selection") is True

    @property
    def is_scored(self) -> bool:
        """Whether the document counts it."""
        return self.most is not None and self.most > 0


@dataclass(frozen=True, slots=True)
class Branching:
    """An item with those below it, in their order."""

    item: Item
    below: tuple["Branching", ...]


@dataclass(frozen=True)
class Inspection:
    """A whole document. Times are UTC; `score` and `total` are what it says of itself."""

    source: str
    id: str
    name: str
    template_id: str
    template: str
    author: str
    started: datetime | None
    completed: datetime | None
    modified: datetime | None
    score: Fraction | None
    total: Fraction | None
    percentage: Fraction | None
    sets: Mapping[str, tuple[Response, ...]]
    trees: tuple[Branching, ...]
    lost: tuple[Item, ...]
    """Items that hang on nothing: their parent is not in the file, or is below themselves."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the tree."""
        return (*(item for tree in self.trees for item in _flat(tree)), *self.lost)


def inspection_of(document: Object, source: str) -> Inspection:
    """The inspection of a document. Raises `ImportRefused` where its items make no sense."""
    data, template = document["audit_data"], document["template_data"]
    items = _items(document, source)
    trees, lost = _trees(items, source)
    metadata = _object(template, "metadata")
    authorship = _object(data, "authorship")
    return Inspection(
        source=source,
        id=_words(document.get("audit_id")),
        name=_words(data.get("name")),
        template_id=_words(document.get("template_id")),
        template=_words(metadata.get("name")),
        author=_words(authorship.get("author")) or _words(authorship.get("owner")),
        started=_moment(data.get("date_started")),
        completed=_moment(data.get("date_completed")),
        modified=_moment(document.get("modified_at")) or _moment(data.get("date_modified")),
        score=_fraction(data.get("score")),
        total=_fraction(data.get("total_score")),
        percentage=_fraction(data.get("score_percentage")),
        sets=_sets(_object(template, "response_sets")),
        trees=trees,
        lost=lost,
    )


def responses_of(found: Any) -> tuple[Response, ...]:
    """The responses of a list; what is none is passed over."""
    if not isinstance(found, list):
        return ()
    return tuple(
        Response(
            _words(each.get("id")),
            _words(each.get("label")),
            _fraction(each.get("score")) or Fraction(0),
            each.get("enable_score") is not False,
        )
        for each in found
        if isinstance(each, dict) and each.get("id")
    )


def _sets(found: Object) -> Mapping[str, tuple[Response, ...]]:
    return {
        name.casefold(): responses_of(each.get("responses"))
        for name, each in found.items()
        if isinstance(each, dict)
    }


def _items(document: Object, source: str) -> list[Item]:
    found: list[Item] = []
    known: dict[str, str] = {}
    for key in ("header_items", "items"):
        listed = document.get(key, [])
        if not isinstance(listed, list):
            raise ImportRefused(source, [_("{key} must be {kind}", key=key, kind=_("a list"))])
        for place, each in enumerate(listed):
            item = _item(each, f"{key}[{place}]", source)
            if item.id in known:
                fault = _(
                    "{where}: the item {id} is in {first} already",
                    where=item.where,
                    id=item.id,
                    first=known[item.id],
                )
                raise ImportRefused(source, [fault])
            known[item.id] = item.where
            found.append(item)
    if len(found) > MOST_ITEMS:
        raise ImportRefused(source, [_("it has more than {most} items", most=MOST_ITEMS)])
    return found


def _item(found: Any, where: str, source: str) -> Item:
    if not isinstance(found, dict) or not _words(found.get("item_id")) or not _words(found.get("type")):
        raise ImportRefused(source, [_("{where} is no item: it needs item_id and type", where=where)])
    scoring = _object(found, "scoring")
    media = found.get("media")
    return Item(
        id=_words(found["item_id"]),
        kind=_words(found["type"]).casefold(),
        label=_words(found.get("label")),
        where=where,
        parent=_words(found.get("parent_id")),
        options=_object(found, "options"),
        responses=_object(found, "responses"),
        media=tuple(_media(each) for each in media if isinstance(each, dict))
        if isinstance(media, list)
        else (),
        score=_fraction(scoring.get("score")),
        most=_fraction(scoring.get("max_score")),
        evaluation=found.get("evaluation") is not False,
    )


def media_words(found: Any) -> str:
    """One picture or file in words: its id, its ending, its label."""
    return _media(found) if isinstance(found, dict) else ""


def _media(found: Object) -> str:
    ending, label = _words(found.get("file_ext")), _words(found.get("label"))
    said = [ending, label if label and label != "no label" else ""]
    told = ", ".join(filter(None, said))
    return f"{_words(found.get('media_id'))}{f' ({told})' if told else ''}"


def _trees(items: Sequence[Item], source: str) -> tuple[tuple[Branching, ...], tuple[Item, ...]]:
    """The items below one another, in the order of the file."""
    below: dict[str, list[Item]] = {}
    for item in items:
        below.setdefault(item.parent, []).append(item)
    reached: set[str] = set()
    trees = tuple(_tree(item, below, reached, 0, source) for item in below.get("", []))
    return trees, tuple(item for item in items if item.id not in reached)


def _tree(
    item: Item, below: Mapping[str, list[Item]], reached: set[str], depth: int, source: str
) -> Branching:
    if depth > DEEPEST_TREE:
        raise ImportRefused(
            source, [_("the items hang more than {most} deep in one another", most=DEEPEST_TREE)]
        )
    reached.add(item.id)
    each = [_tree(child, below, reached, depth + 1, source) for child in below.get(item.id, [])]
    return Branching(item, tuple(each))


def _flat(tree: Branching) -> Iterator[Item]:
    yield tree.item
    for each in tree.below:
        yield from _flat(each)


def _object(found: Object, key: str) -> Object:
    value = found.get(key)
    return value if isinstance(value, dict) else {}


def _words(value: Any) -> str:
    return clean_words(value) if isinstance(value, str) else ""


def _fraction(value: Any) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) and len(value) > 10 else None
    except ValueError:
        return None
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
