"""What each definition of the portal's code refers to, read from its text alone: nothing is imported.

Over-approximates: a name that is mentioned counts as reached, whatever a branch or a type would say. Not seen: a
function that another hands over at run time through an object (`receiver.after(…)`); whoever puts it there mentions it,
and is seen.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

BODY: Final = "<body>"
SKIPPED: Final = frozenset({"migrations", "__pycache__"})
CHANGES: Final = frozenset({"add", "append", "connect", "extend", "insert", "register", "setdefault", "update"})
"""Methods by which something is put into a table that a module keeps."""
OF_RELATIONS: Final = frozenset({
    "aggregate", "all", "annotate", "bulk_create", "count", "create", "delete", "exclude", "exists",
    "filter", "first", "get", "get_or_create", "in_bulk", "iterator", "last", "none", "only", "order_by",
    "prefetch_related", "select_for_update", "select_related", "update", "using", "values", "values_list",
})  # fmt: skip
OF_ORM: Final = OF_RELATIONS | {
    "Avg",
    "Count",
    "Exists",
    "F",
    "Max",
    "Min",
    "OuterRef",
    "Prefetch",
    "Q",
    "Sum",
    "getattr",
}
"""Calls whose words may follow a relation: `filter(cases__state=…)`, `Count("cases")`."""
LOOKED_UP: Final = frozenset({
    "__import__", "call_command", "get_app_config", "get_containing_app_config", "get_model",
    "get_models", "import_module", "import_string", "locate", "model_class", "resolve_name", "run_module", "run_path",
})  # fmt: skip
"""Calls by which any model can be had. What a whole text names is read from it; where it is no text, all are."""
TABLES_OF_EVERYTHING: Final = frozenset({"sys.modules", "django.apps.apps.all_models"})
RUN: Final = frozenset({"eval", "exec"})
"""A text that is run may say anything, written out or not."""
SETTINGS: Final = "django.conf.settings."
"""What a setting names is read where it is set."""


@dataclass(slots=True)
class Definition:
    """A function, a class, a value of a module, or what the module does when it is imported (`<body>`).

    Attributes:
        name: Dotted, with its module.
        module: The module.
        tree: Its statements.
        uses: Dotted names as the module's imports explain them.
        strings: Every text in it.
        relations: Words that may follow a relation from one model to others.
        calls: Dotted names of what it calls.
        parameters: Dotted names of the types of its parameters.
        returns: What it says it returns, as written; "" where it says nothing.
        looks_up: Whether it has whatever it likes, by a name that is made while it runs.
    """

    name: str
    module: str
    tree: list[ast.stmt]
    uses: set[str] = field(default_factory=set)
    strings: set[str] = field(default_factory=set)
    relations: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    parameters: set[str] = field(default_factory=set)
    returns: str = ""
    looks_up: bool = False


@dataclass(slots=True)
class Module:
    """One file.

    Attributes:
        name: Dotted.
        names: What its imports, and its own definitions, call what.
        definitions: By their own name.
        put: Table of a module → what is put into it here.
    """

    name: str
    names: dict[str, str]
    definitions: dict[str, Definition]
    put: list[tuple[str, set[str]]]


def modules(portal: Path) -> dict[str, Module]:
    """Every module of the portal, by its dotted name.

    Args:
        portal: The folder `fairway_portal`.
    """
    found = {}
    for file in sorted(portal.rglob("*.py")):
        parts = file.relative_to(portal.parent).with_suffix("").parts
        if not SKIPPED & set(parts):
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = module_of(name, file.read_text("utf-8"))
    return found


@lru_cache(maxsize=4096)
def module_of(name: str, text: str) -> Module:
    """One module, read from its text."""
    tree = ast.parse(text)
    made = Module(name, _imported(ast.walk(tree), top=tree), {}, [])
    for statement in tree.body:
        for own in _named(statement):
            made.names[own] = f"{name}.{own}"
    for statement in tree.body:
        for own in _named(statement) or ([] if isinstance(statement, ast.Import | ast.ImportFrom) else [BODY]):
            definition = made.definitions.setdefault(own, Definition(f"{name}.{own}", name, []))
            definition.tree.append(statement)
            _read(definition, statement, made)
    return made


def _named(statement: ast.stmt) -> list[str]:
    """The names that a statement of a module gives to what it defines."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        named = (one for target in statement.targets for one in ast.walk(target))
        return [one.id for one in named if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return [statement.target.id]
    return []


def _imported(nodes: Iterator[ast.AST], *, top: ast.Module) -> dict[str, str]:
    """What imports call what; those inside functions too, unless the module's own say otherwise."""
    names: dict[str, str] = {}
    own = set(map(id, top.body))
    for node in sorted(
        (one for one in nodes if isinstance(one, ast.Import | ast.ImportFrom)), key=lambda x: id(x) in own
    ):
        for alias in node.names:
            if isinstance(node, ast.ImportFrom):
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif alias.asname:
                names[alias.asname] = alias.name
            else:
                names[alias.name.split(".")[0]] = alias.name.split(".")[0]
    return names


def dotted(node: ast.AST, names: dict[str, str]) -> str:
    """`queries.live_keys` as the imports explain it; "" where its root is a local name or a value."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in names:
        return ""
    return ".".join([names[node.id], *reversed(parts)])


def _read(definition: Definition, statement: ast.stmt, module: Module) -> None:
    # What is imported inside a function has the names of that function.
    names = {**module.names, **_imported(ast.walk(statement), top=ast.Module([], []))}
    inside: set[int] = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.Attribute | ast.Name):
            if id(node) not in inside and (said := dotted(node, names)):
                definition.uses.add(said)
                definition.looks_up |= said in TABLES_OF_EVERYTHING
            inside.update(id(node.value) for _ in [0] if isinstance(node, ast.Attribute))
            _relation(definition, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            definition.strings.add(node.value)
        elif isinstance(node, ast.Call):
            _call(definition, node, names, module)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Subscript) and (table := dotted(target.value, names)):
                    module.put.append((table, _all(node.value, names)))
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        _signature(definition, statement, names)


def _relation(definition: Definition, node: ast.AST) -> None:
    if isinstance(node, ast.Attribute) and node.attr in OF_RELATIONS and isinstance(node.value, ast.Attribute):
        definition.relations.add(node.value.attr)


def _call(definition: Definition, node: ast.Call, names: dict[str, str], module: Module) -> None:
    called = dotted(node.func, names)
    if not called and isinstance(node.func, ast.Name):
        called = node.func.id
    if called:
        definition.calls.add(called)
    last = node.func.attr if isinstance(node.func, ast.Attribute) else called.split(".")[-1]
    if last in OF_ORM:
        said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        said += [one.arg for one in node.keywords if one.arg]
        definition.relations.update(part for words in said for part in words.split("__"))
    if called in RUN:
        definition.looks_up = True
    if last in LOOKED_UP:
        definition.looks_up |= not node.args or not all(_is_known(one, names) for one in node.args)
    if isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
        table = dotted(node.func.value, names)
        if table:
            module.put.append(
                (table, {name for one in (*node.args, *(k.value for k in node.keywords)) for name in _all(one, names)})
            )


def _is_known(said: ast.expr, names: dict[str, str]) -> bool:
    """Whether a text is written out, or stands in a setting."""
    return isinstance(said, ast.Constant) or dotted(said, names).startswith(SETTINGS)


def _all(tree: ast.AST, names: dict[str, str]) -> set[str]:
    return {
        said for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name) and (said := dotted(node, names))
    }


def _signature(definition: Definition, function: ast.FunctionDef | ast.AsyncFunctionDef, names: dict[str, str]) -> None:
    asked = function.args
    for one in (*asked.posonlyargs, *asked.args, *asked.kwonlyargs):
        if one.annotation is not None:
            definition.parameters |= _all(one.annotation, names)
    definition.returns = ast.unparse(function.returns) if function.returns else ""
