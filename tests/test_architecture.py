"""The shape of the package: who may import whom, and how large a thing may grow.

Each rule is a function from the modules of a package to its offenders, one readable line each. It is
asserted on `src/sayso`, and shown to find an offender in a planted package, so that it cannot pass by seeing nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "sayso"

#: The floors of the house, lowest first. A module imports from its own part and from the floors below, never
#: sideways: so no stage imports a stage. A new part of the package is given its floor here.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"model", "errors"}),
    frozenset({"read", "annotate", "extract", "resolve", "collate", "check", "ledger", "publish", "engine", "gazetteer"}),
    frozenset({"versions"}),
    frozenset({"pipeline"}),
    frozenset({"commands"}),
    frozenset({"terminal", "web"}),
    frozenset({"cli"}),
    frozenset({"__main__"}),
)
#: `errors` may name values of the model; the other way round the model raises them.
GROUND = FLOORS[0]
SQLITE = frozenset({"ledger", "gazetteer"})
MODULE_LINES = 400
FUNCTION_LINES = 60
PARAMETERS = 5

type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One module: its dotted name below the package ("read.html", "" for the package itself), text and tree."""

    name: str
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The folder or module right below the package that it belongs to."""
        return self.name.partition(".")[0]


@cache
def modules(package: Path) -> list[Module]:
    """Every module of a package, by path; parsed once, for all rules."""
    return [_module(path, package) for path in sorted(package.rglob("*.py"))]


def _module(path: Path, package: Path) -> Module:
    parts = path.relative_to(package).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, text, ast.parse(text, filename=str(path)))


def imported(module: Module) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of every import, also those inside functions; of `from a import b`, a.b."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def own_imports(module: Module) -> Iterator[tuple[int, str]]:
    """Line and name below the package of every import from sayso itself; what __init__ defines counts as part ""."""
    for line, name in imported(module):
        if name.startswith("sayso."):
            yield line, name.removeprefix("sayso.")


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, type_of_function))


def relative_imports(found: list[Module]) -> list[str]:
    """Imports that name no absolute place, which the other rules could not follow."""
    return [f"{m.name}:{line} imports {name}" for m in found for line, name in imported(m) if name.startswith(".")]


def homeless_parts(found: list[Module]) -> list[str]:
    """Parts of the package that stand on no floor."""
    known = frozenset().union(*FLOORS)
    return sorted({f"sayso.{m.part} has no floor in FLOORS" for m in found if m.part and m.part not in known})


def floor_of(part: str) -> int:
    """Index of the floor that a part stands on; what has none stands above all."""
    return next((index for index, floor in enumerate(FLOORS) if part in floor), len(FLOORS))


def climbing_imports(found: list[Module]) -> list[str]:
    """Imports from above, or from another part of the same floor."""
    parts = {m.part for m in found if m.part}
    offenders = []
    for m in found:
        for line, name in own_imports(m):
            target = name.partition(".")[0]
            if target not in parts or target == m.part or {target, m.part} <= GROUND:
                continue
            if not m.part or floor_of(target) >= floor_of(m.part):
                offenders.append(f"{m.name or '__init__'}:{line} imports sayso.{name}")
    return offenders


def import_cycles(found: list[Module]) -> list[str]:
    """One cycle of modules that import each other, if there is any, imports inside functions included."""
    names = {m.name for m in found}
    graph = {m.name: {t for _, name in own_imports(m) if (t := _nearest(name, names)) not in ("", m.name)} for m in found}
    return _circle(graph)


def circling_rooms(found: list[Module]) -> list[str]:
    """One cycle of folders or single modules of one part that import each other, if there is any."""
    graph: dict[str, set[str]] = {}
    for m in found:
        targets = {_room(name) for _, name in own_imports(m) if name.startswith(f"{m.part}.")}
        graph.setdefault(_room(m.name), set()).update(targets - {_room(m.name), m.part})
    return _circle(graph)


def _room(name: str) -> str:
    """The folder or module of a part that a name stands in: "extract.parse" for "extract.parse.tree"."""
    return ".".join(name.split(".")[:2])


def _circle(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return [" → ".join(error.args[1])]
    return []


def _nearest(name: str, names: set[str]) -> str:
    """Name of the module that an imported name is, or is defined in."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name


def sqlite_outside(found: list[Module]) -> list[str]:
    """Imports of sqlite3 outside the parts that may."""
    return [
        f"{m.name}:{line} imports {name}"
        for m in found
        for line, name in imported(m)
        if name.partition(".")[0] in {"sqlite3", "apsw"} and m.part not in SQLITE
    ]


def long_modules(found: list[Module]) -> list[str]:
    """Modules of more than 400 lines."""
    return [f"{m.name} has {n} lines" for m in found if (n := len(m.text.splitlines())) > MODULE_LINES]


def long_functions(found: list[Module]) -> list[str]:
    """Functions of more than 60 lines."""
    return [
        f"{m.name}:{f.lineno} {f.name} has {lines} lines"
        for m in found
        for f in functions(m)
        if (lines := (f.end_lineno or f.lineno) - f.lineno + 1) > FUNCTION_LINES
    ]


def wide_functions(found: list[Module]) -> list[str]:
    """Functions of more than five parameters; the command line is exempt, where each option is one."""
    return [
        f"{m.name}:{f.lineno} {f.name} takes {count} parameters"
        for m in found
        if m.part != "cli"
        for f in functions(m)
        if (count := len(_parameters(f))) > PARAMETERS
    ]


def _parameters(function: Function) -> list[str]:
    arguments = function.args
    names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
    return [name for name in names if name not in {"self", "cls"}]


def boundless_caches(found: list[Module]) -> list[str]:
    """Caches that keep one value for each argument they ever saw: a long text has words without end."""
    return [
        f"{module.name}:{function.lineno}: {function.name}"
        for module in found
        for function in functions(module)
        for decorator in function.decorator_list
        if ast.unparse(decorator) in {"cache", "functools.cache", "lru_cache(maxsize=None)"} and _parameters(function)
    ]


def drawers(found: list[Module]) -> list[str]:
    """Modules named for being a drawer."""
    return [m.name for m in found if {"utils", "helpers", "common", "misc"} & set(m.name.split("."))]


def missing_docstrings(found: list[Module]) -> list[str]:
    """Modules, and public classes and functions in them, that say nothing about themselves."""
    offenders = []
    for m in found:
        if not ast.get_docstring(m.tree):
            offenders.append(f"{m.name or '__init__'} has no docstring")
        offenders += [f"{m.name}:{node.lineno} {node.name} has no docstring" for node in _public(m.tree) if not ast.get_docstring(node)]
    return offenders


def _public(scope: ast.Module | ast.ClassDef) -> Iterator[Function | ast.ClassDef]:
    """Public classes and functions of a scope and of its public classes; overloads speak through their implementation."""
    for node in scope.body:
        if not isinstance(node, (*type_of_function, ast.ClassDef)) or node.name.startswith("_"):
            continue
        if not any(ast.unparse(decorator).endswith("overload") for decorator in node.decorator_list):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from _public(node)


Rule = Callable[[list[Module]], list[str]]

#: Every rule with a planted package (path below it: text) in which it must find an offender.
RULES: dict[Rule, dict[str, str]] = {
    relative_imports: {"read/html.py": "from .offsets import Map"},
    homeless_parts: {"attic/box.py": ""},
    climbing_imports: {"read/html.py": "def f():\n    from sayso.extract.quotes import pair", "extract/quotes.py": ""},
    import_cycles: {"model/a.py": "from sayso.model.b import B", "model/b.py": "import sayso.model.a"},
    circling_rooms: {
        "read/a/one.py": "from sayso.read.b.two import f",
        "read/b/two.py": "",
        "read/b/three.py": "from sayso.read.a import one",
    },
    sqlite_outside: {"publish/html.py": "import sqlite3"},
    long_modules: {"model/long.py": "\n" * (MODULE_LINES + 1)},
    long_functions: {"model/long.py": "def f():\n" + "    x = 1\n" * FUNCTION_LINES},
    wide_functions: {"model/wide.py": "class C:\n    def f(self, a, b, c, *, d, e, f): ..."},
    boundless_caches: {"model/kept.py": "@cache\ndef f(word): ...\n@cache\ndef g(): ...\n@lru_cache(maxsize=8)\ndef h(word): ..."},
    drawers: {"model/utils.py": ""},
    missing_docstrings: {"model/mute.py": '"""A module."""\nclass C:\n    """A class."""\n    def f(self): ...'},
}


def _named(rules: Iterable[Rule]) -> list[str]:
    return [rule.__name__ for rule in rules]


@pytest.mark.parametrize("rule", RULES, ids=_named(RULES))
def test_the_package_keeps_the_rule(rule: Rule) -> None:
    """No module of the package breaks the rule; the message lists those that do."""
    offenders = rule(modules(PACKAGE))
    assert not offenders, "\n".join([f"{rule.__doc__}", *offenders])


@pytest.mark.parametrize(("rule", "planted"), RULES.items(), ids=_named(RULES))
def test_the_rule_finds_a_planted_offender(rule: Rule, planted: dict[str, str], tmp_path: Path) -> None:
    """The rule is able to fail."""
    for path, text in planted.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert len(rule(modules(tmp_path))) == 1


def test_a_stage_may_use_the_ground_floor(tmp_path: Path) -> None:
    """Imports of the model and the errors from a stage, and among a part's own modules, are in order."""
    for path, text in {
        "read/html.py": "from sayso.errors import Unreadable\nfrom sayso.model.span import Span\nfrom sayso.read import plain",
        "read/plain.py": "from sayso import __version__",
        "model/span.py": "",
        "errors.py": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = modules(tmp_path)
    assert climbing_imports(found) == []
    assert import_cycles(found) == []


def test_the_package_is_seen() -> None:
    """The rules run over the modules that exist."""
    assert {"", "errors", "model.span"} <= {m.name for m in modules(PACKAGE)}
