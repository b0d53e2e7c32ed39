"""What of the seeds is taken down: left out before anything else sees it, as though it were not there."""

from __future__ import annotations

import difflib
import posixpath
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from generator.model import Article, Overrides, Problem, Seed
from generator.model.normal_form import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.read.folder import Found
    from generator.read.settings import Withdrawn

_SETTINGS = "mkdocs.yml"
_TRACKING = "utm_"
"""How parameters begin that say where a reader came from, and nothing of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenDown:
    """A seed that was there and was left out."""

    id: str | None
    """None where it could not even be read."""
    seed: Seed | None
    path: str


class Takedown:
    """The list of what is taken down, and what of it was met in the seeds."""

    def __init__(self, entries: Iterable[Withdrawn]) -> None:
        """Index the list by what its entries may mean."""
        self._entries = tuple(entries)
        self._wanted: dict[str, list[int]] = defaultdict(list)
        for i, entry in enumerate(self._entries):
            for name in {_plain(entry.name), _as_path(entry.name), _as_url(entry.name)} - {""}:
                self._wanted[name].append(i)
        self._met: set[int] = set()
        self.taken: list[TakenDown] = []

    def left(
        self, found: Found, articles: Sequence[Article], told: Sequence[Problem]
    ) -> tuple[Sequence[Article], Sequence[Problem]]:
        """Return what of a file's articles, and of its problems, is not taken down."""
        if not self._entries:
            return articles, told
        if not articles and self._meets(_plain(found.place), _plain(found.stem)):
            self.taken.append(TakenDown(id=None, seed=None, path=found.place))
            return (), ()
        kept = [a for a in articles if not self._takes(a)]
        if len(kept) == len(articles):
            return articles, told
        lines = {a.seed.line for a in articles} - {a.seed.line for a in kept}
        return kept, tuple(p for p in told if kept and p.line not in lines)

    def _takes(self, article: Article) -> bool:
        path, line = article.seed.path, article.seed.line
        names = [_plain(article.id), _plain(path), _plain(f"{path}:{line}")]
        is_taken = self._meets(*names, _as_url(article.url or ""))
        if is_taken:
            self.taken.append(TakenDown(id=article.id, seed=article.seed, path=path))
        return is_taken

    def _meets(self, *names: str) -> bool:
        met = {i for name in names if name in self._wanted for i in self._wanted[name]}
        self._met |= met
        return bool(met)

    def unknown(self, articles: Iterable[Article]) -> tuple[Problem, ...]:
        """Return a warning for each entry that means no seed; what it names is not repeated, for reports are public."""
        missed = [e for i, e in enumerate(self._entries) if i not in self._met and not e.is_gone]
        if not missed:
            return ()
        known = [name for a in articles for name in (a.id, a.seed.path, a.url) if name]
        return tuple(
            Problem(
                place=_SETTINGS,
                line=entry.line,
                severity="warning",
                what="this entry of takedown names no article of the seeds",
                remedy=_remedy(difflib.get_close_matches(entry.name, known, n=1, cutoff=0.7)),
            )
            for entry in missed
        )


def corrections_left(
    overrides: Overrides, taken: Iterable[TakenDown], articles: Iterable[Article]
) -> Overrides:
    """Return what editors correct without what they say of articles that are taken down: no report may name these."""
    gone = {name for t in taken for name in _names(t.id, t.path, t.seed)}
    gone -= {name for a in articles for name in _names(a.id, a.seed.path, a.seed)} if gone else set()
    if not gone:
        return overrides
    splits = tuple(
        replace(split, articles=left)
        for split in overrides.actors.split
        if (left := tuple(name for name in split.articles if name not in gone))
    )
    return replace(
        overrides,
        actors=replace(overrides.actors, split=splits),
        quotes=replace(
            overrides.quotes,
            speaker=tuple(one for one in overrides.quotes.speaker if one.article not in gone),
            drop=tuple(one for one in overrides.quotes.drop if one.article not in gone),
        ),
        positions=replace(
            overrides.positions,
            drop=tuple(one for one in overrides.positions.drop if one.article not in gone),
            act=tuple(one for one in overrides.positions.act if one.article not in gone),
            holder=tuple(one for one in overrides.positions.holder if one.article not in gone),
        ),
        conditions=replace(
            overrides.conditions,
            drop=tuple(one for one in overrides.conditions.drop if one.article not in gone),
        ),
    )


def _names(article: str | None, path: str, seed: Seed | None) -> set[str]:
    """Return everything that overrides may call an article."""
    stem = posixpath.splitext(posixpath.basename(path.removesuffix(".gz")))[0]
    lines = {f"{path}:{seed.line}"} if seed is not None and seed.line is not None else set()
    return {path, stem, *lines} | ({article} if article is not None else set())


def _remedy(near: Sequence[str]) -> str:
    kept = "where its seed is deleted, write `gone:` before the name"
    return f"Did you mean “{near[0]}”? Else {kept}" if near else f"Look at its spelling; {kept}"


def _plain(name: str) -> str:
    return normal_form("NFC", name).strip()


def _as_path(name: str) -> str:
    return "" if "://" in name else posixpath.normpath(_plain(name).replace("\\", "/"))


def _as_url(name: str) -> str:
    """Return an address as it is compared: without scheme, `www.`, fragment and what only follows readers; "" for others."""
    try:
        parts = urlsplit(_plain(name))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    asked = urlencode(
        [p for p in parse_qsl(parts.query, keep_blank_values=True) if not p[0].startswith(_TRACKING)]
    )
    where = host.removeprefix("www.") + (f":{port}" if port not in {None, 80, 443} else "")
    return f"//{where}{unquote(parts.path).rstrip('/')}?{asked}"
