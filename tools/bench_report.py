#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Joins the files that bench_collect.py wrote for each build into bench.json and prints one table.

    bench_report.py [--docs FILE] bench.json PART.json...

--docs replaces the table between the markers in FILE. A figure that misses its goal is marked !.
"""
import argparse
import json
import sys
from pathlib import Path

BEGIN = "<!-- bench table: written by ci/bench.sh --docs -->"
END = "<!-- end of the bench table -->"


def number(value):
    return "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def misses(figure):
    if figure["goal"] is None:
        return False
    if figure["higher_is_better"]:
        return figure["value"] < figure["goal"]
    return figure["value"] > figure["goal"]


def columns_of(figures):
    return list(dict.fromkeys((figure["board"], figure["build"]) for figure in figures))


def table_of(figures):
    """The table as rows of cells, the header first."""
    columns = columns_of(figures)
    cells = {}
    for figure in figures:
        cells.setdefault(figure["name"], {})[figure["board"], figure["build"]] = figure
    head = ["figure", "unit", "goal"]
    head += [f"{board.removeprefix('virt-')} {build}" for board, build in columns] + ["best peer"]
    rows = [head]
    for name, found in cells.items():
        first = next(iter(found.values()))
        row = [name, first["unit"], number(first["goal"])]
        for column in columns:
            figure = found.get(column)
            row.append("" if figure is None
                       else number(figure["value"]) + (" !" if misses(figure) else ""))
        peer = f"{number(first['peer'])} ({first['peer_source']})" if first["peer_source"] else ""
        rows.append(row + [peer])
    return rows


def print_table(rows):
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    numbers = range(2, len(widths) - 1)
    for row in rows:
        print("  ".join(cell.rjust(widths[i]) if i in numbers else cell.ljust(widths[i])
                        for i, cell in enumerate(row)).rstrip())


def markdown(rows):
    ruler = ["---", "---"] + ["--:"] * (len(rows[0]) - 3) + ["---"]
    return "".join("| " + " | ".join(row) + " |\n" for row in [rows[0], ruler] + rows[1:])


def write_docs(path, rows):
    text = path.read_text()
    if BEGIN not in text or END not in text:
        sys.exit(f"bench: {path} lacks the lines '{BEGIN}' and '{END}'")
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n{markdown(rows)}{END}{rest.split(END, 1)[1]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=Path)
    parser.add_argument("json", type=Path)
    parser.add_argument("parts", type=Path, nargs="+")
    options = parser.parse_args()
    figures = [figure for part in options.parts for figure in json.loads(part.read_text())]
    options.json.write_text(json.dumps(figures, indent=1) + "\n")
    rows = table_of(figures)
    print_table(rows)
    missed = [f"{figure['name']} on {figure['board']} {figure['build']}: "
              f"{number(figure['value'])}, goal {number(figure['goal'])}"
              for figure in figures if misses(figure)]
    print(f"\n{len(figures)} figures; marked ! and above their goal: {len(missed)}")
    print("\n".join(missed))
    if options.docs:
        write_docs(options.docs, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
