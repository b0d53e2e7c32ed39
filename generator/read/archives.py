"""An archive, an article a line → Articles."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from generator.model import Seed
from generator.read.complaints import Complaints, RefusedError, first_lines, shown
from generator.read.records import read_archive_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model import Article, Problem
    from generator.read.folder import Found
    from generator.read.settings import ReadSettings

_MOST_RATIO = 200
"""A gzip file that grows more than this is a trap: news grows three- to fourfold, nothing written by people
more than about 30-fold; the format's limit is 1,030."""
_RATIO_FROM_BYTES = 20_000_000
_CHUNK = 1_000_000
_MOST_NAMED_KEYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    number: int
    data: bytes | None
    """None: longer than allowed, so it was skipped."""


def read_archive(found: Found, settings: ReadSettings) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Return an archive's articles in order, and the problems of the lines and of the whole."""
    complaints = Complaints(place=found.place)
    articles: list[Article] = []
    passed_over: Counter[str] = Counter()
    unread: list[Problem] = []
    try:
        for line in _lines(found, settings, complaints):
            _check_number(len(articles), len(unread), settings, complaints, line.number)
            own = Complaints(place=found.place, line=line.number)
            try:
                article, unknown = _article(line, found, settings, own)
                articles.append(article)
                passed_over.update(unknown)
            except RefusedError:
                unread.append(own.found.pop())
            complaints.found += own.found
    except RefusedError:
        pass
    complaints.found += first_lines(unread)
    if passed_over:
        _name_keys(passed_over, complaints)
    if not articles and not complaints.found:
        complaints.error("is empty", "Put an article on each line, or take the file out of the seeds")
    return tuple(articles), tuple(complaints.found)


def _article(
    line: _Line, found: Found, settings: ReadSettings, complaints: Complaints
) -> tuple[Article, tuple[str, ...]]:
    if line.data is None:
        what = f"the line is longer than {settings.max_bytes:,} bytes"
        raise complaints.refuse(what, "Cut it into articles, or raise the setting `max_bytes`")
    try:
        record = json.loads(line.data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise complaints.refuse("the line is not UTF-8", "Save the archive as UTF-8") from None
    except json.JSONDecodeError as error:
        what = f"the line is not JSON ({error.msg} at character {error.pos + 1})"
        raise complaints.refuse(what, "Write one JSON object on each line") from None
    except (ValueError, RecursionError):
        raise complaints.refuse(
            "the line holds JSON that cannot be read", "Write one flat JSON object on each line"
        ) from None
    seed = Seed(path=found.place, line=line.number, digest=hashlib.sha256(line.data).hexdigest())
    default_id = f"{found.stem}-{line.number}"
    return read_archive_record(
        record, seed=seed, default_id=default_id, settings=settings, complaints=complaints
    )


def _lines(found: Found, settings: ReadSettings, complaints: Complaints) -> Iterator[_Line]:
    """Yield the lines that are not blank; at a damaged or endless place, say so and stop."""
    try:
        with found.path.open("rb") as raw:
            zipped = found.suffix.endswith(".gz")
            stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw)) if zipped else raw
            yield from _split(stream, raw if zipped else None, settings, complaints)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        complaints.error(
            "the compressed file is damaged; lines from there on are missing", "Compress the archive again"
        )
    except OSError as error:
        complaints.error(f"cannot be read ({error.strerror})", "Allow reading it, or take it out")


def _split(
    stream: IO[bytes], raw: IO[bytes] | None, settings: ReadSettings, complaints: Complaints
) -> Iterator[_Line]:
    n_read = number = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        n_read += len(line)
        whole = len(line) <= settings.max_bytes or line.endswith(b"\n")
        rest = line
        while not rest.endswith(b"\n") and not whole:
            rest = stream.readline(_CHUNK)
            n_read += len(rest)
            _check_size(n_read, raw, settings, complaints, number)
            whole = not rest
        _check_size(n_read, raw, settings, complaints, number)
        if rest is not line or len(line) > settings.max_bytes:
            yield _Line(number=number, data=None)
        elif line.strip():
            yield _Line(number=number, data=line.strip(b"\r\n"))


def _check_size(
    n_read: int, raw: IO[bytes] | None, settings: ReadSettings, complaints: Complaints, line: int
) -> None:
    if n_read > settings.max_archive_bytes:
        what = f"holds more than {settings.max_archive_bytes:,} bytes; lines from here on were left out"
        raise complaints.refuse(
            what, "Cut it into several archives, or raise the setting `max_archive_bytes`", line=line
        )
    if raw is not None and n_read > _RATIO_FROM_BYTES and n_read > _MOST_RATIO * max(raw.tell(), 1):
        what = f"grows more than {_MOST_RATIO}-fold when it is unpacked; lines from here on were left out"
        raise complaints.refuse(what, "Unpack it yourself and look at it", line=line)


def _check_number(
    n_articles: int, n_unreadable: int, settings: ReadSettings, complaints: Complaints, line: int
) -> None:
    """Refuse a line behind as many as an archive may have: 5 MB hold 1.6 million that are no articles."""
    if n_unreadable > settings.max_unreadable_lines:
        what = f"more than {settings.max_unreadable_lines:,} lines hold no article that can be read; lines from here on were left out"
        remedy = "Mend the lines above, or raise the setting `max_unreadable_lines`"
        raise complaints.refuse(what, remedy, line=line)
    if n_articles >= settings.max_archive_articles:
        what = f"holds more than {settings.max_archive_articles:,} articles; lines from here on were left out"
        remedy = "Cut it into several archives, or raise the setting `max_archive_articles`"
        raise complaints.refuse(what, remedy, line=line)


def _name_keys(passed_over: Counter[str], complaints: Complaints) -> None:
    names = [f"`{shown(key, 40)}`" for key in sorted(passed_over)]
    named = ", ".join(names[:_MOST_NAMED_KEYS]) + (", …" if len(names) > _MOST_NAMED_KEYS else "")
    complaints.warning(
        f"fields that mean nothing here were passed over: {named}",
        "Rename those that should count; the documentation lists the keys",
    )
