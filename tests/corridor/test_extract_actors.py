"""Who is who among names that a line brings along, and over all lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.cli import main

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.model, pytest.mark.usefixtures("needs_model")]

ONE = "Mara Ellwood spoke to the Harbor Council in Tarnby.\nEllwood left."
TWO = "The Harbor Council heard Ellwood in Tarnby."


def extracted(folder: Path, *records: dict[str, Any], options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Run extract over records and return those it wrote, whatever it thinks of them."""
    (folder / "in.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    words = [
        "extract",
        str(folder / "in.jsonl"),
        "--output",
        str(folder / "out.jsonl"),
        "--project",
        str(folder),
    ]
    assert main([*words, "-q", *options]) == 0
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def mentions(text: str, *names: tuple[str, str]) -> list[list[Any]]:
    """Return given mentions: each name's last place in the text, with its kind."""
    return [[text.rindex(name), text.rindex(name) + len(name), kind] for name, kind in names]


def entities(record: dict[str, Any], text: str) -> dict[str, str]:
    """Return surface → entity of a record's mentions."""
    return {text[m["start"] : m["end"]]: m["entity"] for m in record["mentions"]}


def test_given_names_are_all_that_is_named(tmp_path: Path) -> None:
    """With --given-mentions no other name is looked for, and their kinds are believed; without, they are ignored."""
    given = [*mentions(ONE, ("Mara Ellwood", "ORG")), {"start": len(ONE) - 13, "end": len(ONE) - 6}]
    record = {"id": "a", "text": ONE, "mentions": given}
    (found,) = extracted(tmp_path, record, options=("--given-mentions",))
    assert {ONE[m["start"] : m["end"]] for m in found["mentions"]} == {"Mara Ellwood", "Ellwood"}
    assert found["quotes"] == []
    assert {a["kind"] for a in found["actors"]} == {"organization"}
    (looked,) = extracted(tmp_path, record)
    assert "Tarnby" in {ONE[m["start"] : m["end"]] for m in looked["mentions"]}


def test_an_actor_has_one_id_over_all_lines(tmp_path: Path) -> None:
    """With --over-articles a bare surname has the id of the full name in another line whose company it shares."""
    names = (("Ellwood", "PER"), ("Harbor Council", "ORG"), ("Tarnby", "LOC"))
    records = (
        {"id": "a", "text": ONE, "mentions": mentions(ONE, ("Mara Ellwood", "PER"), *names)},
        {"id": "b", "text": TWO, "mentions": mentions(TWO, *names)},
    )
    options = ("--given-mentions", "--over-articles")
    one, two = extracted(tmp_path, *records, options=options)
    first, second = entities(one, ONE), entities(two, TWO)
    assert first["Mara Ellwood"] == first["Ellwood"] == second["Ellwood"]
    assert first["Harbor Council"] == second["Harbor Council"] != second["Tarnby"]
    assert {a["id"] for a in two["actors"]} == set(second.values())


def test_mentions_outside_the_text_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line whose mentions cannot be used says so and keeps its place; the other lines go on."""
    wrong = {"id": "a", "text": ONE, "mentions": [[3, 1, "PER"]]}
    right = {"id": "b", "text": TWO, "mentions": mentions(TWO, ("Tarnby", "LOC"))}
    first, second = extracted(tmp_path, wrong, right, options=("--given-mentions", "--over-articles"))
    assert first["id"] == "a"
    assert "mentions" in first["problems"][0]
    assert len(second["mentions"]) == 1
    assert "in.jsonl:1" in capsys.readouterr().err
