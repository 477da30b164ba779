#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The cells of the matrix, read from ci/cells.json.

  cells.py --list            every cell's name, one a line; each is a preset
  cells.py --write           writes CMakePresets.json and .github/workflows/ci.yml
  cells.py --check           says how those two differ from what --write would write
"""
import difflib
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CELLS = json.loads((ROOT / "ci/cells.json").read_text())


def scope(first_of_compiler, first_of_board):
    """Which tests a cell has: those that come out the same in others have their turn once."""
    if first_of_board:
        return "board"
    return "compiler" if first_of_compiler else "cell"


def cells():
    """Yields (name, cache variables) of each cell for a target."""
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
                    yield "-".join(name), cache


def selection(name):
    """The steps of ci/test.sh: (preset or "gates", arguments that choose among its tests)."""
    return [(step, choice.split()) for step, choice in CELLS["selections"][name].items()]


def names():
    return ["host"] + [name for name, _ in cells()]


def lines(presets):
    """JSON with one preset a line: a change of one cell is a change of one line."""
    return ",\n".join("    " + json.dumps(preset) for preset in presets)


def presets_file():
    configure = [
        {"name": "base", "hidden": True, "generator": "Ninja",
         "binaryDir": "${sourceDir}/build/${presetName}",
         "cacheVariables": {"RIVET_WERROR": "ON", "CMAKE_EXPORT_COMPILE_COMMANDS": "ON"}},
        {"name": "target", "hidden": True, "inherits": "base",
         "toolchainFile": "${sourceDir}/cmake/toolchain-riscv.cmake"},
        {"name": "host", "inherits": "base",
         "cacheVariables": {"RIVET_BOARD": "host", "CMAKE_BUILD_TYPE": "Debug"}},
    ]
    for name, cache in cells():
        if name in CELLS["outside_projects"]:
            cache["RIVET_TEST_OUTSIDE"] = "ON"
        configure.append({"name": name, "inherits": "target", "cacheVariables": cache})
    build = [{"name": name, "configurePreset": name} for name in names()]
    test = [{"name": "tests", "hidden": True, "output": {"outputOnFailure": True},
             "execution": {"noTestsAction": "error", "jobs": 2}}]
    test += [{"name": name, "inherits": "tests", "configurePreset": name} for name in names()]
    return f"""{{
  "version": 6,
  "cmakeMinimumRequired": {{"major": 3, "minor": 25, "patch": 0}},
  "vendor": {{"rivet": "Written by ci/cells.py from ci/cells.json"}},
  "configurePresets": [
{lines(configure)}
  ],
  "buildPresets": [
{lines(build)}
  ],
  "testPresets": [
{lines(test)}
  ]
}}
"""


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


FILES = {"CMakePresets.json": presets_file, ".github/workflows/ci.yml": workflow_file}


def write():
    for path, content in FILES.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(content())


def check():
    named = [*CELLS["outside_projects"],
             *(step for name in CELLS["selections"] for step, _ in selection(name))]
    unknown = [name for name in named if name not in (*names(), "gates")]
    for name in unknown:
        print(f"ci/cells.json names the cell '{name}', which is none")
    different = False
    for path, content in FILES.items():
        file = ROOT / path
        there = file.read_text() if file.exists() else ""
        difference = list(difflib.unified_diff(
            there.splitlines(), content().splitlines(), path, "ci/cells.json", lineterm=""))
        if difference:
            different = True
            print("\n".join(difference[:40]))
    if different:
        print("run ci/cells.py --write")
    return 1 if different or unknown else 0


def main():
    action = sys.argv[1] if len(sys.argv) == 2 else ""
    if action == "--list":
        print("\n".join(names()))
    elif action == "--write":
        write()
    elif action == "--check":
        return check()
    else:
        sys.stderr.write(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
