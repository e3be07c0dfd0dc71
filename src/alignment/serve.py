"""The live report of a region on a loopback address, made again whenever a data file changes.

One page and one stream of events, for this machine alone: the address is 127.0.0.1, the Host header must say so (a
site elsewhere cannot reach the page by giving its own name this address), and nothing of the disk is served.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from alignment.config import DataFolder
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.user_error import UserError
from alignment.pipeline import loading, scoring
from alignment.pipeline.lookup import find_region, find_scenario
from alignment.pipeline.publication import report_of
from alignment.report.html import render
from alignment.report.regional.broken import broken_report
from alignment.report.regional.value import Report

LOOPBACK = "127.0.0.1"
_BREATH = 15.0
"""Seconds between two signs of life on a silent stream, so that a page that went away is noticed."""


@dataclass(frozen=True)
class Asked:
    """Which report: as for `alignment report`."""

    folder: DataFolder
    region: str
    lang: Lang
    cursor: Fraction | None = None
    scenario: str | None = None
    day: date | None = None


class LivePage:
    """The page as it stands, with its number; whoever waits for a newer one is told."""

    def __init__(self, asked: Asked) -> None:
        """Make the first page. Raises UserError when there is no such region, no data, or no such scenario."""
        self._asked = asked
        self._changed = threading.Condition()
        loaded = loading.load(asked.folder)
        region = find_region(loaded.data, asked.region)
        if region in loaded.data.regions:
            find_scenario(loaded.data, region, asked.scenario)
        self.number = 0
        self.content = b""
        self.refresh()

    def refresh(self) -> None:
        """Read the data again and make the page, of figures or of problems; never an old figure."""
        report = _report(self._asked)
        with self._changed:
            self.number += 1
            self.content = render(report, self.number).encode()
            self._changed.notify_all()

    def newer_than(self, number: int, seconds: float) -> int:
        """The number of the page, after waiting for a newer one than `number`, `seconds` at most."""
        with self._changed:
            self._changed.wait_for(lambda: self.number > number, seconds)
            return self.number


def _report(asked: Asked) -> Report:
    """The report, or the page that stands in its place."""
    name = asked.region
    try:
        loaded = loading.load(asked.folder)
        region = find_region(loaded.data, asked.region)
        name = loaded.data.regions[region].name if region in loaded.data.regions else region
        score = scoring.score(loaded, region, asked.cursor, asked.scenario)
        if isinstance(score, list):
            return broken_report(region, name, score, None, asked.lang)
        return report_of(loaded, region, score, asked.day, asked.lang)
    except UserError as error:
        return broken_report("problem", name, (), error.message, asked.lang)
    except Exception as error:
        if os.environ.get("ALIGNMENT_DEBUG"):
            raise
        fault = type(error).__name__
        reason = Bilingual(f"Défaillance interne ({fault}).", f"Internal failure ({fault}).")
        return broken_report("problem", name, (), reason, asked.lang)


def server(page: LivePage, port: int) -> ThreadingHTTPServer:
    """A server of this page, bound to the loopback address; port 0 takes a free one. Raises OSError."""

    class Handler(_Handler):
        live = page

    found = ThreadingHTTPServer((LOOPBACK, port), Handler)
    found.daemon_threads = True
    return found


class _Handler(BaseHTTPRequestHandler):
    live: LivePage
    server_version = "alignment"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """The page, its events, and nothing else."""
        if not self._is_for_us():
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == "/":
            self._page()
        elif self.path == "/events":
            self._events()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _is_for_us(self) -> bool:
        """Whether the browser believes that it speaks to this machine."""
        port = self.connection.getsockname()[1]
        return self.headers.get("Host") in (f"{LOOPBACK}:{port}", f"localhost:{port}")

    def _page(self) -> None:
        content = self.live.content
        self._head(HTTPStatus.OK, "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _events(self) -> None:
        """The number of the page, now and each time that it changes, until the browser goes away."""
        self._head(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        told = -1
        try:
            while True:
                number = self.live.newer_than(told, _BREATH)
                self.wfile.write(f"data: {number}\n\n".encode() if number > told else b":\n\n")
                self.wfile.flush()
                told = number
        except OSError:
            self.close_connection = True

    def _refuse(self, status: HTTPStatus) -> None:
        self._head(status, "text/plain; charset=utf-8")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _head(self, status: HTTPStatus, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in (
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Referrer-Policy", "no-referrer"),
        ):
            self.send_header(name, value)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: who looks at a page of one's own is no news."""


def watch(folder: Path, changed: Callable[[], None]) -> None:
    """Call `changed` after each change of a data file, until interrupted. Raises UserError without watchfiles."""
    try:
        from watchfiles import watch as changes
    except ImportError:
        install = 'pip install "alignment[serve]"'
        raise UserError(
            Bilingual(
                f"Suivre les fichiers demande watchfiles, qui n’est pas installé\u00a0: {install}",
                f"Watching files needs watchfiles, which is not installed: {install}",
            )
        ) from None
    for _ in changes(folder, watch_filter=lambda _, path: path.endswith((".yaml", ".yml")), raise_interrupt=True):
        changed()
