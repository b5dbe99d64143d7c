"""The brands, regions and branches of the year, each with how good it truly is. All made up.

Points are percent of the promises that are kept, above or below what the brand keeps on average.
"""

from dataclasses import dataclass
from enum import StrEnum


class Course(StrEnum):
    """How a branch changes over the eighteen months."""

    STEADY = "steady"
    MENDS = "mends"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand and its pack. `edition_changes` is the month from which its second edition is in use, if it has one.

    `hours` are those at which visits begin, on the branch's clock, the busier ones more than once.
    """

    name: str
    code: str
    pack: str
    language: str
    hours: tuple[int, ...]
    edition_changes: int | None = None
    is_closed_at_weekends: bool = False


@dataclass(frozen=True, slots=True)
class Region:
    """A region of one brand. `points` are what all its branches have in common."""

    name: str
    brand: Brand
    country: str
    timezone: str
    manager: str
    points: float = 0.0


@dataclass(frozen=True, slots=True)
class Place:
    """A branch. `points` are its own; `visits` is how many it has where it is not as many as the others."""

    code: str
    name: str
    region: Region
    points: float = 0.0
    course: Course = Course.STEADY
    visits: int | None = None


LANTERNFIELD = Brand(
    "Lanternfield Hotels", "lanternfield", "lanternfield-hotels", "en", (8, 9, 10, 11, 12, 12, 14, 15, 16, 17)
)
KETTLE = Brand("Tin Kettle", "kettle", "tin-kettle", "en", (10, 11, 12, 12, 13, 15, 17, 18, 19), 10)
PODURI = Brand(
    "Banca Trei Poduri",
    "poduri",
    "banca-trei-poduri",
    "ro",
    (9, 10, 11, 12, 12, 13, 14, 15, 16),
    is_closed_at_weekends=True,
)
BRANDS = (LANTERNFIELD, KETTLE, PODURI)

_GALILEE = Region("Galilee", LANTERNFIELD, "IL", "Asia/Jerusalem", "tamar")
_CRETE = Region("Crete", LANTERNFIELD, "GR", "Europe/Athens", "eleni")
_ALGARVE = Region("Algarve", LANTERNFIELD, "PT", "Europe/Lisbon", "duarte")
_TYROL = Region("Tyrol", LANTERNFIELD, "AT", "Europe/Vienna", "vroni", 3.0)
_YORKSHIRE = Region("Yorkshire", KETTLE, "GB", "Europe/London", "edith")
_KENT = Region("Kent", KETTLE, "GB", "Europe/London", "oscar")
_LEINSTER = Region("Leinster", KETTLE, "IE", "Europe/Dublin", "aoife", -4.0)
_MALTA = Region("Malta", KETTLE, "MT", "Europe/Malta", "karmnu")
_TRANSYLVANIA = Region("Transilvania", PODURI, "RO", "Europe/Bucharest", "ilinca")
_MOLDAVIA = Region("Moldova", PODURI, "RO", "Europe/Bucharest", "traian", -3.0)
_WALLACHIA = Region("Muntenia", PODURI, "RO", "Europe/Bucharest", "smaranda")

PLACES = (
    Place("lh-akko", "לנטרנפילד עכו העתיקה", _GALILEE, 0.5),
    Place("lh-tzfat", "לנטרנפילד צפת", _GALILEE, -1.0),
    Place("lh-kinneret", "לנטרנפילד חוף הכנרת", _GALILEE, -11.0),
    Place("lh-nahariya", "לנטרנפילד נהרייה", _GALILEE),
    Place("lh-karmiel", "לנטרנפילד כרמיאל", _GALILEE, 1.0),
    Place("lh-chania", "Lanternfield Chania Harbour", _CRETE, -0.5),
    Place("lh-rethymno", "Lanternfield Rethymno", _CRETE),
    Place("lh-heraklion", "Lanternfield Heraklion", _CRETE, -9.0, Course.MENDS),
    Place("lh-sitia", "Lanternfield Sitia", _CRETE, 1.0),
    Place("lh-ierapetra", "Lanternfield Ierapetra", _CRETE, -1.0),
    Place("lh-faro", "Lanternfield Faro", _ALGARVE),
    Place("lh-lagos", "Lanternfield Lagos", _ALGARVE, 9.0),
    Place("lh-tavira", "Lanternfield Tavira", _ALGARVE, 0.5),
    Place("lh-silves", "Lanternfield Silves", _ALGARVE, -0.5),
    Place("lh-loule", "Lanternfield Loulé", _ALGARVE),
    Place("lh-hall", "Lanternfield Hall", _TYROL),
    Place("lh-schwaz", "Lanternfield Schwaz", _TYROL, 0.5),
    Place("lh-kufstein", "Lanternfield Kufstein", _TYROL, -0.5),
    Place("lh-imst", "Lanternfield Imst", _TYROL, 1.0),
    Place("lh-lienz", "Lanternfield Lienz", _TYROL, -1.0),
    Place("tk-whitby", "Tin Kettle Whitby", _YORKSHIRE),
    Place("tk-skipton", "Tin Kettle Skipton", _YORKSHIRE, -10.0),
    Place("tk-ripon", "Tin Kettle Ripon", _YORKSHIRE, 0.5),
    Place("tk-malton", "Tin Kettle Malton", _YORKSHIRE, -0.5),
    Place("tk-otley", "Tin Kettle Otley", _YORKSHIRE),
    Place("tk-selby", "Tin Kettle Selby", _YORKSHIRE, 1.0),
    Place("tk-thirsk", "Tin Kettle Thirsk", _YORKSHIRE, -1.0),
    Place("tk-deal", "Tin Kettle Deal", _KENT, 8.0),
    Place("tk-hythe", "Tin Kettle Hythe", _KENT),
    Place("tk-faversham", "Tin Kettle Faversham", _KENT, 0.5),
    Place("tk-sandwich", "Tin Kettle Sandwich", _KENT, -0.5),
    Place("tk-whitstable", "Tin Kettle Whitstable", _KENT, 0.0, Course.DECLINES),
    Place("tk-tenterden", "Tin Kettle Tenterden", _KENT, 1.0),
    Place("tk-navan", "Tin Kettle Navan", _LEINSTER),
    Place("tk-athy", "Tin Kettle Athy", _LEINSTER, 0.5),
    Place("tk-trim", "Tin Kettle Trim", _LEINSTER, -0.5),
    Place("tk-birr", "Tin Kettle Birr", _LEINSTER),
    Place("tk-ardee", "Tin Kettle Ardee", _LEINSTER, 1.0),
    Place("tk-gorey", "Tin Kettle Gorey", _LEINSTER, -1.0),
    Place("tk-mdina", "Tin Kettle Mdina", _MALTA),
    Place("tk-mosta", "Tin Kettle Mosta", _MALTA, 0.5),
    Place("tk-rabat", "Tin Kettle Rabat", _MALTA, -0.5),
    Place("tk-sliema", "Tin Kettle Sliema", _MALTA, -8.0),
    Place("tk-gzira", "Tin Kettle Gżira", _MALTA, visits=1),
    Place("tp-cluj", "Banca Trei Poduri Cluj, Mănăștur", _TRANSYLVANIA),
    Place("tp-sibiu", "Banca Trei Poduri Sibiu, Piața Mică", _TRANSYLVANIA, 9.0),
    Place("tp-brasov", "Banca Trei Poduri Brașov, Șchei", _TRANSYLVANIA, -0.5),
    Place("tp-turda", "Banca Trei Poduri Turda", _TRANSYLVANIA, 0.5),
    Place("tp-deva", "Banca Trei Poduri Deva", _TRANSYLVANIA, 1.0),
    Place("tp-zalau", "Banca Trei Poduri Zalău", _TRANSYLVANIA, -1.0),
    Place("tp-iasi", "Banca Trei Poduri Iași, Copou", _MOLDAVIA),
    Place("tp-bacau", "Banca Trei Poduri Bacău", _MOLDAVIA, 0.5),
    Place("tp-roman", "Banca Trei Poduri Roman", _MOLDAVIA, -0.5),
    Place("tp-suceava", "Banca Trei Poduri Suceava", _MOLDAVIA, 1.0),
    Place("tp-vaslui", "Banca Trei Poduri Vaslui", _MOLDAVIA, -1.0),
    Place("tp-ploiesti", "Banca Trei Poduri Ploiești", _WALLACHIA),
    Place("tp-pitesti", "Banca Trei Poduri Pitești", _WALLACHIA, 0.5),
    Place("tp-buzau", "Banca Trei Poduri Buzău", _WALLACHIA, -12.0),
    Place("tp-targoviste", "Banca Trei Poduri Târgoviște", _WALLACHIA, -0.5),
    Place("tp-campina", "Banca Trei Poduri Câmpina", _WALLACHIA, visits=2),
)
REGIONS = tuple(dict.fromkeys(place.region for place in PLACES))
