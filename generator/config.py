"""Settings, read from `mkdocs.yml` (`extra: broadsheet:`) and checked, each problem with its line."""

from __future__ import annotations

import difflib
import os
import reprlib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.aggregate.settings import AggregateSettings
from generator.analyse.settings import AnalyseSettings
from generator.compose.settings import ComposeSettings
from generator.errors import SettingsError
from generator.looks import ACCENT, fault_of
from generator.policy import check_sources
from generator.read.settings import ReadSettings, Withdrawn
from generator.shards import Shard, read_shards
from generator.takedown import read_takedown

if TYPE_CHECKING:
    from yaml.nodes import Node

CONFIG = "mkdocs.yml"
"""The file that holds the settings; a project without it has the defaults."""

_SECTION = "broadsheet"

_NOT_SETTABLE = frozenset({"site_name", "site_description", "site_url", "stated", "versions", "n_taken_down"})
"""Fields of the rooms' settings that are not written under `extra: broadsheet:`."""

_NULL, _TEXT, _ENVIRONMENT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str", "!ENV"
"""Tags of values in YAML; the last one is MkDocs's own."""

_LEAST = {
    "max_bytes": 1_000,
    "max_archive_articles": 1,
    "max_unreadable_lines": 0,
    "max_article_characters": 1_000,
    "max_key_phrases": 1,
    "min_topic_articles": 1,
    "min_actor_articles": 1,
    "excerpt_words": 0,
    "rows_per_page": 5,
}
"""Smallest useful value of whole numbers."""

_COLOURS = {"accent": "light", "accent_dark": "dark"}
"""Settings that are colours, with the theme whose grounds they are read on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set, checked. The rooms' settings come flat in the file."""

    project: Path
    """The folder that holds `mkdocs.yml`, absolute."""
    config: Path | None = None
    """The `mkdocs.yml` that was read; None where there is none."""
    seeds: str = "seeds"
    """Folder of the articles, relative to the project."""
    overrides: str = "seeds/overrides.yml"
    """File of what editors correct, relative to the project; where only `seeds` is set, overrides.yml in that folder."""
    overrides_given: bool = False
    """Whether `mkdocs.yml` names that file: then it must be there."""
    site_src: str = "site_src"
    """Folder of the generated pages: `docs_dir` of `mkdocs.yml`."""
    site: str = "site"
    """Folder of the built site: `site_dir` of `mkdocs.yml`."""
    language: str = "en"
    """Language of the interface: `theme: language:` of `mkdocs.yml`."""
    language_place: str = CONFIG
    """Where that was chosen, with its line."""
    accent: str = ACCENT
    """Colour of links and of what is chosen, `#rrggbb`, on light grounds."""
    accent_dark: str | None = None
    """The same on dark grounds; None: a lighter shade of `accent`."""
    shards: tuple[Shard, ...] = ()
    """The sites that make up one collection with this one; it may be among them."""
    takedown: tuple[Withdrawn, ...] = ()
    """What is never to be published again; no room of its own has it, for what rooms are told is published."""
    allowed_sources: tuple[str, ...] = ()
    """Hosts that pages may load from, and hashes of inline scripts that may run; none of them is needed by our own pages."""
    read: ReadSettings = field(default_factory=ReadSettings)
    analyse: AnalyseSettings = field(default_factory=AnalyseSettings)
    aggregate: AggregateSettings = field(default_factory=AggregateSettings)
    compose: ComposeSettings = field(default_factory=ComposeSettings)


_ROOMS = ("read", "analyse", "aggregate", "compose")


def load_settings(project: Path) -> Settings:
    """Return the settings of a project's folder.

    Raises SettingsError, with file and line, when the file is not YAML, holds an
    unknown setting or one whose value cannot be used.
    """
    project = project.resolve()
    path = project / CONFIG
    if not project.is_dir():
        raise SettingsError(
            str(project), "there is no such folder", "Name the folder that holds mkdocs.yml and seeds/"
        )
    if not path.is_file():
        return _stated(Settings(project=project))
    top = _mapping(_root(path))
    base = Settings(project=project, config=path)
    base = _in_language(_about_site(_folders(base, top, path), top), top, path)
    section = _section(top, path)
    return _stated(_without_overrides(_apply(base, section, path)))


def _stated(settings: Settings) -> Settings:
    """Return settings whose composing room knows the rooms' by name: the published data say how they were made."""
    stated = tuple(
        (name, getattr(getattr(settings, room), name))
        for name, (room, _, _) in sorted(known_settings().items())
        if room
    )
    return replace(settings, compose=replace(settings.compose, stated=stated))


def _without_overrides(settings: Settings) -> Settings:
    """Return settings by which the file of overrides is no seed, wherever it lies."""
    path = os.path.relpath(settings.project / settings.overrides, settings.project / settings.seeds)
    place = Path(path).as_posix()
    if place in settings.read.not_seeds:
        return settings
    return replace(settings, read=replace(settings.read, not_seeds=(*settings.read.not_seeds, place)))


def known_settings() -> dict[str, tuple[str, str, object]]:
    """Return every setting by name: the room it belongs to ("" for the project), its type and default."""
    defaults = Settings(project=Path())
    known: dict[str, tuple[str, str, object]] = {
        name: ("", "str", getattr(defaults, name)) for name in ("seeds", "overrides", "accent")
    }
    known["accent_dark"] = ("", "str | None", defaults.accent_dark)
    known["shards"] = ("", "tuple[Shard, ...]", defaults.shards)
    known["takedown"] = ("", "tuple[Withdrawn, ...]", defaults.takedown)
    known["allowed_sources"] = ("", "tuple[str, ...]", defaults.allowed_sources)
    for room in _ROOMS:
        values = getattr(defaults, room)
        for one in fields(values):
            if one.name not in _NOT_SETTABLE:
                known[one.name] = (room, str(one.type), getattr(values, one.name))
    return known


def _root(path: Path) -> Node | None:
    import yaml

    from generator import safe_yaml

    try:
        return safe_yaml.compose(path.read_text("utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(CONFIG, "the file is not UTF-8", "Save it as UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = CONFIG if mark is None else f"{CONFIG}:{mark.line + 1}"
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise SettingsError(where, f"the file is not valid YAML ({problem})", "Mend that line") from error
    except OSError as error:
        raise SettingsError(
            CONFIG, f"the file cannot be read ({error.strerror})", "Check its permissions"
        ) from error


def _mapping(node: Node | None) -> dict[str, tuple[int, Node]]:
    """Return a mapping node's keys with the line (from 1) and node of each value."""
    from yaml.nodes import MappingNode, ScalarNode

    pairs = node.value if isinstance(node, MappingNode) else []
    return {
        str(key.value): (key.start_mark.line + 1, value)
        for key, value in pairs
        if isinstance(key, ScalarNode)
    }


def _folders(base: Settings, top: dict[str, tuple[int, Node]], path: Path) -> Settings:
    for name, key in (("site_src", "docs_dir"), ("site", "site_dir"), ("site_name", "site_name")):
        if key not in top:
            continue
        line, node = top[key]
        value = _text(node, key, line, path)
        if name == "site_name":
            base = replace(base, compose=replace(base.compose, site_name=value))
        else:
            base = replace(base, site_src=value) if name == "site_src" else replace(base, site=value)
    return base


def _in_language(base: Settings, top: dict[str, tuple[int, Node]], path: Path) -> Settings:
    """Return settings with the language that the theme is set to; whether it has words is seen when a site is built."""
    theme = _mapping(top["theme"][1]) if "theme" in top else {}
    if "language" not in theme:
        return base
    line, node = theme["language"]
    value = _text(node, "theme: language", line, path)
    return replace(base, language=value, language_place=f"{path.name}:{line}")


def _about_site(base: Settings, top: dict[str, tuple[int, Node]]) -> Settings:
    """Return settings with what `mkdocs.yml` says of the site itself: what it is about, and where it will be."""
    compose = base.compose
    if "site_description" in top:
        compose = replace(
            compose, site_description=_from_environment(top["site_description"][1]).strip() or None
        )
    if "site_url" in top:
        url = _from_environment(top["site_url"][1]).strip()
        # What is no address at all MkDocs refuses, with its own words.
        is_web = url.startswith(("http://", "https://"))
        compose = replace(compose, site_url=f"{url.rstrip('/')}/" if is_web else None)
    return replace(base, compose=compose)


def _from_environment(node: Node) -> str:
    """Return a text or, behind `!ENV`, the first of the variables that is set, else the default; "" for all else.

    Source: MkDocs, configuration, environment variables.
    """
    from yaml.nodes import ScalarNode

    if node.tag not in {_TEXT, _ENVIRONMENT}:
        return ""
    parts = [node] if isinstance(node, ScalarNode) else node.value
    words = [str(part.value) if part.tag != _NULL else "" for part in parts if isinstance(part, ScalarNode)]
    if node.tag == _TEXT:
        return words[0]
    names, default = (words[:-1], words[-1]) if len(words) > 1 else (words, "")
    return next((os.environ[name] for name in names if name in os.environ), default)


def _text(node: Node, key: str, line: int, path: Path) -> str:
    from yaml.nodes import ScalarNode

    if not isinstance(node, ScalarNode) or not str(node.value).strip():
        raise SettingsError(
            f"{path.name}:{line}", f"{key} needs a text", "Write one word or path behind the colon"
        )
    return str(node.value)


def _section(top: dict[str, tuple[int, Node]], path: Path) -> dict[str, tuple[int, Node]]:
    if "extra" not in top:
        return {}
    extra = _mapping(top["extra"][1])
    if _SECTION not in extra:
        return {}
    line, node = extra[_SECTION]
    if isinstance(node.value, str) and node.value in {"", "null", "~"}:
        return {}
    if not isinstance(node.value, list) or not node.tag.endswith(":map"):
        raise SettingsError(
            f"{path.name}:{line}",
            "extra: broadsheet: needs settings below it",
            "Write each as `name: value`, indented",
        )
    return _mapping(node)


def _apply(base: Settings, section: dict[str, tuple[int, Node]], path: Path) -> Settings:
    known = known_settings()
    rooms: dict[str, dict[str, Any]] = {}
    for name, (line, node) in section.items():
        where = f"{path.name}:{line}"
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            remedy = f"Did you mean {near[0]}" if near else f"Known are {', '.join(sorted(known))}"
            raise SettingsError(where, f"there is no setting {name}", remedy)
        room, _, _ = known[name]
        rooms.setdefault(room, {})[name] = _value(base, room, name, node, where)
    own = rooms.pop("", {})
    if "seeds" in own:
        base = replace(base, overrides=f"{own['seeds'].rstrip('/')}/overrides.yml")
    base = replace(base, **own, overrides_given="overrides" in own)
    return replace(base, **{room: replace(getattr(base, room), **values) for room, values in rooms.items()})


def _value(base: Settings, room: str, name: str, node: Node, where: str) -> object:
    import msgspec
    import yaml

    from generator import safe_yaml

    if name == "shards":
        return read_shards(node, where)
    if name == "takedown":
        return read_takedown(node, where)
    try:
        value = safe_yaml.value_of(node)
    except (yaml.YAMLError, RecursionError) as error:
        # A date that no calendar has, a number of thousands of digits, a list that holds itself.
        raise SettingsError(
            where, f"{name} has a value that cannot be read", "Write a plain value"
        ) from error
    # A few references to references make a value that is gigabytes when written out.
    shown = reprlib.repr(value)
    try:
        result = (
            getattr(msgspec.convert({name: value}, type(getattr(base, room))), name)
            if room
            else _plain(value, name)
        )
    except (msgspec.ValidationError, RecursionError) as error:
        what = str(error).split(" - at ")[0]
        raise SettingsError(where, f"{name} cannot be {shown}: {what}", "See docs/settings.md") from error
    least = _LEAST.get(name)
    if least is not None and isinstance(result, int) and result < least:
        raise SettingsError(where, f"{name} cannot be {shown}", f"Write {least} or more")
    if name == "allowed_sources" and isinstance(result, tuple):
        check_sources(result, where)
    if name in _COLOURS and result is not None:
        fault = fault_of(str(result), _COLOURS[name])
        if fault is not None:
            example = (
                'darker one, such as "#1b5e8c"' if name == "accent" else 'lighter one, such as "#8fc4ea"'
            )
            remedy = f"Write a {example}, with quotation marks: YAML takes # for a comment"
            raise SettingsError(where, f"{name} cannot be {shown}: {fault}", remedy)
    if name == "min_confidence" and not 0 <= float(str(result)) <= 1:
        raise SettingsError(where, f"{name} cannot be {shown}", "Write a number from 0 to 1")
    return result


def _plain(value: object, name: str) -> str | tuple[str, ...] | None:
    """Return a setting of the project itself: a text or a list of them; only the dark accent may be nothing."""
    import msgspec

    if name == "allowed_sources":
        return msgspec.convert(value, tuple[str, ...])
    return None if name == "accent_dark" and value is None else msgspec.convert(value, str)
