"""Topics corrected: which phrases are one, what they are called, which are dropped or pinned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.aggregate.corrections.chains import Step, in_order
from generator.aggregate.names import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from generator.aggregate.corrections.ledger import Ledger
    from generator.model import TopicOverrides


@dataclass(slots=True, kw_only=True)
class TopicPlan:
    """What is to become of the phrases of a corpus, by their keys."""

    into: dict[str, str] = field(default_factory=dict)
    """Key of a phrase → key of the topic that it becomes part of."""
    names: dict[str, str] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Names that were taken away."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Each with the line that says so."""
    pinned: dict[str, int] = field(default_factory=dict)
    changes: list[tuple[str, int, str, str, str]] = field(default_factory=list)
    """Key, line, key in the file, what it was and what it is: told where the topic is there in the end."""

    def final(self, key: str) -> str:
        """Return the topic that a phrase belongs to in the end."""
        while key in self.into:
            key = self.into[key]
        return key

    def tell(self, ledger: Ledger, wanted: Mapping[str, str], kept: Collection[str]) -> None:
        """Note what changed; `wanted`: phrases that would have been topics, by key and name; `kept`: those that are."""
        for key, line, what, was, now in self.changes:
            topic = self.final(key)
            if topic in kept:
                ledger.applied(line, what, was=was, now=now, topic=topic)
        for key, line in self.dropped.items():
            if key in wanted:
                ledger.applied(line, "topics.drop", was=wanted[key], now="not a topic")


def plan_topics(forms: Mapping[str, Sequence[str]], overrides: TopicOverrides, ledger: Ledger) -> TopicPlan:
    """Return what is to become of the phrases; `forms`: by key, most frequent first, at least one."""
    plan = TopicPlan()
    if overrides == type(overrides)():
        return plan
    names = _Names(forms, plan, ledger)
    merges = [Step(m.line, name, m.into) for m in overrides.merge for name in m.names]
    for step in in_order(merges, ledger, "merged into"):
        names.merge(step)
    for step in in_order([Step(r.line, r.name, r.to) for r in overrides.rename], ledger, "renamed to"):
        for key in names.some(step.name, step.line):
            names.rename(key, step)
    for one in overrides.drop:
        plan.dropped |= dict.fromkeys(names.some(one.name, one.line), one.line)
    for one in overrides.pin:
        for key in names.some(one.name, one.line):
            plan.pinned[key] = one.line
            plan.changes.append((key, one.line, "topics.pin", names.name(key), "pinned"))
    return plan


class _Names:
    """Phrases by what they are called."""

    def __init__(self, forms: Mapping[str, Sequence[str]], plan: TopicPlan, ledger: Ledger) -> None:
        self._forms, self._plan, self._ledger = forms, plan, ledger
        self._keys: tuple[dict[tuple[str, ...], list[str]], ...] = (defaultdict(list), defaultdict(list))
        for key, written in forms.items():
            self._keys[0][words(written[0])].append(key)
            for form in written[1:]:
                self._keys[1][words(form)].append(key)

    def name(self, key: str) -> str:
        return self._plan.names.get(key) or self._forms[key][0]

    def find(self, name: str) -> list[str]:
        """Return the topics that are called so, else those with a phrase that is written so somewhere."""
        for keys in self._keys:
            if found := keys.get(words(name)):
                return list(dict.fromkeys(self._plan.final(k) for k in found))
        return []

    def some(self, name: str, line: int) -> list[str]:
        found = self.find(name)
        if not found:
            known = (form for written in self._forms.values() for form in written)
            self._ledger.stale(line, f"there is no topic “{name}”", wanted=name, known=known)
        return found

    def merge(self, step: Step) -> None:
        keys = self.some(step.name, step.line)
        if not keys:
            return
        there = self.find(step.into)
        if not there:
            self.rename(keys[0], step, "topics.merge")
            there = keys[:1]
        elif self.name(there[0]).casefold() != step.into.casefold():
            self.rename(there[0], step, "topics.merge")
        for key in keys:
            if key != there[0]:
                self._plan.changes.append(
                    (there[0], step.line, "topics.merge", self.name(key), self.name(there[0]))
                )
                self._plan.former[there[0]] += [self.name(key), *self._plan.former.pop(key, ())]
                self._plan.names.setdefault(there[0], self.name(there[0]))
                self._plan.into[key] = there[0]

    def rename(self, key: str, step: Step, what: str = "topics.rename") -> None:
        was = self.name(key)
        if was == step.into:
            return
        self._plan.former[key].append(was)
        self._plan.names[key] = step.into
        self._keys[0][words(step.into)].append(key)
        self._plan.changes.append((key, step.line, what, was, step.into))
