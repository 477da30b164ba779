#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The cells of the matrix, read from ci/cells.json.

  cells.py --list            the name of every cell, one per line
  cells.py --define CELL     the arguments of cmake for the cell, one per line
  cells.py --write           writes .github/workflows/ci.yml
  cells.py --check           prints what --write would change, and where the presets of
                             CMakePresets.json differ from the cells of the same names
"""
import difflib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CELLS = json.loads((ROOT / "ci/cells.json").read_text())


def scope(first_of_compiler, first_of_board):
    """The scope of a cell's tests: a test with the same result in several cells runs once."""
    if first_of_board:
        return "board"
    return "compiler" if first_of_compiler else "cell"


def cells():
    """Yields (name, cache variables) of each cell."""
    yield "host", {"RIVET_BOARD": "host", "CMAKE_BUILD_TYPE": "Debug"}
    for board, isas in CELLS["boards"].items():
        seen = []
        for isa in isas:
            for compiler in CELLS["compilers"]:
                for optimisation, variables in CELLS["optimisations"].items():
                    name = [board]
                    cache = {"RIVET_BOARD": board, **variables,
                             "RIVET_TEST_SCOPE": scope((isa, compiler) not in seen, not seen)}
                    seen.append((isa, compiler))
                    # A board's first instruction set, GCC and Release are not named.
                    if isa != isas[0]:
                        name.append(isa)
                        cache["RIVET_ISA"] = isa
                    if compiler != "gcc":
                        name.append(compiler)
                        cache["RIVET_COMPILER"] = compiler
                    if optimisation:
                        name.append(optimisation)
                    name = "-".join(name)
                    if name in CELLS["outside_projects"]:
                        cache["RIVET_TEST_OUTSIDE"] = "ON"
                    yield name, cache


def selection(name):
    """The steps of ci/test.sh: (preset or "gates", arguments that choose among its tests)."""
    return [(step, choice.split()) for step, choice in CELLS["selections"][name].items()]


def names():
    return [name for name, _ in cells()]


def presets():
    """Yields (name, cache variables) of each preset that can be chosen."""
    read = json.loads((ROOT / "CMakePresets.json").read_text())
    for preset in read["configurePresets"]:
        if not preset.get("hidden"):
            yield preset["name"], preset["cacheVariables"]


def definitions(name):
    """The arguments of cmake that configure a build folder for the cell."""
    cache = dict(cells())[name] | {"RIVET_WERROR": "ON"}
    toolchain = [] if name == "host" else [f"--toolchain={ROOT}/cmake/toolchain-riscv.cmake"]
    return ["-G", "Ninja", *toolchain, *(f"-D{key}={value}" for key, value in cache.items())]


def workflow_file():
    images = ", ".join(CELLS["images"])
    runners = CELLS["runners"]
    shards = ", ".join(f"{i}/{runners}" for i in range(1, runners + 1))
    return f"""# SPDX-License-Identifier: MIT
# Written by ci/cells.py from ci/cells.json; change that and run ci/cells.py --write.
name: ci
on: [push, pull_request]
permissions:
  contents: read
jobs:
  gates:
    runs-on: ubuntu-latest
    container: debian:bookworm
    steps:
      - run: apt-get update && apt-get install -y --no-install-recommends ca-certificates git sudo
      - uses: actions/checkout@v4
      - run: ci/setup.sh lint
      - run: ci/lint.sh
  matrix:
    runs-on: ubuntu-latest
    container: ${{{{ matrix.image }}}}
    strategy:
      fail-fast: false
      matrix:
        image: [{images}]
        shard: [{shards}]
    steps:
      - run: apt-get update && apt-get install -y --no-install-recommends ca-certificates git sudo
      - uses: actions/checkout@v4
      - run: ci/setup.sh test
      - run: ci/matrix.sh --shard ${{{{ matrix.shard }}}}
      - name: Name the results after the image and the shard
        if: always()
        run: |
          name='${{{{ matrix.image }}}}-${{{{ matrix.shard }}}}'
          echo "RESULTS=$(echo "$name" | tr ':/' '--')" >>"$GITHUB_ENV"
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: ${{{{ env.RESULTS }}}}
          path: build/matrix/
"""


WORKFLOW = ROOT / ".github/workflows/ci.yml"


def complaints():
    """Yields each mistake as a line."""
    by_name, chosen = dict(cells()), dict(presets())
    named = [*CELLS["outside_projects"],
             *(step for name in CELLS["selections"] for step, _ in selection(name))]
    for name in named:
        if name not in by_name and name != "gates":
            yield f"ci/cells.json names '{name}', which is not a cell"
        elif name not in chosen and name != "gates":
            yield f"ci/cells.json names '{name}', which is not a preset"
    for name, cache in chosen.items():
        if by_name.get(name) != cache:
            yield f"the preset {name} is {cache}, but the cell is {by_name.get(name)}"
    there = WORKFLOW.read_text() if WORKFLOW.exists() else ""
    difference = difflib.unified_diff(there.splitlines(), workflow_file().splitlines(),
                                      str(WORKFLOW.relative_to(ROOT)), "ci/cells.json", lineterm="")
    if there != workflow_file():
        yield from list(difference)[:40]
        yield "run ci/cells.py --write"


def main():
    action, *arguments = sys.argv[1:] or [""]
    if action == "--list":
        print("\n".join(names()))
    elif action == "--define" and arguments and arguments[0] in names():
        print("\n".join(definitions(arguments[0])))
    elif action == "--write":
        WORKFLOW.write_text(workflow_file())
    elif action == "--check":
        found = list(complaints())
        print("\n".join(found), end="\n" if found else "")
        return 1 if found else 0
    else:
        sys.stderr.write(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
