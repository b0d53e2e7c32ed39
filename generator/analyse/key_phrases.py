"""The phrases that say best what an article is about.

YAKE scores the words (`phrases/terms`), the parse gives the phrases (`phrases/candidates`), this module ranks them.
A phrase's weight is the sum over its words of count x score^-0.2, divided by the words' number^0.2 and by
1 + words before its first occurrence / 50, times the factors below. All were chosen on the development halves of
DUC 2001 (noun phrases) and KPCrowd (mostly single words), the same for both; neighbouring values do about as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analyse.actors.lexicon import lexicon
from generator.analyse.language_model import LANGUAGE
from generator.analyse.phrases.candidates import Candidate, candidates, common_form, contains, phrase_words
from generator.analyse.phrases.plain import plain_phrases
from generator.analyse.phrases.terms import Term, Terms
from generator.model import KeyPhrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.analyse.actors import Found
    from generator.analyse.parse import Parsed
    from generator.model import Actor, Article

_SCORE_POWER = 0.2
"""How much YAKE's other signs (case, spread, company, position) weigh beside the plain count."""
_LENGTH_POWER = 0.2
"""Between the sum (0: long phrases win) and the mean (1: single words win) of the words' weights."""
_HALF_WAY = 50.0
"""Words before a phrase's first occurrence at which its weight has halved."""
_SINGLE = 0.85
"""Factor for a phrase of one word."""
_LONG = 0.7
"""Factor for each word above two."""
_ONCE = 0.65
"""Factor for a phrase of several words that occurs once."""
_DESCRIBED = 0.8
"""Factor for a phrase that occurs once and begins with an adjective, which judges more often than it names."""
_IN_HEADING = 1.5
"""Factor for a phrase that a heading or a given title has."""
_GENERAL = 0.1
"""Factor for a single word that says little by itself ("decision", "manager")."""
_DEMONYM = 0.2
"""Factor for a word that says only from where something is."""
_OFFICE = 0.5
"""Factor for "European leaders", "Prime Minister" and the like, who are in every article and no topic."""
_ACTOR = 0.7
"""Factor for a name: actors have pages of their own."""
_MOST_ACTORS = 0.4
"""Share of the list that names may have."""
_MOST_NESTED = 0.08
"""Share of the list that may lie inside, or around, a better phrase ("ceasefire", "limited ceasefire")."""


def rank_key_phrases(parsed: Parsed, found: Found, *, most: int) -> tuple[KeyPhrase, ...]:
    """Return an article's key phrases, best first, at most `most`."""
    sentences = (
        [token.text for token in sent if not token.is_space]
        for paragraph in parsed.paragraphs
        if paragraph.paragraph.kind != "caption"
        for sent in paragraph.doc.sents
    )
    terms = Terms(sentences, LANGUAGE)
    actors = {actor.id: actor for actor in found.actors}
    title = parsed.article.title.casefold() if parsed.article.title_given else ""
    weighed = [
        (_weight(candidate, known, title), candidate, list(known.values()))
        for candidate in candidates(parsed, found)
        if (known := {word: term for word in candidate.words if (term := terms.of(word)) is not None})
    ]
    weighed.sort(key=lambda item: (-item[0], item[1].first))
    chosen = _chosen([(candidate, known) for _, candidate, known in weighed], most)
    return tuple(
        KeyPhrase(
            key=" ".join(candidate.key),
            text=_text(candidate, actors),
            rank=rank,
            yake_score=_yake_score(candidate, known),
            spans=tuple(sorted(candidate.spans)),
            actor=candidate.actor,
            is_general=is_general(candidate),
        )
        for rank, (candidate, known) in enumerate(chosen, start=1)
    )


def rank_without_model(article: Article, *, most: int) -> tuple[KeyPhrase, ...]:
    """Return key phrases of an article in a language without a model: YAKE's own, from the body's lines."""
    return plain_phrases(article, most)


def _weight(candidate: Candidate, known: Mapping[str, Term], title: str) -> float:
    n_words = len(candidate.words)
    weight: float = sum(
        term.count * term.score**-_SCORE_POWER * (_DEMONYM if word in candidate.demonyms else 1.0)
        for word, term in known.items()
    )
    weight /= n_words**_LENGTH_POWER * (1 + candidate.first / _HALF_WAY)
    if n_words == 1:
        weight *= _SINGLE * (_GENERAL if is_general(candidate) else 1.0)
    else:
        once = _ONCE * (_DESCRIBED if candidate.is_described else 1.0)
        weight *= _LONG ** (n_words - 2) * (once if len(candidate.spans) == 1 else 1.0)
    if candidate.actor is not None:
        return weight * _ACTOR
    if candidate.in_heading or any(form.casefold() in title for form in candidate.forms):
        weight *= _IN_HEADING
    if candidate.key[-1] in lexicon().role_heads and (candidate.demonyms or candidate.words[-1][0].isupper()):
        weight *= _OFFICE
    return weight


def is_general(candidate: Candidate) -> bool:
    """Tell whether a phrase is one word that could stand in any article."""
    return (
        candidate.actor is None and len(candidate.key) == 1 and candidate.key[0] in phrase_words()["general"]
    )


def _chosen(ranked: Iterable[tuple[Candidate, list[Term]]], most: int) -> list[tuple[Candidate, list[Term]]]:
    chosen: list[tuple[Candidate, list[Term]]] = []
    n_actors = n_nested = 0
    for candidate, known in ranked:
        if len(chosen) == most:
            break
        if any(contains(c.key, candidate.key) or contains(candidate.key, c.key) for c, _ in chosen):
            if n_nested >= _MOST_NESTED * (len(chosen) + 1):
                continue
            n_nested += 1
        if candidate.actor is not None:
            if n_actors >= max(_MOST_ACTORS * (len(chosen) + 1), 1):
                continue
            n_actors += 1
        chosen.append((candidate, known))
    return chosen


def _text(candidate: Candidate, actors: Mapping[str, Actor]) -> str:
    if candidate.actor is not None and actors[candidate.actor].canonical_name in candidate.forms:
        return actors[candidate.actor].canonical_name
    return common_form(candidate.forms.items())


def _yake_score(candidate: Candidate, known: list[Term]) -> float:
    """Return YAKE's score of a phrase from its words': their product over 1 + their sum, times occurrences."""
    product, total = 1.0, 0.0
    for term in known:
        product *= term.score
        total += term.score
    return product / ((1 + total) * len(candidate.spans))
