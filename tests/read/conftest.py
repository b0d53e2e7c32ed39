"""A project's folder to put seeds into."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.read import Reading, ReadSettings, read_seeds

if TYPE_CHECKING:
    from generator.model import Article, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """An empty project with a seeds' folder."""

    path: Path

    @property
    def seeds(self) -> Path:
        """The seeds' folder."""
        return self.path / "seeds"

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file into the seeds' folder."""
        path = self.seeds / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def read(self, **settings: object) -> Reading:
        """Read all seeds."""
        return read_seeds(self.path, self.seeds, ReadSettings(**settings))  # type: ignore[arg-type]

    def article(self, name: str, content: str | bytes) -> Article:
        """Read one seed that must become an article."""
        self.put(name, content)
        (article,) = self.read().articles
        return article

    def problem(self, name: str, content: str | bytes, **settings: object) -> Problem:
        """Read one seed that must have one problem."""
        self.put(name, content)
        (problem,) = self.read(**settings).problems
        return problem


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project with an empty seeds' folder."""
    (tmp_path / "seeds").mkdir()
    return Project(path=tmp_path)
