"""Documents built by hand for the tests of actors: what the parse would say is given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from generator.analyse.actors import find_actors
from generator.analyse.parse import Parsed, ParsedParagraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.analyse.actors import Found
    from generator.model import Actor, Article

VOCAB = Vocab()
POS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "NNPS": "PROPN",
    "JJ": "ADJ",
    "VBD": "VERB",
    "VBZ": "VERB",
}
POS |= {
    "IN": "ADP",
    "DT": "DET",
    "CC": "CCONJ",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "CD": "NUM",
    "POS": "PART",
}


def built(tagged: str, entities: dict[str, str], parse: dict[str, tuple[str, str]] | None = None) -> Doc:
    """Return a document from "Mara/NNP said/VBD ./.", its entities by text, and word → (dependency, head word)."""
    words, tags = zip(*(part.rsplit("/", 1) for part in tagged.split()), strict=True)
    tight_before, tight_after = {"'s", ",", ".", "-", "–", ")"}, {"-", "–", "("}
    spaces = [
        n + 1 < len(words)
        and not (words[n + 1] in tight_before or tags[n + 1] == "''" or w in tight_after or tags[n] == "``")
        for n, w in enumerate(words)
    ]
    parse = parse or {}
    heads = [words.index(parse[w][1]) if w in parse else n for n, w in enumerate(words)]
    doc = Doc(
        VOCAB,
        words=list(words),
        spaces=spaces,
        tags=list(tags),
        pos=[POS.get(tag, "PUNCT") for tag in tags],
        heads=heads,
        deps=[parse[w][0] if w in parse else "dep" for w in words],
        lemmas=[w.lower() for w in words],
    )
    found = []
    for text, label in entities.items():
        for match in re.finditer(re.escape(text), doc.text):
            span = doc.char_span(match.start(), match.end(), label=label)
            if span is not None and not any(s.start < span.end and span.start < s.end for s in found):
                found.append(span)
    doc.ents = tuple(Span(doc, s.start, s.end, label=s.label) for s in sorted(found, key=lambda s: s.start))
    return doc


def search(make_article: Callable[..., Article]) -> Callable[..., Found]:
    """Return the search over documents built by hand, a paragraph each."""

    def run(*docs: Doc) -> Found:
        article = make_article("\n".join(doc.text for doc in docs))
        paragraphs = tuple(
            ParsedParagraph(paragraph=p, start=p.span.start, doc=doc)
            for p, doc in zip(article.paragraphs, docs, strict=True)
        )
        return find_actors(Parsed(article=article, paragraphs=paragraphs))

    return run


def by_name(found: Found) -> dict[str, Actor]:
    """Return actors by canonical name."""
    return {actor.canonical_name: actor for actor in found.actors}
