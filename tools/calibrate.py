"""Measures how often each attribution rule is right, and how far the confidences that come of it can be trusted.

Needs the folder of evaluation data, which is not part of the project: name it with --eval or BROADSHEET_EVAL.
On PolNeAR's training half it counts each rule's attributions and the right ones; `--write` makes
`generator/analyse/words/rules.tsv` of them. On the development half, which the rules have not seen, it tells for
each range of confidence how many attributions are right. Right means: half of the words in common (Jaccard) with
an annotated quotation or more, and the speaker as written.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

PROJECT = Path(__file__).resolve().parent.parent
RULES = PROJECT / "generator" / "analyse" / "words" / "rules.tsv"
SAME = 0.5
"""Share of words (Jaccard) from which an attribution is of an annotated quotation."""
SELDOM = 10
"""Rules seen less often keep the figure that they have."""
UNJUDGED = frozenset({"label"})
"""Rules whose quotations the annotators pass over (lines of transcripts): they keep the figure that they have."""
RANGES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.0)
"""Lower ends of the ranges of confidence, highest first."""
HEAD = """\
# How often each attribution rule was right: words found (half of them or more in common with an annotated
# attribution) and speaker right, over the {n} articles of PolNeAR's training half, {day}; see docs/accuracy.md.
# kind: direct = words in quotation marks, clause = mixed and indirect. Rules seen fewer than {seldom} times keep the figure of
# the evaluation's notes or a careful guess (n = 0), as do labels, which the annotators pass over. Made by tools/calibrate.py --write.
"""

Rule = tuple[str, str]
"""A rule's name, and "direct" or "clause"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One attribution: by which rule, how sure, and whether it was right."""

    rule: Rule
    confidence: float
    right: bool


@dataclass(slots=True)
class Counts:
    """How many of something there were, and how many were right."""

    n: int = 0
    right: int = 0

    def add(self, *, right: bool) -> None:
        """Count one more."""
        self.n += 1
        self.right += right

    @property
    def share(self) -> float:
        """Return the share of the right ones; 0 where there are none."""
        return self.right / self.n if self.n else 0.0


@dataclass(slots=True)
class Table:
    """Counts by key."""

    rows: dict[Any, Counts] = field(default_factory=dict)

    def at(self, key: Rule | float) -> Counts:
        """Return a key's counts, made where there were none."""
        return self.rows.setdefault(key, Counts())


def main() -> int:
    """Measure, print, write where that is asked for, and return the exit code."""
    parser = argparse.ArgumentParser(description="Measures how often each attribution rule is right.")
    parser.add_argument(
        "--eval",
        type=Path,
        default=os.environ.get("BROADSHEET_EVAL"),
        metavar="FOLDER",
        help="the folder of evaluation data (default: BROADSHEET_EVAL)",
    )
    parser.add_argument("--write", action="store_true", help="write rules.tsv anew, before the table is made")
    parser.add_argument("--dev", action="store_true", help="the table of confidences alone, without training")
    parser.add_argument("--jobs", default="0", metavar="N", help="processes (default: as many as processors)")
    options = parser.parse_args()
    try:
        scorer = load_scorer(options.eval)
        if not options.dev:
            calibrate(options.eval, scorer, options.jobs, write=options.write)
        print("\nconfidence (up to the line above)\tattributions\tright")
        found = judge(options.eval, scorer, "dev", extracted(options.eval, "dev", options.jobs))
        for lowest, counts in reliability(found).rows.items():
            print(f"{lowest:.1f} or more\t{counts.n}\t{counts.share:.1%}")
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def load_scorer(folder: Path | None) -> ModuleType:
    """Return the data's own scorer. Raises OSError where it is not there."""
    if folder is None or not (folder / "score_quotes.py").is_file():
        message = (
            f"{folder or 'no folder'}: no evaluation data; name their folder with --eval or BROADSHEET_EVAL"
        )
        raise FileNotFoundError(message)
    spec = importlib.util.spec_from_file_location("score_quotes", folder / "score_quotes.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(str(folder))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def extracted(folder: Path, half: str, jobs: str) -> list[dict[str, Any]]:
    """Return what `broadsheet extract` makes of one half, by another process so that rules are read anew."""
    with tempfile.TemporaryDirectory() as place:
        output = Path(place) / "out.jsonl"
        source = folder / "data" / f"quotes-polnear-{half}.jsonl.gz"
        words = ["extract", str(source), "--output", str(output), "--project", place, "--jobs", jobs, "-q"]
        subprocess.run([sys.executable, "-m", "generator", *words], check=True, cwd=PROJECT)  # noqa: S603 - our own words
        return [json.loads(line) for line in output.read_text("utf-8").splitlines()]


def judge(folder: Path, scorer: ModuleType, half: str, records: Iterable[dict[str, Any]]) -> Iterator[Judged]:
    """Yield every attribution of an extraction with whether it is right."""
    quoted = gold(folder / "data" / f"quotes-polnear-{half}-quoted.jsonl.gz")
    whole = gold(folder / "data" / f"quotes-polnear-{half}.jsonl.gz")
    for record in records:
        for quote in record["quotes"]:
            kind = "direct" if quote["type"] == "direct" else "clause"
            yield Judged(
                rule=(quote["rule"], kind),
                confidence=quote["confidence"],
                right=is_right(scorer, (quoted if kind == "direct" else whole)[record["id"]], quote),
            )


def gold(path: Path) -> dict[str, dict[str, Any]]:
    """Return annotated articles by id."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {record["id"]: record for record in map(json.loads, lines)}


def is_right(scorer: ModuleType, annotated: dict[str, Any], quote: dict[str, Any]) -> bool:
    """Tell whether the annotated quotation that is most like this one is alike enough and has the same speaker."""
    text = annotated["text"]
    near = [
        (len(ours.toks & theirs.toks) / len(ours.toks | theirs.toks), -i, theirs.q)
        for ours in scorer.units(text, [quote], True, scorer.quoted_ranges(text))  # noqa: FBT003 - the scorer's own
        for i, theirs in enumerate(scorer.units(text, annotated["quotes"], True))  # noqa: FBT003 - the same
        if ours.toks & theirs.toks
    ]
    if not near:
        return False
    share, _, best = max(near, key=lambda unit: unit[:2])
    return share >= SAME and bool(scorer.speaker_right(quote, best, text))


def reliability(found: Iterable[Judged]) -> Table:
    """Return, for each range of confidence from the highest, how many attributions are right."""
    table = Table({lowest: Counts() for lowest in RANGES})
    for one in found:
        table.at(next(lowest for lowest in RANGES if one.confidence >= lowest)).add(right=one.right)
    return table


def calibrate(folder: Path, scorer: ModuleType, jobs: str, *, write: bool) -> None:
    """Print each rule's figure on the training half, and write rules.tsv where that is asked for."""
    records = extracted(folder, "train", jobs)
    table = Table()
    for one in judge(folder, scorer, "train", records):
        table.at(one.rule).add(right=one.right)
    before = present(RULES)
    print("rule\tkind\tright\tn\tconfidence\tso far")
    for rule in sorted(table.rows.keys() | before.keys()):
        counts, old = table.rows.get(rule, Counts()), before.get(rule, "none")
        print(*rule, counts.right, counts.n, f"{counts.share:.3f}", old, sep="\t")
    if write:
        rows = merged(table, before)
        day = datetime.now(tz=UTC).date().isoformat()
        lines = ["\t".join(row) for row in (("rule", "kind", "n", "confidence"), *rows)]
        head = HEAD.format(n=len(records), day=day, seldom=SELDOM)
        RULES.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{RULES.relative_to(PROJECT)} is written: {len(rows)} rules.")


def present(path: Path) -> dict[Rule, str]:
    """Return the confidences that are in use."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return {(row["rule"], row["kind"]): row["confidence"] for row in rows}


def merged(table: Table, before: dict[Rule, str]) -> list[tuple[str, str, str, str]]:
    """Return the rows of rules.tsv in order: measured ones, and seldom ones that had a figure already."""
    seen = Counter({rule: counts.n for rule, counts in table.rows.items()})
    rows = []
    for rule in sorted(seen.keys() | before.keys()):
        if seen[rule] >= SELDOM and rule[0] not in UNJUDGED:
            rows.append((*rule, str(seen[rule]), f"{table.rows[rule].share:.2f}"))
        elif rule in before:
            rows.append((*rule, "0", before[rule]))
    return rows


if __name__ == "__main__":
    sys.exit(main())
