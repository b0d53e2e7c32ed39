"""The commands: what they print, write and answer."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.cli import DONE, FAILED, WRONG_USE, main
from generator.errors import SiteBuilderError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("needs_model")

TEXT = (
    "“We will not pay,” said Mara Ellwood, the chair of the Harbor Council.\n\n"
    "Ellwood said the fees were “not worth the paper” they stand on.\n\nHarbor fees rise in March."
)


def extracted(folder: Path, *lines: str, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Run extract over lines and return the records it wrote."""
    (folder / "in.jsonl").write_text("".join(line + "\n" for line in lines), "utf-8")
    code = main(
        [
            "extract",
            str(folder / "in.jsonl"),
            "--output",
            str(folder / "out.jsonl"),
            "--project",
            str(folder),
            "-q",
            *options,
        ]
    )
    assert code == DONE
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("given", [["-q", "check"], ["check", "-q"], ["--quiet", "check"]])
def test_quiet_counts_on_either_side_of_the_command(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the command or behind it, -q says nothing where nothing is wrong."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("A ferry sailed.\n", "utf-8")
    assert main([*given, "--project", str(tmp_path)]) == DONE
    assert capsys.readouterr().out == ""
    assert main(["check", "--project", str(tmp_path)]) == DONE
    assert "1 article read" in capsys.readouterr().out


def test_extract_gives_the_documented_record(tmp_path: Path) -> None:
    """Every documented key is there, and every offset names the text's own characters."""
    (record,) = extracted(
        tmp_path, json.dumps({"id": "a", "text": TEXT, "title": "Fees", "date": "2026-01-05"})
    )
    assert set(record) >= {
        "id", "language", "title", "structure", "keywords", "actors", "mentions", "quotes", "positions", "conditions", "problems",
    }  # fmt: skip
    assert record["id"] == "a"
    assert record["title"] == "Fees"
    assert set(record["structure"]) >= {
        "dateline",
        "caption",
        "headings",
        "byline",
        "sign_off",
        "contributors",
    }
    for quote in record["quotes"]:
        assert TEXT[quote["start"] : quote["end"]] == quote["text"]
    direct = [q for q in record["quotes"] if q["type"] == "direct"]
    assert [q["speaker_resolved"] for q in direct] == ["Mara Ellwood", "Mara Ellwood"]
    assert [q.get("part_of") is not None for q in direct] == [False, True]
    assert {m["mention_type"] for m in record["mentions"]} == {"named"}
    ids = {a["id"] for a in record["actors"]}
    assert {m["entity"] for m in record["mentions"]} <= ids
    assert [k["rank"] for k in record["keywords"]] == list(range(1, len(record["keywords"]) + 1))


def test_extract_loses_no_line(tmp_path: Path) -> None:
    """A line that is no article is answered in its place, with its reason; the others go on."""
    good = json.dumps({"id": "b", "text": TEXT})
    records = extracted(tmp_path, "{not json", json.dumps({"id": "no text"}), good, "[]")
    assert [r["id"] for r in records] == [None, "no text", "b", None]
    assert [bool(r["problems"]) for r in records] == [True, True, False, True]
    assert (
        main(
            [
                "extract",
                str(tmp_path / "in.jsonl"),
                "--output",
                str(tmp_path / "o"),
                "--strict",
                "-q",
                "--project",
                str(tmp_path),
            ]
        )
        == FAILED
    )


def test_extract_is_the_same_with_more_processes(tmp_path: Path) -> None:
    """Order and bytes do not depend on --jobs; compressed input is read."""
    lines = "".join(json.dumps({"id": str(n), "text": TEXT + f" Day {n}."}) + "\n" for n in range(5))
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}.jsonl"
        assert (
            main(
                [
                    "extract",
                    str(tmp_path / "in.jsonl.gz"),
                    "--output",
                    str(out),
                    "--jobs",
                    jobs,
                    "-q",
                    "--project",
                    str(tmp_path),
                ]
            )
            == DONE
        )
    assert (tmp_path / "out1.jsonl").read_bytes() == (tmp_path / "out2.jsonl").read_bytes()


def test_timings_are_written_where_they_are_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--timings writes what each stage took and did; -v says the same in columns; a file that cannot be is an error."""
    extracted(
        tmp_path, json.dumps({"id": "a", "text": TEXT}), "{", options=("--timings", str(tmp_path / "t.json"))
    )
    timings = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert timings["version"] == 1
    assert timings["seconds"] >= timings["stages"][0]["seconds"] > 0
    assert timings["cpu_seconds"] > 0
    assert timings["peak_memory_bytes"] > 0
    (stage,) = timings["stages"]
    assert (stage["name"], stage["n_done"], stage["n_from_store"], stage["n_failed"]) == ("extract", 2, 0, 0)
    lost = str(tmp_path / "none" / "t.json")
    arguments = [
        *("extract", str(tmp_path / "in.jsonl"), "--output", str(tmp_path / "o"), "-v"),
        *("--project", str(tmp_path)),
    ]
    assert main([*arguments, "--timings", lost]) == FAILED
    assert "cannot be written" in capsys.readouterr().err
    assert main(arguments) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["stage", "time", "processor"]
    assert lines[1].startswith("extract  2 done ")


def test_what_another_program_said_keeps_its_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An error of several lines is shown as such, what to do about it on a line of its own."""

    def fail(_project: Path) -> None:
        raise SiteBuilderError(
            "mkdocs", "it ended with exit code 1:\n  WARNING a\n  WARNING b\n", "Mend them"
        )

    monkeypatch.setattr("generator.config.load_settings", fail)
    assert main(["check", "--project", str(tmp_path)]) == FAILED
    assert capsys.readouterr().err.splitlines() == [
        "error: mkdocs: it ended with exit code 1:",
        "  WARNING a",
        "  WARNING b",
        "Mend them.",
    ]


def test_extract_names_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing input is an error in one line, and no output appears."""
    assert (
        main(["extract", str(tmp_path / "none.jsonl"), "--output", str(tmp_path / "out.jsonl"), "-q"])
        == FAILED
    )
    assert "none.jsonl" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_check_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Problems come with file, and the folder is left as it was."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "empty.txt").write_text("", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert main(["check", "--project", str(tmp_path)]) == DONE
    assert main(["check", "--project", str(tmp_path), "--strict"]) == FAILED
    assert "seeds/empty.txt" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_wrong_use_is_two(capsys: pytest.CaptureFixture[str]) -> None:
    """No command, an unknown option or a number that is none: usage and exit code 2."""
    assert main([]) == WRONG_USE
    for arguments in (["build", "--jobs", "many"], ["nonsense"], ["extract"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == WRONG_USE
    assert "usage" in capsys.readouterr().err


def test_a_wrong_setting_stops_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A setting that cannot be used is an error with file and line, before anything is written."""
    (tmp_path / "mkdocs.yml").write_text("extra:\n  broadsheet:\n    publish: maybe\n", "utf-8")
    assert main(["build", "--project", str(tmp_path)]) == FAILED
    assert "mkdocs.yml:3" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mkdocs.yml"]
