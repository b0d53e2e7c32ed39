"""What the documentation names exists and does what it says."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.config import known_settings

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md")])


def read(name: str) -> str:
    """Return the text of one of the project's files."""
    return (PROJECT / name).read_text(encoding="utf-8")


def code(text: str) -> str:
    """Return what stands in code spans and code blocks, a line each."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    indented = re.findall(r"^    (.*)$", text, re.MULTILINE)
    return "\n".join([*fenced, *indented, *re.findall(r"`([^`\n]+)`", text)])


def rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first heading is `heading`."""
    table = text.partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]


def help_of(command: str) -> str:
    """Return what `broadsheet COMMAND --help` prints."""
    arguments = [sys.executable, "-m", "generator", *command.split(), "--help"]
    ended = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=True)
    return ended.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link and picture of a page is there."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_commands_exist(page: Path) -> None:
    """Each `make X` that a page names is a target, and each is in `make help`."""
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", code(page.read_text(encoding="utf-8"))))
    assert named - targets == set()


def test_broadsheet_commands_exist() -> None:
    """Each `broadsheet X --option` that the README names is understood by that command."""
    named = re.findall(r"broadsheet ([a-z]+)", code(read("README.md")))
    assert set(named) == {"build", "extract", "check", "explain", "serve"}
    for line in read("README.md").splitlines():
        command = re.search(r"`\.venv/bin/broadsheet ([a-z]+)", line)
        if command:
            options = set(re.findall(r"--[a-z-]+", line))
            assert options <= set(re.findall(r"--[a-z-]+", help_of(command[1]))), line


def test_every_command_is_documented() -> None:
    """The README names each command that the program has."""
    commands = re.findall(r"^    ([a-z]+) +\S", help_of(""), re.MULTILINE)
    assert commands
    assert [command for command in commands if f"broadsheet {command}" not in read("README.md")] == []


def test_every_setting_is_documented() -> None:
    """docs/settings.md has each setting with its default, its type in words and a meaning, and no other."""
    written = {
        name.strip("`"): (default.strip("`"), kind, meaning) for name, default, kind, meaning in table()
    }
    known = known_settings()
    assert set(written) == set(known)
    for name, (_, kind, default) in known.items():
        shown, kind_shown, meaning = written[name]
        assert yaml.safe_load(shown) == (list(default) if isinstance(default, tuple) else default), name
        assert kind_shown.startswith(in_words(kind)), name
        assert meaning.endswith("."), name


def table() -> list[list[str]]:
    """Return the rows of the table of settings."""
    return rows(read("docs/settings.md"), "setting")


def in_words(kind: str) -> str:
    """Return a type as the documentation calls it."""
    choices = re.fullmatch(r"Literal\[(.+)\]", kind)
    if choices:
        *first, last = [f"`{choice.strip()[1:-1]}`" for choice in choices[1].split(",")]
        return f"{', '.join(first)} or {last}"
    words = {"str": "text", "int": "whole number", "float": "number", "bool": "`true` or `false`"}
    words |= {
        "str | None": "text or nothing",
        "int | None": "whole number or nothing",
        "tuple[str, ...]": "list of texts",
        "tuple[Shard, ...]": "list of names with paths",
        "tuple[Withdrawn, ...]": "list of names",
    }
    return words[kind]


def test_decisions_and_words_are_each_given_once() -> None:
    """No word of the glossary is explained twice, and its words are in order."""
    words = [row[0] for row in rows(read("docs/glossary.md"), "word")]
    assert words == sorted(set(words))


def test_the_changelog_has_room_for_the_next_version() -> None:
    """The changelog keeps a part for what is not released yet, above the versions, newest first."""
    headings = re.findall(r"^## \[?([\w.]+)", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    released = [tuple(int(part) for part in heading.split(".")) for heading in headings[1:]]
    assert released == sorted(released, reverse=True)
