"""The server itself: what the editor shows comes in, diagnostics go out. Nothing is written to any file."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from alignment import __version__
from alignment.config import root_above
from alignment.kernel.bilingual import Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.lsp.positions import Units
from alignment.lsp.session import Session
from alignment.report.findings import Located
from alignment.source.discovery import in_layout
from alignment.source.text import Text

PAUSE = 0.2
"""Seconds without a keystroke before the files are checked again."""

_SEVERITY = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


class AlignmentServer(LanguageServer):
    """One process for one editor, with any number of data sets."""

    def __init__(self, lang: Lang) -> None:
        """Speak `lang`; nothing is read before a file is opened."""
        super().__init__("alignment", __version__, types.TextDocumentSyncKind.Full)
        self.lang: Lang = lang
        self._sessions: dict[Path, Session] = {}
        self._shown: dict[Path, set[str]] = defaultdict(set)
        self._waiting: dict[Path, asyncio.TimerHandle] = {}

    @property
    def units(self) -> Units:
        """How this editor counts columns."""
        return Units(str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)))

    def placed(self, uri: str) -> tuple[Path, str] | None:
        """The data folder of a file and its name there; None for a file of no data set."""
        path = uris.to_fs_path(uri) if uri.startswith("file:") else None
        resolved = Path(path).resolve() if path else None
        root = root_above(resolved) if resolved else None
        if root is None or resolved is None:
            return None
        name = resolved.relative_to(root).as_posix()
        return (root, name) if in_layout(name) else None

    def open_files(self, root: Path) -> Mapping[str, str]:
        """The addresses of the open files of a data set, by their names there."""
        placed = {uri: self.placed(uri) for uri in self.workspace.text_documents}
        return {at[1]: uri for uri, at in placed.items() if at is not None and at[0] == root}

    def session(self, root: Path) -> Session:
        """The data set at `root`, checked as its open files are shown now."""
        if root not in self._sessions or root in self._waiting:
            self.check(root)
        return self._sessions[root]

    def content(self, uri: str) -> Text:
        """An open file as it is shown."""
        return Text(uri, self.workspace.get_text_document(uri).source)

    def soon(self, uri: str) -> None:
        """Check the data set of a file once its author pauses."""
        if (at := self.placed(uri)) is None:
            return
        if at[0] in self._waiting:
            self._waiting[at[0]].cancel()
        self._waiting[at[0]] = asyncio.get_running_loop().call_later(PAUSE, self.check, at[0])

    def now(self, uri: str) -> None:
        """Check the data set of a file."""
        if (at := self.placed(uri)) is not None:
            self.check(at[0])

    def check(self, root: Path) -> None:
        """Check a data set and show its problems, file by file; files that have none any more are cleared."""
        if waiting := self._waiting.pop(root, None):
            waiting.cancel()
        session = self._sessions.setdefault(root, Session(root))
        uris_of = self.open_files(root)
        versions = {name: self.workspace.get_text_document(uri).version for name, uri in uris_of.items()}
        unsaved = {
            name: self.workspace.get_text_document(uri).source.encode("utf-8", "surrogatepass")
            for name, uri in uris_of.items()
        }
        by_file: dict[str, list[Located]] = {name: [] for name in (*self._shown[root], *uris_of)}
        try:
            session.refresh(unsaved)
        except UserError as error:  # a faulty configuration, or nothing left to read
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, error.message.to(self.lang)))
        for found in session.problems:
            by_file.setdefault(found.file, []).append(found)
        for name, problems in by_file.items():
            told = [self._diagnostic(root, session, found) for found in problems]
            uri = uris_of.get(name) or (root / name).as_uri()
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, versions.get(name)))
        self._shown[root] = {name for name, problems in by_file.items() if problems}

    def _diagnostic(self, root: Path, session: Session, found: Located) -> types.Diagnostic:
        diagnostic = found.diagnostic
        message = diagnostic.message.to(self.lang)
        if diagnostic.hint:
            message += "\n" + diagnostic.hint.to(self.lang)

        def text(file: str) -> Text:
            return session.files[file].text if file in session.files else Text(file, "")

        return types.Diagnostic(
            self.units.range(found.span, text(found.file)),
            message,
            _SEVERITY[diagnostic.severity],
            diagnostic.code,
            source="alignment",
            related_information=[
                types.DiagnosticRelatedInformation(
                    types.Location((root / one.file).as_uri(), self.units.range(one.span, text(one.file))),
                    one.message.to(self.lang),
                )
                for one in found.related
            ],
        )
