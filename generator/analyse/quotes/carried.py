"""Speakers carried from one stretch to another: within a paragraph, over its end, from the nearest cue."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from generator.analyse.quotes.report import by_subject
from generator.analyse.quotes.somebody import is_person_noun
from generator.analyse.quotes.stretch import SHORT, carried_from, is_fragment, stands_alone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

    from generator.analyse.quotes.report import Report
    from generator.analyse.quotes.stretch import Reading, Stretch


def inherit(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Give a stretch the speaker of the nearest attributed one of its paragraph, the one before it first."""
    for numbers in _by_paragraph(done).values():
        for place, i in enumerate(numbers):
            stretch = done[i]
            short = is_fragment(stretch) and not stands_alone(stretch, readings[stretch.paragraph])
            if stretch.rule is not None or short:
                continue
            origin = next((j for j in reversed(numbers[:place]) if done[j].rule is not None), None)
            if origin is None and place + 1 < len(numbers):
                origin = _next_in_line(readings, done, i, numbers[place + 1])
            if origin is not None:
                done[i] = carried_from(stretch, done, origin, "same paragraph")


def _next_in_line(readings: Sequence[Reading], done: Sequence[Stretch], here: int, behind: int) -> int | None:
    """Return the stretch behind, where it has a speaker and nothing but space stands between the two."""
    first, second = done[here], done[behind]
    between = readings[first.paragraph].text[first.mark.outer.end : second.mark.outer.start]
    return behind if second.rule is not None and not any(c.isalnum() for c in between) else None


def _by_paragraph(done: Sequence[Stretch]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = {}
    for i, stretch in enumerate(done):
        numbers.setdefault(stretch.paragraph, []).append(i)
    return numbers


def across(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Carry a speaker over a paragraph's end: an open mark, or a sentence that announces words."""
    places = _by_paragraph(done)
    for number, here in places.items():
        first = done[here[0]]
        text = readings[number].text
        if first.rule is not None or number == 0 or text[: first.mark.outer.start].strip():
            continue
        before = places.get(number - 1, ())
        if before and not done[before[-1]].mark.closed:
            if done[before[-1]].rule is not None:
                done[here[0]] = carried_from(first, done, before[-1], "left open")
            continue
        announced = _announced(readings[number - 1])
        if announced is not None:
            done[here[0]] = replace(first, rule="announced", report=announced, source_paragraph=number - 1)
    inherit(readings, done)


def nearest(stretch: Stretch, reading: Reading) -> Stretch | None:
    """Attribute by the nearest cue of the same sentence that no better rule reached."""
    doc = reading.doc
    sent = doc[stretch.start].sent
    near = [
        r
        for r in reading.reports
        if r.source is not None and sent.start <= r.cue < max(sent.end, doc[stretch.end - 1].sent.end)
    ]
    if not near:
        return None
    best = min(near, key=lambda r: min(abs(r.cue - stretch.start), abs(r.cue - stretch.end)))
    return replace(stretch, rule="nearest cue", report=best, source_paragraph=stretch.paragraph)


def float_on(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Give a paragraph that is one long quotation the speaker of the paragraph before."""
    places = _by_paragraph(done)
    for i, stretch in enumerate(done):
        if stretch.rule is not None or stretch.n_words < SHORT:
            continue
        text = readings[stretch.paragraph].text
        alone = not text[: stretch.mark.outer.start].strip() and not text[stretch.mark.outer.end :].strip(
            " .,"
        )
        before = [j for j in places.get(stretch.paragraph - 1, ()) if done[j].rule is not None]
        if alone and before:
            done[i] = carried_from(stretch, done, before[-1], "previous paragraph")


def introduce(readings: Sequence[Reading], done: list[Stretch]) -> None:
    """Give whole sentences in marks to the person or body that the sentence before them is about."""
    for i, stretch in enumerate(done):
        reading = readings[stretch.paragraph]
        if stretch.rule is not None or not stands_alone(stretch, reading):
            continue
        behind, place = reading, stretch.paragraph
        end = stretch.start
        while end > 0 and not reading.doc[end - 1].text[-1].isalnum():
            end -= 1
        if end == 0:
            place -= 1
            if place < 0:
                continue
            behind = readings[place]
            end = len(behind.doc)
        about = acting(behind.doc[end - 1].sent, behind)
        if about is not None and about.source is not None and _speaks(behind.doc[about.source]):
            done[i] = replace(stretch, rule="introduced", report=about, source_paragraph=place)
    inherit(readings, done)


def _speaks(subject: Token) -> bool:
    if subject.pos_ == "PRON":
        return subject.lower_ in {"he", "she"}
    return subject.ent_type_ in {"PERSON", "ORG"} or (subject.tag_ == "NN" and is_person_noun(subject))


def _announced(reading: Reading) -> Report | None:
    """Return who speaks behind a paragraph that ends in a colon: its last report, else its last sentence's subject."""
    if not reading.text.rstrip().endswith(":"):
        return None
    last = list(reading.doc.sents)[-1]
    near = (r for r in reversed(reading.reports) if r.source is not None and r.cue >= last.start)
    return next(near, None) or acting(last, reading)


def acting(sent: SpacySpan, reading: Reading) -> Report | None:
    """Return a report by the subject of a sentence's main verb, whatever the verb: "Ellis took the floor."."""
    root = sent.root
    if reading.quoted[root.i] or root.pos_ not in {"VERB", "AUX"}:
        return None
    subject = next((c for c in root.children if c.dep_ == "nsubj" and not reading.quoted[c.i]), None)
    if subject is None:
        return None
    return by_subject(root, subject)
