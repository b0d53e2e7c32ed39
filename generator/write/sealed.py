"""Files of what a build must remember, each with a digest of itself: read as written, or not at all."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from generator.write.room import make_room, write_new

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
    try:
        write_new(part, b"%s\n%s\n" % (digest_of(content).encode("ascii"), content))
        if path.is_dir() and not path.is_symlink():
            make_room(path)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def unseal(path: Path) -> bytes | None:
    """Return what was written; None where there is no such file or it is damaged."""
    with suppress(OSError):
        if not path.is_file():  # nobody may ever write into a pipe
            return None
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
