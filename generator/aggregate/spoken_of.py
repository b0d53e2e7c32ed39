"""What others say about an actor: quotes whose words name it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.model import QuoteRef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.model import Entry


def spoken_of(
    entries: Sequence[Entry], ids: Mapping[tuple[str, str], str]
) -> Mapping[str, tuple[QuoteRef, ...]]:
    """Return by corpus actor the quotes of others that name it, in the order of `entries`, then of the text.

    ids: (article id, id of an actor in it) → corpus actor. Fragments of mixed quotes are left out, and what an
    actor says of itself.
    """
    found: dict[str, dict[QuoteRef, None]] = defaultdict(dict)
    for entry in entries:
        article, analysis = entry.article.id, entry.analysis
        mentions = analysis.mentions or ()
        starts = [m.span.start for m in mentions]
        for quote in analysis.quotes or ():
            if quote.part_of is not None:
                continue
            speakers = {
                ids.get((article, a)) for a in (quote.speaker, *quote.joint_speakers) if a is not None
            }
            first = bisect_left(starts, quote.content.start)
            for mention in mentions[first : bisect_left(starts, quote.content.end)]:
                actor = ids.get((article, mention.actor))
                if actor is not None and actor not in speakers:
                    found[actor][QuoteRef(article=article, quote=quote.id)] = None
    return {actor: tuple(refs) for actor, refs in found.items()}
