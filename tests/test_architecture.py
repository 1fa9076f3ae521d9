"""The promises of the layout, kept: who may import whom, and budgets on the tail.

Measured on the source as text, so that a broken promise is named with its file and line.
"""

from __future__ import annotations

import ast
import io
import statistics
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from dateline.stages import FLOW

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dateline"
FILES = sorted(PACKAGE.rglob("*.py"))
STAGES = [stage.name for stage in FLOW]

#: What each room may import of Dateline, beside itself.
MAY_IMPORT = {
    "core": set(),
    "stages": {"core"},
    "clients": {"core"},
    "storage": {"core"},
    "pipeline": {"core", "stages"},
    "engines": {"core", "stages", "pipeline"},
    "app": {"core", "stages", "clients", "storage", "pipeline", "engines"},
    "cli": {"core", "app"},
    "web": {"core", "app"},
    "__main__": {"cli", "web"},
    "__init__": {"core", "app"},
}
BROAD_EXCEPT_ALLOWED = {"engines"}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc"}

FUNCTION_P90, FUNCTION_MAX = 30, 60
FILE_MAX = 400
METHODS_MAX = 20
PARAMETERS_MAX = 8
DEPTH_MAX = 8


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@cache
def modules() -> dict[str, Path]:
    return {module(path): path for path in FILES}


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Each module that a file imports, wherever the import stands, with its line."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
            yield from ((name if name in modules() else base, node.lineno) for name in names)


def code_lines(source: str, docstrings: set[int]) -> set[int]:
    """The numbers of lines that hold code: no blanks, no comments, no docstrings."""
    skip = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in skip and token.type != tokenize.ENDMARKER:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines - docstrings


@cache
def measured(path: Path) -> tuple[int, tuple[tuple[str, int, int], ...]]:
    """Code lines of a file and of each of its functions (name, line, code lines)."""
    docstrings: set[int] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docstrings.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    lines = code_lines(path.read_text("utf-8"), docstrings)
    functions = tuple(
        (node.name, node.lineno, len(lines & set(range(node.lineno, (node.end_lineno or 0) + 1))))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return len(lines), functions


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def test_the_flow_is_the_folder_listing() -> None:
    folders = {path.name for path in (PACKAGE / "stages").iterdir() if (path / "__init__.py").exists()}
    assert folders == set(STAGES)


def test_each_stage_takes_what_an_earlier_one_gives() -> None:
    given = {"Fetched", "Dossier"}  # read by a client; put together by the pipeline
    for stage in FLOW:
        assert stage.takes in given, stage.name
        given.update(stage.gives)


def test_rooms_import_only_what_they_may() -> None:
    broken = []
    for path in FILES:
        own = room(module(path))
        for name, line in imports(path):
            other = room(name)
            if not name.startswith("dateline") or other == own:
                continue
            if other == "__init__" or other in MAY_IMPORT[own]:
                continue
            broken.append(f"{where(path, line)}: {own} may not import {name}")
    assert not broken, "\n".join(broken)


def test_no_stage_imports_another() -> None:
    broken = []
    for path in FILES:
        parts = module(path).split(".")
        if parts[1:2] != ["stages"] or len(parts) < 3:
            continue
        for name, line in imports(path):
            other = name.split(".")
            if other[:2] == ["dateline", "stages"] and other[2:3] != parts[2:3]:
                broken.append(f"{where(path, line)}: {parts[2]} imports {name}")
    assert not broken, "\n".join(broken)


def test_core_imports_the_standard_library_only() -> None:
    foreign = [
        f"{where(path, line)}: {name}"
        for path in FILES
        if room(module(path)) == "core"
        for name, line in imports(path)
        if name.split(".")[0] not in sys.stdlib_module_names | {"dateline"}
    ]
    assert not foreign, "\n".join(foreign)


def test_stages_read_no_clock_and_no_environment() -> None:
    """A stage is a function of what it is given, so that the same input gives the same bytes."""
    banned = {
        ("datetime", "now"),
        ("date", "today"),
        ("time", "time"),
        ("os", "environ"),
        ("random", "random"),
    }
    broken = [
        where(path, node.lineno)
        for path in FILES
        if room(module(path)) in {"core", "stages"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) in banned
    ]
    assert not broken, "\n".join(broken)


def graph(loaded_only: bool) -> dict[str, set[str]]:
    """Which module of ours imports which; ``loaded_only`` leaves out imports inside functions.

    A package's ``__init__`` is loaded with any of its modules; only what a module names counts here.
    """
    edges: dict[str, set[str]] = {}
    for name, path in modules().items():
        top = {node.lineno for node in tree(path).body}
        found = {other for other, line in imports(path) if line in top or not loaded_only}
        edges[name] = (found & modules().keys()) - {name}
    return edges


class Chains:
    """The longest chain of imports below each module, itself first."""

    def __init__(self, edges: dict[str, set[str]]) -> None:
        self.edges = edges
        self.known: dict[str, tuple[str, ...]] = {}

    def below(self, name: str, above: tuple[str, ...] = ()) -> tuple[str, ...]:
        assert name not in above, "import cycle: " + " -> ".join((*above, name))
        if name not in self.known:
            chains = [self.below(other, (*above, name)) for other in sorted(self.edges[name])]
            self.known[name] = (name, *max(chains, key=len, default=()))
        return self.known[name]


def test_no_import_cycles() -> None:
    chains = Chains(graph(loaded_only=False))
    for name in chains.edges:
        chains.below(name)


def test_imports_are_not_deep() -> None:
    """How many layers must be loaded before a module is: an import in a function waits its turn."""
    chains = Chains(graph(loaded_only=True))
    deepest = max((chains.below(name) for name in chains.edges), key=len)
    assert len(deepest) <= DEPTH_MAX, " -> ".join(deepest)


def test_functions_are_short() -> None:
    sizes = [(size, where(path, line), name) for path in FILES for name, line, size in measured(path)[1]]
    too_long = [
        f"{place}: {name} has {size} lines of code" for size, place, name in sizes if size > FUNCTION_MAX
    ]
    assert not too_long, "\n".join(too_long)
    p90 = statistics.quantiles((size for size, _, _ in sizes), n=10)[-1]
    longest = "\n".join(f"{place}: {name} {size}" for size, place, name in sorted(sizes, reverse=True)[:15])
    assert p90 <= FUNCTION_P90, f"p90 is {p90}; the longest:\n{longest}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_are_short(path: Path) -> None:
    assert measured(path)[0] <= FILE_MAX, "split it by what its parts decide"


def test_classes_have_few_methods_and_functions_few_parameters() -> None:
    broken = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                public = [
                    n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")
                ]
                if len(public) > METHODS_MAX:
                    broken.append(f"{where(path, node.lineno)}: {node.name} has {len(public)} public methods")
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count = len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs)
                if count > PARAMETERS_MAX:
                    broken.append(f"{where(path, node.lineno)}: {node.name} has {count} parameters")
    assert not broken, "\n".join(broken)


def test_broad_excepts_only_where_one_item_is_isolated() -> None:
    broken = []
    for path in FILES:
        if room(module(path)) in BROAD_EXCEPT_ALLOWED:
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler) and (
                node.type is None
                or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"})
            ):
                broken.append(where(path, node.lineno))
    assert not broken, "\n".join(broken)


def test_names_say_what_is_in_the_room() -> None:
    assert not [path for path in FILES if path.stem in FORBIDDEN_NAMES]


def test_every_module_says_what_it_is() -> None:
    silent = [str(path.relative_to(ROOT)) for path in FILES if not ast.get_docstring(tree(path))]
    assert not silent, "\n".join(silent)


def test_there_is_as_much_test_as_code() -> None:
    code = sum(measured(path)[0] for path in FILES)
    tests = sum(measured(path)[0] for path in (ROOT / "tests").rglob("*.py"))
    assert tests >= code, f"{tests} lines of test for {code} of code"
