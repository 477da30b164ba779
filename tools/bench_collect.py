#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the entries of a build's bench.list and gathers the readings.

A line "run FILE" boots a firmware that prints "bench NAME TOTAL UNITS". "hart ROW FILE" counts in
QEMU's log how a second hart is started. "image ROW FILE", "constant ROW FILE" and "members ROW
FILE" are sizes. Choose one of:

  --twice              gather twice and compare exactly
  --budgets FILE       compare with the figures recorded for --board and --build; if a size
                       differs, also symbol by symbol with symbols.csv next to FILE
  --record FILE        record them there
  --json FILE          write them as objects, with goals and peers from rows.csv
  --show               print them

--only PATTERN gathers only from files whose name matches.
"""
import argparse
import collections
import csv
import fnmatch
import json
import re
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ROWS = Path(__file__).resolve().parent.parent / "tests" / "bench" / "rows.csv"
TRACE = re.compile(r"Trace (\d+): \S+ \[[0-9a-f]+/([0-9a-f]+)/\S+\] ?(\S*)")
SYMBOL = re.compile(r"[0-9a-f]+ ([0-9a-f]+) [tTrRdDwWvV] (\S+)")
RECORD_COMMAND = "ci/bench.sh --record"


def table_lines(path):
    """The lines of a CSV file without its comments."""
    return [line for line in path.read_text().splitlines(True) if not line.startswith("#")]


def read_rows():
    return list(csv.DictReader(table_lines(ROWS)))


def row_of(rows, name):
    for row in rows:
        if fnmatch.fnmatchcase(name, row["name"]):
            return row
    sys.exit(f"bench: no row of {ROWS.name} fits '{name}': add one")


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed with {done.returncode}:\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def run_readings(runner, elf):
    """The firmware's readings, as {name: (total, units)}."""
    found = {}
    for line in output_of(runner, "--timeout", "30", elf).splitlines():
        if line.startswith("bench "):
            _, name, total, units = line.split()
            found[name] = (int(total), int(units))
    if not found:
        sys.exit(f"bench: {elf} reported nothing")
    return found


def read_trace(path):
    """The blocks that each hart executed, as {hart: [(symbol, [instruction...])]}."""
    blocks, harts, block = {}, {}, None
    for line in Path(path).read_text().splitlines():
        if line.startswith("IN:"):
            block = []
        elif line.startswith("0x") and block is not None:
            address, _, instruction = line.split(None, 2)
            block.append(instruction.split()[0])
            blocks.setdefault(int(address[:-1], 16), block)
        elif match := TRACE.match(line):
            hart, address, symbol = match.groups()
            block = None
            harts.setdefault(int(hart), []).append((symbol, blocks[int(address, 16)]))
    return harts


def hart_reading(runner, elf):
    """Instructions from rt_hart_start to the IPI and, on the started hart, to run_there."""
    with tempfile.TemporaryDirectory() as folder:
        log = f"{folder}/log"
        output_of(runner, "--timeout", "30", elf, "--", "-d", "exec,nochain,in_asm", "-D", log)
        harts = read_trace(log)
    caller = [symbol for symbol, _ in harts[0]]
    call = caller.index("rt_hart_start")
    wake = caller.index("clint_raise_software_irq", call)
    function = [symbol for symbol, _ in harts[1]].index("run_there")
    woken = max(i for i in range(function) if "wfi" in harts[1][i][1]) + 1
    executed = harts[0][call:wake + 1] + harts[1][woken:function]
    return sum(len(block) for _, block in executed), 1


def size_readings(size, kind, row, path):
    """Sizes as {name: (bytes, 1)}, from the Berkeley format: text is code and constants."""
    found = {}
    for line in output_of(size, "--format=berkeley", path).splitlines()[1:]:
        text, data, _, _, _, name = line.split(maxsplit=5)
        if kind == "members":
            member = name.split(" ")[0].split(".")[0]
            found[f"{row}.{member}"] = (int(text), 1)
        else:
            found[row] = (int(text) + (int(data) if kind == "image" else 0), 1)
    return found


def gather(options):
    """All readings of the build as {name: Decimal}."""
    raw = {}
    for line in Path(options.list).read_text().splitlines():
        kind, *words = line.split(" ", 1 if line.startswith("run ") else 2)
        if options.only and not (
                kind == "run" and fnmatch.fnmatch(Path(words[0]).stem, options.only)):
            continue
        if kind == "run":
            raw.update(run_readings(options.run, words[0]))
        elif kind == "hart":
            raw[words[0]] = hart_reading(options.run, words[1])
        else:
            raw.update(size_readings(options.size, kind, *words))
    rows = read_rows()
    return {name: value_of(raw, name, row_of(rows, name)) for name in raw}


def value_of(raw, name, row):
    total, units = raw[name]
    if row["from"]:
        total -= raw[row["from"]][0]
    value = Decimal(total) / Decimal(units)
    return value.quantize(Decimal("0.0001"), ROUND_HALF_UP).normalize()


def shown(value):
    return f"{value:f}"


def same_twice(options):
    first, second = gather(options), gather(options)
    differences = [f"{name}: {first.get(name)} then {second.get(name)}"
                   for name in sorted(first.keys() | second.keys())
                   if first.get(name) != second.get(name)]
    print(f"{len(first)} readings, {len(differences)} differ")
    print("\n".join(differences))
    return 1 if differences else 0


def read_budgets(path):
    """Recorded figures as {(board, build): {name: text}}."""
    budgets = {}
    if path.exists():
        for line in csv.DictReader(table_lines(path)):
            key = (line["board"], line["build"])
            budgets.setdefault(key, {})[line["name"]] = line["value"]
    return budgets


def write_budgets(path, what, budgets):
    with path.open("w", newline="") as out:
        out.write(f"# SPDX-License-Identifier: MIT\n# {what}\n# Written by {RECORD_COMMAND}.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["board", "build", "name", "value"])
        for board, build in sorted(budgets):
            for name, value in sorted(budgets[board, build].items()):
                writer.writerow([board, build, name, value])


def symbol_sizes(options):
    """Sizes of the symbols of each sized image, as {"ROW SYMBOL": text}."""
    nm = str(Path(options.size).with_name(Path(options.size).name.removesuffix("size") + "nm"))
    found = collections.Counter()
    for line in Path(options.list).read_text().splitlines():
        kind, row, path = (line.split(" ", 2) + [""])[:3]
        if kind in ("image", "constant"):
            for symbol in output_of(nm, "--print-size", path).splitlines():
                if match := SYMBOL.match(symbol):
                    found[f"{row} {match[2]}"] += int(match[1], 16)
    return {name: str(size) for name, size in found.items()}


def changes(now, then):
    return [f"{name}: recorded {then.get(name, 'nothing')}, now {now.get(name, 'nothing')}"
            for name in sorted(now.keys() | then.keys()) if now.get(name) != then.get(name)]


def compare_budgets(options):
    path, key = Path(options.budgets), (options.board, options.build)
    now = {name: shown(value) for name, value in gather(options).items()}
    then = read_budgets(path).get(key, {})
    bad = changes(now, then)
    for line in bad:
        print(line)
    if any(line.startswith("size.") for line in bad):
        print("By symbol:")
        for line in changes(symbol_sizes(options), read_budgets(symbols_of(path)).get(key, {})):
            print(f"  {line}")
    if bad:
        print(f"{len(bad)} of {len(now)} figures are not as recorded for {options.board} "
              f"{options.build}. If the change is intended: {RECORD_COMMAND}, and commit it.")
    return 1 if bad else 0


def symbols_of(budgets):
    return budgets.with_name("symbols.csv")


def record_budgets(options):
    path, key = Path(options.record), (options.board, options.build)
    figures = {name: shown(value) for name, value in gather(options).items()}
    write_budgets(path, "The figures of the bench suite with GCC 12, checked exactly by the test "
                  "bench.budgets.", read_budgets(path) | {key: figures})
    path = symbols_of(path)
    write_budgets(path, "What the symbols of the sized firmware take, to show where a size has "
                  "changed.", read_budgets(path) | {key: symbol_sizes(options)})
    return 0


def show(options):
    for name, value in gather(options).items():
        print(name, shown(value), row_of(read_rows(), name)["unit"])
    return 0


def peer_of(row, figures):
    """The peer's figure: a number, or the figure of the row that counts it."""
    peer = row["peer"]
    return float(figures.get(peer, peer)) if peer else None


def write_json(options):
    figures = gather(options)
    rows = read_rows()
    width = "rv32" if options.board.endswith("rv32") else "rv64"
    objects = []
    for name, value in figures.items():
        row = row_of(rows, name)
        goal = row[f"goal_{width}"] if options.build == "Release" else ""
        objects.append({
            "name": name,
            "board": options.board,
            "build": options.build,
            "what": row["what"],
            "value": float(value),
            "unit": row["unit"],
            "goal": float(goal) if goal else None,
            "higher_is_better": False,
            "peer": peer_of(row, figures),
            "peer_source": row["peer_source"] or None,
        })
    Path(options.json).write_text(json.dumps(objects, indent=1) + "\n")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("list", "run", "size"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--board")
    parser.add_argument("--build")
    parser.add_argument("--only")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--twice", action="store_true")
    action.add_argument("--budgets")
    action.add_argument("--record")
    action.add_argument("--json")
    action.add_argument("--show", action="store_true")
    options = parser.parse_args()
    if options.twice:
        return same_twice(options)
    if options.show:
        return show(options)
    if not options.board or not options.build:
        parser.error("--board and --build are needed to select the figures")
    if options.budgets:
        return compare_budgets(options)
    return record_budgets(options) if options.record else write_json(options)


if __name__ == "__main__":
    sys.exit(main())
