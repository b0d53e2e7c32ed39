"""Which names are the same actor, from the most specific to the least."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.analyse.actors.choice import MODIFIES, differ_in_generation, fits, latest, use_of
from generator.analyse.actors.demonyms import derived_adjectives, is_state
from generator.analyse.actors.forms import (
    core_of,
    defined_acronym,
    is_acronym_of,
    is_family_name_of,
    is_nickname_of,
    nation_of,
    person_parts,
    same_person,
)
from generator.analyse.actors.given import teams_of
from generator.analyse.actors.kinds import Voted, kind_of, votes_of
from generator.analyse.actors.lexicon import Known, lexicon
from generator.analyse.actors.lines import Name
from generator.analyse.actors.repeats import surname
from generator.model import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable


_LONGEST_ACRONYM = 3
"""Letters up to which a form in capitals is an acronym and never read as another form."""
_SURELY_PERSON = 2.0
"""Votes from which a family name makes the full name before it a person's."""
_LONGEST_SHORTENED = 3
"""Words of an organization up to which one word may stand for it; a longer name without a head is a part's."""


@dataclass(slots=True, kw_only=True)
class Cluster:
    """Names of one actor while they are gathered."""

    kind: ActorKind
    names: list[Name] = field(default_factory=list)
    known: str | None = None
    """Canonical name in the data files, where it is known there."""
    full: tuple[str, ...] = ()
    """A person's longest name as parts; an organization's core."""
    is_company: bool = False
    """A legal suffix proves it."""
    adjectival: set[tuple[int, int]] = field(default_factory=set)
    """Places of the names that are used as adjectives."""

    def forms(self) -> Counter[str]:
        """Return how often each form occurs."""
        return Counter(name.text for name in self.names)


def cluster(names: Iterable[Name]) -> list[Cluster]:
    """Return the actors that the names are of, each name in at most one, by first mention."""
    names = list(names)
    teams = teams_of(names)
    by_form: dict[str, list[Name]] = {}
    for name in names:
        if name.place not in teams:
            by_form.setdefault(name.text.removeprefix("The "), []).append(name)
    _lower_capitals(by_form)
    derived = derived_adjectives(by_form)
    gatherer = _Gatherer(by_form, derived)
    for form in sorted(by_form, key=lambda f: (f in derived, -len(f.split()), by_form[f][0].place)):
        gatherer.add(form)
    gatherer.add_teams([name for name in names if name.place in teams])
    return sorted(gatherer.finished(), key=lambda c: min(n.place for n in c.names))


def _lower_capitals(by_form: dict[str, list[Name]]) -> None:
    """Read names set in capitals as the form in mixed case that the article or the data files have."""
    mixed = {form.upper(): form for form in by_form if not form.isupper()}
    known = lexicon().known
    for form in [f for f in by_form if f.isupper() and sum(map(str.isalpha, f)) > _LONGEST_ACRONYM]:
        usual = mixed.get(form) or (form.title() if form.title() in known else None)
        if usual is not None and form not in known:
            by_form.setdefault(usual, []).extend(n.read_as(usual) for n in by_form.pop(form))


class _Gatherer:
    """Puts forms together one by one; longer forms must come first."""

    def __init__(self, by_form: dict[str, list[Name]], derived: dict[str, str]) -> None:
        self._by_form = by_form
        self._derived = derived
        self._kinds: dict[str, Voted] = {form: kind_of(names) for form, names in by_form.items()}
        self._kinds.update(dict.fromkeys(derived.values(), "place"))
        self._kinds.update(dict.fromkeys(self._full_names_of_persons(), "person"))
        self._clusters: list[Cluster] = []
        self._by_last_word: dict[str, list[Cluster]] = {}
        self._known: dict[tuple[str, str], Cluster] = {}
        self._acronyms: dict[str, str] = {
            acronym: form
            for form, names in by_form.items()
            for name in names
            if (acronym := defined_acronym(name)) is not None
        }
        self._of_form: dict[str, Cluster] = {}

    def add(self, form: str) -> None:
        """Put all names of one form where they belong."""
        names = self._by_form[form]
        defined = self._of_form.get(self._acronyms.get(form, ""))
        if defined is not None:
            self._join(defined, form, names)
            return
        place = self._of_form.get(self._derived.get(form, ""))
        if place is not None:
            self._join(place, form, names)
            place.adjectival.update(n.place for n in names)
            return
        known = lexicon().known.get(form)
        if known is not None and not self._is_a_persons(form) and fits(known, names):
            self._add_known(form, known, names)
        elif self._kinds[form] == "group" and not self._persons_named(form):
            self._add_group(form, names)
        elif self._kinds[form] == "person" and " " in form:
            self._add_full_person(form, names)
        elif " " in form:
            self._add_institution(form, names)
        else:
            self._add_single(form, names)

    def add_teams(self, names: list[Name]) -> None:
        """Put clubs that bear a town's name with the longer name that begins so, or by themselves."""
        by_town: dict[str, list[Name]] = {}
        for name in names:
            town = name.text.title() if name.text.isupper() else name.text
            by_town.setdefault(town, []).append(name.read_as(town))
        for town, found in by_town.items():
            core = core_of(town)
            heads = lexicon().organization_heads
            longer = [
                c
                for c in self._clusters
                if c.kind == "organization"
                and c.full[: len(core)] == core
                and not any(word.capitalize() in heads for word in c.full)
            ]
            if not longer:
                longer = [self._new("organization")]
                longer[0].full = core
            for name in found:
                latest(name, longer).names.append(name)

    def finished(self) -> list[Cluster]:
        """Return the clusters, each with its kind voted by all its names."""
        for gathered in self._clusters:
            if gathered.known is None and gathered.kind not in {"person", "group"}:
                gathered.kind = self._voted(gathered)
        return [c for c in self._clusters if c.names]

    def _voted(self, gathered: Cluster) -> ActorKind:
        kind = "place" if gathered.adjectival else kind_of(gathered.names)
        if kind == "place":
            return "country" if is_state(gathered.names) else "place"
        return "organization" if kind == "group" else kind

    # One kind of form each

    def _add_known(self, form: str, known: Known, names: list[Name]) -> None:
        for name in names:
            use = use_of(name, known)
            if use == "people":
                target = self._known_cluster(form, "group", ("people", known.name))
            else:
                target = self._known_cluster(known.name, known.kind, ("name", known.name))
            target.names.append(name)
            if use == "adjective":
                target.adjectival.add(name.place)
            self._of_form[form] = target

    def _add_group(self, form: str, names: list[Name]) -> None:
        nouns = [
            n for n in names if n.line.doc[n.last].dep_ not in MODIFIES or n.line.doc[n.last].tag_ == "NNPS"
        ]
        if not nouns:
            return
        singular = form.removesuffix("s")
        target = self._of_form.get(singular) or self._of_form.get(f"{form}s")
        if target is None or target.kind != "group":
            target = self._new("group")
        self._join(target, form, names)
        target.adjectival.update(n.place for n in names if n not in nouns)

    def _add_full_person(self, form: str, names: list[Name]) -> None:
        parts = person_parts(form)
        company = next((c for c in self._clusters if c.is_company and c.full[: len(parts)] == parts), None)
        if company is not None:
            self._join(company, form, names)
            return
        # Whatever makes two names one person's, the family names end in the same word.
        for person in self._by_last_word.get(parts[-1], ()):
            is_same = same_person(person.full, parts) or is_family_name_of(parts, person.full)
            if is_same and not differ_in_generation(person, form):
                self._join(person, form, names)
                return
        self._join(self._new_person(parts), form, names)

    def _add_institution(self, form: str, names: list[Name]) -> None:
        core, nation = core_of(form), nation_of(form)
        fitting = [
            c
            for c in self._clusters
            if c.kind in {"organization", "place"}
            and c.full
            and self._is_part(core, nation, c, self._kinds[form])
        ]
        if fitting:
            self._spread(form, names, fitting)
            return
        created = self._new("organization" if self._kinds[form] == "organization" else "place")
        created.full = core
        created.is_company = form.rsplit(maxsplit=1)[-1] in lexicon().legal_suffixes
        self._join(created, form, names)

    def _add_single(self, form: str, names: list[Name]) -> None:
        persons = self._persons_named(form)
        if persons and not self._is_surely_no_person(form):
            self._spread(form, names, persons)
            return
        fitting = [c for c in self._clusters if c.kind == "organization" and self._is_short_for(form, c)]
        if fitting:
            self._spread(form, names, fitting)
            return
        kind = self._kinds[form]
        if kind == "person":
            created = self._new_person(person_parts(form))
        else:
            created = self._new(kind)
            created.full = core_of(form)
        self._join(created, form, names)

    # Tests

    def _is_a_persons(self, form: str) -> bool:
        """Tell whether a known form is somebody's name here ("Jordan", "Chad")."""
        if self._kinds[form] != "person" or " " in form:
            return False
        return bool(self._persons_named(form)) or any(n.title for n in self._by_form[form])

    def _full_names_of_persons(self) -> list[str]:
        """Return forms that a family name shows to be a person's though the recogniser took them for something else."""
        return [
            form
            for form, kind in self._kinds.items()
            if kind in {"organization", "place"}
            and " " in form
            and self._kinds.get(family := surname(form.split())) == "person"
            and self._is_surely_person(family)
            and self._is_only_labelled(form)
            and form not in lexicon().known
        ]

    def _is_surely_person(self, form: str) -> bool:
        """Tell whether more than one label of the recogniser speaks for a person."""
        return votes_of(self._by_form[form])["person"] >= _SURELY_PERSON

    def _persons_named(self, form: str) -> list[Cluster]:
        parts = person_parts(form)
        persons = [c for c in self._clusters if c.kind == "person"]
        by_family = [c for c in persons if is_family_name_of(parts, c.full)]
        if len(by_family) > 1:
            called_by_given = [c for c in by_family if c.full[0].capitalize() in self._by_form]
            by_family = [c for c in by_family if c not in called_by_given] or by_family
        # Of two family names ("Ricardo Rosselló Nevares") the first is the one in use.
        by_first_family = [c for c in persons if len(c.full) > 2 and c.full[-2:-1] == parts]  # noqa: PLR2004
        by_given = [c for c in persons if len(c.full) > 1 and c.full[:1] == parts]
        by_nickname = [c for c in persons if is_nickname_of(form, c.full)]
        return by_family or by_first_family or by_given or by_nickname

    def _is_surely_no_person(self, form: str) -> bool:
        if self._kinds[form] == "person":
            return False
        if form in lexicon().capitals:
            return True
        votes = votes_of(self._by_form[form])
        labels = Counter(n.label for n in self._by_form[form])
        place_signs = votes["place"] - labels["GPE"] - labels["LOC"] - labels["FAC"]
        return place_signs > 0 and votes["person"] <= 0

    def _is_only_labelled(self, form: str) -> bool:
        """Tell whether nothing but the recogniser's label speaks for a form's kind."""
        if form in lexicon().capitals or form in lexicon().given_names:
            return False
        votes = votes_of(self._by_form[form])
        n_labels = sum(1 for name in self._by_form[form] if name.label)
        return votes[self._kinds[form]] - n_labels < 1

    @staticmethod
    def _is_part(core: tuple[str, ...], nation: str | None, other: Cluster, kind: Voted) -> bool:
        others = {n for name in other.names if (n := nation_of(name.text)) is not None}
        if nation is not None and others and nation not in others:
            return False
        if _singular(core) == _singular(other.full):
            return True
        if kind != "organization" or other.kind != "organization":
            return False
        return other.full[: len(core)] == core or other.full[-len(core) :] == core

    def _is_short_for(self, form: str, other: Cluster) -> bool:
        if any(is_acronym_of(form, full) for full in other.forms()):
            return True
        core = core_of(form)
        if core == other.full:
            return True
        if len(other.full) < 2:  # noqa: PLR2004 - one word has no shorter form
            return False
        if (
            len(other.full) > _LONGEST_SHORTENED
            and other.full[-1].capitalize() not in lexicon().organization_heads
        ):
            return False
        is_sure = other.is_company or self._kinds[form] == "organization"
        if core[0] == other.full[0]:
            head = other.full[-1].capitalize()
            return (is_sure or self._is_only_labelled(form)) and not {form, head} & lexicon().whole_heads
        is_started = other.full[0].capitalize() in lexicon().organization_starts
        return (is_sure or is_started) and core[0] == other.full[-1]

    # Making and joining

    def _new(self, kind: ActorKind) -> Cluster:
        created = Cluster(kind=kind)
        self._clusters.append(created)
        return created

    def _new_person(self, full: tuple[str, ...]) -> Cluster:
        created = self._new("person")
        created.full = full
        self._by_last_word.setdefault(full[-1], []).append(created)
        return created

    def _known_cluster(self, name: str, kind: ActorKind, key: tuple[str, str]) -> Cluster:
        if key not in self._known:
            self._known[key] = self._new(kind)
            self._known[key].known = name
        return self._known[key]

    def _join(self, target: Cluster, form: str, names: list[Name]) -> None:
        target.names.extend(names)
        self._of_form[form] = target

    def _spread(self, form: str, names: list[Name], candidates: list[Cluster]) -> None:
        """Give each name to the candidate whose full form was read last before it."""
        for name in names:
            latest(name, candidates).names.append(name)
        if names:
            self._of_form[form] = latest(names[-1], candidates)


def _singular(core: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name's words with the last one as if it were one: newspapers waver between "Textile" and "Textiles"."""
    return (*core[:-1], core[-1].removesuffix("s"))
