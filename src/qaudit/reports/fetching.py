"""What a page may load: bytes inside the page, and files under given folders. Nothing else, and no network.

A refused address is as if the file were not there: the page is made without it, and the refusal is logged.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from qaudit.reports.engine import URLFetcher, URLFetcherResponse


class ConfinedFetcher(URLFetcher):  # type: ignore[misc]
    """Fetches `data:` and files under `roots`; refuses every other address, redirects included."""

    def __init__(self, *roots: Path) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False)
        self._roots = tuple(root.resolve() for root in roots)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The response for an address. Raises `PermissionError` where it may not be read."""
        scheme = urlsplit(url).scheme.lower()
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme != "file":
            raise PermissionError("only files of the report may be loaded")
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.netloc not in ("", "localhost") or not any(
            path.is_relative_to(root) for root in self._roots
        ):
            raise PermissionError("the file lies outside the folders of the report")
        return super().fetch(path.as_uri(), headers)
