"""The models, their fields with what they tell, and every way by which code can name a model without importing it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from django.db.models import Model

from fairway.safe_reporting.firewall import Kind, Node
from fairway_portal.site.firewall import declarations
from fairway_portal.site.firewall.reading import Definition
from fairway_portal.site.firewall.reviewed import CASEWORK

DATABASE: Final = "casework"


class Tables:
    """The models of every installed app."""

    def __init__(self) -> None:
        self.fields: dict[str, frozenset[Node]] = {}
        """Dotted name of a model → its fields."""
        self.confidential: set[str] = set()
        self._labels: dict[str, set[str]] = defaultdict(set)
        self._relations: dict[str, set[str]] = defaultdict(set)
        harmless: set[str] = set()
        for config, model in declarations.models():
            name = _name(model)
            self.fields[name] = frozenset(
                Node(Kind.FIELD, f"{name}.{one.name}", declarations.sensitivity_of(config, model, one.name))
                for one in declarations.fields_of(model)
            )
            if not declarations.confidential(config, model):
                harmless |= _words_to(model)
                continue
            self.confidential.add(name)
            for label in (model._meta.app_label, model._meta.label.lower(), model._meta.db_table):
                self._labels[label].add(name)
            for word in _words_to(model):
                self._relations[word].add(name)
        for word in harmless & set(self._relations):
            if not word.endswith("_set"):
                del self._relations[word]
        self._tables: Final = re.compile("|".join(sorted({_table_word(one) for one in self.confidential} or {"$^"})))

    def named_by(self, definition: Definition) -> set[str]:
        """The confidential models that a definition names by a text, a relation, or not knowing which."""
        outside = not definition.module.startswith(CASEWORK)
        # Whoever has a record of casework outside it had to name a model, and is seen by that.
        words = set() if outside else definition.relations
        found = {model for word in words for model in self._relations.get(word, ())}
        if definition.module.endswith(".apps"):
            return found
        texts = {text.lower() for text in definition.strings}
        found |= {model for text in texts for model in self._labels.get(text, ())}
        if any(self._tables.search(text) for text in texts if " " in text):  # a statement of SQL
            found |= self.confidential
        if outside and (DATABASE in texts or f"{two_databases()}.ALIAS" in definition.uses):
            found |= self.confidential
        if definition.looks_up:
            found |= self.confidential
        return found


def two_databases() -> str:
    """The module that names the database of casework."""
    return "fairway_portal.site.two_databases"


def _name(model: type[Model]) -> str:
    return f"{model.__module__}.{model.__qualname__}"


def _table_word(name: str) -> str:
    parts = name.split(".")
    return rf"fairway_{parts[2]}_"


def _words_to(model: type[Model]) -> set[str]:
    """Names by which other models lead to a model: `cases`, `case`, `case_set`."""
    found = {f"{model.__name__.lower()}_set"}
    for field in declarations.fields_of(model):
        remote = getattr(field, "remote_field", None)
        if remote is not None and remote.related_name:
            found.add(remote.related_name)
    return found
