# SPDX-License-Identifier: Apache-2.0
"""Who may include whom: the engine's layers, no cycles, the own header first, and the libraries that stay in one place.

Usage: layers.py [ROOT]   prints one line per violation, exits 1 where there is any.

Needs nothing but python3, so that it runs before anything is built or installed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

# Each layer may include itself and the layers named here. The mechanisms inside model/ are one layer.
ALL_BUT_STORE = frozenset({"base", "random", "network", "scenario", "model", "schedule", "record", "run/core"})
ALLOWED: dict[str, frozenset[str]] = {
    "base": frozenset(),
    "random": frozenset({"base"}),
    "network": frozenset({"base", "random"}),
    "scenario": frozenset({"base", "random", "network"}),
    "model": frozenset({"base", "random", "network", "scenario"}),
    "schedule": frozenset({"base", "random", "network", "scenario", "model"}),
    "record": frozenset({"base", "network", "scenario", "model"}),
    "store": frozenset({"base", "scenario", "record"}),
    "run/core": ALL_BUT_STORE,
    "run/command": ALL_BUT_STORE | {"store"},
    # Python gets arrays from the engine and never a second copy of HDF5, so bindings end at run/core.
    "bindings": ALL_BUT_STORE,
}

SOURCE_SUFFIXES = {".h", ".hpp", ".cpp", ".cc", ".c", ".ipp"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]', re.MULTILINE)
COMMENT = re.compile(r'//[^\n]*|/\*.*?\*/|("(?:\\.|[^"\\\n])*")', re.DOTALL)
# A State that could be written through, as the recorder must never hold one.
WRITABLE_STATE = re.compile(r"(\bconst\s+)?\b(?:\w+::)*\bState\b(\s+const\b)?\s*[&*]")


@dataclass(frozen=True)
class Confined:
    """A library that only some files may name."""

    name: str
    include: re.Pattern[str]
    where: re.Pattern[str]
    home: str
    text: re.Pattern[str] | None = None


CONFINED = (
    Confined(
        "OpenMP",
        re.compile(r"^omp\.h$"),
        re.compile(r"^engine/base/parallel\.(h|cpp)$"),
        "base/parallel.h and base/parallel.cpp",
        re.compile(r"#\s*pragma\s+omp\b|_Pragma\(\s*\"omp\b|\bomp_[a-z_]+\s*\(|\b_OPENMP\b"),
    ),
    Confined(
        "HDF5",
        re.compile(r"^(hdf5(_hl)?|H5\w+|netcdf|highfive/.*)\.(h|hpp)$"),
        re.compile(r"^engine/store/[^/]+\.cpp$"),
        "store/*.cpp",
    ),
    Confined("pybind11", re.compile(r"^(pybind11/.*|Python\.h)$"), re.compile(r"^bindings/"), "bindings/"),
    Confined("Boost.Graph", re.compile(r"^boost/(graph|property_map)/"), re.compile(r"^engine/network/"), "network/"),
)


def layer_of(path: str) -> str | None:
    """The layer of a path relative to the root, or to engine/; None where it belongs to none."""
    parts = path.removeprefix("engine/").split("/")
    if len(parts) < 2:
        return None
    first = "/".join(parts[:2]) if parts[0] == "run" else parts[0]
    return first if first in ALLOWED else None


def sources(root: Path) -> list[Path]:
    """Every C++ file of the engine and the bindings, in a fixed order."""
    ours = [path for folder in ("engine", "bindings") for path in (root / folder).rglob("*")]
    return sorted(path for path in ours if path.suffix in SOURCE_SUFFIXES)


def includes(text: str) -> list[tuple[int, bool, str]]:
    """(line, quoted, name) of each include in a text without comments."""
    return [(text.count("\n", 0, m.start(1)) + 1, m.group(1) == '"', m.group(2)) for m in INCLUDE.finditer(text)]


def resolve(root: Path, source: Path, name: str) -> Path | None:
    """The file of ours that an include names: from engine/, from the folder of the file, from bindings/."""
    for base in (root / "engine", source.parent, root / "bindings"):
        candidate = base / name
        if candidate.is_file():
            return candidate
    return None


def include_graph(root: Path) -> dict[Path, list[Path]]:
    """Our files -> those of our files that they include."""
    graph: dict[Path, list[Path]] = {}
    for source in sources(root):
        targets = (resolve(root, source, name) for _, _, name in includes(read(source)))
        graph[source] = [target for target in targets if target is not None]
    return graph


def read(source: Path) -> str:
    """The text of a file without its comments; a block comment leaves its line ends, so that line numbers hold."""
    raw = source.read_text(encoding="utf-8")
    return COMMENT.sub(lambda match: match.group(1) or "\n" * match.group(0).count("\n") or " ", raw)


def cycles(graph: dict[Path, list[Path]]) -> list[list[Path]]:
    """The first cycle found from each file by depth-first search; each cycle is reported once."""
    found: dict[frozenset[Path], list[Path]] = {}
    finished: set[Path] = set()

    def visit(node: Path, trail: list[Path]) -> None:
        if node in trail:
            loop = trail[trail.index(node) :]
            found.setdefault(frozenset(loop), [*loop, node])
            return
        if node in finished:
            return
        for target in graph.get(node, []):
            visit(target, [*trail, node])
        finished.add(node)

    for node in graph:
        visit(node, [])
    return list(found.values())


def check_layer(root: Path, source: Path, line: int, quoted: bool, name: str) -> str | None:
    relative = source.relative_to(root).as_posix()
    own = layer_of(relative)
    if own is None:
        return None  # reported once per file, by violations()
    if ".." in name.split("/"):
        return f'{relative}:{line}: climbs with "{name}"; name the file from engine/'
    target = resolve(root, source, name)
    if target is not None:
        other = layer_of(target.relative_to(root).as_posix())
    else:
        other = layer_of(name)  # generated headers exist in the build folder only
        if other is None:
            return f'{relative}:{line}: includes "{name}", which is no file of ours' if quoted else None
    if other is not None and other != own and other not in ALLOWED[own]:
        may = ", ".join(sorted(ALLOWED[own])) or "nothing"
        return f'{relative}:{line}: {own} includes {other} ("{name}"); {own} may include: {may}'
    return None


def check_first(root: Path, source: Path, found: list[tuple[int, bool, str]]) -> str | None:
    """A source includes the header of its name first, which so is compiled as it stands, with nothing before it."""
    header = source.with_suffix(".h")
    if source.suffix != ".cpp" or not header.is_file():
        return None
    if found and resolve(root, source, found[0][2]) == header:
        return None
    line = found[0][0] if found else 1
    return f"{source.relative_to(root).as_posix()}:{line}: includes {header.name} not first; put it above all others"


def violations(root: Path) -> list[str]:
    """One sentence per broken rule, in the order of the files."""
    found: list[str] = []
    for source in sources(root):
        relative = source.relative_to(root).as_posix()
        text = read(source)
        if layer_of(relative) is None:
            found.append(f"{relative}:1: stands in no layer; known layers: {', '.join(ALLOWED)}")
        late = check_first(root, source, includes(text))
        if late:
            found.append(late)
        for line, quoted, name in includes(text):
            problem = check_layer(root, source, line, quoted, name)
            if problem:
                found.append(problem)
            for library in CONFINED:
                if library.include.search(name) and not library.where.search(relative):
                    found.append(f"{relative}:{line}: includes {name}; {library.name} belongs to {library.home} only")
        for library in CONFINED:
            if library.text and not library.where.search(relative):
                for match in library.text.finditer(text):
                    line = text.count("\n", 0, match.start()) + 1
                    found.append(
                        f"{relative}:{line}: uses {match.group(0)}; {library.name} belongs to {library.home} only"
                    )
        if layer_of(relative) == "record":
            for match in WRITABLE_STATE.finditer(text):
                if not match.group(1) and not match.group(2):
                    line = text.count("\n", 0, match.start()) + 1
                    found.append(f"{relative}:{line}: could write to State; record reads const State only")
    for loop in cycles(include_graph(root)):
        found.append("include cycle: " + " -> ".join(path.relative_to(root).as_posix() for path in loop))
    return found


def main(arguments: list[str]) -> int:
    root = Path(arguments[0] if arguments else Path(__file__).parents[2]).resolve()
    if not sources(root):
        print(f"no sources below {root}/engine; give the root of the checkout", file=sys.stderr)
        return 2
    found = violations(root)
    for line in found:
        print(line)
    print(f"{len(sources(root))} files, {len(found)} violations", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
