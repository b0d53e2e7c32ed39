"""Files of what a build must remember, each with a digest of itself: read as written, or not at all."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_Value = TypeVar("_Value")


def digest_of(content: bytes) -> str:
    """Return the sha256 of `content`, hex."""
    return hashlib.sha256(content).hexdigest()


def seal(path: Path, content: bytes) -> None:
    """Write `content` with its digest, in one step, and a line break behind, which is none of it."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(b"%s\n%s\n" % (digest_of(content).encode("ascii"), content))
    part.replace(path)


def unseal(path: Path) -> bytes | None:
    """Return what was written; None where there is no such file or it is damaged."""
    with suppress(OSError):
        digest, _, content = path.read_bytes().partition(b"\n")
        content = content.removesuffix(b"\n")
        if digest == digest_of(content).encode("ascii"):
            return content
    return None


def seal_value(path: Path, value: object) -> None:
    """Write a dataclass with its digest, in one step."""
    seal(path, msgspec.msgpack.encode(value))


def unseal_value(path: Path, kind: type[_Value]) -> _Value | None:
    """Return what was written; None where there is no such file, or it is damaged or of another version."""
    content = unseal(path)
    if content is None:
        return None
    try:
        return msgspec.msgpack.decode(content, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def write_sealed(path: Path, values: Mapping[str, Any]) -> None:
    """Write values that JSON can hold, in one step; the same values give the same bytes."""
    seal(path, json.dumps(values, sort_keys=True, indent=0).encode("ascii"))


def read_sealed(path: Path) -> dict[str, Any]:
    """Return what was written; nothing where there is no such file, or one that is damaged or of another kind."""
    content = unseal(path)
    with suppress(ValueError):
        values = json.loads(content or b"")
        if isinstance(values, dict):
            return values
    return {}
