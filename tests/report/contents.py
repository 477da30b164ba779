#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares a firmware's HTML report with binutils, the stack analysis and the runtime.

contents.py RUNNER BOARD FIRMWARE
"""
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
from rivet_binutils import tool  # noqa: E402

VOID = {"meta", "br"}
OUTSIDE = ("http://", "https://", "src=", "href=", "url(", "@import", "<script", "<link")


class Balance(HTMLParser):
    """Checks that elements are closed in order; keeps the rows of tables as text."""

    def __init__(self):
        super().__init__()
        self.open = []
        self.rows = []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        check(self.open and self.open.pop() == tag, f"</{tag}> closes what is not open")

    def handle_data(self, data):
        if "td" in self.open:
            self.rows[-1][-1] += data


def check(is_true, what):
    if not is_true:
        sys.exit(f"contents.py: {what}")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def check_sections(rows, elf):
    """Sections that occupy memory, by another tool than the report's."""
    found = re.findall(r"\] (\S+)\s+(?:PROGBITS|NOBITS|NOTE)\s+([0-9a-f]+) [0-9a-f]+ ([0-9a-f]+) "
                       r"\S+\s+W?A", tool("readelf", "-SW", elf))
    check(len(found) >= 7, "readelf lists too few sections")
    for name, address, size in found:
        row = [name, f"0x{int(address, 16):08x}", f"{int(size, 16):,}"]
        check(int(size, 16) == 0 or row in [[r[0], r[1], r[-1]] for r in rows if len(r) == 4],
              f"no row of sections says {row}")


def check_largest_symbol(rows, elf):
    sized = [line.split() for line in
             tool("nm", "-S", "--size-sort", "--reverse-sort", elf).splitlines()]
    address, size = sized[0][:2]
    names = [row[3] for row in sized if row[0] == address]
    at = next((i for i, row in enumerate(rows) if len(row) == 3 and row[0] in names), None)
    check(at is not None, f"no row for the largest symbol, {names}")
    check(rows[at][2] == f"{int(size, 16):,}", f"{names} is not of {int(size, 16)} bytes")
    check(rows[at - 1] == ["", "", ""], f"{names} is not the first of its table")


def check_stacks(text, elf):
    said = output("python3", "-B", str(ROOT / "tools/stack_usage.py"), "--notes",
                  str(ROOT / "tools/stack_usage.txt"), elf)
    found = re.findall(r"(\d+) of (\d+) bytes \(rt_(\w*?)_?stack_size\)", said)
    check(len(found) == 2, "the stack analysis names other stacks than main's and that for traps")
    for used, reserved, name in found:
        words = f"{int(used):,} of {int(reserved):,} bytes"
        check(re.search(f"<strong>{name or 'main'} stack</strong><span>at (most|least) {words}",
                        text), f"no stack {name or 'main'} with {words}")


def check_protection(rows, elf):
    """Ranges of the runtime's table, and some ranges by the linker's symbols."""
    header = (ROOT / "src/pmp/regions.h").read_text()
    names = {entry: name for entry, config, name in
             re.findall(r'ROW\((\d+), \w+, \d, ([\w |]+), "(.*?)"\)', header)
             if config not in ("0", "PMP_LOCK")}
    names["15"] = "everything else"
    shown = {row[0]: row for row in rows if len(row) == 4 and row[0].isdigit()}
    check({entry: row[1] for entry, row in shown.items()} == names,
          f"the page's regions {shown} are not {names}")
    symbols = {line.split()[-1]: int(line.split()[0], 16)
               for line in tool("nm", "--defined-only", elf).splitlines()}
    start, end = symbols["rt_text_start"], symbols["rt_text_end"]
    check(shown["5"][2:] == [f"0x{start:08x} 0x{end - 1:08x}", "r-x"], f"{shown['5']} is not code")
    guard = symbols["rt_stack_guard"]
    check(shown["1"][2:] == [f"0x{guard:08x} 0x{guard + symbols['rt_guard_size'] - 1:08x}", "---"],
          f"{shown['1']} is not the main stack's guard")
    check(shown["15"][2].startswith("0x00000000 ") and shown["15"][3] == "---",
          f"{shown['15']} is not everything else")


def check_heading(text, board, elf):
    build_id = re.search(r"Build ID: (\w+)", tool("readelf", "-n", elf)).group(1)
    for words in (build_id, f"<dd>{board}</dd>"):
        check(words in text, f"'{words}' is not on the page")
    check(re.search(r"<dt>Compiler</dt><dd>(GNU C|[\w ]*clang version )\d", text),
          "no compiler on the page")


def main():
    runner, board, elf = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        output("python3", "-B", str(ROOT / "tools/rivet_report.py"), runner, board, elf, str(page))
        text = page.read_text(encoding="utf-8")
    for words in OUTSIDE:
        check(words not in text, f"'{words}' is on the page")
    parser = Balance()
    parser.feed(text)
    check(not parser.open, f"left open: {parser.open}")
    check_sections(parser.rows, elf)
    check_largest_symbol(parser.rows, elf)
    check_stacks(text, elf)
    check_protection(parser.rows, elf)
    check_heading(text, board, elf)


main()
