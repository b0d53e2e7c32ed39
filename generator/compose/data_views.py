"""What templates see of the Data page. The same rules hold as in `views.py`."""

from __future__ import annotations

from dataclasses import dataclass

from generator.compose.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of records."""

    name: str
    type: str
    """In words."""
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSetView:
    """Records with their files and fields."""

    id: str
    """Its anchor."""
    title: str
    sentence: str
    """What a row is."""
    n_rows: str
    """How many there are, in words."""
    downloads: tuple[Link, ...]
    """The same as CSV and as JSON."""
    fields_caption: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView:
    """What the site publishes beside its pages."""

    title: str
    sentence: str
    sets: tuple[DataSetView, ...]
    others: tuple[Link, ...]
    """Files that are no tables: `note` says what each holds."""
    notes: tuple[str, ...]
    """How to read the files."""
    rights: tuple[str, ...]
    """What of the articles' words stands in them, and whose these are."""
    cite: str
    """How to name the site and this state of it, as plain text."""
    method: Link
