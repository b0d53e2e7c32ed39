"""What becomes of an item, wherever it is worked on: a value, or the words of what went wrong."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeAlias, TypeVar, runtime_checkable

from generator.errors import BroadsheetError

if TYPE_CHECKING:
    from collections.abc import Callable

Item = TypeVar("Item")
Result = TypeVar("Result")

TAKEN_AHEAD: Final = 16
"""Items taken for each worker before the first of them is answered: one that takes long keeps nobody waiting."""


@runtime_checkable
class Versioned(Protocol):
    """A function that knows what its answers depend on beside the item."""

    def versions(self) -> tuple[str, ...]:
        """Return names and versions as "NAME VERSION"; raises BroadsheetError where something is missing."""


class WorkersError(BroadsheetError):
    """Worker processes cannot be had, or die whatever they are given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Item, Result]):
    """An item with its result."""

    index: int
    """Place among the items, from 0."""
    item: Item
    value: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed(Generic[Item]):
    """An item that gave no result."""

    index: int
    """Place among the items, from 0."""
    item: Item
    error: str
    """What went wrong, in one line: the exception's name and words."""
    details: str = ""
    """The traceback as text; empty when the worker died."""


Outcome: TypeAlias = Done[Item, Result] | Failed[Item]


@dataclass(frozen=True, slots=True)
class Success(Generic[Result]):
    """What a worker sends back when the function returned."""

    value: Result


@dataclass(frozen=True, slots=True)
class Failure:
    """What a worker sends back when the function raised: text, for not every exception can travel."""

    error: str
    details: str


Attempt: TypeAlias = Success[Result] | Failure


def attempt(function: Callable[[Item], Result], item: Item) -> Attempt[Result]:
    """Return the function's result or what it raised; a BroadsheetError is raised on."""
    try:
        return Success(function(item))
    except BroadsheetError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place where an item's error becomes a value
        return Failure(in_one_line(error), traceback.format_exc())


def in_one_line(error: BaseException) -> str:
    """Return an exception's name and words without line breaks."""
    return " ".join(f"{type(error).__name__}: {error}".split()).removesuffix(":")


def resolve(index: int, item: Item, attempted: Attempt[Result]) -> Outcome[Item, Result]:
    """Join an item with what came of it."""
    if isinstance(attempted, Success):
        return Done(index=index, item=item, value=attempted.value)
    return Failed(index=index, item=item, error=attempted.error, details=attempted.details)
