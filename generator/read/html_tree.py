"""A web page as a tree, made ready so that the extraction finds article and captions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.read.complaints import Complaints

Element = Any
"""An element of lxml, which has no types."""

CAPTION_MARK = "\ue000"
"""A private character put in front of captions, so that they come out of the extraction known as such."""
BREAK_MARK = "\ue001"
"""A private character put between two line breaks: there a new paragraph begins."""
REMEDY = "Save the article's words as .txt or .md instead"

_LARGEST_FOOT = 0.2
"""What follows a page's last rule is its foot when it has no more than this share of the words."""
_LONGEST_BYLINE = 120
_MOST_TAGS = 30_000
"""Far more than an article needs; trafilatura took 15 s for 48,000 line breaks and minutes for 400,000."""
_PRIVATE = re.compile("[\ue000\ue001]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@cache
def failures() -> tuple[type[Exception], ...]:
    """Return what trafilatura and lxml are known to raise on damaged pages."""
    from lxml.etree import LxmlError  # noqa: PLC0415 - only for HTML

    return (LxmlError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def parse_page(markup: str, complaints: Complaints) -> Element:
    """Return the page's root element; raises RefusedError, with its reason among the complaints, for none."""
    if markup.count("<") > _MOST_TAGS:
        what = f"holds more than {_MOST_TAGS:,} tags"
        raise complaints.refuse(what, REMEDY)
    from lxml import html  # noqa: PLC0415 - see above

    try:
        tree = html.document_fromstring(_XML_DECLARATION.sub("", _PRIVATE.sub("", markup)))
    except failures():
        raise complaints.refuse("is not HTML", REMEDY) from None
    if tree is None or not len(tree):
        raise complaints.refuse("is not HTML", REMEDY)
    return tree


def mark_captions(tree: Element) -> list[str]:
    """Turn every figure's caption into a paragraph that is known again after the extraction.

    Returns the captions inside the page's article, in order: a figure may stand outside what is extracted.
    """
    inside: list[str] = []
    for caption in list(tree.iter("figcaption")):
        words = " ".join(caption.text_content().split())
        caption.tag = "p"
        for child in list(caption):
            child.drop_tree()
        caption.text = CAPTION_MARK + words if words else None
        if words and any(above.tag in ("article", "main") for above in caption.iterancestors()):
            inside.append(words)
        figure = caption.getparent()
        while figure is not None and figure.tag != "figure":
            figure = figure.getparent()
        if figure is not None:
            figure.tag = "div"
    return inside


def mark_breaks(tree: Element) -> None:
    """Put a mark between line breaks that follow each other, which part paragraphs on older pages."""
    for first in tree.iter("br"):
        second = first.getnext()
        if second is not None and second.tag == "br" and not (first.tail or "").strip():
            first.tail = BREAK_MARK


def byline_of(tree: Element) -> str | None:
    """Return the line in the page's article that is marked as its byline, None without one."""
    for article in tree.iter("article", "main"):
        for part in article.iter():
            if isinstance(part.tag, str) and "byline" in (part.get("class") or "").lower():
                words = " ".join(part.text_content().split())
                return words if 0 < len(words) <= _LONGEST_BYLINE else None
    return None


def open_layout_tables(tree: Element) -> None:
    """Turn tables that lay out a page into plain blocks; a table of figures holds no paragraphs."""
    for table in list(tree.iter("table")):
        if any(len(cell.findall("p")) > 1 or cell.find("h1") is not None for cell in table.iter("td")):
            for part in list(table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th")):
                part.tag = "div"


def mark_article(tree: Element) -> None:
    """Say where the article is on a page of the old kind that does not: from the headline on, beside it."""
    headline = next(tree.iter("h1"), None)
    if headline is None or next(tree.iter("article", "main"), None) is not None:
        return
    block = headline.getparent()
    if block is not None and len(block.findall("p")) > 1:
        article = headline.makeelement("article")
        beside = [headline, *headline.itersiblings()]
        rule = max((i for i, part in enumerate(beside) if part.tag == "hr"), default=len(beside))
        foot = sum(len(part.text_content()) for part in beside[rule:] if isinstance(part.tag, str))
        if foot > _LARGEST_FOOT * len(block.text_content()):
            rule = len(beside)
        headline.addprevious(article)
        article.extend(beside[:rule])
