"""What may be said about an article beside its text."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.read.dates import day
from generator.read.languages import _is_plainly_english, code, identify, remembering
from generator.read.values import split_names

if TYPE_CHECKING:
    from conftest import Project

TEXT = "The council of Vell voted by nine to eight on Monday to close the old harbour for good."


def with_front_matter(lines: str) -> str:
    """Return a text file with front matter."""
    return f"---\n{lines}\n---\n{TEXT}\n"


def test_every_key_and_alias_is_taken(project: Project) -> None:
    """All keys fill their fields, also under their other names."""
    keys = """id: vote-1
title: "Vote: the harbour"
date: 2025-03-03
author: Ada Wrenn
publisher: The Vell Courier
canonical: https://courier.example/vote?a=1&b=it's
lang: en-GB
tags: harbour, council, harbour
license: CC BY 4.0
publish: full"""
    article = project.article("vote.txt", with_front_matter(keys))
    assert (article.id, article.title, article.date) == ("vote-1", "Vote: the harbour", date(2025, 3, 3))
    assert (article.authors, article.outlet) == (("Ada Wrenn",), "The Vell Courier")
    assert article.url == "https://courier.example/vote?a=1&b=it's"
    assert (article.language, article.tags) == ("en", ("harbour", "council"))
    assert (article.licence, article.publish) == ("CC BY 4.0", "full")
    assert article.problems == ()


@pytest.mark.parametrize("key", ["outlet", "source", "publisher", "site"])
def test_the_outlet_has_several_names(project: Project, key: str) -> None:
    """FORMATS' four names of the outlet mean the same."""
    assert (
        project.article("vote.txt", with_front_matter(f"{key}: The Vell Courier")).outlet
        == "The Vell Courier"
    )


def test_values_are_what_was_written(project: Project) -> None:
    """YAML's guesses are not made: a number is a title, `no` is Norwegian, and no day becomes another."""
    article = project.article(
        "vote.txt", with_front_matter("title: 1984\nlanguage: no\noutlet: 2024-01-01\nid: 007")
    )
    assert (article.title, article.language, article.outlet, article.id) == (
        "1984",
        "no",
        "2024-01-01",
        "007",
    )


def test_an_unknown_key_is_an_error_with_a_suggestion_and_loses_no_article(project: Project) -> None:
    """The key is ignored, the message names line and nearest key, the article is taken and carries the problem."""
    project.put("vote.txt", with_front_matter("title: Vote\nautors: Ada Wrenn\nmood: grim"))
    reading = project.read()
    first, second = reading.problems
    assert (first.severity, first.where) == ("error", "seeds/vote.txt:3")
    assert "`autors`" in first.what
    assert first.remedy == "Did you mean `authors`"
    assert (second.line, "title" in second.remedy) == (4, True)
    (article,) = reading.articles
    assert article.problems == reading.problems
    assert article.authors == ()


@pytest.mark.parametrize("value", ["fully", "yes", "", "~", "[full]", "{a: b}", "Full text", "0"])
def test_an_unusable_publish_means_none(project: Project, value: str) -> None:
    """Rights are never guessed at: what is not understood publishes nothing, and says so."""
    project.put("vote.txt", with_front_matter(f"publish: {value}"))
    reading = project.read()
    assert reading.articles[0].publish == "none"
    assert [p.severity for p in reading.problems] == ["error"]
    assert reading.problems[0].where == "seeds/vote.txt:2"
    assert reading.problems[0].remedy == "Write full, excerpt or none"


@pytest.mark.parametrize("value", ["full", "Excerpt", " none "])
def test_publish_is_one_of_three(project: Project, value: str) -> None:
    """Full, excerpt and none are understood in any case."""
    assert (
        project.article("vote.txt", with_front_matter(f"publish: {value}")).publish == value.strip().lower()
    )


@pytest.mark.parametrize("key", ["publsh", "Publish", "publishing"])
def test_a_misspelt_publish_means_none(project: Project, key: str) -> None:
    """Whoever misspelt the key meant to say something about rights."""
    project.put("vote.txt", with_front_matter(f"{key}: none"))
    reading = project.read()
    assert reading.articles[0].publish == "none"
    assert reading.problems[0].remedy == "Did you mean `publish`"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-03-28", date(2025, 3, 28)),
        ("2025-03-28T23:59:00-11:00", date(2025, 3, 28)),
        ("2025-03-28 07:00", date(2025, 3, 28)),
        ("20250328", date(2025, 3, 28)),
        ("2025/3/28", date(2025, 3, 28)),
        ("March 28, 2025", date(2025, 3, 28)),
        ("Fri, 28 Mar 2025 10:00:00 GMT", date(2025, 3, 28)),
        ("Friday, March 28th, 2025 at 10:30 am", date(2025, 3, 28)),
        ("28 March 2025", date(2025, 3, 28)),
        ("28 mars 2025", date(2025, 3, 28)),
        ("1er juin 2025", date(2025, 6, 1)),
        ("28. März 2025", date(2025, 3, 28)),
        ("28 de marzo de 2025", date(2025, 3, 28)),
        ("28.03.2025", date(2025, 3, 28)),
        ("28/3/2025", date(2025, 3, 28)),
        ("3/28/2025", date(2025, 3, 28)),
        ("4/4/2025", date(2025, 4, 4)),
    ],
)
def test_dates_are_read_in_the_ways_they_are_written(written: str, expected: date) -> None:
    """A date is the day as written, in its own time zone."""
    assert day(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "March 28",
        "2025",
        "3/4/2025",
        "2025-02-30",
        "2025-13-01",
        "28 Smarch 2025",
        "1743120000",
    ],
)
def test_a_date_is_never_guessed(written: str) -> None:
    """What names no day, or two days on two continents, is refused."""
    with pytest.raises(ValueError, match=r"\w"):
        day(written)


def test_an_unreadable_date_leaves_an_article_without_one(project: Project) -> None:
    """The problem names line and form; the rest goes on."""
    project.put("vote.txt", with_front_matter("title: Vote\ndate: 3/4/2025\noutlet: Courier"))
    reading = project.read()
    assert (reading.articles[0].date, reading.articles[0].outlet) == (None, "Courier")
    assert reading.problems[0].where == "seeds/vote.txt:3"
    assert "YEAR-MONTH-DAY" in reading.problems[0].remedy


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://courier.example/\u202egnp",
        "ftp://courier.example/x",
        "courier.example/x",
        "https://",
        "https://a b.example",
        "http://user:word@courier.example",
        "https://courier.example/<script>",
        'https://courier.example/"onload="x',
        "https://[::1",
        "https://courier.example:port/",
        "data:text/html,x",
        "//courier.example/x",
    ],
)
def test_only_web_addresses_are_urls(project: Project, address: str) -> None:
    """Any other address is left out with a problem, never passed on."""
    project.put("vote.txt", with_front_matter(f"url: {json.dumps(address)}"))
    reading = project.read()
    assert reading.articles[0].url is None
    assert reading.problems[0].severity == "error"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", "---\ntitle: Harbour\u202egnp.exe\nauthor: Ada\u2066 Wrenn\n---\n"),
        ("a.txt", '---\ntitle: "Harbour\\u202egnp.exe"\nauthor: "Ada\\u2066 Wrenn"\n---\n'),
        (
            "a.jsonl",
            json.dumps({"title": "Harbour\u202egnp.exe", "author": "Ada\u2066 Wrenn"})[:-1] + ', "text": "',
        ),
    ],
)
def test_what_reorders_a_name_is_a_mark_in_it(project: Project, name: str, content: str) -> None:
    """Characters that reorder others are taken out of texts; in titles and names each is written out, on pages and in data."""
    text = "The quay\u202e closes in May, the council of Vell said on Monday."
    project.put(name, content + text + ('"}' if name.endswith("l") else ""))
    (article,) = project.read().articles
    assert article.title == "Harbour[U+202E]gnp.exe"
    assert article.authors == ("Ada[U+2066] Wrenn",)
    assert article.text.startswith("The quay closes in May")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Wrenn", ["Ada Wrenn"]),
        ("By Ada Wrenn and Tom Brell", ["Ada Wrenn", "Tom Brell"]),
        ("Ada Wrenn, Tom Brell and Jan Moll", ["Ada Wrenn", "Tom Brell", "Jan Moll"]),
        ("Ada Wrenn, Tom Brell, and Jan Moll", ["Ada Wrenn", "Tom Brell", "Jan Moll"]),
        ("Ada Wrenn; Tom Brell & Jan Moll", ["Ada Wrenn", "Tom Brell", "Jan Moll"]),
        ("Wrenn, Ada", ["Ada Wrenn"]),
        ("Tom Brell, Jr. and Ada Wrenn", ["Tom Brell, Jr.", "Ada Wrenn"]),
        ("Par Jeanne de la Tour et Ada Wrenn", ["Jeanne de la Tour", "Ada Wrenn"]),
        ("Sandy Anders", ["Sandy Anders"]),
    ],
)
def test_a_line_of_authors_is_split_at_its_joints(line: str, names: list[str]) -> None:
    """Commas, semicolons, "and" and its sisters part names; suffixes and surnames in front do not."""
    assert split_names(line) == names


def test_authors_and_tags_may_be_lists(project: Project) -> None:
    """Lists are taken item by item, empty items left out."""
    article = project.article(
        "vote.txt", with_front_matter("authors: [Ada Wrenn, Nordia Press and Sons]\ntags:\n- a, b\n- c\n-\n")
    )
    assert article.authors == ("Ada Wrenn", "Nordia Press and Sons")
    assert article.tags == ("a, b", "c")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ({"title": ["a"]}, "a list"),
        ({"title": {"a": 1}}, "a group of values"),
        ({"title": True}, "true or false"),
        ({"date": 20250328}, "a number"),
        ({"authors": [1, {}]}, "a group of values"),
        ({"tags": [["a"]]}, "a list"),
        ({"id": 1.5}, "a number"),
        ({"url": 5}, "http"),
        ({"language": "Klingon"}, "ISO 639-1"),
        ({"title": "x" * 2000}, "longer than"),
        ({"outlet": " \u200b "}, "empty"),
    ],
)
def test_values_of_the_wrong_kind_are_left_out_with_a_word(
    project: Project, value: dict[str, object], kind: str
) -> None:
    """Each unusable value is a problem at its file and line, and the article goes on without it."""
    project.put(
        "a.jsonl", json.dumps({"id": "x", "text": TEXT}) + "\n" + json.dumps({"text": TEXT, **value}) + "\n"
    )
    reading = project.read()
    assert len(reading.articles) == 2
    (problem,) = reading.problems
    assert (problem.severity, problem.where) == ("error", "seeds/a.jsonl:2")
    assert kind in problem.what


def test_a_key_without_value_is_a_warning_in_yaml_and_nothing_in_json(project: Project) -> None:
    """Somebody forgot to fill in a line; a program writes null for what it does not know."""
    assert project.problem("vote.txt", with_front_matter("title:\noutlet: Courier")).severity == "warning"
    project.put("vote.txt", with_front_matter("outlet: Courier"))
    project.put("a.jsonl", json.dumps({"text": TEXT, "title": None, "publish": None, "date": None}))
    assert project.read().problems == ()


def test_a_pages_own_mistakes_matter_only_where_nothing_else_is_given(project: Project) -> None:
    """What a web page says about itself to other programs is not its owner's fault: a warning, if anything is lost."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "datePublished": "soon",
        "mainEntityOfPage": "#top",
    }
    markup = (
        f'<html><head><script type="application/ld+json">{json.dumps(about)}</script><link rel="canonical" href="https://c.example/x"></head>'
        f"<body><article><h1>Vote</h1><p>{TEXT * 4}</p><p>{TEXT * 3}</p></article></body></html>"
    )
    project.put("vote.html", markup)
    reading = project.read()
    assert reading.articles[0].url == "https://c.example/x"
    assert [(p.severity, "`date`" in p.what) for p in reading.problems] == [("warning", True)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("EN_gb", "en"),
        ("eng", "en"),
        ("English", "en"),
        ("fr-CA", "fr"),
        ("und", "und"),
        ("xx", None),
        ("", None),
    ],
)
def test_languages_have_many_names(given: str, expected: str | None) -> None:
    """Every usual way to name a language gives its two letters."""
    assert code(given) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        ("Le conseil municipal a décidé lundi de fermer le vieux port, après sept heures de débat.", "fr"),
        (
            "Der Stadtrat beschloss am Montag, den alten Hafen zu schließen, nach sieben Stunden Debatte.",
            "de",
        ),
        ("Nej.", "und"),
        ("No.", "und"),
        ("12:30 45 67", "und"),
    ],
)
def test_a_language_is_told_by_its_letters_or_not_at_all(text: str, language: str) -> None:
    """Short texts are not mislabelled: what is not sure is undetermined."""
    assert identify([text]) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        # Small words that English has too, or shares with them by chance, and an English name.
        (
            "Is as wat was, so he had as an on at in do of we, is wat the Guardian sê oor die hawe en die stad.",
            "af",
        ),
        (
            "I dag er det for sent at tale om at for mange er i havnen, as The Guardian for nylig var i tvivl om.",
            "da",
        ),
        (
            "Tá an chathair agus an calafort dúnta; is í an chomhairle a dúirt é leis an Irish Times, an nuachtán.",
            "ga",
        ),
    ],
)
def test_small_words_of_other_languages_make_no_english(text: str, language: str) -> None:
    """A text in another language stays one, whatever words it has in common with English."""
    assert not _is_plainly_english(text)
    assert identify([text]) in {language, "und"}


def test_plain_english_is_told_without_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ordinary news in English needs no model of languages."""

    def none() -> None:
        pytest.fail("the identifier was loaded")

    monkeypatch.setattr("generator.read.languages._identifier", none)
    assert identify([f"{TEXT} {TEXT}"]) == "en"


def test_a_given_language_wins(project: Project) -> None:
    """First what the seed says, then the setting, then the letters."""
    project.put("a.txt", with_front_matter("lang: fr"))
    project.put("b.txt", TEXT)
    assert [a.language for a in project.read(language="de").articles] == ["fr", "de"]


def test_what_the_identifier_has_said_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text seen before has the language that it had then, without the identifier; what is gone is forgotten."""
    german = "Der Hafenmeister sagte am Dienstag, die Fähre werde auch im kommenden Winter nicht fahren."
    with remembering({"text that is gone": "fr"}) as asked:
        assert identify([german]) == "de"
    assert list(asked.values()) == ["de"]

    def none() -> None:
        pytest.fail("the identifier was loaded")

    monkeypatch.setattr("generator.read.languages._identifier", none)
    with remembering(dict.fromkeys(asked, "nl")) as again:
        assert identify([german]) == "nl"
    assert list(again) == list(asked)
