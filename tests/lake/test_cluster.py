"""Ctrl-C while Spark is begun or ended: it waits, so that no Java stays behind, and is heard then."""

import os
import signal

import pytest

from qaudit.cluster import _patience


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_is_heard_at_the_end() -> None:
    done: list[str] = []

    def begin() -> None:
        with _patience(lambda: done.append("given up")):
            interrupt()
            done.append("begun")

    with pytest.raises(KeyboardInterrupt):
        begin()
    assert done == ["given up", "begun"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_what_was_given_up_is_told_as_ctrl_c() -> None:
    def begin() -> None:
        with _patience():
            interrupt()
            raise ConnectionError("Java is gone")

    with pytest.raises(KeyboardInterrupt):
        begin()


def test_a_second_ctrl_c_does_not_wait() -> None:
    done: list[str] = []

    def begin() -> None:
        with _patience():
            interrupt()
            done.append("first")
            interrupt()
            done.append("second")

    with pytest.raises(KeyboardInterrupt):
        begin()
    assert done == ["first"]


def test_whoever_takes_ctrl_c_gently_is_not_cut_short() -> None:
    """A batch of reports ends after those that are begun."""
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: heard.append(number))
    try:
        with _patience(lambda: heard.append(0)):
            interrupt()
            assert heard == []
        assert heard == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)
