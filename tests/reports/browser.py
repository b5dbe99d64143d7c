"""A real browser for pages: headless Chromium, spoken to over two pipes. Nothing is fetched, nothing is kept."""

import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
"""Where it is installed, if it is."""
_IN, _OUT = 3, 4
"""The pipes as Chromium numbers them."""
PATIENCE = 60.0
"""Seconds without a word after which it hangs."""
_KEYS = {"Enter": ("\r", 13), "Tab": ("", 9)}


class Browser:
    """One page at a time. What a page complains about (its policy, its script) is in `complaints`."""

    def __init__(self, to: IO[bytes], of: int) -> None:
        self._to, self._of = to, of
        self._heard = bytearray()
        self._number = 0
        self._session = ""
        self.complaints: list[str] = []
        self.fetched: list[str] = []
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for room in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{room}.enable")

    def open(self, page: Path, width: int = 1280, height: int = 900) -> None:
        """Shows a file at a width (below 800 it is a phone) and waits until it is there."""
        self.complaints.clear()
        self.fetched.clear()
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 800,
        )  # fmt: skip
        self._ask("Page.navigate", url=page.as_uri())
        self._until("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """What an expression gives. It runs beside the page's own scripts, whatever the page's policy."""
        found = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """A key: Tab or Enter."""
        text, code = _KEYS[key]
        about = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self._ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def type(self, words: str) -> None:
        """Words into what has the focus."""
        self._ask("Input.insertText", text=words)

    def click(self, script: str) -> None:
        """The mouse on the middle of the element that an expression gives."""
        self.run(f"({script}).scrollIntoView({{block: 'center'}})")
        place = self.run(f"(() => {{ const b = ({script}).getBoundingClientRect();"
                         " return [b.x + b.width / 2, b.y + b.height / 2]; })()")  # fmt: skip
        for kind in ("mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1
            )

    def _ask(self, method: str, **about: Any) -> dict[str, Any]:
        self._number += 1
        asked = {"id": self._number, "method": method, "params": about}
        if self._session:
            asked["sessionId"] = self._session
        self._to.write(json.dumps(asked).encode() + b"\0")
        self._to.flush()
        while True:
            told = self._read()
            if told.get("id") == self._number:
                assert "error" not in told, told
                answer: dict[str, Any] = told["result"]
                return answer

    def _until(self, event: str) -> None:
        while self._read().get("method") != event:
            continue

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._heard:
            ready, _, _ = select.select([self._of], [], [], PATIENCE)
            assert ready, "the browser says nothing"
            piece = os.read(self._of, 1 << 16)
            assert piece, "the browser has gone"
            self._heard += piece
        found, _, rest = self._heard.partition(b"\0")
        self._heard = rest
        told: dict[str, Any] = json.loads(found)
        match told.get("method"):
            case "Log.entryAdded":
                self.complaints.append(told["params"]["entry"]["text"])
            case "Runtime.exceptionThrown":
                self.complaints.append(str(told["params"]["exceptionDetails"]))
            case "Network.requestWillBeSent":
                self.fetched.append(told["params"]["request"]["url"])
        return told


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser with a home of its own, which goes with it."""
    assert CHROMIUM is not None
    to_read, to = os.pipe()
    of, of_write = os.pipe()

    def numbered() -> None:
        # High first: a pipe may have one of the two numbers itself.
        high = (os.dup(to_read), os.dup(of_write))
        os.dup2(high[0], _IN)
        os.dup2(high[1], _OUT)

    with tempfile.TemporaryDirectory(prefix="browser", ignore_cleanup_errors=True) as home:
        command = [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-extensions", "--remote-debugging-pipe",
            f"--user-data-dir={home}", "about:blank",
        ]  # fmt: skip
        process = subprocess.Popen(
            command,
            close_fds=False,
            preexec_fn=numbered,  # noqa: PLW1509 - the pipes get their numbers in the child
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_read)
        os.close(of_write)
        try:
            with os.fdopen(to, "wb") as writing:
                yield Browser(writing, of)
        finally:
            os.close(of)
            process.kill()
            process.wait()
