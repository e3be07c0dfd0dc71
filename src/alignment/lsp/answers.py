"""What an editor may ask, and what it is told: one function a request, none of which writes to a file."""

from __future__ import annotations

from lsprotocol import types

from alignment.editing.formatting import canonical
from alignment.kernel.bilingual import Bilingual, Lang
from alignment.kernel.diagnostic import Path, Severity
from alignment.lsp.completion import complete
from alignment.lsp.hover import hover
from alignment.lsp.names import definition, named_at
from alignment.lsp.server import AlignmentServer
from alignment.lsp.session import Session
from alignment.source.document import Document


def build(lang: Lang) -> AlignmentServer:
    """A server that speaks `lang`, ready to be started on the standard streams."""
    server = AlignmentServer(lang)
    for request, answer in (
        (types.TEXT_DOCUMENT_DID_OPEN, show_now),
        (types.TEXT_DOCUMENT_DID_CHANGE, show_soon),
        (types.TEXT_DOCUMENT_DID_SAVE, show_now),
        (types.TEXT_DOCUMENT_DID_CLOSE, show_now),
        (types.TEXT_DOCUMENT_HOVER, explain),
        (types.TEXT_DOCUMENT_DEFINITION, define),
        (types.TEXT_DOCUMENT_FORMATTING, lay_out),
    ):
        server.feature(request)(answer)
    triggers = types.CompletionOptions(trigger_characters=[":", "/", " "])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, triggers)(offer)
    quick_fixes = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, quick_fixes)(mend)
    return server


def show_now(
    ls: AlignmentServer,
    params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams | types.DidCloseTextDocumentParams,
) -> None:
    """Check the files of this one's data set again, and show their problems."""
    ls.now(params.text_document.uri)


async def show_soon(ls: AlignmentServer, params: types.DidChangeTextDocumentParams) -> None:
    """The same once its author pauses; asynchronous so that the server's loop is there to wait in."""
    ls.soon(params.text_document.uri)


def offer(ls: AlignmentServer, params: types.CompletionParams) -> list[types.CompletionItem]:
    """What can be written at a position: keys, priorities, domains, words of closed lists."""
    at = ls.placed(params.text_document.uri)
    if at is None:
        return []
    text = ls.content(params.text_document.uri)
    line, column = ls.units.column(params.position, text)
    offset = text.starts[line - 1] + column - 1 if line <= len(text.starts) else len(text.content)
    found = complete(ls.session(at[0]), at[1], text.content, offset)
    if found is None:
        return []
    place = ls.units.range(text.span(found.cursor.start, found.cursor.end), text)
    return [
        types.CompletionItem(
            offered.text,
            detail=offered.title,
            documentation=offered.meaning or None,
            kind=types.CompletionItemKind.Reference,
            sort_text=f"{number:05}",
            filter_text=f"{offered.text} {offered.title}",
            text_edit=types.TextEdit(place, offered.text + (": " if found.as_key else "")),
        )
        for number, offered in enumerate(found.offers)
    ]


def explain(ls: AlignmentServer, params: types.HoverParams) -> types.Hover | None:
    """What stands at a position: a priority's title and place, a key's meaning."""
    if (here := _here(ls, params)) is None:
        return None
    session, document, (path, on_key) = here
    shown = hover(session, document, path, on_key, ls.lang)
    if shown is None:
        return None
    place = ls.units.range(document.span(path, on_key), document.text)
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown), place)


def define(ls: AlignmentServer, params: types.DefinitionParams) -> types.Location | None:
    """Where the priority, source or region that a reference names is written."""
    at = ls.placed(params.text_document.uri)
    here = _here(ls, params)
    if at is None or here is None:
        return None
    session, document, where = here
    named = named_at(document, *where)
    place = definition(session.data, document, named) if named else None
    target = session.readable(place.file) if place else None
    if place is None or target is None:
        return None
    uri = ls.open_files(at[0]).get(place.file) or (at[0] / place.file).as_uri()
    return types.Location(uri, ls.units.range(target.span(place.path), target.text))


def mend(ls: AlignmentServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The mends of the problems that a range touches; the safe ones are preferred."""
    uri = params.text_document.uri
    at = ls.placed(uri)
    session = ls.session(at[0]) if at else None
    if at is None or session is None or at[1] not in session.files:
        return []
    text = session.files[at[1]].text
    actions = []
    for found in session.problems:
        place = ls.units.range(found.span, text)
        written = found.diagnostic.mend
        if found.file != at[1] or written is None or not _meet(place, params.range):
            continue
        title = Bilingual(f"Écrire «\u00a0{written.text}\u00a0»", f"Write “{written.text}”").to(ls.lang)
        edit = types.WorkspaceEdit({uri: [types.TextEdit(place, written.text)]})
        actions.append(
            types.CodeAction(title, types.CodeActionKind.QuickFix, is_preferred=written.safe, edit=edit)
        )
    return actions


def lay_out(ls: AlignmentServer, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
    """The edit that gives a file its canonical layout; none for a file that could not be read whole."""
    at = ls.placed(params.text_document.uri)
    document = ls.session(at[0]).files.get(at[1]) if at else None
    if not isinstance(document, Document) or any(d.severity is Severity.ERROR for d in document.diagnostics):
        return []
    after = canonical(document)
    whole = ls.units.range(document.text.span(0, len(document.text.content)), document.text)
    return [types.TextEdit(whole, after)] if after != document.text.content else []


def _here(
    ls: AlignmentServer, params: types.HoverParams | types.DefinitionParams
) -> tuple[Session, Document, tuple[Path, bool]] | None:
    """The data set, the file and the path under a position; None where the file can't be read as it is."""
    at = ls.placed(params.text_document.uri)
    if at is None:
        return None
    session = ls.session(at[0])
    document = session.files.get(at[1])
    if not isinstance(document, Document):
        return None
    return session, document, document.path_at(*ls.units.column(params.position, document.text))


def _meet(one: types.Range, other: types.Range) -> bool:
    """Whether two ranges have a place in common, ends included."""
    return (one.start.line, one.start.character) <= (other.end.line, other.end.character) and (
        other.start.line,
        other.start.character,
    ) <= (one.end.line, one.end.character)
