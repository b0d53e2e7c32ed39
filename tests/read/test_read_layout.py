"""What the layout of a text shows, rule by rule; all people and places here are invented but those of the real seed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.read.layout import Layout, lay_out

if TYPE_CHECKING:
    from generator.model import Span

SEED = Path(__file__).parents[2] / "seeds" / "000_9d82fa3110da9c7e.txt"

STORY = (
    "The council of Vell voted by nine to eight on Monday to close the old harbour, after a debate that "
    "lasted seven hours and left the two governing parties further apart than they had been before."
)
MORE = (
    "“We have waited too long,” said Ilse Korn, the mayor, who had promised the vote before the election "
    "and who now has two years in which to find the money for it."
)


def words(text: str, span: Span | None) -> str | None:
    """Return what a span names, None for none."""
    return None if span is None else span.of(text)


def kinds(layout: Layout) -> list[str]:
    """Return the kinds of all paragraphs in order."""
    return [p.kind for p in layout.paragraphs]


def test_the_real_seed_is_recognised_exactly() -> None:
    """On the real seed: caption, credit, dateline, three headings, sign-off with places, and nothing else."""
    text = SEED.read_text("utf-8").rstrip()
    layout = lay_out(text)
    structure = layout.structure
    lines = text.split("\n")
    assert words(text, structure.caption) == lines[0].partition(" (")[0]
    assert words(text, structure.credit) == "Ludovic Marin/Pool/Reuters"
    assert words(text, structure.dateline) == "BRUSSELS"
    assert [h.of(text) for h in structure.headings] == [
        "Europe is unified on sanctions",
        "Vision evolves of a deterrent force after the war",
        "Russia warns against European troops in Ukraine",
    ]
    assert words(text, structure.sign_off) == lines[-1]
    assert [(c.name.of(text), words(text, c.place)) for c in structure.contributors] == [
        ("Anthony Faiola", "Rome"),
        ("Natalia Abbakumova", "Riga, Latvia"),
    ]
    assert (structure.title, structure.byline) == (None, None)
    assert kinds(layout).count("body") == len(lines) - 5
    assert not layout.title_given
    assert layout.title.startswith("In rejecting Russia’s demand to lift Western sanctions")
    assert layout.title.endswith("…")
    assert len(layout.title) <= 91


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("VELL — ", "VELL"),
        ("PORT VELL, Ostmark — ", "PORT VELL, Ostmark"),
        ("ST. OLAV, Ostmark (AP) — ", "ST. OLAV, Ostmark (AP)"),
        ("VELL, March 3 (Nordia Press) - ", "VELL, March 3 (Nordia Press)"),
        ("VELL (AP) _ ", "VELL (AP)"),
        ("VELL/KARSUND – ", "VELL/KARSUND"),
        ("SAINT-ÉLOI, 3 mars — ", "SAINT-ÉLOI, 3 mars"),
        ("Vell (AFP) – ", "Vell (AFP)"),
        ("Vell (NORDIA News/AFP) - ", "Vell (NORDIA News/AFP)"),
        ("Aug. 23 (UPI) -- ", "Aug. 23 (UPI)"),
        ("VELL, Dec. 13, 2025 /PRNewswire/ -- ", "VELL, Dec. 13, 2025 /PRNewswire/"),
        ("(Reuters) - ", "(Reuters)"),
        ("Nairobi — ", "Nairobi"),
        ("NEW DELHI: ", "NEW DELHI"),
        ("Reporting from Vell and Karsund— ", "Reporting from Vell and Karsund"),
    ],
)
def test_a_dateline_opens_the_story(opening: str, dateline: str) -> None:
    """A place, agency and date before a dash is the dateline, without the dash."""
    text = f"{opening}{STORY}\n{MORE}"
    assert words(text, lay_out(text).structure.dateline) == dateline


@pytest.mark.parametrize(
    "text",
    [
        f"NATO — which met in Vell — said no. {STORY}",
        f"EXCLUSIVE: {STORY}",
        f"ANALYSIS — {STORY}",
        f"Bitcoin — The currency of the young — fell again on Monday. {STORY}",
        "COUNCIL - HARBOUR CLOSES AFTER SEVEN HOURS OF DEBATE\n" + STORY,
        f"KORN: {STORY}\nHOLM: {MORE}",
        "Ilse Korn, Pieter Holm Meet Again - At the harbour of Vell on Monday they shook hands. " + STORY,
    ],
)
def test_other_words_before_a_dash_are_no_dateline(text: str) -> None:
    """Acronyms, labels, speakers and headlines are not places."""
    assert lay_out(text).structure.dateline is None


def test_a_dateline_may_stand_in_a_line_of_its_own() -> None:
    """Place and date above the story are the dateline; that line is not the story."""
    text = f"Council votes to close the harbour\nAda Wrenn\nVELL 2025-08-30\n{STORY}"
    layout = lay_out(text)
    assert words(text, layout.structure.dateline) == "VELL 2025-08-30"
    assert words(text, layout.structure.byline) == "Ada Wrenn"
    assert kinds(layout) == ["heading", "byline", "byline", "body"]


def test_a_short_first_paragraph_does_not_hide_the_dateline() -> None:
    """A standfirst may stand above the paragraph with the dateline."""
    text = f"The harbour closes in two years, and nobody knows who pays for it.\n\nVELL — {STORY}"
    assert words(text, lay_out(text).structure.dateline) == "VELL"


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Cranes at Vell on Monday. (Mira Sand/Pool/Nordia)",
            "Cranes at Vell on Monday.",
            "Mira Sand/Pool/Nordia",
        ),
        (
            "Cranes at Vell. (Mira Sand for The Vell Courier)",
            "Cranes at Vell.",
            "Mira Sand for The Vell Courier",
        ),
        ("Cranes at Vell. (AP Photo/Mira Sand, File)", "Cranes at Vell.", "AP Photo/Mira Sand, File"),
        ("Cranes at Vell. (Photo by Mira Sand/Getty Images)", "Cranes at Vell.", "Mira Sand/Getty Images"),
        (
            "Cranes at Vell on Monday. Photo: Mira Sand / Courier",
            "Cranes at Vell on Monday.",
            "Mira Sand / Courier",
        ),
        ("Cranes at Vell on Monday. Photograph by Mira Sand", "Cranes at Vell on Monday.", "Mira Sand"),
        ("Cranes at Vell Image: Mira Sand.", "Cranes at Vell", "Mira Sand"),
        (
            "Cranes. Image: Mira Sand (photos), Jo Ek (montage).",
            "Cranes.",
            "Mira Sand (photos), Jo Ek (montage)",
        ),
        ("Cranes at Vell on Monday. (Mira Sand)", "Cranes at Vell on Monday.", "Mira Sand"),
        ("Image caption The cranes have stood since 1911", "The cranes have stood since 1911", None),
    ],
)
def test_a_caption_is_known_by_its_credit(line: str, caption: str, credit: str | None) -> None:
    """A line with a credit at its end is a caption; its words and the credit are apart."""
    text = f"{line}\nVELL — {STORY}\n{MORE}"
    layout = lay_out(text)
    assert words(text, layout.structure.caption) == caption
    assert words(text, layout.structure.credit) == credit
    assert kinds(layout) == ["caption", "body", "body"]
    assert words(text, layout.structure.dateline) == "VELL"


@pytest.mark.parametrize(
    "line", ["Photo: Mira Sand/Courier", "Image copyright Getty Images", "Mira Sand via Getty Images."]
)
def test_a_line_that_is_only_a_credit_is_not_the_story(line: str) -> None:
    """A credit without a caption is a note, so that the photographer is nobody in the story."""
    text = f"{STORY}\n{line}\n{MORE}"
    layout = lay_out(text)
    assert kinds(layout) == ["body", "note", "body"]
    assert layout.structure.credit is not None
    assert layout.structure.caption is None


def test_later_captions_are_cut_from_their_credits() -> None:
    """Of a second caption the credit is a note of its own: the structure names only the first."""
    text = f"{STORY}\nA crane. Photo: Mira Sand.\nA quay. Photo: Otto Brandl.\n{MORE}"
    layout = lay_out(text)
    assert kinds(layout) == ["body", "caption", "caption", "note", "body"]
    assert words(text, layout.structure.caption) == "A crane."
    assert layout.paragraphs[3].span.of(text) == "Photo: Otto Brandl."


@pytest.mark.parametrize(
    "ending",
    [
        "The survey was made in May (1,204 people).",
        "He was joined by the leader of the Greens (Ilse Korn).",
        "“I said no,” he said. (He laughed.)",
        "The senator voted against it (D-Ostmark)",
        "The harbour will close in two years. (Reuters)",
    ],
)
def test_other_brackets_at_a_paragraphs_end_are_no_credit(ending: str) -> None:
    """Asides, figures and the agency behind the last paragraph make no caption."""
    text = f"{STORY}\n{MORE}\n{STORY} {ending}"
    assert kinds(lay_out(text)) == ["body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Wrenn",
        "By Ada Wrenn and Tom O’Brell Jr.",
        "BY ADA WRENN",
        "By Ada Wrenn, Staff Writer",
        "By Ada Wrenn in Karsund",
        "By Ada Wrenn for The Vell Courier",
        "By Ada Wrenn | The Vell Courier",
        "Par Jeanne de la Tour",
    ],
)
def test_a_byline_stands_between_headline_and_story(line: str) -> None:
    """A line of "By" and names, with or without job, paper and place, is the byline."""
    text = f"Council votes to close the harbour\n{line}\n{STORY}"
    layout = lay_out(text)
    assert words(text, layout.structure.byline) == line
    assert kinds(layout) == ["heading", "byline", "body"]


def test_the_given_author_alone_in_a_line_is_a_byline() -> None:
    """A line that is only the name of an author known from the metadata is the byline; a job below it too."""
    text = f"Ada Wrenn\nStaff writer\n{STORY}"
    layout = lay_out(text, title="Council votes", authors=("Ada Wrenn",))
    assert kinds(layout) == ["byline", "byline", "body"]


@pytest.mark.parametrize("line", ["By Friday", "By Monday Evening", "By then the harbour had closed"])
def test_other_lines_that_begin_with_by_are_no_byline(line: str) -> None:
    """Days and sentences are not names."""
    assert lay_out(f"{STORY}\n{line}\n{MORE}").structure.byline is None


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Ada Wrenn contributed to this report.", [("Ada Wrenn", None)]),
        ("Ada Wrenn in Vell contributed reporting.", [("Ada Wrenn", "Vell")]),
        (
            "Ada Wrenn, Tom Brell and Jan Moll in Karsund and Mira Sand in Port Vell, North Ostmark, contributed to this article.",
            [
                ("Ada Wrenn", "Karsund"),
                ("Tom Brell", "Karsund"),
                ("Jan Moll", "Karsund"),
                ("Mira Sand", "Port Vell, North Ostmark"),
            ],
        ),
        ("Courier staff writer Ada Wrenn, in Vell, contributed to this story.", [("Ada Wrenn", "Vell")]),
        ("Ada Wrenn contributed to this story from Karsund.", [("Ada Wrenn", "Karsund")]),
        (
            "Wrenn reported from Vell. Associated Press writer Jan Moll contributed from Karsund.",
            [("Wrenn", "Vell"), ("Jan Moll", "Karsund")],
        ),
        ("(Reporting by Ada Wrenn; Editing by Jan Moll)", [("Ada Wrenn", None), ("Jan Moll", None)]),
        (
            "Additional reporting by Ada Wrenn in Vell; Writing by Tom Brell; Editing by Jan Moll and Mira Sand",
            [("Ada Wrenn", "Vell"), ("Tom Brell", None), ("Jan Moll", None), ("Mira Sand", None)],
        ),
        (
            "Contributing: Ada Wrenn and Jan Moll, Nordia Press.",
            [("Ada Wrenn", None), ("Jan Moll", None), ("Nordia Press", None)],
        ),
        ("Reporting was contributed by Ada Wrenn in Vell.", [("Ada Wrenn", "Vell")]),
        ("--additional reporting by Ada Wrenn.", [("Ada Wrenn", None)]),
    ],
)
def test_a_sign_off_names_contributors_and_places(line: str, people: list[tuple[str, str | None]]) -> None:
    """The last line that names who worked on the article is the sign-off, with each name and its place."""
    text = f"{STORY}\n{MORE}\n{line}"
    layout = lay_out(text)
    assert words(text, layout.structure.sign_off) == line
    assert [(c.name.of(text), words(text, c.place)) for c in layout.structure.contributors] == people
    assert kinds(layout) == ["body", "body", "sign_off"]


def test_a_sign_off_behind_the_last_sentence_is_cut_off() -> None:
    """Names in brackets behind the story's last sentence are a paragraph of their own."""
    text = f"{STORY}\n{MORE} (Reporting by Ada Wrenn in Vell; Editing by Jan Moll)"
    layout = lay_out(text)
    assert kinds(layout) == ["body", "body", "sign_off"]
    assert layout.paragraphs[1].span.of(text) == MORE
    assert [c.name.of(text) for c in layout.structure.contributors] == ["Ada Wrenn", "Jan Moll"]


@pytest.mark.parametrize(
    "line",
    [
        "Donors, including Ada Wrenn and the Holm family, contributed 2 million crowns each.",
        "High prices contributed to the fall of the crown, Ada Wrenn said.",
        "Produced by Ostmark Research the study found that only a tenth of fishermen had heard of the plan.",
        "Each of the company’s businesses contributed to the result, Holm said in a report.",
    ],
)
def test_contributions_of_other_kinds_are_the_story(line: str) -> None:
    """Money and causes contribute too: without names alone before the verb a line is no sign-off."""
    assert kinds(lay_out(f"{STORY}\n{MORE}\n{line}")) == ["body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "What the plan says",
        "Who pays?",
        "‘Ghost town’",
        "11:40 p.m.",
        "The harbour’s last winter",
        "2026: a year of cranes",
    ],
)
def test_a_short_line_between_paragraphs_is_a_heading(line: str) -> None:
    """A short line that is no sentence, between two paragraphs, is a section heading."""
    text = f"{STORY}\n{line}\n{MORE}"
    layout = lay_out(text)
    assert kinds(layout) == ["body", "heading", "body"]
    assert [h.of(text) for h in layout.structure.headings] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "He said no.",
        "- The quay is closed",
        "• Cranes are sold",
        "“Nobody asked the fishermen”",
        "— Pieter Holm, fisherman",
        "Q. Who pays for it",
        "Votes were cast by the Greens,",
        "The men of the harbour and",
        "Greens 5, Labour 4, Centre 3, Others 2",
        "https://courier.example/harbour",
        "Subs not used: Brell, Moll, Sand, Holm",
        "8,661",
    ],
)
def test_other_short_lines_are_no_headings(line: str) -> None:
    """Sentences, list items, quotations, attributions, questions, tables and broken lines stay the story."""
    assert "heading" not in kinds(lay_out(f"{STORY}\n{line}\n{MORE}"))


def test_a_run_of_short_lines_is_a_list_and_not_headings() -> None:
    """Several short lines in a row are a list, a table or verse."""
    text = f"{STORY}\nVell v Karsund\nPort Vell v Ostmark\nHolm v Brell\n{MORE}"
    assert "heading" not in kinds(lay_out(text))


def test_speakers_labels_are_no_headings() -> None:
    """In a transcript the label before the colon comes again."""
    text = f"{STORY}\nKorn: Never\n{MORE}\nKorn: Not once\n{MORE}\nHolm: Twice\n{MORE}"
    assert "heading" not in kinds(lay_out(text))


@pytest.mark.parametrize(
    "line",
    [
        "Correction: An earlier version of this article misstated the number of votes.",
        "This article has been updated with comments from the mayor.",
        "An earlier version of this story gave the wrong date for the vote.",
        "Editor’s note: The author is related to one of the councillors.",
        "© 2025 The Vell Courier. All rights reserved.",
        "Advertisement",
        "Share this article",
        "247 shares",
        "Read more: Ten boats sunk in the storm of last year",
        "Published Thursday, Feb. 20, 2025 01:51PM EST",
        "* * *",
        "Follow Ada Wrenn on Twitter @adawrenn.",
        "Ada Wrenn is a staff writer at The Vell Courier.",
    ],
)
def test_lines_about_the_article_or_the_page_are_notes(line: str) -> None:
    """Corrections, copyright, page furniture and who the author is are not the story."""
    assert kinds(lay_out(f"{STORY}\n{MORE}\n{line}")) == ["body", "body", "note"]


@pytest.mark.parametrize(
    "line",
    [
        "Corrections to the plan will be made in May, the mayor said on Monday.",
        "This report was welcomed by the fishermen of Vell.",
        "Note: Net includes a gain of 2 million crowns.",
        "Pieter Holm is a writer who left Vell; Holm has not been back since.",
    ],
)
def test_news_that_sounds_like_a_note_is_the_story(line: str) -> None:
    """A line that only begins like a note stays the story."""
    assert kinds(lay_out(f"{STORY}\n{MORE}\n{line}"))[-1] == "body"


def test_nothing_after_the_sources_is_the_story() -> None:
    """A list of sources or related news at the end is notes down to the last line."""
    sources = "Sources\nAda Wrenn. “Harbour closes”. Courier, 3 March 2025\nVell archive"
    text = f"{STORY}\n{MORE}\n{STORY}\n{MORE}\n{sources}"
    assert kinds(lay_out(text)) == ["body"] * 4 + ["note"] * 3


@pytest.mark.parametrize(
    "line",
    [
        "Council votes to close the old harbour",
        "COUNCIL VOTES TO CLOSE THE OLD HARBOUR",
        "Council Votes To Close The Old Harbour After Seven Hours.",
        "‘Not a museum’: council closes harbour",
        "Who pays for the harbour?",
        "Mayor in ‘tight spot’ as vote drags on",
    ],
)
def test_the_first_line_may_be_the_headline(line: str) -> None:
    """Without a given title a short first line above the story is the title, not a section heading."""
    text = f"{line}\n\n{STORY}\n\n{MORE}"
    layout = lay_out(text)
    assert layout.title == line.removesuffix(".")
    assert layout.title_given
    assert words(text, layout.structure.title) == line
    assert layout.structure.headings == ()
    assert kinds(layout) == ["heading", "body", "body"]


def test_a_given_title_is_known_again_in_the_text() -> None:
    """The line that repeats the given title is the headline, whatever its quotation marks."""
    text = f"COUNCIL CLOSES 'OLD' HARBOUR\n{STORY}"
    layout = lay_out(text, title="Council closes ‘old’ harbour")
    assert layout.title == "Council closes ‘old’ harbour"
    assert words(text, layout.structure.title) == "COUNCIL CLOSES 'OLD' HARBOUR"


@pytest.mark.parametrize(
    "line",
    [
        "The council of Vell has voted to close the old harbour.",
        "Cranes. (Mira Sand/Nordia)",
        "VELL 2025-08-30",
    ],
)
def test_sentences_captions_and_datelines_are_no_title(line: str) -> None:
    """What is something else is not the headline; then the lead sentence serves."""
    layout = lay_out(f"{line}\n{STORY}")
    assert not layout.title_given


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("The harbour closes. Nobody knows when.", "The harbour closes"),
        ("VELL — The harbour closes. Nobody knows when, said the mayor of the town.", "The harbour closes"),
        (
            "Mr. Holm of St. Olav said the U.S. Navy may leave. It did.",
            "Mr. Holm of St. Olav said the U.S. Navy may leave",
        ),
        ("“Never!” said Holm. He left.", "“Never!” said Holm"),
        (STORY, "The council of Vell voted by nine to eight on Monday to close the old harbour, after a…"),
    ],
)
def test_without_a_title_the_lead_sentence_serves(lead: str, title: str) -> None:
    """The title is the first sentence behind caption and dateline, cut at a word of the first 90 characters."""
    text = f"Cranes at Vell on Monday. (Mira Sand/Pool/Nordia)\n{lead}"
    layout = lay_out(text)
    assert (layout.title, layout.title_given) == (title, False)
    assert len(title) <= 91


def test_marked_headings_leave_nothing_to_guess() -> None:
    """Where the file marks its headings, a short line elsewhere is the story."""
    text = f"What the plan says\n{STORY}\nWho pays?\n{MORE}"
    layout = lay_out(text, title="Harbour", marks={0: "heading"})
    assert kinds(layout) == ["heading", "body", "body", "body"]
