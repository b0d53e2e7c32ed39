"""The last look before anything is drawn: every published quotation is the characters of its article, or there is no site.

What is shown is compared with the texts once more, by a way of its own: whoever cuts, joins or polishes words on
their way to a page or a file ends the build, and so does an analysis that belongs to another text.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args, get_type_hints

from generator.compose.views import Cut, PieceView
from generator.errors import UnfaithfulError
from generator.model import Records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Corpus, DataFile, Page

_REMEDY = "Report this as a defect of Broadsheet, with the seed if you may share it; `broadsheet build --clean` may help meanwhile"

_PLACE = ("article", "start", "end", "text")
"""Columns by which a table of records says that its words stand in an article."""


def check_verbatim(corpus: Corpus, pages: Iterable[Page], files: Iterable[DataFile]) -> None:
    """Raise UnfaithfulError where a quotation is not `text[start:end]` of its article."""
    texts = {e.article.id: e.article.text for e in corpus.entries}
    words: dict[tuple[str, int, int], set[str]] = {}
    for entry in corpus.entries:
        for quote in entry.analysis.quotes or ():
            start, end = quote.content.start, quote.content.end
            if end > len(entry.article.text):
                raise _unfaithful(entry.article.seed.path, f"the quote {quote.id} ends behind the text")
            words.setdefault((quote.id, start, end), set()).add(entry.article.text[start:end])
    for page in pages:
        for piece in _pieces(page.view):
            if not _is_faithful(piece, words, texts):
                which = f"a passage of {piece.article}" if isinstance(piece, Cut) else f"the quote {piece.id}"
                raise _unfaithful(page.path, f"{which} is not word for word what its article says")
    for file in files:
        if isinstance(file.content, Records):
            _check_rows(file.path, file.content, texts)


def _is_faithful(
    piece: PieceView | Cut, words: dict[tuple[str, int, int], set[str]], texts: dict[str, str]
) -> bool:
    if isinstance(piece, Cut):
        return f"{piece.before}{piece.cue}{piece.after}" == texts[piece.article][piece.start : piece.end]
    shown = "".join(part.text for part in piece.parts)
    return shown in words.get((piece.id, piece.start, piece.end), ())


def _check_rows(path: str, records: Records, texts: dict[str, str]) -> None:
    names = [f.name for f in records.fields]
    if not set(_PLACE) <= set(names):
        return
    columns = [names.index(name) for name in _PLACE]
    for row in records.rows:
        article, start, end, text = (row[i] for i in columns)
        if text is None:
            continue
        if not (isinstance(start, int) and isinstance(end, int) and texts[str(article)][start:end] == text):
            raise _unfaithful(path, f"words of {article}, {start} to {end}, are not what the article says")


def _unfaithful(where: str, what: str) -> UnfaithfulError:
    return UnfaithfulError(where, f"{what}, so that nothing was published", _REMEDY)


def _pieces(value: object) -> Iterator[PieceView | Cut]:
    """Yield every piece of a quotation, and every other passage that is cut out, within a view."""
    if isinstance(value, (PieceView, Cut)):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _pieces(part)
    else:
        kind: type = type(value)
        for name in _leading(kind):
            part = getattr(value, name)
            if part:
                yield from _pieces(part)


@cache
def _leading(kind: type) -> tuple[str, ...]:
    """Return the fields of a view in which a piece may stand, as its types say: most hold none."""
    if not is_dataclass(kind):
        return ()
    return tuple(name for name, hint in get_type_hints(kind).items() if _may_hold(hint, (kind,)))


def _may_hold(hint: object, within: tuple[type, ...]) -> bool:
    if hint is object:
        return True
    if not isinstance(hint, type):
        return any(_may_hold(part, within) for part in get_args(hint))
    if issubclass(hint, (PieceView, Cut)):
        return True
    known = hint in within or not is_dataclass(hint)
    return not known and any(_may_hold(part, (*within, hint)) for part in get_type_hints(hint).values())
