"""The faces a report is set in, and whether this machine has them.

Open Sans has Latin and Romanian in static TrueType faces, the fastest kind to set; DejaVu Sans has Hebrew and
the signs of the verdicts. Both are small Debian packages (`scripts/debian-packages.txt`). Where one is missing
the next family stands in, and a report is made all the same.
"""

TEXT_FAMILY = "Open Sans"
SIGN_FAMILY = "DejaVu Sans"
FAMILIES = (TEXT_FAMILY, SIGN_FAMILY, "Noto Sans", "Arial", "sans-serif")
DEBIAN_PACKAGES = {TEXT_FAMILY: "fonts-open-sans", SIGN_FAMILY: "fonts-dejavu-core"}
