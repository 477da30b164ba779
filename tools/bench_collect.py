#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the entries of a build's bench.list and gathers the readings.

bench_readings.py has the kinds of entries. Choose one of:

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
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from bench_readings import nm_of, output_of, read_all, skipped, versions

ROWS = Path(__file__).resolve().parent.parent / "tests" / "bench" / "rows.csv"
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


def gather(options):
    """All readings of the build as {name: Decimal}."""
    raw = read_all(options)
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
    found = collections.Counter()
    for line in Path(options.list).read_text().splitlines():
        kind, row, path = (line.split(" ", 2) + [""])[:3]
        if kind in ("image", "constant"):
            for symbol in output_of(nm_of(options), "--print-size", path).splitlines():
                if match := SYMBOL.match(symbol):
                    found[f"{row} {match[2]}"] += int(match[1], 16)
    return {name: str(size) for name, size in found.items()}


def changes(now, then):
    return [f"{name}: recorded {then.get(name, 'nothing')}, now {now.get(name, 'nothing')}"
            for name in sorted(now.keys() | then.keys()) if now.get(name) != then.get(name)]


def compare_budgets(options):
    path, key = Path(options.budgets), (options.board, options.build)
    now = {name: shown(value) for name, value in gather(options).items()}
    then = {name: value for name, value in read_budgets(path).get(key, {}).items()
            if name.split(".")[0] not in skipped}
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
    """The peer's figure, which is a number or that of the row that counts it, and its name. Both
    are None if the peer is not on this machine."""
    peer = row["peer"]
    source = versions.get(peer.split(".")[0], row["peer_source"])
    if not peer or (peer not in figures and not peer[0].isdigit()):
        return None, None
    return float(figures.get(peer, peer)), source


def write_json(options):
    figures = gather(options)
    rows = read_rows()
    width = "rv32" if options.board.endswith("rv32") else "rv64"
    objects = []
    for name, value in figures.items():
        row = row_of(rows, name)
        goal = row[f"goal_{width}"] if options.build == "Release" else ""
        peer, source = peer_of(row, figures)
        objects.append({
            "name": name,
            "board": options.board,
            "build": options.build,
            "what": row["what"],
            "value": float(value),
            "unit": row["unit"],
            "goal": float(goal) if goal else None,
            "higher_is_better": False,
            "peer": peer,
            "peer_source": source,
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
