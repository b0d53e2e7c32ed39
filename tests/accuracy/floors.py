"""Floors of accuracy that cannot drop in silence: `floors.toml`, how it is held, and how it may change.

`holds` compares what was measured with the floors of one set of data: a figure below its floor fails, and so
does one far above it, for then the floor says nothing. With BROADSHEET_FLOORS=raise in the environment floors
are written anew where they may rise. `faults` compares the file with every version of it that Git knows.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
import shutil
import subprocess
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FLOORS = Path(__file__).with_name("floors.toml")

BELOW, FAR = 0.02, 0.03
"""How far below what was measured a new floor is set, and how far it may be left behind: shares of 1."""

WORDS = 8
"""Words that a reason has at least."""


def digest(paths: Iterable[Path]) -> str:
    """Return sha256 over the contents of files, hex; text written on another system is the same text."""
    each = [hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest() for path in paths]
    return hashlib.sha256(" ".join(each).encode()).hexdigest()


def load() -> dict[str, Any]:
    """Return the floors as they stand."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def holds(data: str, checksums: Mapping[str, str], measured: Mapping[str, float], told: str = "") -> None:
    """Fail unless these are the data that the floors are about, and each figure stands on its floor."""
    floors = load()
    known = {name: floors["data"][data].get(name) for name in checksums}
    assert known == checksums, (
        f"{data} is not what its floors were measured on. Write its checksums into {FLOORS.name}, and `changed` with"
        f" date and reason: {checksums}"
    )
    if os.environ.get("BROADSHEET_FLOORS") == "raise":
        FLOORS.write_text(raised(FLOORS.read_text("utf-8"), data, measured), "utf-8")
        floors = load()
    named = {name: entry for name, entry in floors["floors"].items() if entry["data"] == data}
    assert set(named) == set(measured), "each figure has a floor, and each floor its figure"
    below = [
        f"{name}: {measured[name]:.4f} is below its floor {entry['floor']}"
        for name, entry in named.items()
        if measured[name] < entry["floor"]
    ]
    far = [
        f"{name}: {measured[name]:.4f} is far above its floor {entry['floor']}; raise it: BROADSHEET_FLOORS=raise"
        for name, entry in named.items()
        if measured[name] - entry["floor"] > FAR
    ]
    assert not below + far, "\n".join([*told.splitlines(), *below, *far])


def raised(text: str, data: str, measured: Mapping[str, float]) -> str:
    """Return the file's text with floors that may rise at BELOW under what was measured, and those that were missing."""
    old = tomllib.loads(text)["floors"]
    today = datetime.now(tz=UTC).date().isoformat()
    for name, value in measured.items():
        floor = math.floor(round(1000 * (value - BELOW), 6)) / 1000
        line = f'floor = {floor:.3f}\nmeasured = {value:.4f}\ndate = {today}\nreason = "measured, less two points"\n'
        if name not in old:
            text += f'\n[floors."{name}"]\ndata = "{data}"\n{line}'
        elif floor > old[name]["floor"]:
            head = re.escape(f'[floors."{name}"]\n')
            entry = rf"({head}data = .*\n)floor = .*\nmeasured = .*\ndate = .*\nreason = .*\n"
            text = re.sub(entry, lambda found, line=line: found[1] + line, text)  # type: ignore[misc]
    return text


def versions() -> list[dict[str, Any]] | None:
    """Return every committed version of the file, newest first; None where there is no history to ask."""
    git = shutil.which("git")
    if git is None:
        return None

    def ask(*words: str) -> str:
        command = [git, "-C", str(FLOORS.parent), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout

    try:
        if ask("rev-parse", "--is-shallow-repository").strip() != "false":
            return None
        commits = ask("log", "--format=%H", "--", FLOORS.name).split()
        shown = [ask("show", f"{commit}:./{FLOORS.name}") for commit in commits if _has(ask, commit)]
    except subprocess.CalledProcessError:
        return None
    return [tomllib.loads(text) for text in shown]


def _has(ask: Any, commit: str) -> bool:  # noqa: ANN401 - a function of words
    return bool(ask("ls-tree", "--name-only", commit, f"./{FLOORS.name}").strip())


def faults(now: dict[str, Any], before: Sequence[dict[str, Any]]) -> list[str]:
    """Return what is wrong with the file beside its earlier versions, a line each; empty: nothing."""
    return [*_lowered(now, before), *_retired(now, before), *_changed(now, before)]


def _lowered(now: dict[str, Any], before: Sequence[dict[str, Any]]) -> list[str]:
    """A floor is as high as it ever was, or says from what, to what, when and why it was lowered."""
    found = []
    for name, entry in now["floors"].items():
        earlier = [version["floors"][name] for version in before if name in version["floors"]]
        highest = max((e["floor"] for e in earlier), default=entry["floor"])
        if entry["floor"] >= highest:
            continue
        why = entry.get("lowered", {})
        if why.get("from") != highest or entry["floor"] < why.get("to", math.inf) or not _explains(why):
            found.append(
                f"{name}: the floor was {highest}; `lowered` with from, to, date and reason must say why"
            )
        elif any(e.get("lowered", why) != why and e["lowered"]["reason"] == why["reason"] for e in earlier):
            found.append(f"{name}: each time a floor is lowered has a reason of its own")
    return found


def _retired(now: dict[str, Any], before: Sequence[dict[str, Any]]) -> list[str]:
    """A floor that is gone says when and why; one that is renamed is gone."""
    gone = {name for version in before for name in version["floors"]} - set(now["floors"])
    retired = now.get("retired", {})
    return [
        f"{name}: the floor is gone; `retired` must say when and why"
        for name in sorted(gone)
        if not _explains(retired.get(name, {}))
    ]


def _changed(now: dict[str, Any], before: Sequence[dict[str, Any]]) -> list[str]:
    """Other data or another scorer, or another set of data for a floor, says when and why."""
    found = []
    for name, entry in now["data"].items():
        earlier = [version["data"][name] for version in before if name in version["data"]]
        others = [e for e in earlier if _sums(e) != _sums(entry)]
        used = {e.get("changed", {}).get("reason") for e in others}
        why = entry.get("changed", {})
        if others and (not _explains(why) or why["reason"] in used):
            found.append(
                f"{name}: its checksums were others; `changed` with date and reason of its own must say why"
            )
    for name, entry in now["floors"].items():
        if any(v["floors"].get(name, entry)["data"] != entry["data"] for v in before):
            found.append(f"{name}: the floor was about other data; give it another name")
    return found


def _sums(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "changed"}


def _explains(why: dict[str, Any]) -> bool:
    """Tell whether there is a date and a reason of some length."""
    return isinstance(why.get("date"), date) and len(str(why.get("reason", "")).split()) >= WORDS
