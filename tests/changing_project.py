"""A project of a few invented articles that is changed at random."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

TEMPLATES = Path(__file__).parents[1] / "templates"

PEOPLE = ("Orla Finch", "Tomas Reed", "Ines Varga", "Bram Holt")
PLACES = ("Skarne", "Port Velling", "Marrowdale")
THINGS = ("harbor fees", "the ferry timetable", "a new lighthouse", "the herring quota")


def article(chance: random.Random) -> str:
    """Return a short article about invented people."""
    who, other = chance.sample(PEOPLE, 2)
    where, what = chance.choice(PLACES), chance.choice(THINGS)
    day = f"2024-03-{chance.randint(1, 28):02d}"
    return (
        f"---\ntitle: {who} and {what} in {where}\ndate: {day}\noutlet: The Skarne Post\n---\n"
        f"{where.upper()} - Mayor {who} of {where} said on Monday that {what} would be settled by June.\n\n"
        f"“We have waited for {what} long enough,” {who} said. “Nobody in {where} wants another winter of it.”\n\n"
        f"{other}, a fisher, told the council that {what} had cost the town dearly. {other} left before the vote.\n"
    )


class Project:
    """A project that is changed at random, and the templates that it is built with."""

    def __init__(self, folder: Path, chance: random.Random, *, templates: Path | None = None) -> None:
        """Make its files; `templates` are used as they are, None: as a copy that may be changed."""
        self.folder, self.chance = folder / "project", chance
        self.templates = templates or folder / "templates"
        self.n_made = 0
        if templates is None:
            shutil.copytree(TEMPLATES, self.templates)
        (self.folder / "seeds").mkdir(parents=True)
        self.settings("300")
        for _ in range(4):
            self.add_seed()

    def seeds(self) -> list[Path]:
        """Return the seeds, in order."""
        return sorted((self.folder / "seeds").glob("*.txt"))

    def one(self) -> Path:
        """Return any seed."""
        return self.chance.choice(self.seeds())

    def settings(self, excerpt_words: str = "") -> None:
        """Write other settings."""
        words = excerpt_words or self.chance.choice(("20", "60", "300"))
        name, language = self.chance.choice(("The Quay", "The Pier")), self.chance.choice(("en", "en", "de"))
        address = self.chance.choice(("", "site_url: https://quay.example/news/\n"))
        (self.folder / "mkdocs.yml").write_text(
            f"site_name: {name}\n{address}theme:\n  name: material\n  language: {language}\n"
            f"extra:\n  broadsheet:\n    excerpt_words: {words}\n    rows_per_page: {self.chance.choice((5, 50))}\n",
            "utf-8",
        )

    def add_seed(self) -> None:
        """Put an article more."""
        self.n_made += 1
        (self.folder / "seeds" / f"a{self.n_made}.txt").write_text(article(self.chance), "utf-8")

    def edit_seed(self) -> None:
        """Put another article in the place of one."""
        self.one().write_text(article(self.chance), "utf-8")

    def touch_up_seed(self) -> None:
        """Change a word."""
        seed = self.one()
        seed.write_text(
            seed.read_text("utf-8", "replace").replace("dearly", self.chance.choice(("much", "a lot"))),
            "utf-8",
        )

    def rename_seed(self) -> None:
        """Give a seed another name."""
        self.n_made += 1
        self.one().rename(self.folder / "seeds" / f"b{self.n_made}.txt")

    def remove_seed(self) -> None:
        """Take a seed away, but not the last."""
        if len(self.seeds()) > 1:
            self.one().unlink()

    def spoil_seed(self) -> None:
        """Make a seed unreadable."""
        self.one().write_bytes(b"\x00\xff\xfe")

    def override(self) -> None:
        """Correct other actors, or none."""
        who = self.chance.choice(PEOPLE)
        lines = {
            "rename": f"actors:\n  rename: [{{from: {who}, to: {who.upper()}}}]\n",
            "drop": f"actors:\n  drop: [{who}]\n",
            "nothing": "",
        }
        (self.folder / "seeds" / "overrides.yml").write_text(
            self.chance.choice(sorted(lines.values())), "utf-8"
        )

    def template(self) -> None:
        """Change a template of pages."""
        self.n_made += 1
        name = self.chance.choice(("article.md.j2", "actor.md.j2", "macros.md.j2", "index.md.j2"))
        file = self.templates / "pages" / name
        ending = "" if name == "macros.md.j2" else f"\n<p>{self.n_made}</p>\n"
        file.write_text(
            file.read_text("utf-8").replace("bs-quote--", f"bs-quote--{self.n_made}-") + ending, "utf-8"
        )

    def frame(self) -> None:
        """Change what stands around all pages."""
        self.n_made += 1
        name = self.chance.choice(("partials/footer.html", "assets/stylesheets/pages.css", "sitemap.xml"))
        file = self.templates / "theme" / name
        comment = {".css": "/* {} */", ".xml": "", ".html": "<p>{}</p>"}[file.suffix].format(self.n_made)
        file.write_text(f"{file.read_text('utf-8')}{comment}", "utf-8")

    def page_by_hand(self) -> None:
        """Put, change or take away a page of our own."""
        page = self.folder / "site_src" / "about-us.md"
        if page.exists() and self.chance.random() < 0.5:
            page.unlink()
        else:
            page.parent.mkdir(exist_ok=True)
            page.write_text(f"# About us\n\nSee [all](articles/index.md). {self.chance.random()}\n", "utf-8")

    def damage(self) -> None:
        """Change a byte of something that was made; what nobody may change by hand comes back."""
        state = self.folder / ".broadsheet"
        made = [*(self.folder / "site").rglob("*"), *state.glob("*.msgpack"), state / "pages.keys.json"]
        files = sorted(path for path in made if path.is_file() and path.stat().st_size)
        if files:
            file = self.chance.choice(files)
            content = bytearray(file.read_bytes())
            content[self.chance.randrange(len(content))] ^= 1 << self.chance.randrange(8)
            file.unlink()
            file.write_bytes(content)

    def change(self) -> list[str]:
        """Make one to three changes, and return their names."""
        ways: list[Callable[[], None]] = [
            self.add_seed, self.edit_seed, self.touch_up_seed, self.touch_up_seed, self.rename_seed, self.remove_seed,
            self.spoil_seed, self.override, self.template, self.frame, self.settings, self.page_by_hand, self.damage,
        ]  # fmt: skip
        chosen = self.chance.sample(ways, self.chance.choice((1, 1, 2, 3)))
        for way in chosen:
            way()
        return [way.__name__ for way in chosen]


def held(folder: Path) -> dict[str, bytes]:
    """Return every file in `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
