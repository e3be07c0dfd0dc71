"""`alignment serve`: a page for this machine alone, made again when a file changes, honest when one is broken."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from alignment.config import data_folder
from alignment.serve import LOOPBACK, Asked, LivePage, server
from tests.report.report_data import attack, plain_words, write_data

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data", plain_words)


@pytest.fixture
def live(data: Path) -> LivePage:
    return LivePage(Asked(data_folder(str(data), {}, data), "essai", "fr"))


@pytest.fixture
def running(live: LivePage) -> Iterator[ThreadingHTTPServer]:
    with server(live, 0) as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


def ask(
    running: ThreadingHTTPServer, path: str = "/", host: str | None = None, method: str = "GET"
) -> http.client.HTTPResponse:
    port = running.server_address[1]
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"{LOOPBACK}:{port}" if host is None else host.format(port=port))
    connection.endheaders()
    return connection.getresponse()


def test_it_listens_to_this_machine_alone(running):
    assert running.server_address[0] == "127.0.0.1"
    assert running.socket.family == socket.AF_INET


def test_the_page_is_the_report_and_may_ask_for_its_events(running):
    response = ask(running)
    page = response.read().decode()
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "connect-src &#39;self&#39;" in page
    assert "<h1>Texte region</h1>" in page
    assert "78,1\u00a0%" in page
    assert ask(running, host="localhost:{port}").status == 200


@pytest.mark.parametrize(
    "host", ["exemple.fr", "exemple.fr:{port}", "127.0.0.1", "127.0.0.1.exemple.fr:{port}", ""]
)
def test_another_name_for_this_address_is_refused(running, host):
    """A site that points its own name here (DNS rebinding) gets nothing."""
    for path in ("/", "/events"):
        response = ask(running, path, host)
        assert response.status == 421
        assert response.read() == b""


@pytest.mark.parametrize(
    "path",
    ["/index.html", "/regions/", "/../../etc/passwd", "/%2e%2e/", "/static/style.css", "/?a=1", "/events/"],
)
def test_nothing_else_is_served(running, path):
    response = ask(running, path)
    assert response.status == 404
    assert response.read() == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(running, method):
    assert ask(running, method=method).status == 501


def test_events_tell_the_number_of_the_page(running, live):
    response = ask(running, "/events")
    assert response.headers["Content-Type"] == "text/event-stream"
    assert response.readline() == b"data: 1\n"
    assert b'<meta name="alignment-page" content="1">' in ask(running).read()
    live.refresh()
    assert response.readline() == b"\n"
    assert response.readline() == b"data: 2\n"
    assert b'<meta name="alignment-page" content="2">' in ask(running).read()


def test_a_broken_file_shows_its_problems_instead_of_figures(data, live):
    roadmap = data / "regions/essai/clusters/alpha.yaml"
    good = roadmap.read_text("utf-8")
    roadmap.write_text(good.replace("type: pole", "type: poule"), "utf-8")
    live.refresh()
    page = live.content.decode()
    assert "regions/essai/clusters/alpha.yaml:4:7" in page
    assert "poule" in page
    assert "78,1\u00a0%" not in page
    assert 'id="ranking"' not in page
    roadmap.write_text(good, "utf-8")
    live.refresh()
    assert "78,1\u00a0%" in live.content.decode()


def test_a_region_that_went_away_is_told(data, live):
    (data / "regions/essai/region.yaml").unlink()
    live.refresh()
    page = live.content.decode()
    assert "Région inconnue" in page
    assert "78,1\u00a0%" not in page


def test_problems_are_escaped(data, live):
    write_data(data, attack(0))
    region = data / "regions/essai/region.yaml"
    region.write_text(region.read_text("utf-8") + '"<script>alert(1)</script>": 1\n', "utf-8")
    live.refresh()
    assert b"&lt;script&gt;alert(1)" in live.content
    assert b"<script>alert" not in live.content


def test_wrong_requests_are_refused_at_once(data, alignment):
    for arguments, sentence in (
        (("inconnue",), "Région inconnue"),
        (("essai", "--scenario", "inconnu"), "Scénario inconnu"),
        (("essai", "--port", "70000"), "--port"),
    ):
        result = alignment("serve", *arguments, "--data", data)
        assert result.code == 2
        assert sentence in result.err


def test_a_saved_file_makes_the_page_anew(data):
    """The whole of it, as it is run: a file is saved, the stream tells it, the page has the new words."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "ALIGNMENT_DEBUG": "1"}
    command = [sys.executable, "-m", "alignment", "serve", "essai", "--data", str(data)]

    def interruptible() -> None:
        """Undo what a shell does to what it starts in the background: a test run may be there."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=interruptible,  # noqa: PLW1509
    ) as running:
        try:
            address = running.stdout.readline().strip()
            port = int(address.removeprefix(f"http://{LOOPBACK}:").removesuffix("/"))
            connection = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
            connection.request("GET", "/events")
            events = connection.getresponse()
            assert events.readline() == b"data: 1\n"
            roadmap = data / "regions/essai/clusters/beta.yaml"
            text = roadmap.read_text("utf-8").replace("Texte beta", "Texte bêta neuf")
            done = threading.Event()

            def save() -> None:
                """Again and again: watching may begin after the first time."""
                for number in range(200):
                    roadmap.write_text(f"{text}# {number}\n", "utf-8")
                    if done.wait(0.2):
                        return

            saving = threading.Thread(target=save)
            saving.start()
            try:
                while not events.readline().startswith(b"data: "):
                    pass
            finally:
                done.set()
                saving.join()
            page = http.client.HTTPConnection(LOOPBACK, port, timeout=60)
            page.request("GET", "/")
            assert "Texte bêta neuf" in page.getresponse().read().decode()
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 0
