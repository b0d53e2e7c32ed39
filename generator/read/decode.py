"""Bytes of a seed → its characters: UTF-8 first, then what the bytes themselves show."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from generator.read.clean import n_controls

if TYPE_CHECKING:
    from generator.read.complaints import Complaints

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32's little-endian mark begins with UTF-16's, so it stands before it."""

_OTHER_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zipped document (docx, odt, epub, …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "gzipped"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)

_GUESSES = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "iso8859_2",
    "koi8_r",
    "mac_roman",
    "cp866",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
"""Encodings that news is found in. Without such a list a guess may fall on an encoding of mainframes,
and with the Baltic cp1257 in it English and Polish pages were taken for Lithuanian ones (tried on 17
sentences in 12 languages)."""

_DECLARABLE = frozenset(
    {*_GUESSES, "utf-8", "iso8859-1", "iso8859-15", "iso8859-2", "ascii", "gb2312", "gbk"}
)
_DECLARED = re.compile(
    rb"""(?i)(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,20})"""
)
_HEAD_BYTES = 2048
"""Where HTML must declare its encoding (the standard says 1024; news sites are lax)."""

_MOST_CONTROLS = 0.01
"""More control characters than this share: not a text. Texts have none, or a stray one."""

_FEW_CONTROLS = 3
_BINARY_REMEDY = "Put the article's words into a .txt, .md or .html file"


def decode(data: bytes, complaints: Complaints, *, markup: bool = False) -> str:
    """Return the characters of `data`; `markup`: it may declare its encoding itself.

    Raises RefusedError, with its reason among the complaints, for what is not text.
    """
    for start, kind in _OTHER_KINDS:
        if data.startswith(start):
            raise complaints.refuse(f"is {kind}, not a text", _BINARY_REMEDY)
    text = _known(data, complaints, markup=markup)
    if text is None:
        text = _guessed(data, complaints)
    _check_controls(text, complaints)
    return text


def _known(data: bytes, complaints: Complaints, *, markup: bool) -> str | None:
    """Return the text where the bytes themselves tell its encoding, the surest sign first."""
    text = _by_mark(data, complaints)
    if text is None:
        text = _as_utf8(data)
    if text is None:
        text = _as_utf16(data)
    if text is None and markup:
        text = _as_declared(data)
    return _nearly_utf8(data, complaints) if text is None else text


def _by_mark(data: bytes, complaints: Complaints) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                if encoding == "utf-8":
                    return _nearly_utf8(data[len(mark) :], complaints)
                raise complaints.refuse(
                    f"begins as {encoding.upper()} text but breaks off being so",
                    "Save it as UTF-8",
                    line=line,
                ) from None
    return None


def _as_utf8(data: bytes) -> str | None:
    """Return UTF-8 text; None for other bytes and for text that holds a NUL after every letter."""
    if data.count(0) * 10 > len(data):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _as_utf16(data: bytes) -> str | None:
    """Return UTF-16 text without a mark, known by NULs in every other place (Latin letters)."""
    n_pairs = len(data) // 2
    for nul_at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        n_nuls = data[nul_at::2].count(0)
        if len(data) % 2 == 0 and n_nuls * 2 > n_pairs and data.count(0) == n_nuls:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _as_declared(data: bytes) -> str | None:
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared[1].decode("ascii")).name
        # Browsers read Latin-1 as its superset of Windows, and pages count on it.
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return data.decode(name) if name in _DECLARABLE else None
    except (LookupError, UnicodeDecodeError):
        return None


def _nearly_utf8(data: bytes, complaints: Complaints) -> str | None:
    """Return UTF-8 text with few broken bytes (a cut file, one pasted line), these as U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    n_broken = text.count("\ufffd")
    if not n_broken:
        return None
    n_sound = sum(c > "\x7f" for c in text) - n_broken
    if n_sound < 5 * n_broken:
        return None
    line = text.count("\n", 0, text.index("\ufffd")) + 1
    complaints.warning(
        f"holds bytes that are not UTF-8 ({n_broken}, the first on this line); they became “\ufffd”",
        "Put the right characters there and save as UTF-8",
        line=line,
    )
    return text


def _guessed(data: bytes, complaints: Complaints) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only needed for seeds that are not UTF-8

    found = (
        [] if b"\0" in data else list(from_bytes(data, cp_isolation=list(_GUESSES), enable_fallback=False))
    )
    if not found:
        raise complaints.refuse("is not text in any known encoding", "Save it as UTF-8 text")
    # Sound alternatives come in alphabetical order; Western European is the likeliest of them by far.
    fitting = found[0].could_be_from_charset
    encoding = "cp1252" if "cp1252" in fitting else found[0].encoding
    complaints.warning(
        f"is not UTF-8; it was read as {codecs.lookup(encoding).name}",
        "Save it as UTF-8 if any character looks wrong",
    )
    return data.decode(encoding)


def _check_controls(text: str, complaints: Complaints) -> None:
    n = n_controls(text)
    if n > max(len(text) * _MOST_CONTROLS, _FEW_CONTROLS):
        raise complaints.refuse("is binary, not a text", _BINARY_REMEDY)
    if n:
        complaints.warning(
            f"holds control characters ({n}); they were left out", "Take them out if words ran together"
        )
