"""Who speaks where: the quotes of an article by the paragraph's tokens, and the way from a cue to its quote."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.quotes.find import Finding
    from generator.model import Span


class Speech:
    """The quotes of one article by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Index the quotes by where their words begin, and by paragraph and cue."""
        self._found = sorted(findings, key=lambda f: (f.quote.content.start, -f.quote.content.end))
        self._starts = [f.quote.content.start for f in self._found]
        self._farthest: list[int] = []
        farthest = 0
        for finding in self._found:
            farthest = max(farthest, finding.quote.content.end)
            self._farthest.append(farthest)
        self.by_cue: dict[tuple[int, int], list[Finding]] = {}
        """The quotes that a word introduces, by body paragraph and token."""
        self._heard: dict[int, list[Finding]] = {}
        for finding in findings:
            draft = finding.draft
            if draft.report is not None and draft.paragraph is not None:
                self.by_cue.setdefault((draft.paragraph, draft.report.cue), []).append(finding)
                if draft.report.source is not None:
                    self._heard.setdefault(draft.paragraph, []).append(finding)

    def heard(self, paragraph: int) -> Sequence[Finding]:
        """Return the quotes whose source stands in a body paragraph."""
        return self._heard.get(paragraph, ())

    def around(self, span: Span) -> Finding | None:
        """Return the innermost quote whose words hold a span; None in the article's own words."""
        i = bisect_right(self._starts, span.start) - 1
        while i >= 0 and self._farthest[i] > span.start:
            if self._found[i].quote.content.contains(span):
                return self._found[i]
            i -= 1
        return None
