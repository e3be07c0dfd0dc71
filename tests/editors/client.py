"""A small client of the Language Server Protocol over stdio, as an editor would be."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

SECONDS = 60.0  # far more than any answer takes: a server that is gone ends the wait before


class Editor:
    """A session with a language server, columns counted in units of UTF-16 as the protocol does by default."""

    def __init__(
        self,
        command: list[str],
        root: Path,
        settings: dict[str, Any] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.settings = settings or {}
        self.root = root
        self.shown: list[str] = []
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, env=environment
        )
        self._messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._diagnostics: dict[str, tuple[Any, list[dict[str, Any]]]] = {}
        self._last = 0
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.capabilities = self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "test"}],
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                        "hover": {"contentFormat": ["markdown"]},
                        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
                    },
                },
            },
        )["capabilities"]
        self.tell("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self.exit_code = self._server.wait(SECONDS)
        finally:
            self._server.kill()
            self._listener.join(SECONDS)
            self._server.__exit__(None, None, None)  # closes the pipes and waits

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, with an unsaved text if one is given."""
        text = path.read_text("utf-8") if text is None else text
        item = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": item})

    def change(self, path: Path, version: int, text: str) -> None:
        """Replace the whole text of an open file."""
        document = {"uri": path.as_uri(), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, method: str, path: Path, line: int, character: int) -> Any:
        """Ask about a position (from 0, in the units of the protocol)."""
        where = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
        return self.ask(f"textDocument/{method}", where)

    def diagnostics(self, path: Path, version: int | None = None) -> list[dict[str, Any]]:
        """The problems that the server tells of a file; waits for those of a version if one is given."""
        while (told := self._diagnostics.get(path.as_uri())) is None or (version and told[0] != version):
            self._read()
        return told[1]

    def forget(self, path: Path) -> None:
        """Wait, at the next `diagnostics`, for what the server says from now on."""
        self._diagnostics.pop(path.as_uri(), None)

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        while (message := self._read()).get("id") != self._last or "method" in message:
            pass
        assert "error" not in message, message["error"]
        return message["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        message = self._messages.get(timeout=SECONDS)
        assert message is not None, "the server is gone"
        if message.get("method") == "textDocument/publishDiagnostics":
            told = message["params"]
            self._diagnostics[told["uri"]] = (told.get("version"), told["diagnostics"])
        elif message.get("method") == "window/showMessage":
            self.shown.append(message["params"]["message"])
        elif "method" in message and "id" in message:  # the server asks: its settings, or leave to register
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            answer = None if asked is None else [self.settings.get(item["section"], {}) for item in asked]
            self._send({"id": message["id"], "result": answer})
        return message

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else None
            if length is not None:
                while stream.readline().strip():
                    pass
                self._messages.put(json.loads(stream.read(length)))
        self._messages.put(None)
