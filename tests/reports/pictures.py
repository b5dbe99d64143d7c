"""What is drawn in a picture: its shapes, and the words that stand over them."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

from qaudit.reports.charts import Svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>"&\u202e'
PLACE = re.compile(r"left:([\d.-]+)%;top:([\d.-]+)%;width:([\d.-]+)%")


@dataclass(frozen=True)
class DrawnWords:
    """Words with their place and width in parts of 100 of the picture, and how they are read."""

    words: str
    left: float
    top: float
    width: float
    direction: str
    classes: tuple[str, ...]

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True)
class Drawn:
    """A picture taken apart."""

    root: ElementTree.Element
    labels: tuple[DrawnWords, ...]

    @property
    def words(self) -> list[str]:
        return [label.words for label in self.labels]

    @property
    def title(self) -> str:
        return self.root.findtext(f"{SVG}title") or ""

    @property
    def told(self) -> str:
        return self.root.findtext(f"{SVG}desc") or ""

    def shapes(self, tag: str) -> list[ElementTree.Element]:
        return list(self.root.iter(f"{SVG}{tag}"))

    def points(self) -> list[tuple[float, float]]:
        """Every place that a shape names."""
        found = []
        for shape in self.root.iter():
            at = shape.attrib
            if shape.tag == f"{SVG}circle":
                found.append((float(at["cx"]), float(at["cy"])))
            elif shape.tag == f"{SVG}rect":
                x, y = float(at["x"]), float(at["y"])
                found += [(x, y), (x + float(at["width"]), y + float(at["height"]))]
            elif shape.tag == f"{SVG}path":
                numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", at["d"])]
                found += list(zip(numbers[::2], numbers[1::2], strict=True))
        return found

    def assert_inside(self, slack: float = 2.5) -> None:
        """Nothing is drawn or written outside the picture."""
        _, _, width, height = (float(part) for part in self.root.attrib["viewBox"].split())
        points = self.points()
        assert points
        for x, y in points:
            assert -slack <= x <= width + slack
            assert -slack <= y <= height + slack
        for label in self.labels:
            assert label.left >= -0.1
            assert label.right <= 100.1


def taken_apart(picture: Svg) -> Drawn:
    """The picture of a page, read as XML."""
    root = ElementTree.fromstring(picture.__html__())
    svg = root if root.tag == f"{SVG}svg" else root.find(f"{SVG}svg")
    assert svg is not None
    assert svg.get("role") == "img" or svg.get("aria-hidden") == "true"
    labels = [] if svg is root else [_label(element) for element in root if element.tag == "p"]
    return Drawn(svg, tuple(labels))


def _label(element: ElementTree.Element) -> DrawnWords:
    place = PLACE.fullmatch(element.get("style", ""))
    assert place is not None
    left, top, width = (float(part) for part in place.groups())
    classes = tuple(element.get("class", "").split())
    return DrawnWords(element.text or "", left, top, width, element.get("dir", ""), classes)
