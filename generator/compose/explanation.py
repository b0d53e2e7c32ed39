"""How a quote was found, in plain words, line by line: for who doubts an attribution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.compose.attribution import confidence_word, rule_words
from generator.compose.names import unclear
from generator.compose.settings import ComposeSettings
from generator.compose.utterances import utterances
from generator.compose.words import Words, sentence
from generator.model import Analysis, Article, Explanation, Span, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.compose.utterances import Utterance
    from generator.model import Considered, Quote, Step

_AROUND = 90
"""Characters of the paragraph shown on either side of a quote, cut at a word."""

_FIRST = 60
"""Characters that tell a quote from others in a list, cut at a word."""

_ENGLISH = Words()
"""The command line speaks English."""

HOW_WORDS: dict[str, str] = {
    "according": "it stands behind “according to”",
    "agent": "it is the one by whom the passive verb is done",
    "inverted": "it is the verb's subject and stands behind it",
    "noun": "it is the noun that the verb describes",
    "opening": "it is the name that opens the sentence of a verb without a subject",
    "shared": "it is the subject of a verb further up, which this verb shares",
    "subject": "it stands where the verb's subject stands",
}
"""`Report.how` of the analysis → why these words are the source, to follow a colon."""

WAY_WORDS: dict[Way, str] = {
    "again": "goes back to somebody described before",
    "answer": "marks the answers of an interview: the first person who does something in the article",
    "apposition": "is followed by the name of a person",
    "body": "means an organization that was named before",
    "description": "describes somebody without a name",
    "goes on": "goes on for a body or several people who spoke before",
    "label": "labels the words",
    "name": "names whose words they are",
    "name behind": "is followed by a person's name between commas",
    "nobody": "names nobody",
    "owner": "is a document through which its owner speaks",
    "plain pronoun": "is a pronoun that is not resolved",
    "pronoun": "is a pronoun",
    "question": "marks the questions of an interview",
    "role": "is a role",
}
"""What a source was taken for, to follow its words."""

_LOWERED: dict[Way, str] = {
    "answer": "for taking the answers for those of one person",
    "pronoun": "for resolving a pronoun",
    "role": "for resolving a role",
}
"""Why a confidence was lowered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One explanation as a list of headed parts."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What the parts are written from."""

    article: Article
    analysis: Analysis
    explanation: Explanation
    settings: ComposeSettings
    lines: Mapping[Span, int]
    names: dict[str, str] = field(default_factory=dict)

    @property
    def quote(self) -> Quote:
        return self.explanation.quote

    def words(self, span: Span) -> str:
        """Return the characters of a span on one line."""
        return _flat(span.of(self.article.text))

    def quoted(self, quote_id: str) -> str:
        """Return another quote by id and first words."""
        other = next(q for q in self.analysis.quotes or () if q.id == quote_id)
        return f"{quote_id} “{_cut(self.words(other.content))}”"


def explained(
    article: Article,
    analysis: Analysis,
    explanation: Explanation,
    settings: ComposeSettings,
    lines: Mapping[Span, int],
) -> tuple[Told, ...]:
    """Return how a quote was found, in parts: where it stands, by which rule, who it is, how sure, what pages say.

    lines: in which line of its seed each of the quote's spans begins, where known.
    """
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    case = _Case(
        article=article,
        analysis=analysis,
        explanation=explanation,
        settings=settings,
        lines=lines,
        names=names,
    )
    return (
        Told(heading=_heading(case)),
        Told(heading="Where it stands", lines=tuple(_place(case))),
        Told(heading="How the source was found", lines=tuple(_finding(case))),
        Told(heading="Who that is", lines=tuple(_resolution(case))),
        Told(heading="How sure that is", lines=tuple(_certainty(case))),
        Told(heading="What pages say", lines=tuple(_publication(case))),
    )


def listed(article: Article, analysis: Analysis) -> tuple[tuple[str, ...], ...]:
    """Return a row for each quote of an article: id, kind, speaker, rule, confidence, first words."""
    names = {a.id: a.canonical_name for a in analysis.actors or ()}
    return tuple(
        (
            q.id,
            q.kind,
            _speaker(q, names),
            q.rule,
            f"{q.confidence:.2f}",
            f"“{_cut(_flat(q.content.of(article.text)))}”",
        )
        for q in analysis.quotes or ()
    )


def spans_of(explanation: Explanation) -> tuple[Span, ...]:
    """Return the spans whose lines `explained` tells."""
    quote = explanation.quote
    spans = (quote.content, quote.cue, quote.source, explanation.named_by)
    return tuple(span for span in spans if span is not None)


# The parts


def _heading(case: _Case) -> str:
    return f"{case.quote.kind.capitalize()} quote {case.quote.id} of “{_cut(_flat(case.article.title))}” ({case.article.seed.path})"


def _place(case: _Case) -> Iterator[str]:
    quote, text = case.quote, case.article.text
    at = next(
        ((n, p) for n, p in enumerate(case.article.body(), start=1) if p.span.contains(quote.content)), None
    )
    if at is not None:
        before = _cut_left(_flat(text[at[1].span.start : quote.content.start]))
        behind = _cut(_flat(text[quote.content.end : at[1].span.end]), _AROUND)
        yield f"paragraph {at[0]}: {before}[{case.words(quote.content)}]{behind}"
    yield _row(case, "content", quote.content)
    if quote.cue is None:
        yield _labelled("cue", "none: no speech verb gives these words to anybody")
    else:
        of = f"; it counts as “{quote.cue_class}”" if quote.cue_class else ""
        yield _row(case, "cue", quote.cue) + of
    if quote.source is None:
        yield _labelled("source", "none")
    else:
        yield _row(case, "source", quote.source)
    if case.explanation.named_by is not None:
        yield _row(case, "for", case.explanation.named_by)
    if quote.part_of is not None:
        yield _labelled("part of", case.quoted(quote.part_of))
    for other in case.analysis.quotes or ():
        if other.group == quote.group and other.id not in {quote.id, quote.part_of}:
            yield _labelled("holds" if other.part_of == quote.id else "goes with", case.quoted(other.id))


def _finding(case: _Case) -> Iterator[str]:
    quote, found = case.quote, case.explanation
    yield _labelled("rule", f"{quote.rule}: the speaker was found {rule_words(_ENGLISH, quote.rule)}")
    for n, origin in enumerate(found.carried):
        by = next(q for q in case.analysis.quotes or () if q.id == origin)
        step = "from" if n == 0 else "which has it from"
        yield _labelled("carried", f"{step} {case.quoted(origin)}, rule {by.rule}")
    if found.path:
        yield _labelled("path", _path(found.path, case))
    elif found.how is not None and quote.source is not None:
        yield _labelled("path", "none: cue and source stand in different sentences of the parse")
    if quote.source is None:
        return
    if found.how in HOW_WORDS:
        yield _labelled("source", f"“{case.words(quote.source)}”: {HOW_WORDS[found.how]}")
    if found.named_by is not None:
        yield _labelled(
            "for", f"“{case.words(found.named_by)}”: it is what “{case.words(quote.source)}” stands for"
        )


def _resolution(case: _Case) -> Iterator[str]:
    quote, found = case.quote, case.explanation
    if quote.source is None:
        yield "nobody: there is no source to look for"
        return
    source = found.named_by or quote.source
    yield f"“{case.words(source)}” {WAY_WORDS[found.way]}"
    taken = {quote.speaker, quote.unnamed, *quote.joint_speakers} - {None}
    width = max((len(case.names.get(c.actor, "")) for c in found.considered), default=0)
    for candidate in found.considered:
        verdict = "taken" if candidate.actor in taken else "not taken" if candidate.fits else "ruled out"
        name = case.names.get(candidate.actor, candidate.actor)
        why = _standing(candidate)
        yield _labelled(verdict, f"{name:<{width}}  {why}").rstrip()
    yield _labelled("so", _verdict(case))


def _verdict(case: _Case) -> str:
    quote, way = case.quote, case.explanation.way
    if quote.speaker is not None:
        joint = [case.names[a] for a in (quote.speaker, *quote.joint_speakers)]
        return f"{_ENGLISH.listing(joint)}"
    if quote.unnamed is not None:
        return f"{'a document' if quote.is_document else 'somebody unnamed'}: “{_flat(quote.unnamed)}”"
    if quote.candidates:
        reason = "the first is not far enough ahead" if way == "pronoun" else "they are of equal standing"
        return f"nobody: {reason} ({_ENGLISH.either([case.names[c] for c in quote.candidates])})"
    if way == "pronoun":
        return "nobody: no person who fits is mentioned shortly before"
    return "nobody"


def _standing(candidate: Considered) -> str:
    """Return what was weighed, in the order of its weight; "" where nothing was."""
    if candidate.score is None:
        parts = [f"shares “{'”, “'.join(candidate.words)}” with the role"] if candidate.words else []
        if not candidate.fits:
            parts.append("has another role")
        return ", ".join(parts)
    away = candidate.n_sentences or 0
    verb = "spoke last" if candidate.spoke_last else "mentioned"
    where = (
        "in the same sentence"
        if away == 0
        else f"{_ENGLISH.number(away)} {'sentence' if away == 1 else 'sentences'} before"
    )
    parts = [f"{verb} {where}"]
    if candidate.is_subject:
        parts.append("the subject there")
    parts.append(f"known as “{candidate.gender}”" if candidate.gender else "gender not known")
    score = f"score {candidate.score:g}: " if candidate.fits else ""
    return score + ", ".join(parts)


def _certainty(case: _Case) -> Iterator[str]:
    weighing = case.explanation.weighing
    if weighing.n_seen:
        yield _labelled(
            f"  {weighing.rule:.2f}",
            f"right in {_ENGLISH.percent(weighing.rule)} of the {_cases(weighing.n_seen)} where the rule was measured",
        )
    else:
        yield _labelled(f"  {weighing.rule:.2f}", "a careful guess: the rule was too rare to be measured")
    for way, factor in weighing.factors:
        yield _labelled(f"× {factor:.2f}", _LOWERED.get(way, "for resolving the source"))
    if weighing.limit is not None:
        yield _labelled(f"≤ {weighing.limit:.2f}", "because nobody could be found")
    yield _labelled(f"= {weighing.value:.2f}", confidence_word(_ENGLISH, weighing.value).lower())


def _cases(n: int) -> str:
    return f"{_ENGLISH.number(n)} {'case' if n == 1 else 'cases'}"


def _publication(case: _Case) -> Iterator[str]:
    least = case.settings.min_confidence
    said = next(
        u
        for u in utterances(case.analysis, min_confidence=least)
        if any(q.id == case.quote.id for q in u.quotes)
    )
    surest = said.surest
    if (surest.rule, surest.confidence) != (case.quote.rule, case.quote.confidence):
        yield f"pages show it with others that one speaker says; the surest, {case.quoted(surest.id)}, stands for all"
    figure = f"confidence {surest.confidence:.2f}"
    if said.speaker is not None:
        names = [case.names[a] for a in (said.speaker, *said.joint)]
        yield f"{_ENGLISH.listing(names)}; {figure} reaches min_confidence, {least:g}"
    elif said.unnamed is not None:
        yield f"{sentence(_flat(said.unnamed))}, {'a document' if said.is_document else 'somebody unnamed'}"
    else:
        yield _withheld(case, said, figure)


def _withheld(case: _Case, said: Utterance, figure: str) -> str:
    shown = unclear(_ENGLISH, [case.names[c] for c in said.candidates])
    if said.surest.speaker is None:
        return shown
    return f"{shown}; {figure} is below min_confidence, {case.settings.min_confidence:g}"


# Words


def _row(case: _Case, label: str, span: Span) -> str:
    line = case.lines.get(span)
    where = f", line {line}" if line is not None else ""
    return _labelled(label, f"“{_cut(case.words(span))}” characters {span.start} to {span.end}{where}")


def _labelled(label: str, words: str) -> str:
    """Return words in the column behind a label."""
    return f"{label:<9}  {words}"


def _path(path: Iterable[Step], case: _Case) -> str:
    """Return "said —nsubj→ Ellis": an arrow points from a word to one that depends on it."""
    parts = []
    for step in path:
        if step.label is not None:
            parts.append(f"←{step.label}—" if step.to_head else f"—{step.label}→")
        parts.append(case.words(step.word))
    return " ".join(parts)


def _speaker(quote: Quote, names: Mapping[str, str]) -> str:
    if quote.speaker is not None:
        return _ENGLISH.listing([names[a] for a in (quote.speaker, *quote.joint_speakers)])
    if quote.unnamed is not None:
        return _flat(quote.unnamed)
    return _ENGLISH.either([names[c] for c in quote.candidates]) + "?" if quote.candidates else "nobody"


def _flat(text: str) -> str:
    """Return text on one line, white space at its edges kept as one space."""
    words = " ".join(text.split())
    lead = " " if text[:1].isspace() else ""
    trail = " " if words and text[-1:].isspace() else ""
    return f"{lead}{words}{trail}"


def _cut(words: str, most: int = _FIRST) -> str:
    if len(words) <= most:
        return words
    return f"{words[: most + 1].rpartition(' ')[0] or words[:most]} …"


def _cut_left(words: str) -> str:
    if len(words) <= _AROUND:
        return words
    return f"… {words[-_AROUND - 1 :].partition(' ')[2] or words[-_AROUND:]}"
