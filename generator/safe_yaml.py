r"""YAML by PyYAML's safe loader, with one kind of error: what slips out of the library on odd values becomes it too.

`!!float` without a number ends in an IndexError there, `!!timestamp 2025-99-` in an AttributeError, the escape
`"\UFFFFFFFF"` in an OverflowError; the next version may have others.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLIPS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def events(text: str) -> Iterator[yaml.Event]:
    """Yield what a text consists of. Raises YAMLError, with its place where it is known; RecursionError where it is too deep."""
    loader = yaml.SafeLoader(text)
    with _one_kind_of_error(loader):
        while loader.check_event():
            yield loader.get_event()  # type: ignore[no-untyped-call]


def compose(text: str) -> yaml.Node | None:
    """Return the tree of a text, nothing in it made into values. Raises as `events` does."""
    loader = yaml.SafeLoader(text)
    with _one_kind_of_error(loader):
        return loader.get_single_node()


def value_of(node: yaml.Node) -> Any:  # noqa: ANN401 - whatever somebody wrote
    """Return the value that a node stands for. Raises as `events` does."""
    return load(yaml.serialize(node), yaml.SafeLoader)


def load(text: str | bytes, kind: type[yaml.SafeLoader]) -> Any:  # noqa: ANN401 - whatever somebody wrote
    """Return the value that a text stands for. Raises as `events` does."""
    loader = kind(text)
    with _one_kind_of_error(loader):
        return loader.get_single_data()


@contextmanager
def _one_kind_of_error(loader: yaml.SafeLoader) -> Iterator[None]:
    try:
        yield
    except _SLIPS as error:
        what = "a value in it cannot be read"
        raise yaml.MarkedYAMLError(problem=what, problem_mark=loader.get_mark()) from error
    finally:
        loader.dispose()
