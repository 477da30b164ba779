#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that docs/performance.md has the figures and goals of the bench suite.

figures.py <Rivet's folder>

The table must have every figure of tests/bench/budgets.csv. Its other figures are for firmware of
other instruction sets, for which none is recorded. The best peers of the table, and the goals in
the text, must be in tests/bench/rows.csv. A peer that is the name of another row means that row's
figure.
"""
import csv
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
PAGE = (SOURCE / "docs/performance.md").read_text(encoding="utf-8")


def records(name):
    text = (SOURCE / "tests/bench" / name).read_text(encoding="utf-8")
    return csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


ROWS = [[cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.splitlines() if line.startswith("| ")]


def shown_as(value):
    value = float(value)
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"


def table():
    """The figures of the document's table, by board, build and name."""
    start = next(number for number, row in enumerate(ROWS) if row[0] == "figure")
    columns = [("virt-" + head).split() for head in ROWS[start][3:-1]]
    return {(*column, row[0]): cell.removesuffix(" !") for row in ROWS[start + 2:]
            if len(row) == len(columns) + 4 for column, cell in zip(columns, row[3:-1]) if cell}


def wrong_peers():
    counted = {record["name"]: record["value"] for record in records("budgets.csv")
               if (record["board"], record["build"]) == ("virt-rv64", "Release")}
    found = {row[0]: row[-1] for row in ROWS}
    for record in records("rows.csv"):
        peer = counted.get(record["peer"], record["peer"])
        if re.match(r"[a-z]", peer):
            yield f"{record['name']}: no budget has its peer {peer}"
        elif peer and not found.get(record["name"], "").startswith(
                f"{shown_as(peer)} ({record['peer_source']}"):
            yield f"{record['name']}: the table's best peer is {found.get(record['name'])}"


def mistakes():
    yield from wrong_peers()
    shown = table()
    for record in records("budgets.csv"):
        key = record["board"], record["build"], record["name"]
        recorded = shown_as(record["value"])
        if shown.pop(key, None) != recorded:
            yield f"the table lacks {recorded} for {' '.join(key)}"
    yield from (f"no budget has {' '.join(key)}"
                for key in shown if not key[2].startswith(("trap.float", "heap.bits")))
    goals = {record["name"]: record["goal_rv64"] for record in records("rows.csv")}
    for name, goal in re.findall(r"\*\*(\S+)\*\* \(goal (\d+)\)", PAGE):
        if goals.get(name) != goal:
            yield f"{name}: the text says its goal is {goal}, rows.csv {goals.get(name)}"


FOUND = list(mistakes())
if FOUND:
    sys.exit("; ".join(FOUND) + ": ci/bench.sh --docs writes the table")
