"""Which quotes are one utterance, and when its speaker is sure enough to be named."""

from __future__ import annotations

from dataclasses import replace

from small_corpora import ferry_strike

from generator.compose.utterances import Utterance, utterances


def _by_id(min_confidence: float = 0.5) -> dict[str, Utterance]:
    return {u.id: u for u in utterances(ferry_strike().analysis, min_confidence=min_confidence)}


def test_pieces_of_one_group_are_one_utterance() -> None:
    """A quotation split by its cue is shown once, with both pieces in text order."""
    found = _by_id()
    assert [p.quote.id for p in found["crew"].pieces] == ["crew", "committee"]
    assert "committee" not in found


def test_a_fragment_stands_with_its_parent_only() -> None:
    """The quoted words inside a mixed quote are not a second utterance."""
    found = _by_id()
    assert [f.id for f in found["herring"].pieces[0].fragments] == ["herring-words"]
    assert "herring-words" not in found
    assert found["herring"].kind == "mixed"


def test_below_the_threshold_a_speaker_becomes_a_candidate() -> None:
    """Less certain than the setting asks for: nobody is named, and who it might be is kept."""
    assert _by_id()["gift"].speaker == "a1"
    doubtful = _by_id(min_confidence=0.9)["gift"]
    assert doubtful.speaker is None
    assert doubtful.candidates == ("a1",)


def test_candidates_of_an_unresolved_quote_are_kept() -> None:
    """Where resolution could not decide, both stay possible."""
    assert _by_id()["weather"].candidates == ("a2", "a1")


def test_unnamed_speakers_keep_their_description() -> None:
    """An unnamed source is not an unclear one."""
    offer = _by_id()["offer"]
    assert offer.unnamed == "A ministry official"
    assert not offer.is_quotation


def test_an_article_without_quotes_has_no_utterances() -> None:
    """Not looked for and none found are both no utterance."""
    analysis = ferry_strike().analysis
    assert utterances(replace(analysis, quotes=None), min_confidence=0.5) == ()
    assert utterances(replace(analysis, quotes=()), min_confidence=0.5) == ()
