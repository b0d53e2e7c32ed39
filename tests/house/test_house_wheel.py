"""The package that users install does what the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

SEED = """Harbour board votes down the herring deal

HARSUND (Today) — The harbour board of Harsund voted down the herring deal on Tuesday.

“We were asked to sign a page with the price left out,” said Nadine Marsh, the chair of the board.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of the present checkout, built without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), folder=PROJECT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `broadsheet` command of an environment that has the wheel and our libraries, but not the checkout."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    run("-m", "venv", "--without-pip", str(environment), folder=PROJECT)
    bin_folder = environment / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / "python"
    run(
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        str(wheel),
        folder=PROJECT,
    )
    (site_packages,) = environment.rglob("site-packages")
    # The folder is searched, but the .pth files in it, the checkout's among them, are not read.
    (site_packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return bin_folder / "broadsheet"


def run(*arguments: str, folder: Path, program: str = sys.executable) -> str:
    """Run a program in a folder as a user without the checkout would; return what it said."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}
    }
    command = [program, *arguments]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{' '.join(command)}:\n{ended.stdout}{ended.stderr}"
    return ended.stdout


def test_the_wheel_holds_the_templates_and_nothing_of_ours_alone(wheel: Path) -> None:
    """A wheel has the generator and every template, and neither tests nor articles."""
    names = set(zipfile.ZipFile(wheel).namelist())
    templates = {
        path.relative_to(PROJECT / "templates")
        for path in (PROJECT / "templates").rglob("*")
        if path.is_file()
    }
    assert {f"generator/_templates/{path.as_posix()}" for path in templates} <= names
    data = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "generator").rglob("*.tsv")}
    assert data <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"generator", "broadsheet"}


@pytest.mark.model
def test_an_installed_wheel_builds_a_site_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    """With nothing but one article in seeds/ the command builds a whole site: page, theme and search."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "herring.txt").write_text(SEED, encoding="utf-8")
    said = run("build", "--strict", folder=tmp_path, program=str(installed))
    site = tmp_path / "site"
    assert "site" in said
    assert "Nadine Marsh" in (site / "index.html").read_text(encoding="utf-8")
    (page,) = (site / "articles").glob("*herring*/index.html")
    assert "price left out" in page.read_text(encoding="utf-8")
    assert (site / "pagefind" / "pagefind.js").is_file()
    assert list(site.rglob("stylesheets/*.css"))


def test_an_installed_wheel_knows_its_version(installed: Path, tmp_path: Path) -> None:
    """The installed command is the version of the checkout."""
    from generator import __version__  # noqa: PLC0415 - the value under test

    assert run("--version", folder=tmp_path, program=str(installed)).strip() == f"broadsheet {__version__}"
