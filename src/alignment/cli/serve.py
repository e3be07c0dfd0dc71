"""`alignment serve`: the report of a region in the browser, while its files are edited."""

from __future__ import annotations

import threading
from typing import Annotated

import typer

from alignment.cli import options
from alignment.cli.words import say


def serve(
    region: options.RegionArgument,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            help=say("Port ; 0 en prend un libre.", "Port; 0 takes a free one."),
        ),
    ] = 0,
    cursor: options.CursorOption = None,
    scenario: options.ScenarioOption = None,
    day: options.DayOption = None,
    lang: options.LangOption = None,
    data: options.DataOption = None,
) -> int:
    """Serve until interrupted; the address is on standard output."""
    language = options.lang_of(lang)
    at = options.cursor_of(cursor)
    from alignment.serve import LOOPBACK, Asked, LivePage, server, watch

    folder = options.folder_of(data)
    page = LivePage(Asked(folder, region, language, at, scenario, options.date_of(day)))
    with server(page, port) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        print(f"http://{LOOPBACK}:{found.server_address[1]}/", flush=True)
        try:
            watch(folder.root, page.refresh)
        except KeyboardInterrupt:
            return 0  # how one leaves a server
        finally:
            found.shutdown()
    return 0
