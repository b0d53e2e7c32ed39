"""A saved web page → the article on it, by trafilatura."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.read.clean import clean
from generator.read.html_tree import (
    BREAK_MARK,
    CAPTION_MARK,
    REMEDY,
    byline_of,
    failures,
    mark_article,
    mark_breaks,
    mark_captions,
    open_layout_tables,
    parse_page,
)
from generator.read.json_ld import article_object, fields_of
from generator.read.layout.bylines import is_byline
from generator.read.marked_lines import MarkedLines
from generator.read.yaml_fields import Fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import ParagraphKind
    from generator.read.complaints import Complaints
    from generator.read.html_tree import Element

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page's article: its lines, and what the page says about it."""

    lines: MarkedLines
    sources: tuple[Fields, ...]
    """JSON-LD, then the page's head: the stronger first."""


def read_html(markup: str, complaints: Complaints) -> Page:
    """Return the article of a page without its menus, advertisements and scripts.

    Raises RefusedError, with its reason among the complaints, where no article is to be found.
    """
    tree = parse_page(clean(markup), complaints)
    about = article_object(tree)
    captions, byline = mark_captions(tree), byline_of(tree)
    mark_breaks(tree)
    open_layout_tables(tree)
    mark_article(tree)
    for script in list(tree.iter("script", "style", "template", "noscript")):
        script.drop_tree()
    document = _extract(tree)
    lines = MarkedLines()
    if document is not None and document.body is not None:
        blocks = list(_blocks(document.body))
        for text, kind in _with_head(blocks, captions, byline):
            lines.add(text, kind)
    if all(lines.kinds.get(i) == "heading" for i in range(len(lines.lines))):
        lines = _from_article_body(about)
    if not lines.lines:
        raise complaints.refuse("no article was found on the page", REMEDY)
    said = (fields_of(about), _page_fields(tree, document))
    sources = tuple(Fields(place=complaints.place, values=v, from_json=True, by_others=True) for v in said)
    return Page(lines=lines, sources=sources)


def _with_head(
    blocks: list[tuple[str, ParagraphKind | None]], captions: list[str], byline: str | None
) -> list[tuple[str, ParagraphKind | None]]:
    """Return the blocks, the article's first caption and byline put under its headline where they were lost."""
    if not blocks:
        return blocks
    n_headings = next((i for i, (_, kind) in enumerate(blocks) if kind != "heading"), len(blocks))
    head: list[tuple[str, ParagraphKind | None]] = []
    if byline is not None and is_byline(byline) and byline not in (text for text, _ in blocks):
        head.append((byline, None))
    if captions and not any(kind == "caption" for _, kind in blocks):
        head.append((captions[0], "caption"))
    return [*blocks[:n_headings], *head, *blocks[n_headings:]]


def _extract(tree: Element) -> Any:  # noqa: ANN401 - a Document, read by attribute
    """Return trafilatura's document, None where it finds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - takes 0.3 s to load

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    logging.getLogger("htmldate").addHandler(logging.NullHandler())
    for with_metadata in (True, False):
        try:
            # Without `extensive_search` a date is one that the page gives, not one that it mentions.
            return bare_extraction(
                tree,
                with_metadata=with_metadata,
                include_comments=False,
                include_formatting=False,
                date_extraction_params={"extensive_search": False, "original_date": True},
            )
        except failures():
            continue
    return None


def _blocks(parent: Element) -> Iterator[tuple[str, ParagraphKind | None]]:
    """Yield the words of each block with its kind where the markup tells it, in page order."""
    for element in parent:
        if element.tag == "head":
            yield _words(element).replace("\n", " "), "heading"
        elif element.tag == "row":
            yield " | ".join(_words(cell).replace("\n", " ") for cell in element), "note"
        elif element.tag in ("table", "list", "quote", "figure") and len(element):
            if (element.text or "").strip():
                yield str(element.text).replace(BREAK_MARK, "\n"), "body"
            yield from _blocks(element)
        elif isinstance(element.tag, str):
            words = _words(element)
            if CAPTION_MARK in words:
                yield words.replace(CAPTION_MARK, "").replace("\n", " "), "caption"
            else:
                yield words, "body" if element.tag in ("item", "quote") else None
        if (element.tail or "").strip():
            yield str(element.tail).replace(BREAK_MARK, "\n"), None


def _words(element: Element) -> str:
    """Return an element's words on one line; a line break behind a sentence, or a double one, is a newline."""
    text = " ".join((element.text or "").split("\n"))
    for child in element:
        if child.tag == "lb":
            text = text.rstrip() + ("\n" if _SENTENCE_END.search(text) else " ")
        elif isinstance(child.tag, str):
            text += ("\n" if child.tag in ("p", "item", "list") and text.strip() else "") + _words(child)
        text += " ".join((child.tail or "").split("\n"))
    return text.replace(BREAK_MARK, "\n")


def _from_article_body(about: dict[str, object]) -> MarkedLines:
    """Return the text that JSON-LD itself carries, for pages that build their article by script."""
    lines = MarkedLines()
    body = about.get("articleBody")
    if isinstance(body, str) and not body.lstrip().startswith("<"):
        lines.add(body)
    return lines


def _page_fields(tree: Element, document: object) -> dict[str, object]:
    """Return what the page's head says, as trafilatura understands it."""
    given = {
        "title": getattr(document, "title", None),
        "date": getattr(document, "date", None),
        "authors": (getattr(document, "author", None) or "").split("; "),
        "outlet": getattr(document, "sitename", None),
        "url": getattr(document, "url", None),
        "language": tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        "tags": getattr(document, "tags", None),
        "licence": getattr(document, "license", None),
    }
    return {key: value for key, value in given.items() if value and value != [""]}
