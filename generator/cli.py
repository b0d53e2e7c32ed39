"""The commands; the only place that prints or sets an exit code."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.errors import BroadsheetError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.engine import Progress
    from generator.model import Problem

DONE, FAILED, WRONG_USE = 0, 1, 2
"""Exit codes: done; done with problems under --strict, or failed; wrong use."""

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return WRONG_USE
    try:
        return int(options.run(options))
    except BroadsheetError as error:
        _complain(f"error: {error}")
        return WRONG_USE if isinstance(error, WrongUseError) else FAILED
    except KeyboardInterrupt:
        _complain("Stopped. The last finished site is untouched.")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; point it nowhere so that closing it raises nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED


def _parser() -> argparse.ArgumentParser:
    common, work = _common_options(), _work_options()
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        description="Turns a folder of news articles into a searchable static site.",
        parents=[_loudness(default=False)],
    )
    parser.add_argument("--version", action="version", version=f"broadsheet {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    build = commands.add_parser(
        "build", parents=[common, work], help="seeds → site_src/ → site/, with its search index"
    )
    build.add_argument(
        "--strict", action="store_true", help="exit with 1 when any seed or setting has a problem"
    )
    build.add_argument(
        "--clean", action="store_true", help="make everything again, nothing from earlier builds"
    )
    build.set_defaults(run=_build)

    extract = commands.add_parser(
        "extract", parents=[common, work], help="the analysis alone, JSON lines in and out"
    )
    extract.add_argument(
        "source", type=Path, metavar="IN.jsonl[.gz]", help='a line: {"id": …, "text": …} and metadata'
    )
    extract.add_argument("--output", type=Path, required=True, metavar="OUT.jsonl", help="where the lines go")
    extract.add_argument("--all-mentions", action="store_true", help="also mentions that are not names")
    extract.add_argument(
        "--given-mentions",
        action="store_true",
        help='who is who among each line\'s own "mentions": [[start, end, kind], …]; none is looked for',
    )
    extract.add_argument(
        "--over-articles", action="store_true", help="an actor has the same id in all lines that name it"
    )
    extract.add_argument("--strict", action="store_true", help="exit with 1 when any line has a problem")
    extract.set_defaults(run=_extract)

    check = commands.add_parser(
        "check",
        parents=[common],
        help="reads settings, seeds and overrides, reports problems, writes nothing",
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 when there is any problem")
    check.set_defaults(run=_check)

    explain = commands.add_parser(
        "explain", parents=[common], help="how a quote was found: its rule, its speaker and how sure that is"
    )
    explain.add_argument("article", metavar="ARTICLE", help="its id, its seed or its page's address")
    explain.add_argument(
        "quote",
        nargs="?",
        metavar="QUOTE-ID",
        help="as in the quote's address (q-ID or ID); without it the article's quotes are listed",
    )
    explain.set_defaults(run=_explain)
    return parser


def _common_options() -> argparse.ArgumentParser:
    # Behind the command only what is given there counts, so that `broadsheet -q build` stays quiet.
    common = argparse.ArgumentParser(add_help=False, parents=[_loudness(default=argparse.SUPPRESS)])
    common.add_argument(
        "--project",
        type=Path,
        default=Path(),
        metavar="FOLDER",
        help="the folder of mkdocs.yml and seeds/ (default: here)",
    )
    return common


def _loudness(*, default: bool | str) -> argparse.ArgumentParser:
    loudness = argparse.ArgumentParser(add_help=False)
    for short, name, words in (
        ("-v", "--verbose", "say more: every stage with its time"),
        ("-q", "--quiet", "say nothing but problems and errors"),
    ):
        loudness.add_argument(short, name, action="store_true", default=default, help=words)
    return loudness


def _work_options() -> argparse.ArgumentParser:
    work = argparse.ArgumentParser(add_help=False)
    work.add_argument(
        "--jobs",
        type=_jobs,
        default=1,
        metavar="N",
        help="processes that analyse; 0: one a core (default: 1)",
    )
    work.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler whose workers analyse, as tcp://HOST:PORT"
    )
    return work


def _jobs(text: str) -> int:
    if not text.isdecimal():
        message = f"a whole number from 0 on, not {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from generator.build import build
    from generator.config import load_settings

    settings = load_settings(options.project)
    built = build(
        settings, _progress(options), jobs=options.jobs, scheduler=options.scheduler, clean=options.clean
    )
    _report(built.problems)
    for notice in built.notices:
        _complain(f"note: {notice}")
    if options.verbose:
        for stage in built.report.stages:
            _say(str(stage))
    if not options.quiet:
        pages = f"{built.written.n_written} pages written, {built.written.n_kept} unchanged, {built.written.n_removed} removed"
        _say(f"{_count(built.n_articles, 'article')}; {pages}; {built.report.seconds:.1f} s.")
        site = _shown(built.site)
        _say(
            f"The site is in {site}/. To look at it: python3 -m http.server --bind 127.0.0.1 --directory {site}"
        )
    return _verdict(built.problems, strict=options.strict)


def _extract(options: argparse.Namespace) -> int:
    from generator.config import load_settings
    from generator.extract import Wanted, extract

    done = extract(
        options.source,
        options.output,
        load_settings(options.project),
        _progress(options),
        jobs=options.jobs,
        scheduler=options.scheduler,
        wanted=Wanted(
            all_mentions=options.all_mentions,
            given_mentions=options.given_mentions,
            over_articles=options.over_articles,
        ),
    )
    _report(done.problems)
    if not options.quiet:
        _say(f"{_count(done.n_lines, 'article')} analysed into {options.output}.")
    return _verdict(done.problems, strict=options.strict)


def _check(options: argparse.Namespace) -> int:
    from generator.check import check
    from generator.config import load_settings

    checked = check(load_settings(options.project))
    _report(checked.problems)
    for notice in checked.notices:
        _complain(f"note: {notice}")
    if not options.quiet:
        _say(f"{_count(checked.n_articles, 'article')} read, {_count(len(checked.problems), 'problem')}.")
    return _verdict(checked.problems, strict=options.strict)


def _explain(options: argparse.Namespace) -> int:
    from generator.config import load_settings
    from generator.explain import explain

    told = explain(load_settings(options.project), options.article, options.quote)
    if told.quotes is not None:
        for line in _table(told.quotes):
            _say(line)
        if not told.quotes:
            _say(f"No quotes were found in {told.article.seed.path}.")
    for part in told.parts:
        _say(part.heading)
        for line in part.lines:
            _say(f"  {line}")
    return DONE


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their columns, but the last, as wide as the widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _progress(options: argparse.Namespace) -> Progress:
    from generator.engine import choose_progress

    return choose_progress(sys.stderr, quiet=options.quiet, environment=os.environ)


def _verdict(problems: Sequence[Problem], *, strict: bool) -> int:
    return FAILED if strict and problems else DONE


def _report(problems: Sequence[Problem]) -> None:
    for problem in problems:
        _complain(f"{problem.severity}: {problem}")


def _shown(path: Path) -> str:
    """Return a path as a person in this folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _say(line: str) -> None:
    from generator.engine.progress import visible

    print(visible(line, sys.stdout.encoding))


def _complain(line: str) -> None:
    from generator.engine.progress import visible

    print(visible(line, sys.stderr.encoding), file=sys.stderr)
