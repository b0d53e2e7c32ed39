"""What the site builder is told: the project's settings, ours where it says nothing, and what HTML depends on."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator import safe_yaml
from generator.errors import SiteBuilderError
from generator.write.sealed import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PLAIN_EXTENSIONS = frozenset(
    [
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
    ]
)
"""Of Python-Markdown's own extensions those by which a page depends on nothing but its text and their options."""

_AROUND = frozenset({"theme", "extra", "nav", "not_in_nav"})
"""Settings that what stands around a page's content depends on, and the content does not."""

_STATIC = frozenset(
    {".css", ".js", ".map", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".ico", ".woff", ".woff2"}
)
"""Files of a theme's folder that no template takes in."""

_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Everything that the site builder is told, beside the pages."""

    settings: dict[str, Any]
    """As MkDocs reads them, the project's own inherited from its file."""
    config: Path | None
    """The project's mkdocs.yml."""
    own: Path | None
    """The project's own folder of overrides, None where it has none."""
    key: str | None
    """Digest of all that the HTML of a page depends on beside its Markdown and programs; None: on more than we can know."""
    content_key: str | None
    """The same of what is made of the Markdown alone, the page without what stands around it."""


def frame_of(
    *,
    config: Path | None,
    theme: Path,
    nav: Sequence[tuple[str, str]],
    state: Path,
    source_date: int,
    extra: Mapping[str, object],
) -> Frame:
    """Return what MkDocs is told.

    `config` is the project's mkdocs.yml; None or a file that is not there: the defaults alone. `theme` is
    our folder of overrides. `nav` is taken where the project gives none. `source_date`, in seconds since
    1970, is the only date that MkDocs sees. `extra` is what templates see beside the project's own. Raises SiteBuilderError.
    """
    project = _read(config) if config is not None and config.is_file() else {}
    _check_forms(project, config)
    effective = _effective(project, _read(Path(str(files("generator.write") / "default.yml"))), nav)
    own = _own_theme(project, theme, config)
    effective["theme"] = _theme(project, effective.get("theme", {}), theme, config, own, state)
    effective["extra"] = {**effective.get("extra", {}), **extra}
    key, content_key = _keys(effective, project, own, config, source_date)
    if config is not None and project:
        effective["INHERIT"] = str(config.resolve())
        if isinstance(project.get("hooks"), list):
            effective["hooks"] = [str(config.resolve().parent / str(hook)) for hook in project["hooks"]]
    return Frame(settings=effective, config=config, own=own, key=key, content_key=content_key)


def _check_forms(project: dict[str, Any], config: Path | None) -> None:
    """Raise SiteBuilderError where a setting that is read here has a form that MkDocs does not know either."""
    theme, extensions = project.get("theme"), project.get("markdown_extensions")
    named = extensions if isinstance(extensions, list) else []
    for name, is_right in (
        ("theme", theme is None or isinstance(theme, str | dict)),
        ("markdown_extensions", extensions is None or isinstance(extensions, list | dict)),
        (
            "markdown_extensions",
            all(isinstance(one, str) or (isinstance(one, dict) and one) for one in named),
        ),
    ):
        if not is_right:
            remedy = "Write it as MkDocs's documentation of its configuration says"
            raise SiteBuilderError(f"{config}: {name}", "it has a form that MkDocs does not know", remedy)


def _keys(
    effective: dict[str, Any],
    project: dict[str, Any],
    own: Path | None,
    config: Path | None,
    source_date: int,
) -> tuple[str | None, str | None]:
    """Return digests of all that a page's HTML, and its content, depend on beside its Markdown, None where we cannot know all.

    That is so with plugins, hooks, templates of the project's own and extensions that may read other files. What is
    installed is not in it: who remembers pages sees to that.
    """
    read = list(_read_files(config))
    written = "\n".join(source.decode("utf-8", "replace") for source in read)
    named = {_name(one).removeprefix("markdown.extensions.") for one in effective["markdown_extensions"]}
    if (
        not named <= _PLAIN_EXTENSIONS
        or "python/" in written
        or len(_ENVIRONMENT.findall(written)) != written.count("!ENV")
        or any(project.get(k) for k in ("plugins", "hooks", "extra_templates"))
        or (own is not None and _has_templates(own))
    ):
        return None, None
    variables = {
        name: os.environ.get(name)
        for found in _ENVIRONMENT.findall(written)
        for name in re.findall(r"[A-Za-z_][A-Za-z0-9_]*", found)
    }
    theme = {**effective["theme"]}
    taken_in = _taken_in(Path(theme.pop("custom_dir")))
    parts = [{**effective, "theme": theme}, written, variables, taken_in, source_date]
    inner = [{k: v for k, v in effective.items() if k not in _AROUND}, written, variables]
    whole, content = (digest_of(yaml.safe_dump(one).encode("utf-8")) for one in (parts, inner))
    return whole, content


def _name(extension: str | dict[str, Any]) -> str:
    """Return the name of a Markdown extension, which may stand with its options."""
    return str(next(iter(extension)) if isinstance(extension, dict) else extension)


def _has_templates(folder: Path) -> bool:
    """Tell whether a theme's folder has templates, or leads elsewhere, where some may be."""
    return any(path.is_symlink() or path.suffix in {".html", ".xml", ".txt"} for path in folder.rglob("*"))


def installed() -> list[str]:
    """Return name and version of everything that is installed, and Python's own."""
    found = {path.name for folder in sys.path if folder for path in Path(folder).glob("*.dist-info")}
    return [sys.version, *sorted(found)]


def _taken_in(folder: Path) -> list[list[str]]:
    """Return the files of a theme's folder that templates may take in, by path and digest."""
    return [
        [path.relative_to(folder).as_posix(), digest_of(path.read_bytes())]
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in _STATIC
    ]


def _read_files(config: Path | None) -> Iterator[bytes]:
    """Yield the content of the project's settings and of those they inherit."""
    seen: set[Path] = set()
    while config is not None and config.is_file() and config.resolve() not in seen:
        seen.add(config.resolve())
        yield config.read_bytes()
        parent = _loaded(config).get("INHERIT")
        config = config.parent / str(parent) if parent else None


def _effective(
    project: dict[str, Any], defaults: dict[str, Any], nav: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Return what to add to the project's settings: our defaults for what it does not say, two levels deep."""
    effective: dict[str, Any] = {}
    for key, value in defaults.items():
        given = project.get(key)
        if given is None:
            effective[key] = value
        elif isinstance(given, dict) and isinstance(value, dict):
            effective[key] = {name: part for name, part in value.items() if name not in given}
    effective["markdown_extensions"] = _extensions(project, defaults)
    if not project.get("nav") and nav:
        effective["nav"] = [{title: path} for title, path in nav]
        effective["not_in_nav"] = "*"
    return effective


def _extensions(project: dict[str, Any], defaults: dict[str, Any]) -> list[Any]:
    """Return the project's Markdown extensions and, of ours, those that it does not name: pages need all of them."""
    given = project.get("markdown_extensions") or []
    own = list(given)
    named = {_name(one) for one in given}
    if isinstance(given, dict):
        own = [{name: options} if options else name for name, options in given.items()]
    ours = defaults["markdown_extensions"]
    return own + [one for one in ours if _name(one) not in named]


def _own_theme(project: dict[str, Any], theme: Path, config: Path | None) -> Path | None:
    """Return the project's own folder of overrides; None where it has none, or names ours."""
    given = project.get("theme")
    named = given.get("custom_dir") if isinstance(given, dict) else None
    own = config.resolve().parent / str(named) if config is not None and named else None
    return own if own is not None and own.is_dir() and own.resolve() != theme.resolve() else None


def _theme(
    project: dict[str, Any],
    defaults: dict[str, Any],
    theme: Path,
    config: Path | None,
    own: Path | None,
    state: Path,
) -> dict[str, Any]:
    """Return the theme's settings: our overrides as its folder, the project's own laid over them."""
    given = project.get("theme")
    given = {"name": given} if isinstance(given, str) else given or {}
    if given.get("name", "material") != "material":
        remedy = "Set theme.name to material, which the pages are made for"
        raise SiteBuilderError(str(config), f"theme.name is {given['name']!r}", remedy)
    folder = theme if own is None else _overlaid(theme, own, state / "theme")
    return {**defaults, "name": "material", "font": False, "custom_dir": str(folder)}


def _overlaid(theme: Path, own: Path, into: Path) -> Path:
    """Return a folder with all of `theme`, and all of `own` over it: MkDocs takes one folder of overrides only."""
    if into.exists():
        shutil.rmtree(into)
    shutil.copytree(theme, into)
    shutil.copytree(own, into, dirs_exist_ok=True, ignore_dangling_symlinks=True)
    return into


class _Loader(yaml.SafeLoader):
    """Reads settings for what we must know of them; a tag that MkDocs gives a meaning to is passed over."""


def _passed_over(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Loader.add_multi_constructor("!", _passed_over)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _passed_over)


def _read(path: Path, heirs: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return the settings in a file, those that it inherits included. Raises SiteBuilderError for what inherits itself."""
    if path.resolve() in heirs:
        raise SiteBuilderError(str(path), "it inherits itself", "Take one INHERIT out")
    found = _loaded(path)
    parent = found.pop("INHERIT", None)
    inherited = _read(path.parent / str(parent), (*heirs, path.resolve())) if parent else {}
    return {**inherited, **found}


def _loaded(path: Path) -> dict[str, Any]:
    """Return the settings in a file alone. Raises SiteBuilderError for what is no mapping of settings."""
    remedy = "Write the settings as YAML, `key: value` line by line"
    try:
        found = safe_yaml.load(path.read_bytes(), _Loader)
    except (OSError, yaml.YAMLError, RecursionError) as error:
        raise SiteBuilderError(str(path), f"it could not be read ({error})", remedy) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise SiteBuilderError(str(path), "it holds no settings", remedy)
    return found
