"""Which of several actors a name is, and how a known form is used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.analyse.actors.forms import generation_of
from generator.analyse.actors.genders import gender_of, pronouns_by_person
from generator.analyse.actors.lexicon import Known, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.analyse.actors.clusters import Cluster
    from generator.analyse.actors.lines import Name

MODIFIES = frozenset({"amod", "compound", "nmod", "npadvmod"})
"""Dependencies of a word that says something of the noun after it."""


def latest(name: Name, candidates: Sequence[Cluster]) -> Cluster:
    """Return the candidate that a name is: one that its title may be said of, read last before it."""
    fitting = _of_title(name, list(candidates))
    return fitting[0] if len(fitting) == 1 else max(fitting, key=lambda c: _recency(c, name))


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
