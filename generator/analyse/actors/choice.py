"""Which of several actors a name is, and how a known form is used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.analyse.actors.forms import generation_of
from generator.analyse.actors.genders import KIN, gender_of, kin_after, pronouns_by_person
from generator.analyse.actors.lexicon import Known, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.actors.clusters import Cluster
    from generator.analyse.actors.lines import Name

MODIFIES = frozenset({"amod", "compound", "nmod", "npadvmod"})
"""Dependencies of a word that says something of the noun after it."""
_OFTEN = 4
"""Names from which somebody is the one that a bare family name means where a namesake was named once, farther up."""
_NEAR = 2
"""Words before a full name among which a word of kin tells a relative."""


def latest(name: Name, candidates: Sequence[Cluster]) -> Cluster:
    """Return the candidate that a name is: one that its title may be said of, read last before it."""
    fitting = _of_title(name, list(candidates))
    if len(fitting) == 1:
        return fitting[0]
    read_last = max(fitting, key=lambda c: _recency(c, name))
    return _bearer(name, read_last, fitting) or read_last


def _bearer(name: Name, read_last: Cluster, candidates: Sequence[Cluster]) -> Cluster | None:
    """Return who bears a bare family name in the article though a relative was named in full since: "Ode's son Ben Ode".

    Whoever was called by it before keeps it; a namesake takes it over unless a word of kin leads to him, or he is
    hardly named at all.
    """
    if read_last.kind != "person" or " " in name.text:
        return None
    fulls = [n for n in read_last.names if " " in n.text and n.place < name.place]
    if not fulls or any(" " not in n.text and n.place < fulls[0].place for n in read_last.names):
        return None
    settled = [c for c in candidates if c is not read_last and _is_called_so(c, name, fulls[0])]
    if not settled and fulls[-1].line.number != name.line.number:
        return _named_first(name, candidates)
    if len(settled) != 1:
        return None
    passing = len(fulls) == 1 and fulls[0].line.number != name.line.number and len(settled[0].names) >= _OFTEN
    return settled[0] if _is_relative(fulls[0]) or passing else None


def _named_first(name: Name, candidates: Sequence[Cluster]) -> Cluster | None:
    """Return whom an article tells of, of several of one family name whom it named in full in one paragraph and then bare in another."""
    fulls = sorted(
        (n.place, n.line.number, at)
        for at, c in enumerate(candidates)
        for n in c.names
        if n.place < name.place
    )
    if (
        not fulls
        or len({at for _, _, at in fulls}) != len(candidates)
        or len({number for _, number, _ in fulls}) != 1
    ):
        return None
    return candidates[fulls[0][2]]


def _is_called_so(person: Cluster, name: Name, before: Name) -> bool:
    """Tell whether somebody was called by a bare family name before another was named in full."""
    return any(n.text == name.text and n.place < before.place for n in person.names)


def _is_relative(full: Name) -> bool:
    """Tell whether a word of kin stands by a full name: "his son Ben Ode", "her husband, Ben Ode", "Ann Ode, his mother"."""
    words = full.line.words[max(full.first - _NEAR, 0) : full.first]
    return any(word.lower() in KIN for word in words) or kin_after(full) is not None


def _of_title(name: Name, candidates: list[Cluster]) -> list[Cluster]:
    """Return the candidates whom the title before a name may be said of: not the father where "Ms." is written."""
    title = lexicon().titles.get(name.title or "")
    if len(candidates) == 1 or title is None or title.gender is None:
        return candidates
    lines = {n.line.number: n.line for c in candidates for n in c.names}
    pronouns = pronouns_by_person(candidates, lines.values())
    genders = [gender_of(c, (), pronouns.get(n, Counter())) for n, c in enumerate(candidates)]
    for wanted in (title.gender, None):
        fitting = [c for c, gender in zip(candidates, genders, strict=True) if gender == wanted]
        if fitting:
            return fitting
    return candidates


def _recency(candidate: Cluster, name: Name) -> tuple[int, tuple[int, int], int]:
    if not candidate.names:
        return (0, (0, 0), 0)
    before = [n.place for n in candidate.names if n.place < name.place]
    first = min(n.place for n in candidate.names)
    return (1, max(before), 0) if before else (0, (-first[0], -first[1]), 0)


def differ_in_generation(person: Cluster, form: str) -> bool:
    """Tell whether a form names the father, the cluster the son."""
    generation = generation_of(form)
    others = {g for name in person.names if (g := generation_of(name.text)) is not None}
    return generation is not None and bool(others) and generation not in others


def fits(known: Known, names: list[Name]) -> bool:
    """Tell whether a known form may mean here what the data files say: "Calif." only after a town and a comma."""
    return not known.is_short or all(n.line.text[: n.start].rstrip().endswith(",") for n in names)


def use_of(name: Name, known: Known) -> str:
    """Return how a known form is used here: as the name, as an adjective, or for some of its people."""
    if known.use == "name":
        return "name"
    token = name.line.doc[name.last]
    before = name.line.words[name.first - 1].lower() if name.first > 0 else ""
    if known.use == "people":
        if token.dep_ in MODIFIES:
            return "adjective"
        return "name" if before == "the" else "people"
    is_the_nation = before == "the" and token.dep_ not in MODIFIES and token.tag_ not in {"NN", "NNP"}
    return "name" if is_the_nation else "adjective"
