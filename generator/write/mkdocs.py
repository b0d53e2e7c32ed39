"""The site builder: MkDocs with Material's theme, in a process of its own. Nothing else knows which it is."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from generator.errors import SiteBuilderError
from generator.write.command import run

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
_REMEDY = "Mend what these lines name, then build again"


def build_pages(  # noqa: PLR0913 - keywords only: what a site is built from
    *,
    config: Path | None,
    theme: Path,
    site_src: Path,
    into: Path,
    nav: Sequence[tuple[str, str]],
    state: Path,
    source_date: int,
    extra: Mapping[str, object],
) -> None:
    """Build `site_src` into the folder `into`, every warning an error.

    `config` is the project's mkdocs.yml; None or a file that is not there: the defaults alone. `theme` is
    our folder of overrides. `nav` is taken where the project gives none. `source_date`, in seconds since
    1970, is the only date that MkDocs sees. `extra` is what templates see beside the project's own. Raises SiteBuilderError.
    """
    project = _read(config) if config is not None and config.is_file() else {}
    effective = _effective(project, _read(Path(str(files("generator.write") / "default.yml"))), nav)
    effective["theme"] = _theme(project, effective.get("theme", {}), theme, config, state)
    effective["extra"] = {**effective.get("extra", {}), **extra}
    effective |= {"docs_dir": str(site_src), "site_dir": str(into)}
    if config is not None and project:
        effective["INHERIT"] = str(config.resolve())
        if isinstance(project.get("hooks"), list):
            effective["hooks"] = [str(config.resolve().parent / str(hook)) for hook in project["hooks"]]
    settings = state / "mkdocs.yml"
    settings.write_text(yaml.safe_dump(effective, sort_keys=False), encoding="ascii")
    run(
        "mkdocs",
        ["build", "--strict", "--config-file", str(settings)],
        folder=(config.resolve().parent if config is not None else site_src.parent),
        environment={**_QUIET, "SOURCE_DATE_EPOCH": str(source_date), "TZ": "UTC"},
        remedy=_REMEDY,
    )
    _drop_unused(into)


def _drop_unused(site: Path) -> None:
    """Remove the theme's own search and scripts, more than a megabyte, which no page of our frame refers to."""
    scripts = site / "assets" / "javascripts"
    shutil.rmtree(scripts / "lunr", ignore_errors=True)
    shutil.rmtree(scripts / "workers", ignore_errors=True)
    home = site / "index.html"
    used = home.read_bytes() if home.is_file() else b""
    for script in scripts.glob("bundle.*.js"):
        if script.name.encode() not in used:
            script.unlink()
            script.with_name(f"{script.name}.map").unlink(missing_ok=True)


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
    named = {next(iter(one)) if isinstance(one, dict) else one for one in given}
    if isinstance(given, dict):
        own = [{name: options} if options else name for name, options in given.items()]
    ours = defaults["markdown_extensions"]
    return own + [one for one in ours if (next(iter(one)) if isinstance(one, dict) else one) not in named]


def _theme(
    project: dict[str, Any],
    defaults: dict[str, Any],
    theme: Path,
    config: Path | None,
    state: Path,
) -> dict[str, Any]:
    """Return the theme's settings: our overrides as its folder, the project's own laid over them."""
    given = project.get("theme")
    given = {"name": given} if isinstance(given, str) else given or {}
    if given.get("name", "material") != "material":
        remedy = "Set theme.name to material, which the pages are made for"
        raise SiteBuilderError(str(config), f"theme.name is {given['name']!r}", remedy)
    settings = {**defaults, "name": "material", "font": False, "custom_dir": str(theme)}
    own = given.get("custom_dir")
    own_folder = config.resolve().parent / str(own) if config is not None and own else None
    if own_folder is not None and own_folder.is_dir() and own_folder.resolve() != theme.resolve():
        settings["custom_dir"] = str(_overlaid(theme, own_folder, state / "theme"))
    return settings


def _overlaid(theme: Path, own: Path, into: Path) -> Path:
    """Return a folder with all of `theme`, and all of `own` over it: MkDocs takes one folder of overrides only."""
    if into.exists():
        shutil.rmtree(into)
    shutil.copytree(theme, into)
    shutil.copytree(own, into, dirs_exist_ok=True)
    return into


class _Loader(yaml.SafeLoader):
    """Reads settings for what we must know of them; a tag that MkDocs gives a meaning to is passed over."""


def _passed_over(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Loader.add_multi_constructor("!", _passed_over)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _passed_over)


def _read(path: Path) -> dict[str, Any]:
    """Return the settings in a file, those that it inherits included.

    Raises SiteBuilderError for what is no mapping of settings.
    """
    remedy = "Write the settings as YAML, `key: value` line by line"
    try:
        found = yaml.load(path.read_bytes(), Loader=_Loader)  # noqa: S506 - a SafeLoader that knows fewer tags
    except (OSError, yaml.YAMLError, UnicodeError) as error:
        raise SiteBuilderError(str(path), f"it could not be read ({error})", remedy) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise SiteBuilderError(str(path), "it holds no settings", remedy)
    parent = found.pop("INHERIT", None)
    return {**(_read(path.parent / str(parent)) if parent else {}), **found}
