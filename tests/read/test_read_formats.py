"""What each format of seed becomes."""

from __future__ import annotations

import gzip
import hashlib
import json
import textwrap
from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Project

STORY = (
    "The council of Vell voted by nine to eight on Monday to close the old harbour, after a debate that "
    "lasted seven hours and left the two governing parties further apart than they had been before. "
    "Under the plan the quays would be filled in by 2027, and 400 flats would be built where the cranes stand."
)
MORE = (
    "“We have waited too long,” said Ilse Korn, the mayor, who had promised the vote before the election. "
    "“The harbour is not a museum, and the town is not a graveyard of good intentions.”"
)


def page(body: str, head: str = "") -> str:
    """Return a web page."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


def test_a_text_file_is_taken_as_it_is(project: Project) -> None:
    """The words of a text file are the article's text; its id is the file's name; its digest is sha256's."""
    data = f"{STORY}\n\n{MORE}\n".encode()
    article = project.article("news/vote.txt", data)
    assert article.text == f"{STORY}\n\n{MORE}"
    assert article.id == "vote"
    assert (article.seed.path, article.seed.line) == ("seeds/news/vote.txt", None)
    assert article.seed.digest == hashlib.sha256(data).hexdigest()
    assert article.language == "en"
    assert [p.span.of(article.text) for p in article.paragraphs] == [STORY, MORE]
    assert article.publish is None
    assert article.problems == ()


@pytest.mark.parametrize("columns", [64, 72, 78, 100])
def test_lines_broken_at_a_column_are_joined(project: Project, columns: int) -> None:
    """Text that was wrapped by a program has its paragraphs whole again."""
    wrapped = "\n\n".join(textwrap.fill(p, columns) for p in (STORY, MORE, STORY, MORE))
    article = project.article("vote.txt", wrapped)
    assert [p.span.of(article.text) for p in article.paragraphs] == [STORY, MORE, STORY, MORE]


def test_wrapped_text_keeps_headings_and_lists_apart(project: Project) -> None:
    """In wrapped text a line that ends early, a list item and an indented line begin a new paragraph."""
    lines = [
        textwrap.fill(STORY, 72),
        "What the plan says",
        textwrap.fill(MORE, 72),
        "- The quay",
        "- The cranes",
    ]
    lines += [textwrap.fill(STORY, 72, initial_indent="   "), textwrap.fill(MORE, 72)]
    article = project.article("vote.txt", "\n".join(lines))
    assert [p.span.of(article.text) for p in article.paragraphs] == [
        STORY,
        "What the plan says",
        MORE,
        "- The quay",
        "- The cranes",
        STORY,
        MORE,
    ]


def test_a_line_a_paragraph_is_never_joined(project: Project) -> None:
    """Short paragraphs that are a line each, dialogue and verse are not wrapped text."""
    lines = [
        "“No,” said Holm.",
        "“Yes,” said Korn.",
        "He left the room and did not come back.",
        "She stayed.",
        "So did we.",
    ]
    article = project.article("talk.txt", "\n".join(lines))
    assert [p.span.of(article.text) for p in article.paragraphs] == lines


def test_front_matter_of_a_text_file_is_not_its_text(project: Project) -> None:
    """A text file may begin with front matter."""
    article = project.article(
        "vote.txt", f"---\ntitle: Council closes harbour\ndate: 2025-03-03\n---\n{STORY}\n"
    )
    assert (article.title, article.title_given, article.date) == (
        "Council closes harbour",
        True,
        date(2025, 3, 3),
    )
    assert article.text == STORY


def test_a_sidecar_wins_over_front_matter(project: Project) -> None:
    """NAME.yml beside NAME.txt says more than the front matter, key by key, and changes the digest."""
    text = f"---\ntitle: Old\noutlet: Vell Courier\n---\n{STORY}"
    alone = project.article("vote.txt", text)
    project.put("vote.yml", "title: New\ntags: [harbour, council]\n")
    article = project.article("vote.txt", text)
    assert (article.title, article.outlet, article.tags) == ("New", "Vell Courier", ("harbour", "council"))
    assert article.seed.digest != alone.seed.digest
    assert project.read().problems == ()


def test_markdown_becomes_plain_paragraphs(project: Project) -> None:
    """Marks go, words stay: headings are headings; links, quotes and lists keep their words; images leave none."""
    source = f"""---
title: Council closes harbour
---
# Council closes harbour

The **council** of [Vell](https://vell.example "Vell") voted *by nine*
to eight. ![Cranes at dusk](cranes.jpg) `Nine` &amp; eight.

## What the plan says

> Nobody asked the fishermen.
>
> And nobody will.

- First, the quay
- Then the cranes

1. One
2. Two

| Party | For |
|---|---|
| Greens | 5 |

<!-- not for print -->

{MORE}
"""
    article = project.article("vote.md", source)
    assert [(p.kind, p.span.of(article.text)) for p in article.paragraphs] == [
        ("heading", "Council closes harbour"),
        ("body", "The council of Vell voted by nine to eight.  Nine & eight."),
        ("heading", "What the plan says"),
        ("body", "Nobody asked the fishermen."),
        ("body", "And nobody will."),
        ("body", "First, the quay"),
        ("body", "Then the cranes"),
        ("body", "One"),
        ("body", "Two"),
        ("note", "Party | For"),
        ("note", "Greens | 5"),
        ("body", MORE),
    ]
    assert article.structure.title is not None
    assert [h.of(article.text) for h in article.structure.headings] == ["What the plan says"]


def test_the_first_heading_of_markdown_is_its_title(project: Project) -> None:
    """Without a given title the first heading of the highest level serves."""
    article = project.article(
        "vote.md", f"## Kicker\n\n# Council closes harbour\n\n{STORY}\n\n## Who pays\n\n{MORE}"
    )
    assert (article.title, article.title_given) == ("Council closes harbour", True)


def test_raw_html_in_markdown_is_named(project: Project) -> None:
    """HTML in Markdown is not read, and a warning names its line; a script leaves no word."""
    project.put(
        "vote.md",
        f"---\ntitle: Vote\n---\n{STORY}\n\n<div>Hidden words</div>\n\nSaid <script>steal()</script>once.\n",
    )
    reading = project.read()
    (article,) = reading.articles
    assert "Hidden" not in article.text
    assert "steal" not in article.text
    assert article.text.endswith("Said once.")
    (problem,) = reading.problems
    assert (problem.severity, problem.where) == ("warning", "seeds/vote.md:6")
    assert article.problems == (problem,)


JSON_LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Another name"},
        {
            "@type": ["NewsArticle"],
            "headline": "Council closes harbour &amp; quay",
            "datePublished": "2025-03-03T23:30:00-05:00",
            "author": [
                {"@type": "Person", "name": "Ada Wrenn"},
                {"@type": "Person", "name": "Tom O’Brell Jr."},
            ],
            "publisher": {"@type": "Organization", "name": "The Vell Courier"},
            "mainEntityOfPage": {"@id": "https://courier.example/harbour"},
            "inLanguage": "en-GB",
            "keywords": "harbour, council",
            "license": "https://creativecommons.org/licenses/by/4.0/",
        },
    ],
}


def test_a_web_page_becomes_its_article(project: Project) -> None:
    """Of a page the article stays: headings, quotes, lists, caption; menus, advertisements and scripts go."""
    body = f"""<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    <div class="advert">Buy a boat today!</div><main><article><h1>Council closes harbour &amp; quay</h1>
    <figure><img src="x.jpg" alt="Cranes"><figcaption>Cranes at Vell on Monday. (Mira Sand/Pool)</figcaption></figure>
    <p>VELL — {STORY}</p><h2>What the plan says</h2><p>{MORE}</p>
    <blockquote><p>Nobody asked the fishermen, and nobody will.</p></blockquote>
    <ul><li>First, the quay is closed.</li><li>Then the cranes are sold.</li></ul>
    <aside class="related"><a href="/a">Ten boats sunk</a></aside><p>{STORY}</p><script>track()</script></article></main>
    <footer>© 2025 The Vell Courier. <a href="/privacy">Privacy</a></footer>"""
    head = f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script><style>p{{}}</style>'
    article = project.article("vote.html", page(body, head))
    assert [(p.kind, p.span.of(article.text)) for p in article.paragraphs] == [
        ("heading", "Council closes harbour & quay"),
        ("caption", "Cranes at Vell on Monday. (Mira Sand/Pool)"),
        ("body", f"VELL — {STORY}"),
        ("heading", "What the plan says"),
        ("body", MORE),
        ("body", "Nobody asked the fishermen, and nobody will."),
        ("body", "First, the quay is closed."),
        ("body", "Then the cranes are sold."),
        ("body", STORY),
    ]
    assert (article.title, article.date) == ("Council closes harbour & quay", date(2025, 3, 3))
    assert article.authors == ("Ada Wrenn", "Tom O’Brell Jr.")
    assert (article.outlet, article.url) == ("The Vell Courier", "https://courier.example/harbour")
    assert (article.language, article.tags) == ("en", ("harbour", "council"))
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert [h.of(article.text) for h in article.structure.headings] == ["What the plan says"]
    assert article.structure.title is not None
    assert article.problems == ()


def test_a_pages_head_serves_where_json_ld_is_silent(project: Project) -> None:
    """Meta tags give what JSON-LD does not, also where the JSON-LD is broken."""
    head = """<title>Council closes harbour | The Vell Courier</title><meta name="author" content="Ada Wrenn">
    <meta property="og:title" content="Council closes harbour"><meta property="og:site_name" content="The Vell Courier">
    <meta property="article:published_time" content="2025-03-03T07:00:00Z"><link rel="canonical" href="https://courier.example/h">
    <script type="application/ld+json">{"@type": "NewsArticle", </script>"""
    article = project.article("vote.htm", page(f"<article><p>{STORY}</p><p>{MORE}</p></article>", head))
    assert (article.title, article.date) == ("Council closes harbour", date(2025, 3, 3))
    assert (article.authors, article.outlet) == (("Ada Wrenn",), "The Vell Courier")
    assert article.url == "https://courier.example/h"
    assert article.text == f"{STORY}\n{MORE}"


def test_line_breaks_and_tables_of_a_page_keep_their_words(project: Project) -> None:
    """A break behind a sentence, or two breaks, part paragraphs; a row of a table is a note; lists may be nested."""
    body = f"""<article><h1>Council closes harbour</h1><p>{STORY}<br>{MORE}</p>
    <p>Nine voted<br>for it, eight<br><br>Against it was Holm, and so were all of the fishermen of Vell.</p>
    <ul><li>The quay<ul><li>north</li><li>south</li></ul></li></ul>
    <table><tr><th>Party</th><th>For</th></tr><tr><td>Greens</td><td>5</td></tr></table><p>{STORY}</p></article>"""
    article = project.article("vote.html", page(body))
    assert [(p.kind, p.span.of(article.text)) for p in article.paragraphs[1:]] == [
        ("body", STORY),
        ("body", MORE),
        ("body", "Nine voted for it, eight"),
        ("body", "Against it was Holm, and so were all of the fishermen of Vell."),
        ("body", "The quay"),
        ("body", "north"),
        ("body", "south"),
        ("note", "Party | For"),
        ("note", "Greens | 5"),
        ("body", STORY),
    ]


def test_a_page_laid_out_by_a_table_is_read(project: Project) -> None:
    """On a page of the old kind the cell with the headline is the article, not the menu beside it."""
    menu = "<td><a href=/>Home</a><br><a href=/s>Sport</a></td>"
    body = f"<table><tr>{menu}<td><h1>Council closes harbour</h1><p>{STORY}<p>{MORE}<h2>Who pays</h2><p>{STORY}</td></tr></table>"
    article = project.article("vote.htm", page(body))
    assert "Sport" not in article.text
    assert [p.kind for p in article.paragraphs] == ["heading", "body", "body", "heading", "body"]


def test_a_page_that_builds_its_article_by_script_gives_its_json_ld(project: Project) -> None:
    """Where the page itself holds no article, the text in its JSON-LD serves."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Vote",
        "articleBody": f"{STORY}\n\n{MORE}",
    }
    head = f'<script type="application/ld+json">{json.dumps(about)}</script>'
    article = project.article("vote.html", page('<div id="app"></div>', head))
    assert article.text == f"{STORY}\n{MORE}"
    assert article.title == "Vote"


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_an_archive_holds_an_article_a_line(project: Project, suffix: str) -> None:
    """Each line of an archive is an article with its line; ids are given or made of name and line."""
    rows = [
        {"id": "v1", "text": STORY, "title": "Vote", "date": "2025-03-03", "url": None},
        {"text": f"{MORE}\r\n{STORY}\u00ad"},
    ]
    data = ("\ufeff" + "\n\n".join(json.dumps(row) for row in rows) + "\n").encode()
    project.put(f"year.{suffix}", gzip.compress(data) if suffix.endswith("gz") else data)
    reading = project.read()
    assert [(a.id, a.seed.line, a.title_given) for a in reading.articles] == [
        ("v1", 1, True),
        ("year-3", 3, False),
    ]
    assert reading.articles[1].text == f"{MORE}\n{STORY}"
    assert (
        reading.articles[0].seed.digest == hashlib.sha256(json.dumps(rows[0]).encode()).hexdigest() or suffix
    )
    assert reading.problems == ()


def test_articles_come_by_path_and_line(project: Project) -> None:
    """The order of articles is that of their seeds' paths, then of lines, on every machine."""
    for name in ("b.txt", "a/z.txt", "B.txt", "a.txt"):
        project.put(name, f"{name} {STORY}")
    project.put("a/m.jsonl", "".join(json.dumps({"text": f"{i} {STORY}"}) + "\n" for i in range(3)))
    places = [(a.seed.path, a.seed.line or 0) for a in project.read().articles]
    assert places == sorted(places)
    assert len(places) == 7


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x0cf\x85g", "a\nb\nc\nd\ne\nf\ng"),
        ("\ufeffco\u00adop\u200bera\u2060tion", "cooperation"),
        ("Cafe\u0301 Łódź", "Café Łódź"),
        ("«\u00a0Non\u00a0» a\u202fdit", "«\u00a0Non\u00a0» a\u202fdit"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("  two  spaces  \n\n", "two  spaces"),
    ],
)
def test_characters_are_put_in_order_once(project: Project, raw: str, text: str) -> None:
    """Line breaks are newlines, invisible and misleading characters go, letters are composed, the rest stays."""
    assert project.article("x.txt", raw).text == text
