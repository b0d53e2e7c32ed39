"""Options that several commands share, and what may stand behind them."""

from __future__ import annotations

import argparse
from pathlib import Path

_LAST_PORT = 65_535


def common_options() -> argparse.ArgumentParser:
    """Return the options of every command."""
    # Behind the command only what is given there counts, so that `broadsheet -q build` stays quiet.
    common = argparse.ArgumentParser(add_help=False, parents=[loudness(default=argparse.SUPPRESS)])
    common.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder of mkdocs.yml and seeds/ (default: here)",
    )
    return common


def loudness(*, default: bool | str) -> argparse.ArgumentParser:
    """Return how much is said; `default` is what holds where neither is given."""
    loudness = argparse.ArgumentParser(add_help=False)
    for short, name, words in (
        ("-v", "--verbose", "say more: every stage with its time"),
        ("-q", "--quiet", "say nothing but problems and errors"),
    ):
        loudness.add_argument(short, name, action="store_true", default=default, help=words)
    return loudness


def work_options() -> argparse.ArgumentParser:
    """Return where articles are analysed, and where it is written what that took."""
    work = argparse.ArgumentParser(add_help=False, parents=[jobs_option()])
    work.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers analyse, as tcp://HOST:PORT"
    )
    work.add_argument(
        "--timings", type=Path, metavar="FILE", help="write what each stage took into FILE, as JSON"
    )
    return work


def jobs_option() -> argparse.ArgumentParser:
    """Return in how many processes articles are analysed."""
    jobs = argparse.ArgumentParser(add_help=False)
    jobs.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="processes that analyse; 0: one a core (default: 1)",
    )
    return jobs


def _jobs(text: str) -> int:
    if not text.isdecimal():
        message = f"a whole number from 0 on, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def port(text: str) -> int:
    """Return a port's number; 0 means any. Raises ArgumentTypeError for what is none."""
    if not text.isdecimal() or int(text) > _LAST_PORT:
        message = f"a whole number from 0 to {_LAST_PORT}, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)
