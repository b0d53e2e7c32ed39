"""The analysis alone, a JSON line in and a JSON line out, for other programs."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from generator.aggregate import AggregateSettings, join
from generator.analyse import Analyser, Given
from generator.engine import BuildReport, Done, Stopwatch, run_all
from generator.errors import BroadsheetError, WriteError
from generator.model import ActorKind, Entry, Problem, Span
from generator.read import read_record
from generator.read.settings import ReadSettings
from generator.record import as_record, nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from generator.config import Settings
    from generator.engine import Progress


_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "organization": "organization",
    "organisation": "organization",
    "country": "country",
    "place": "place",
    "group": "group",
    "per": "person",
    "org": "organization",
    "loc": "place",
    "gpe": "place",
}
"""Kinds of given mentions, in lower case; any other leaves the kind to the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an extraction is to give."""

    all_mentions: bool = False
    """Also mentions that are not names."""
    given_mentions: bool = False
    """Each line's own `mentions` are the names, none is looked for."""
    over_articles: bool = False
    """An actor has one id in all lines; then no line is written before all are analysed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extraction did."""

    n_lines: int
    problems: tuple[Problem, ...]
    """In the order of the lines."""
    report: BuildReport


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the input."""

    number: int
    """From 1."""
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extract:
    """What one line became."""

    record: dict[str, Any]
    problems: tuple[Problem, ...]
    entry: Entry | None = None
    """None where the line could not be analysed, or where lines are not joined: it need not leave its process then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Extractor:
    """Turns one line into one line; may be sent to other processes."""

    place: str
    read: ReadSettings
    analyser: Analyser
    wanted: Wanted

    def versions(self) -> tuple[str, ...]:
        """Return what an answer depends on beside the line; raises ModelMissingError where the model is not installed."""
        return self.analyser.versions()

    def __call__(self, line: _Line) -> _Extract:
        """Return the output record and what was wrong with the input line."""
        try:
            record = msgspec.json.decode(line.data)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            problem = Problem(
                place=self.place,
                line=line.number,
                severity="error",
                what=f"the line is not JSON ({error})",
                remedy="Write one JSON object a line, in UTF-8",
            )
            return _Extract(record=nothing(None, (problem,)), problems=(problem,))
        article = read_record(record, place=self.place, line=line.number, settings=self.read)
        if isinstance(article, Problem):
            given = record.get("id") if isinstance(record, dict) else None
            return _Extract(record=nothing(given, (article,)), problems=(article,))
        if self.wanted.given_mentions:
            try:
                analysis = self.analyser.among(_given(record.get("mentions", []), len(article.text)), article)
            except (TypeError, ValueError) as error:
                wrong = _wrong_mentions(self.place, line.number, error)
                return _Extract(record=nothing(record.get("id"), (wrong,)), problems=(wrong,))
        else:
            analysis = self.analyser(article)
        return _Extract(
            record=as_record(article, analysis, all_mentions=self.wanted.all_mentions),
            problems=(*article.problems, *analysis.problems),
            entry=Entry(article=article, analysis=analysis) if self.wanted.over_articles else None,
        )


def extract(
    source: Path,
    output: Path,
    settings: Settings,
    progress: Progress,
    *,
    jobs: int = 1,
    scheduler: str | None = None,
    wanted: Wanted,
) -> Extracted:
    """Analyse each line of `source` into a line of `output`, in order; `output` appears when it is whole.

    Raises BroadsheetError where a file cannot be opened, read or written.
    """
    extractor = _Extractor(
        place=source.name,
        read=settings.read,
        analyser=Analyser(settings=settings.analyse),
        wanted=wanted,
    )
    part = output.with_name(f".{output.name}.part")
    problems: list[Problem] = []
    n_lines = 0
    waiting: list[_Extract] = []
    watch = Stopwatch()
    try:
        with (
            part.open("wb") as sink,
            watch.stage("extract") as tally,
            progress.stage("Analysing") as advance,
        ):
            for outcome in run_all(
                extractor, _lines(source), jobs=jobs, scheduler=scheduler, notify=progress.say
            ):
                if isinstance(outcome, Done):
                    done = outcome.value
                else:
                    found = (_failure(source.name, outcome.item.number, outcome.error),)
                    done = _Extract(record=nothing(_given_id(outcome.item.data), found), problems=found)
                problems.extend(done.problems)
                n_lines += 1
                if isinstance(outcome, Done):
                    tally.n_done += 1
                else:
                    tally.n_failed += 1
                if wanted.over_articles:
                    waiting.append(done)
                else:
                    sink.write(_encoded(done.record) + b"\n")
                advance(1, n_problems=len(done.problems))
            for record in _over_articles(waiting, all_mentions=wanted.all_mentions):
                sink.write(_encoded(record) + b"\n")
        part.replace(output)
    except OSError as error:
        raise WriteError(
            str(output), f"cannot be written ({error.strerror})", "Check folder, space and permissions"
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return Extracted(n_lines=n_lines, problems=tuple(problems), report=watch.report())


def _over_articles(done: list[_Extract], *, all_mentions: bool) -> Iterator[dict[str, Any]]:
    """Yield the records with the ids that actors have over all of them."""
    by_id = {one.entry.article.id: one.entry for one in done if one.entry is not None}
    corpus = join(by_id.values(), (), AggregateSettings())
    ids = {(seen.article, seen.actor): actor.id for actor in corpus.actors for seen in actor.appearances}
    joined = {entry.article.id: entry for entry in corpus.entries}
    for one in done:
        if one.entry is None:
            yield one.record
            continue
        entry = joined[one.entry.article.id]
        record = as_record(entry.article, entry.analysis, all_mentions=all_mentions)
        own = {actor["id"]: ids[entry.article.id, actor["id"]] for actor in record["actors"]}
        yield record | {
            "actors": [a | {"id": own[a["id"]]} for a in record["actors"]],
            "mentions": [m | {"entity": own[m["entity"]]} for m in record["mentions"]],
            "quotes": [
                q
                | {"actor": own.get(q["actor"]), "joint_actors": [own[a] for a in q["joint_actors"]]}
                | {"candidates": [own[a] for a in q["candidates"]]}
                for q in record["quotes"]
            ],
            "positions": [
                p
                | {"actor": own.get(p["actor"]), "joint_actors": [own[a] for a in p["joint_actors"]]}
                | {"target_actor": own.get(p["target_actor"])}
                for p in record["positions"]
            ],
            "conditions": [c | {"actor": own.get(c["actor"])} for c in record["conditions"]],
        }


def _given(mentions: Iterable[Any], n_characters: int) -> list[Given]:
    """Return the mentions of a line: [start, end, kind] or {"start", "end", "type"}, the kind may be left out.

    Raises TypeError or ValueError for anything else.
    """
    given = []
    for one in mentions:
        start, end, *kind = (one["start"], one["end"], one.get("type")) if isinstance(one, dict) else one
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= n_characters):
            what = f"{one} is not inside the text"
            raise ValueError(what)
        given.append(Given(span=Span(start=start, end=end), kind=_KINDS.get(str(*kind[:1]).lower())))
    return given


def _wrong_mentions(place: str, line: int, error: Exception) -> Problem:
    return Problem(
        place=place,
        line=line,
        severity="error",
        what=f"the line's mentions cannot be used ({error})",
        remedy='Write "mentions": [[start, end, kind], …] with code points of the text',
    )


def _given_id(data: bytes) -> object:
    record = msgspec.json.decode(data)
    return record.get("id") if isinstance(record, dict) else None


def _failure(place: str, line: int, error: str) -> Problem:
    return Problem(
        place=place,
        line=line,
        severity="error",
        what=f"the article could not be analysed ({error})",
        remedy="Report this as a defect of Broadsheet, with the line if you may share it",
    )


def _encoded(record: dict[str, Any]) -> bytes:
    return msgspec.json.encode(record)


def _lines(source: Path) -> Iterator[_Line]:
    """Yield the lines that hold something. Raises BroadsheetError where the file cannot be read."""
    try:
        with gzip.open(source, "rb") if source.suffix == ".gz" else source.open("rb") as file:
            for number, data in enumerate(file, start=1):
                if data.strip():
                    yield _Line(number=number, data=data)
    except (OSError, EOFError) as error:
        what = (
            error.strerror if isinstance(error, OSError) and error.strerror else str(error) or os.strerror(5)
        )
        raise BroadsheetError(
            str(source), f"cannot be read ({what})", "Name a .jsonl or .jsonl.gz file"
        ) from error
