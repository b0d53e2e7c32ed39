"""What passes render/escape.py means nothing but itself."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
import unicodedata
from pathlib import Path

import html5lib
import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from mkdocs.utils.meta import get_data

from generator.render import escape

PROJECT = Path(__file__).parents[2]
CONTEXTS = {
    "a paragraph": "{}",
    "a heading": "# {}",
    "a list item": "- {}",
    "inside a line": "before {} after",
    "a raw block": "<div>{}</div>",
    "a raw block over lines": "<div>\n\n<p>{}</p>\n\n</div>",
    "an attribute of a raw block": '<div title="{}">x</div>',
    "an attribute in single quotes": "<div title='{}'>x</div>",
    "an attribute in a paragraph": 'before <span title="{}">x</span>',
    "a block with Markdown": '<div markdown="1">\n{}\n</div>',
    "a line with Markdown": '<p markdown="span">{}</p>',
    "a raw block inside of one with Markdown": '<div markdown="1">\n<ul>\n<li>{}</li>\n</ul>\n</div>',
    "an attribute inside of a block with Markdown": '<div markdown="1">\n<span title="{}">x</span> y\n</div>',
    "a link's words in a block with Markdown": '<div markdown="1">\n[{}](https://example.org)\n</div>',
    "a table's cell": "a | b\n--|--\n{} | x",
}
FRAME = (
    *(
        "html",
        "head",
        "body",
        "p",
        "h1",
        "ul",
        "li",
        "div",
        "span",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
)

# Text that stands a better chance of meaning something than what Hypothesis draws by itself.
LOADED = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *"*_`[](){}<>#!|~^=+-.:;&\\\"'$%@/ \t\n\r\0\x02\x03",
                *(
                    "---",
                    "1. ",
                    "    ",
                    "&amp;",
                    "&#38;",
                    "{{",
                    "}}",
                    "{%",
                    "%}",
                    "<script>",
                    "</script>",
                    "<!--",
                    "-->",
                ),
                *(
                    "](javascript:alert(1))",
                    "![x](y)",
                    "<b",
                    "wzxhzdk:0",
                    "klzzwxh:0000",
                    "amp",
                    "\x02amp\x03",
                    "{: .x}",
                ),
                *(
                    "\u00a0",
                    "\u0085",
                    "\u2028",
                    "\u202e",
                    "\u2066",
                    "\u200b",
                    "\ufeff",
                    "\ufffe",
                    "\ud800",
                    "\U000e0041",
                ),
                *(
                    "]]>",
                    "<![CDATA[",
                    "<?php",
                    "http://a.b",
                    "<http://a.b>",
                    "a@b.c",
                    "===",
                    "!!! x",
                    "[TOC]",
                    "*[a]: b",
                    "\x1a",
                ),
            ],
        ),
        st.characters(codec=None),
    ),
    max_size=12,
).map("".join)


def extensions() -> list[str]:
    """Return the Markdown extensions that the project's own mkdocs.yml switches on, and MkDocs's three."""
    # Without meaning given to tags: MkDocs has one of its own for the environment.
    text = (PROJECT / "mkdocs.yml").read_text(encoding="utf-8")
    configured = yaml.load(text, Loader=yaml.BaseLoader)["markdown_extensions"]  # noqa: S506 - builds strings only
    names = [name if isinstance(name, str) else next(iter(name)) for name in configured]
    return ["toc", "tables", "fenced_code", *names]


MARKDOWN = markdown.Markdown(extensions=extensions())


def page(source: str) -> html5lib.treebuilders.etree.Element:
    """Return `source` as a browser would build it from the HTML that Python-Markdown makes."""
    return html5lib.parse(MARKDOWN.reset().convert(source), namespaceHTMLElements=False)


def read_back(context: str, encoded: str) -> str:
    """Return the text that stands where `encoded` was put, failing on any element or attribute of its making."""
    if not encoded:
        return ""  # nothing makes nothing: there is not even a paragraph
    tree = page(CONTEXTS[context].format(encoded))
    empty = page(CONTEXTS[context].format("placeholder"))
    assert [e.tag for e in tree.iter()] == [e.tag for e in empty.iter()]
    assert all(e.tag in FRAME for e in tree.iter())
    for element, model in zip(tree.iter(), empty.iter(), strict=True):
        assert set(element.attrib) == set(model.attrib)
        for name, value in model.attrib.items():
            if name == "title":
                return element.attrib[name]
            assert name == "id" or element.attrib[name] == value
    everything = "".join(tree.itertext())
    before, after = "".join(empty.itertext()).split("placeholder")
    assert everything.startswith(before)
    assert everything.endswith(after)
    return everything[len(before) : len(everything) - len(after)]


@pytest.mark.parametrize("context", CONTEXTS)
@given(LOADED | st.text(st.characters(codec=None)))
@example("")
@example(" ")
@example("    four spaces make code")
@example("1. a list")
@example("\u0661. a list in Arabic digits")
@example("trailing  \n")
@example("&lt;b&gt; &#60; &copy; &")
@example("a\r\nb\rc\n\nd")
@settings(max_examples=150, deadline=None)
def test_text_reads_back_as_itself(context: str, value: str) -> None:
    """Text in any place of a page is read there as exactly that text, and makes no element."""
    assert read_back(context, escape.text(value)) == escape.plain(value)


@pytest.mark.parametrize(
    "source", ['<div markdown="1" title="{}">\nx\n</div>', '<p markdown="span" title="{}">x</p>']
)
@given(LOADED)
@settings(max_examples=150, deadline=None)
def test_an_attribute_beside_markdown_makes_nothing(source: str, value: str) -> None:
    """In an attribute of the very element that says `markdown=`, text makes no element and no other attribute.

    It is not read as exactly itself there: Python-Markdown decodes such attributes once more, so that `&lt;`
    in a text shows as `<`. Templates put text of seeds into the attributes of other elements.
    """
    tree = page(source.format(escape.text(value)))
    expected = page(source.format("placeholder"))
    assert [(e.tag, set(e.attrib)) for e in tree.iter()] == [(e.tag, set(e.attrib)) for e in expected.iter()]


@pytest.mark.parametrize("context", ["a paragraph", "a raw block", "an attribute of a raw block"])
@given(LOADED)
@settings(max_examples=150, deadline=None)
def test_prose_reads_back_as_itself(context: str, value: str) -> None:
    """A passage is read as exactly its characters, but for those that reorder others."""
    shown = re.sub("[\u202a-\u202e\u2066-\u2069]", lambda m: f"[U+{ord(m[0]):04X}]", escape.printable(value))
    assert read_back(context, escape.prose(value)) == shown


@given(st.text())
def test_what_can_be_shown_is_not_changed(value: str) -> None:
    """Only line breaks, controls, surrogates, noncharacters and unseen characters are changed at all."""
    odd = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp", "Lo", "Mn", "So"}
    if all(unicodedata.category(c) not in odd for c in value):
        assert escape.plain(value) == value


@given(LOADED)
def test_encoding_stays_on_one_line(value: str) -> None:
    """No text can begin a new line of Markdown."""
    assert len((escape.text(value) + "x").splitlines()) == 1


@given(LOADED)
def test_controls_never_reach_the_page(value: str) -> None:
    """NUL, other controls, lone surrogates and noncharacters are gone, so that the page is valid UTF-8 and HTML."""
    encoded = escape.text(value).encode("utf-8").decode("utf-8")
    assert not re.search("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]", encoded)
    assert not re.search(r"&#(?:\d|1\d|2[0-9]|3[01]|12[7-9]|1[345]\d);", encoded)


@pytest.mark.parametrize("code", [0x202E, 0x2066, 0x200B, 0x200E, 0x00AD, 0xFEFF, 0x3164, 0xE0041])
def test_unseen_characters_show_as_marks(code: int) -> None:
    """A name cannot hide or reorder characters: each such one is written out."""
    assert escape.plain(f"Ann{chr(code)}Lee") == f"Ann[U+{code:04X}]Lee"


def test_joiners_stay_where_they_shape_letters() -> None:
    """A zero-width joiner between Persian letters or in an emoji is spelling, not hiding; between Latin letters it hides."""
    assert escape.plain("می\u200cروم") == "می\u200cروم"
    assert escape.plain("pay\u200dpal") == "pay[U+200D]pal"


@pytest.mark.parametrize(
    "spelled",
    [
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",
        "\u2764\ufe0f\u200d\U0001f525",
        "\u05e9\u05dc\u05d5\u05dd!\u200f",
        "\u061c\u0639\u0631\u0628\u064a",
        escape._FLAGS[1],  # noqa: SLF001
    ],
)
def test_what_spells_stays(spelled: str) -> None:
    """Unseen characters that a script or an emoji is written with are not marked."""
    assert escape.plain(spelled) == spelled


@pytest.mark.parametrize(
    "hiding",
    [
        "\u041f\u0430\u200d\u0432\u0435\u043b",
        "\u201cAnn\u201d\u200d",
        "\U0001f469\u200d",
        "\U0001f469\u200dx",
        "Ann\u200fLee",
        "1\u061c2",
        "\u06f1\u060c\u200cx",
        "\U0001f3f4\U000e0067\U000e0062\U000e007f",
        "\u05d0\u202e\u05d1",
        "\u05d0\u2067\u05d1",
    ],
)
def test_what_hides_is_marked(hiding: str) -> None:
    """The same characters are marked where they spell nothing, and what reorders is marked in every script."""
    assert "[U+" in escape.plain(hiding)


def test_ten_thousand_brackets_take_no_time() -> None:
    """What hangs a Markdown parser when left alone is plain text here."""
    started = time.monotonic()
    assert read_back("a paragraph", escape.text("[" * 10_000)) == "[" * 10_000
    assert time.monotonic() - started < 10


@given(LOADED)
@settings(deadline=None)
def test_jinja_uses_it_for_everything(value: str) -> None:
    """With `finalize` and autoescape, a template's every value is encoded, joined and formatted ones too."""
    environment = Environment(
        autoescape=True,
        finalize=escape.finalize,
        undefined=StrictUndefined,
        loader=DictLoader(
            {"p": "{{ value }}|{{ [value, value] | join }}|{% set v %}{{ value }}{% endset %}{{ v }}"}
        ),
    )
    encoded = str(escape.text(value))
    both = str(escape.text(value + value))
    assert environment.get_template("p").render(value=value) == f"{encoded}|{both}|{encoded}"


def test_markup_goes_through_once() -> None:
    """Markup that this room made is not encoded again, and None shows as nothing."""
    assert escape.finalize(Markup("<b>x</b>")) == "<b>x</b>"
    assert escape.finalize(None) == ""
    assert escape.finalize(7) == "7"


def test_markup_encodes_what_is_added_to_it() -> None:
    """Plain text that is added to, formatted or joined into safe markup is encoded for Markdown as well."""
    assert escape.Safe("<b>{}</b>").format("*") == "<b>&#42;</b>"
    assert escape.Safe("<b>%s</b>") % "*" == "<b>&#42;</b>"
    assert escape.text("") + "*" == "&#42;"
    assert escape.Safe(", ").join(["*", "_"]) == "&#42;, &#95;"


@pytest.mark.parametrize(
    "good",
    ["http://a.example/", "https://a.example/x?y=1&z=%20#f", "mailto:a@b.example", "HTTPS://A.example"],
)
def test_links_that_may_be_followed(good: str) -> None:
    """http, https and mailto are linked as they are."""
    assert escape.url(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        *(
            None,
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            " javascript:alert(1)",
            "data:text/html,x",
        ),
        *(
            "vbscript:x",
            "file:///etc/passwd",
            "//a.example",
            "/a",
            "a",
            "http:",
            "http://",
            "http:///x",
            "https:a.example",
            "mailto:",
        ),
        *(
            "http://a.example/\u202e",
            "http://a.example/a b",
            "http://[",
            "http://a:b",
            "http:\\\\a.example",
            "\x01http://a.example",
        ),
        *(
            "https://a.example/\x85",
            'https://a.example/"onclick=',
            "blob:https://a.example/x",
            "view-source:http://a.example",
        ),
    ],
)
def test_links_that_may_not(bad: str | None) -> None:
    """Any other scheme, a url without a host and one with odd characters is not linked at all."""
    assert escape.url(bad) is None


@given(LOADED | st.text(st.characters(codec=None)))
@settings(deadline=None)
def test_front_matter_reads_back_as_itself(value: str) -> None:
    """MkDocs reads every value of front matter as exactly the text, in lists and mappings too, and the body stays whole."""
    block = escape.front_matter(
        {"title": value, "search": {"kind": "Article", "actors": [value, value]}, "gone": None}
    )
    assert block.isascii()
    body, meta = get_data(block + "\n# body\n")
    expected = escape.plain(value)
    assert meta == {"title": expected, "search": {"kind": "Article", "actors": [expected, expected]}}
    assert body.strip() == "# body"


@pytest.mark.parametrize(
    "value", ["2024", "null", "yes", "~", "1e3", "2024-01-02", "!ENV HOME", "&a", "*a", "- x", "---", "..."]
)
def test_front_matter_keeps_text_as_text(value: str) -> None:
    """A title that looks like a number, a date, a tag or nothing stays the title that it is."""
    assert get_data(escape.front_matter({"title": value}) + "x")[1] == {"title": value}


def test_front_matter_holds_numbers_truth_and_nothing() -> None:
    """What is not text keeps its type; a key that could mean more than a key is refused."""
    assert get_data(escape.front_matter({"a": 3, "b": True, "c": ["x", None], "d": {}}) + "x")[1] == {
        "a": 3,
        "b": True,
        "c": ["x", None],
        "d": {},
    }
    with pytest.raises(ValueError, match="cannot be a key"):
        escape.front_matter({"a: b": 1})


@pytest.mark.hostile
def test_no_known_payload_gets_through() -> None:
    """Each public payload, in a paragraph, a raw block and an attribute, is read as itself and makes nothing."""
    folder = os.environ.get("BROADSHEET_HOSTILE")
    if not folder:
        pytest.skip("needs BROADSHEET_HOSTILE, the folder that holds payloads.jsonl.gz")
    with gzip.open(Path(folder) / "payloads.jsonl.gz", "rt", encoding="utf-8") as lines:
        payloads = [json.loads(line)["payload"] for line in lines]
    assert payloads
    for payload in payloads:
        encoded, expected = escape.text(payload), escape.plain(payload)
        source = f'{encoded}\n\n<div title="{encoded}">{encoded}</div>'
        tree = page(source)
        assert [e.tag for e in tree.iter()] == ["html", "head", "body", "p", "div"] if expected else True
        body = tree.find("body")
        assert body is not None
        found = [e.text or "" for e in body] + [e.attrib["title"] for e in body if "title" in e.attrib]
        assert all(text == expected for text in found), payload
        assert get_data(escape.front_matter({"title": payload}) + "x")[1] == {"title": expected}
