"""Templates that cannot be read or ask for what is not there, told with their place."""

from __future__ import annotations

import traceback

from jinja2 import TemplateError

from generator.errors import PageTemplateError


def template_fault(error: Exception) -> PageTemplateError | None:
    """Return what a template did wrong, by file and line; None for an error that comes from no template."""
    if isinstance(error, PageTemplateError):
        return error
    frames = traceback.extract_tb(error.__traceback__)
    places = [(one.filename, one.lineno or 1) for one in frames if one.filename.endswith(".j2")]
    if not places and not isinstance(error, TemplateError):
        return None
    line: int | None = getattr(error, "lineno", None)
    if line is None and places:
        place, line = places[-1]
    else:
        place = str(getattr(error, "filename", None) or getattr(error, "name", None) or "templates")
    what = " ".join(str(error).split()) or type(error).__name__
    return PageTemplateError(
        place if line is None else f"{place}:{line}", what, "Mend the template and build again"
    )
