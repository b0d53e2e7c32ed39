"""The commands; the only place that prints or sets an exit code."""

from __future__ import annotations

import argparse
import gc
import os
import shlex
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator import __version__
from generator.errors import BroadsheetError, WriteError, WrongUseError
from generator.options import common_options, jobs_option, loudness, port, work_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.build import Built
    from generator.engine import BuildReport, Progress
    from generator.model import Problem
    from generator.preview import News

    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no other name

_SELDOM = 50_000
"""New values between two searches for circles: of frozen values, which most are here, none are ever in one."""

DONE, FAILED, WRONG_USE = 0, 1, 2
"""Exit codes: done; done with problems under --strict, or failed; wrong use."""

_BY_SIGNAL = 128
"""What is added to a signal's number where one ended a command, as shells do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return WRONG_USE
    _use_one_thread()
    gc.set_threshold(_SELDOM)
    from generator.engine.ending import Asked, heard

    try:
        with heard():
            return int(options.run(options))
    except BroadsheetError as error:
        _failed(error.where, error.what, error.remedy)
        return WRONG_USE if isinstance(error, WrongUseError) else FAILED
    except KeyboardInterrupt as asked:
        _stop()
        return _BY_SIGNAL + (asked.number if isinstance(asked, Asked) else signal.SIGINT)
    except BrokenPipeError:
        # Whoever read our output has gone; point it nowhere so that closing it raises nothing more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        _failed(str(error.filename or "the disk"), *_refused(error))
        return FAILED


def _refused(error: OSError) -> tuple[str, str]:
    """Return what the system refused that nobody reckoned with, and what to do."""
    what = f"the system refused ({error.strerror or error})"
    return what, "See that the disk is well and has room, and that all in the project can be read and written"


def _parser() -> argparse.ArgumentParser:
    common, work = common_options(), work_options()
    parser = argparse.ArgumentParser(
        prog="broadsheet",
        description="Turns a folder of news articles into a searchable static site.",
        parents=[loudness(default=False)],
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
    _add_extract(commands, common, work)

    check = commands.add_parser(
        "check",
        parents=[common],
        help="reads settings, seeds and overrides, reports problems, writes nothing",
    )
    check.add_argument("--strict", action="store_true", help="exit with 1 when there is any problem")
    check.set_defaults(run=_check)
    _add_serve(commands, common)

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


def _add_extract(commands: _Commands, common: argparse.ArgumentParser, work: argparse.ArgumentParser) -> None:
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


def _add_serve(commands: _Commands, common: argparse.ArgumentParser) -> None:
    serve = commands.add_parser(
        "serve",
        parents=[common, jobs_option()],
        help="builds, shows the site on this machine, and builds again whenever something changes",
    )
    serve.add_argument(
        "--port", type=port, default=8000, metavar="PORT", help="where on 127.0.0.1; 0: any (default: 8000)"
    )
    serve.add_argument(
        "--site",
        type=Path,
        metavar="FOLDER",
        help="show this built site as it is: nothing is built or watched",
    )
    serve.set_defaults(run=_serve)


def _use_one_thread() -> None:
    """Let one process use one core: libraries that share small sums among threads lose more than they gain."""
    from generator.engine.executors import ONE_THREAD

    for name, n_threads in ONE_THREAD.items():
        os.environ.setdefault(name, n_threads)


def _build(options: argparse.Namespace) -> int:
    from generator.build import build
    from generator.config import load_settings

    settings = load_settings(options.project)
    with _timed(options) as write_timings:
        built = build(
            settings, _progress(options), jobs=options.jobs, scheduler=options.scheduler, clean=options.clean
        )
        write_timings(built.report)
    _report(built.problems)
    for notice in built.notices:
        _complain(f"note: {notice}")
    _summary(built, options)
    if not options.quiet:
        _say(f"The site is in {_shown(built.site)}/. To look at it: {_serve_command(options)}")
    return _verdict(built.problems, strict=options.strict)


def _summary(built: Built, options: argparse.Namespace) -> None:
    """Say what a build did: a line a stage with -v, then one line for what was read and one for what was written."""
    report, written = built.report, built.written
    if options.verbose:
        for line in report.table():
            _say(line)
    if options.quiet:
        return
    n_kept = sum(stage.n_from_store for stage in report.stages if stage.name in {"compare", "analyse"})
    known = f", {n_kept:,} of {built.n_articles:,} from the cache" if n_kept else ""
    _say(f"{_count(built.n_articles, 'article')}{known}; {_count(len(built.problems), 'problem')}.")
    pages = f"{written.n_written:,} written, {written.n_kept:,} unchanged, {written.n_removed:,} removed"
    _say(f"Pages: {pages}; {report.seconds:.1f} s, processor {report.cpu_seconds:.1f} s.")


def _serve_command(options: argparse.Namespace) -> str:
    """Return the command that shows this project's site, as a person here would write it."""
    called = Path(sys.argv[0])
    program = _shown(called.absolute()) if called.name == "broadsheet" and called.exists() else "broadsheet"
    project = "" if options.project == Path() else f" --project {shlex.quote(str(options.project))}"
    return f"{program} serve{project}"


@contextmanager
def _timed(options: argparse.Namespace) -> Iterator[Callable[[BuildReport], None]]:
    """Give a function that writes a report to the file of --timings, memory of all processes included."""
    if options.timings is None:
        yield lambda _report: None
        return
    from generator.engine import timings, watched_memory

    def write(report: BuildReport) -> None:
        memory.end()
        memory.look()
        try:
            options.timings.write_text(timings(report, peak_with_children=memory.peak), encoding="utf-8")
        except OSError as error:
            what = f"cannot be written ({error.strerror})"
            raise WriteError(str(options.timings), what, "Name a file in a folder that is there") from error

    with watched_memory() as memory:
        yield write


def _extract(options: argparse.Namespace) -> int:
    from generator.config import load_settings
    from generator.extract import Wanted, extract

    wanted = Wanted(
        all_mentions=options.all_mentions,
        given_mentions=options.given_mentions,
        over_articles=options.over_articles,
    )
    with _timed(options) as write_timings:
        done = extract(
            options.source,
            options.output,
            load_settings(options.project),
            _progress(options),
            jobs=options.jobs,
            scheduler=options.scheduler,
            wanted=wanted,
        )
        write_timings(done.report)
    _report(done.problems)
    if options.verbose:
        for line in done.report.table():
            _say(line)
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


def _serve(options: argparse.Namespace) -> int:
    """Show a site until Ctrl-C, which is how this command is meant to end."""
    from generator.preview import Preview, show

    try:
        if options.site is not None:
            show(options.site, options.port, _Terminal(options).say)
        else:
            Preview(options.project, _Terminal(options), port=options.port, jobs=options.jobs).run()
    except KeyboardInterrupt:
        _stop()
    return DONE


def _stop() -> None:
    from generator.engine import end_workers

    end_workers()
    _complain("Stopped. The last finished site is untouched.")


class _Terminal:
    """Says what a preview does."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options

    def progress(self) -> Progress:
        return _progress(self._options)

    def built(self, news: News) -> None:
        """Say what a build did; of its problems and notices only those that the build before had not."""
        _report(news.problems)
        for notice in news.notices:
            _complain(f"note: {notice}")
        _summary(news.built, self._options)
        sys.stdout.flush()

    def failed(self, where: str, what: str, remedy: str) -> None:
        _failed(where, what, remedy)

    def say(self, line: str) -> None:
        if not self._options.quiet:
            _say(line)
            sys.stdout.flush()  # whoever reads a pipe must not wait for the next page of it

    def complain(self, line: str) -> None:
        _complain(line)


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


def _failed(where: str, what: str, remedy: str) -> None:
    """Say what stopped a command. What another program said keeps its lines; the remedy then has one of its own."""
    what = what.strip()
    end = "\n" if "\n" in what else ". "
    for line in f"error: {where}: {what}{end}{remedy}.".split("\n"):
        _complain(line)


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
