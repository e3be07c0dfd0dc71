"""The server itself: requests of the editor in, diagnostics and answers out. Nothing is written to any file."""

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
from alignment.editing.formatting import canonical
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Severity
from alignment.kernel.user_error import UserError
from alignment.lsp.completion import complete
from alignment.lsp.hover import hover
from alignment.lsp.names import definition, named_at
from alignment.lsp.positions import Units
from alignment.lsp.session import Session
from alignment.report.findings import Located
from alignment.source.discovery import in_layout
from alignment.source.document import Document
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


def build(lang: Lang) -> AlignmentServer:
    """A server that speaks `lang`, ready to be started on the standard streams."""
    server = AlignmentServer(lang)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.now(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.now(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.now(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[":", "/", " "]))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        at = server.placed(params.text_document.uri)
        if at is None:
            return []
        text = server.content(params.text_document.uri)
        line, column = server.units.column(params.position, text)
        offset = text.starts[line - 1] + column - 1 if line <= len(text.starts) else len(text.content)
        found = complete(server.session(at[0]), at[1], text.content, offset)
        if found is None:
            return []
        place = server.units.range(text.span(found.cursor.start, found.cursor.end), text)
        return [
            types.CompletionItem(
                offer.text,
                detail=offer.title,
                documentation=offer.meaning or None,
                kind=types.CompletionItemKind.Reference,
                sort_text=f"{number:05}",
                filter_text=f"{offer.text} {offer.title}",
                text_edit=types.TextEdit(place, offer.text + (": " if found.as_key else "")),
            )
            for number, offer in enumerate(found.offers)
        ]

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        if (here := _here(server, params.text_document.uri, params.position)) is None:
            return None
        session, document, (path, on_key) = here
        shown = hover(session, document, path, on_key, server.lang)
        if shown is None:
            return None
        place = server.units.range(document.span(path, on_key), document.text)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown), place)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def defined(params: types.DefinitionParams) -> types.Location | None:
        if (here := _here(server, params.text_document.uri, params.position)) is None:
            return None
        session, document, where = here
        named = named_at(document, *where)
        place = definition(session.data, document, named) if named else None
        target = session.readable(place.file) if place else None
        at = server.placed(params.text_document.uri)
        if place is None or target is None or at is None:
            return None
        uri = server.open_files(at[0]).get(place.file) or (at[0] / place.file).as_uri()
        return types.Location(uri, server.units.range(target.span(place.path), target.text))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def mendable(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        at = server.placed(uri)
        session = server.session(at[0]) if at else None
        if at is None or session is None or at[1] not in session.files:
            return []
        text = session.files[at[1]].text
        actions = []
        for found in session.problems:
            place = server.units.range(found.span, text)
            mend = found.diagnostic.mend
            if found.file != at[1] or mend is None or not _meet(place, params.range):
                continue
            title = Bilingual(f"Écrire «\u00a0{mend.text}\u00a0»", f"Write “{mend.text}”").to(server.lang)
            edit = types.WorkspaceEdit({uri: [types.TextEdit(place, mend.text)]})
            actions.append(
                types.CodeAction(title, types.CodeActionKind.QuickFix, is_preferred=mend.safe, edit=edit)
            )
        return actions

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatted(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        at = server.placed(params.text_document.uri)
        document = server.session(at[0]).files.get(at[1]) if at else None
        if not isinstance(document, Document) or any(d.severity is Severity.ERROR for d in document.diagnostics):
            return []
        after = canonical(document)
        whole = server.units.range(document.text.span(0, len(document.text.content)), document.text)
        return [types.TextEdit(whole, after)] if after != document.text.content else []

    return server


def _meet(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges have a place in common, ends included."""
    return (one.start.line, one.start.character) <= (other.end.line, other.end.character) and (
        other.start.line,
        other.start.character,
    ) <= (one.end.line, one.end.character)


def _here(
    server: AlignmentServer, uri: str, position: types.Position
) -> tuple[Session, Document, tuple[tuple[str | int, ...], bool]] | None:
    """The data set, the file and the path under a position; None where the file can't be read as it is."""
    at = server.placed(uri)
    if at is None:
        return None
    session = server.session(at[0])
    document = session.files.get(at[1])
    if not isinstance(document, Document):
        return None
    return session, document, document.path_at(*server.units.column(position, document.text))
