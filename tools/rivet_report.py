#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes an HTML page about the contents of a firmware. It needs no network.

rivet_report.py RUNNER BOARD FIRMWARE.elf PAGE.html

The page has the memory map, the sections, the symbols by size, the stacks' bounds and reserved
sizes, and the regions that the PMP protects. RUNNER is rivet-run, which sums up flash and memory.
BOARD is the board's name. The page has no script and no outside references.
"""
import re
import subprocess
import sys
from html import escape
from pathlib import Path

from report_draw import memory_map, treemap
from report_facts import Firmware

HERE = Path(__file__).parent
TOTAL = re.compile(r"^total\s+(\d+)\s+(\d+)$", re.M)
KEYS = {"code": "code", "constants": "constants", "data": "data", "zeroed": "zeroed or kept data",
        "stack": "stack", "heap": "heap", "guard": "stack guard"}
LARGEST = 20


def key(kind):
    return f'<span class="key {kind if kind != "stack" else "stack-key"}"></span>'


def keys(kinds):
    items = (f"<span>{key(kind)}{KEYS[kind]}</span>" for kind in KEYS if kind in kinds)
    return f'<p class="keys">{"".join(items)}</p>'


def card(title, body, kind=""):
    return f'<section{kind}>\n<h2>{title}</h2>\n{body}\n</section>\n'


def table(heads, rows):
    """A head with > is over numbers, "Name" over text that may wrap. Cells are HTML."""
    classes = [' class="number"' if head.startswith(">") else
               ' class="name"' if head == "Name" else "" for head in heads]
    head = "".join(f"<th{kind}>{head.lstrip('>')}</th>" for head, kind in zip(heads, classes))
    lines = ["".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(row, classes)) for row in rows]
    return (f"<table>\n<tr>{head}</tr>\n" + "\n".join(f"<tr>{line}</tr>" for line in lines)
            + "\n</table>")


def address(value):
    return f"<code>0x{value:08x}</code>"


def heading(firmware, name, board, totals):
    image, memory = (int(total) for total in totals)
    facts = [("Board", escape(board)),
             ("Instruction set", f"<code>{escape(firmware.isa)}</code>"),
             ("Compiler", escape(firmware.compiler)),
             ("Harts", str(firmware.harts)),
             ("Image", f"{image:,} bytes"),
             ("Memory", f"{memory:,} bytes, stacks and heap included"),
             ("Build id", f"<code>{firmware.build_id or 'none'}</code>")]
    lines = "\n".join(f"<dt>{term}</dt><dd>{text}</dd>" for term, text in facts)
    return f"<header>\n<h1>{escape(name)}</h1>\n<dl>\n{lines}\n</dl>\n</header>\n"


def map_card(firmware):
    picture, words = memory_map(firmware.blocks)
    return card("Memory map", picture + f"<p>{words}</p>"
                + keys({block.kind for block in firmware.blocks}))


def sections_card(firmware):
    rows = [(f"{key(section.kind)}<code>{escape(section.name)}</code>", address(section.address),
             address(section.load) if section.loaded and section.load != section.address else
             "yes" if section.loaded else "no", f"{section.size:,}")
            for section in firmware.sections if section.size > 0]
    return card("Sections", table(["Name", "Address", "Loaded", ">Bytes"], rows))


def stack_part(stack):
    each = f", one for each of {stack.harts} harts" if stack.harts > 1 else ""
    title = f"<strong>{stack.name}</strong>"
    if stack.bound is None:
        return (f'<div class="stack"><div>{title}<span>{stack.reserved:,} bytes reserved{each}'
                '</span></div><p>Not bounded: the depth depends on the handlers.</p>'
                '</div>')
    bound = stack.bound
    over = bound.used > stack.reserved
    share = 100 * bound.used / max(1, stack.reserved)
    least = "at least " if bound.questions else "at most "
    verdict = f'<span class="bad">too small by {bound.used - stack.reserved:,} bytes</span>' \
        if over else f"{share:.0f} %"
    unknown = "".join(f"<br>{escape(question)}" for question in bound.questions)
    return (f'<div class="stack"><div>{title}<span>{least}{bound.used:,} of {stack.reserved:,} '
            f'bytes{each}: {verdict}</span></div><div class="meter{" over" if over else ""}">'
            f'<div style="width:{min(share, 100):.1f}%"></div></div>'
            f'<details><summary>deepest chain{", and unknown parts" if unknown else ""}</summary>'
            f'{escape(bound.chain_text())}{unknown}</details></div>')


def stacks_card(firmware):
    return card("Stacks", "\n".join(map(stack_part, firmware.stacks))
                + "<p>Bounds are computed from the machine code (tools/stack_usage.py).</p>")


def protection_card(firmware):
    if not firmware.regions:
        return card("Protection", "<p>None: the PMP is not used.</p>")
    rows = [(str(region.entry), escape(region.name),
             f"{address(region.start)} {address(region.end - 1)}", f"<code>{region.rights}</code>")
            for region in firmware.regions]
    return card("Protection", table(["#", "Purpose", "First and last address", "Rights"], rows)
                + "<p>Entries of the boot hart's PMP, all locked; the first that covers an address "
                "decides. A core with eight entries has the first seven and the last.</p>")


def symbols_card(firmware):
    tall = treemap(firmware.symbols_by_size, 344, 430, "tall")
    broad = treemap(firmware.symbols_by_size, 1120, 440, "broad")
    return card("Symbols by size", tall + broad
                + keys({symbol.kind for symbol in firmware.symbols_by_size})
                + "<p>Areas are sizes; point at one for its name. Unnamed parts of a section, "
                "such as string literals, are one box.</p>", ' class="wide"')


def largest_card(firmware):
    named = [symbol for symbol in firmware.symbols_by_size if symbol.is_named][:LARGEST]
    rows = [(f"{key(symbol.kind)}<code>{escape(symbol.name)}</code>", escape(symbol.section),
             f"{symbol.size:,}") for symbol in named]
    return card(f"Largest {len(named)} symbols", table(["Name", "Section", ">Bytes"], rows),
                ' class="wide"')


def page(firmware, name, board, totals):
    style = (HERE / "report_page.css").read_text(encoding="utf-8")
    head = heading(firmware, name, board, totals)
    return ("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(name)} on {escape(board)}</title>\n"
            f"<style>\n{style}</style>\n</head>\n<body>\n{head}<main>\n"
            f'<div class="left">\n{map_card(firmware)}{stacks_card(firmware)}</div>\n'
            f'<div class="right">\n{sections_card(firmware)}{protection_card(firmware)}</div>\n'
            f"{symbols_card(firmware)}{largest_card(firmware)}</main>\n</body>\n</html>\n")


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    runner, board, path, out = sys.argv[1:]
    sums = subprocess.run([runner, "--size", path], check=False, stdout=subprocess.PIPE, text=True)
    if sums.returncode != 0:
        sys.exit(sums.returncode)
    firmware = Firmware(path, HERE / "stack_usage.txt")
    text = page(firmware, Path(path).stem, board, TOTAL.search(sums.stdout).groups())
    Path(out).write_text(text, encoding="utf-8")
    print(f"report: {out}")


if __name__ == "__main__":
    main()
