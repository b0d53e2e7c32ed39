"""What pages may load: said on each of them, and added to by the settings alone."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from generator.config import load_settings
from generator.errors import SettingsError
from generator.policy import told_of_policy
from generator.write import build_site, write_pages

PROJECT = Path(__file__).parents[2]
HASH = "sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc="


def settings(project: Path, sources: str) -> Path:
    """Write settings with these sources, and return the project."""
    (project / "mkdocs.yml").write_text(
        f"site_name: X\nextra:\n  broadsheet:\n    allowed_sources: {sources}\n", "utf-8"
    )
    return project


@pytest.mark.parametrize(
    "source",
    [
        "http://stats.example.org",
        "https://stats.example.org/count.js",
        "stats.example.org",
        "https:",
        "*",
        "data:",
        "'unsafe-inline'",
        "unsafe-eval",
        "https://a.example; script-src *",
        "https://a.example'",
        "sha256-short",
        "https://*",
    ],
)
def test_only_https_hosts_and_hashes_are_added(tmp_path: Path, source: str) -> None:
    """Anything that would allow more than one host or one script is refused with its line."""
    with pytest.raises(SettingsError, match=r"mkdocs\.yml:4: allowed_sources cannot hold"):
        load_settings(settings(tmp_path, f'["https://fine.example", "{source}"]'))


def test_hosts_and_hashes_are_told_apart(tmp_path: Path) -> None:
    """Hosts, with a port or for all their subdomains, and hashes of inline scripts."""
    hosts = ["https://stats.example.org", "https://*.example.net:8443"]
    given = load_settings(settings(tmp_path, f'["{hosts[0]}", "{hosts[1]}", "{HASH}"]')).allowed_sources
    assert told_of_policy(given) == {"hosts": hosts, "inline": [HASH]}
    assert load_settings(settings(tmp_path, "[]")).allowed_sources == ()


def policies(project: Path, **extra: object) -> dict[str, str]:
    """Build a page of ours and one that was added by hand; return each page's policy, which must stand before all else."""
    pages = [
        ("index.md", b"---\nkind: home\n---\n# Ours\n"),
        ("by-hand.md", b"# By hand\n"),
        ("feed.xml", b"<feed/>"),
    ]
    write_pages(pages, project / "site_src")
    build_site(
        project,
        config=None,
        templates=PROJECT / "templates",
        site_src=project / "site_src",
        site=project / "site",
        nav=(("Home", "index.md"),),
        extra=extra,
    )
    found = {}
    for page in (project / "site").rglob("*.html"):
        head = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False).find("head")
        charset, policy = list(head)[:2]
        assert charset.attrib == {"charset": "utf-8"}
        assert policy.attrib["http-equiv"] == "Content-Security-Policy"
        found[page.relative_to(project / "site").as_posix()] = policy.attrib["content"]
    return found


def directives(policy: str) -> dict[str, list[str]]:
    """Return a policy's directives with their sources."""
    return {words.split()[0]: words.split()[1:] for words in policy.split(";")}


def test_scripts_come_from_the_site_alone(tmp_path: Path) -> None:
    """Each page's policy: nothing but the site's own files, WebAssembly for search, no base, frame, form or object."""
    found = policies(tmp_path)
    assert found.keys() >= {"index.html", "404.html", "by-hand/index.html"}
    for path, policy in found.items():
        said = directives(policy)
        assert said["default-src"] == ["'none'"], path
        assert said["script-src"] == ["'self'", "'wasm-unsafe-eval'"], path
        for name in ("base-uri", "form-action", "object-src", "frame-src"):
            assert said[name] == ["'none'"], (path, name)
        for name in ("worker-src", "connect-src", "font-src"):
            assert said[name] == ["'self'"], (path, name)
        by_hand = path == "by-hand/index.html"
        assert said["style-src"] == ["'self'", *(["'unsafe-inline'"] if by_hand else [])], path


def test_what_is_allowed_is_added(tmp_path: Path) -> None:
    """A host counts for everything that is loaded, a hash for scripts; `frame-src` then says the host alone."""
    found = policies(tmp_path, allowed=told_of_policy(["https://stats.example.org", HASH]))
    said = directives(found["index.html"])
    assert said["script-src"] == ["'self'", "'wasm-unsafe-eval'", f"'{HASH}'", "https://stats.example.org"]
    assert said["img-src"] == ["'self'", "data:", "https://stats.example.org"]
    assert said["frame-src"] == ["https://stats.example.org"]
    assert said["worker-src"] == ["'self'"]
