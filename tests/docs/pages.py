#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the commands in the README, docs/ and the READMEs of examples/ and compares the output.

pages.py [--write] <Rivet's folder> <scratch folder> [<page>...]

To check one document, give its name or its path in Rivet's folder.

Blocks are processed in order. The first word of a fence is the block's language. The words after
it, which renderers don't show, say how the block is checked:

    c file=app/main.c     a file that is written for the commands that follow; any language
    c from=src/trap/dispatch.c     an excerpt of a file of Rivet's; any language
    console in=app        commands after $, in this folder of the reader's, else in a checkout of
                          Rivet, and below each its output. status=N is the exit status of the
                          last one, default 0. A line that begins with > is typed into the firmware.
    gdb from=tests/gdb/x  a session that this GDB script compares (#page)
    any not-run="REASON"  not checked, with the reason
    mermaid               a drawing

Any other block is an error, and so is an indented block. A line "..." matches any lines, and "..."
within a line any text. Values that differ between runs are not compared: addresses, times, build
ids, line numbers of Rivet's sources. Other figures are those of GCC 12. With another compiler they
may differ. --write puts GCC 12's figures into the documents.
"""
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "tools"))
from rivet_binutils import tool  # noqa: E402

WRITE = sys.argv[1] == "--write"
SOURCE, SCRATCH, *ONLY = sys.argv[2:] if WRITE else sys.argv[1:]
SOURCE, SCRATCH = pathlib.Path(SOURCE).resolve(), pathlib.Path(SCRATCH).resolve()
RIVET = SCRATCH / "rivet"
TIMEOUT = 300

# Text that differs between runs, and the text that replaces it for a comparison.
VARYING = (
    (r"\b[0-9a-f]{40}\b", "BUILD"),
    (r"0x[0-9a-f]{8,16}\b", "ADDRESS"),
    (r"\b\d+\.\d+ (s|sec)\b", "TIME"),
    (r"(rivet/[\w/]+\.[chS]):\d+", r"\1:LINE"),
    (r" \.{3,} ", " "),
    (r"\s+", " "),
)


class Mistake(Exception):
    """An error in a block."""


class Block:
    """A fenced block: its document, line number, language, options and lines."""

    def __init__(self, page, number, info):
        self.page, self.number, self.lines = page, number, []
        self.language, *words = shlex.split(info) or [""]
        self.options = dict(word.split("=", 1) for word in words if "=" in word)
        if len(self.options) != len(words) or set(self.options) - {
                "file", "from", "in", "status", "not-run"}:
            raise Mistake(f"{page.relative_to(SOURCE)}:{number}: not understood: {info}")

    def folder(self):
        place = self.options.get("in")
        return RIVET if place is None else reader(self.page) / place


def reader(page):
    """The folder in which the reader of a document starts; Rivet is in it.

    It is in a folder called rivet, like many checkouts. Reports must not cut off that name.
    """
    return SCRATCH / "readers" / "rivet" / page.relative_to(SOURCE).with_suffix("")


def parse(page):
    """The document's blocks."""
    found, block, before = [], None, ""
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            block = None if block else Block(page, number, line[3:])
            found += [block] if block else []
        elif block:
            block.lines.append(line)
        elif re.match(r"\s*(```|~~~)", line) or (line.startswith("    ") and not before.strip()):
            raise Mistake(f"{page.relative_to(SOURCE)}:{number}: a block without a fence of ``` at "
                          "the line's start")
        before = line
    return found


def parts(lines):
    """The groups of lines between the lines "...", without empty lines."""
    found = [[]]
    for line in lines:
        if line.strip() == "...":
            found.append([])
        elif line.strip():
            found[-1].append(line)
    return found


def agree(shown, actual, key):
    """Whether a line is as shown, compared by the key; "..." matches any text."""
    # CTest prints more than three dots, surrounded by blanks.
    pieces = re.split(r"(?<!\.)\.\.\.(?!\.)", shown)
    return re.fullmatch(".*".join(re.escape(key(piece)) for piece in pieces), key(actual))


def place(wanted, lines, key):
    """The positions of the wanted parts in the lines; None if one is missing."""
    positions, start = [], 0
    ends = len(wanted) - 1
    for number, part in enumerate(wanted):
        starts = range(start, len(lines) - len(part) + 1)
        if number == 0:
            starts = starts[:1]
        if number == ends and ends and part:
            starts = starts[-1:]
        start = next((at for at in starts if all(
            agree(shown, actual, key) for shown, actual in zip(part, lines[at:]))), None)
        if start is None:
            return None
        positions.append(start)
        start += len(part)
    return positions if start == len(lines) or not wanted[-1] else None


def check_excerpt(block):
    """Checks that the block's lines are in the file, in order; indentation may differ."""
    path = RIVET / block.options["from"]
    if not path.is_file():
        raise Mistake(f"there is no {block.options['from']}")
    wanted = [[], *parts(block.lines), []]
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if place(wanted, lines, str.strip) is None:
        raise Mistake(f"it isn't in {block.options['from']}")


def check_session(block):
    """Checks that a GDB script compares the block, which is a test of its own."""
    script = RIVET / block.options["from"]
    command = block.lines[0].removeprefix("(gdb) ")
    if not script.is_file() or f"#page {command}\n" not in script.read_text(encoding="utf-8"):
        raise Mistake(f"{block.options['from']} has no line '#page {command}'")


def words(line):
    for pattern, word in VARYING:
        line = re.sub(pattern, word, line)
    return line.strip()


def without_figures(line):
    return re.sub(r"\d+(\.\d+)?", "NUMBER", words(line))


def gcc_is_12():
    return tool("gcc", "-dumpversion").startswith("12.")


def run(command, block, typed):
    """The command's output lines and its status."""
    done = subprocess.run(["bash", "-c", command], cwd=block.folder(), input=typed, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=TIMEOUT)
    output = done.stdout.replace(str(reader(block.page)), "/home/you").replace(
        str(SCRATCH), "/home/you")
    # Ninja's progress output differs between runs.
    return [line.rstrip() for line in output.splitlines()
            if line.strip() and not re.match(r"\[\d+/\d+\] ", line)], done.returncode


def write(page, shown, actual):
    """Replaces the line in the document by the actual one."""
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(f"\n{shown}\n", f"\n{actual}\n", 1), encoding="utf-8")


def compare_figures(block, shown, output, positions):
    """Compares the figures of equal lines; with --write replaces them."""
    for part, position in zip(shown, positions):
        for line, actual in zip(part, output[position:]):
            if agree(line, actual, words):
                continue
            if WRITE and "..." not in line:
                write(block.page, line, actual)
            else:
                raise Mistake(f"the document shows\n{line}\nbut it is, for --write,\n{actual}")


def check_command(block, command, shown, status):
    typed = "".join(line[2:] + "\n" for line in shown if line.startswith("> "))
    output, ended = run(command, block, typed)
    told = f"{command}\n" + "\n".join(output)
    if ended != status:
        raise Mistake(f"status {ended} instead of {status} of\n{told}")
    if command.startswith("cmake "):
        if re.search(r"\bwarning:|CMake Warning", told):
            raise Mistake(f"a warning of\n{told}")
        if not shown:
            return
    positions = place(parts(shown), output, without_figures)
    if positions is None:
        raise Mistake("\n".join(["the document shows", *shown, "but the output is", told]))
    if gcc_is_12():
        compare_figures(block, parts(shown), output, positions)


def check_console(block):
    """Runs the commands after the dollar signs."""
    text = "\n".join(block.lines) + "\n"
    steps = re.findall(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", text, re.M)
    if not steps or not block.lines[0].startswith("$ "):
        raise Mistake("a console begins with a command behind $")
    for number, (command, shown) in enumerate(steps, 1):
        last = number == len(steps)
        check_command(block, command, shown.splitlines(),
                      int(block.options.get("status", 0)) if last else 0)


def write_file(block):
    path = reader(block.page) / block.options["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(block.lines) + "\n", encoding="utf-8")


def check(block, unused):
    """Checks the block by its options; unused are the files before the next command."""
    if "not-run" in block.options:
        if not block.options["not-run"]:
            raise Mistake("not run, but without a reason")
    elif block.language == "console":
        check_console(block)
        folder = block.options.get("in", "rivet")
        unused.difference_update([path for path in unused
                                  if folder == "." or path.startswith(folder + "/")])
    elif "file" in block.options:
        write_file(block)
        unused.add(block.options["file"])
    elif block.language == "gdb":
        check_session(block)
    elif "from" in block.options:
        check_excerpt(block)
    elif block.language != "mermaid":
        raise Mistake("the fence does not say how to check it; see tests/docs/pages.py")


def check_page(page):
    """The document's first mistake, because later ones may follow from it."""
    unused = set()
    reader(page).mkdir(parents=True)
    (reader(page) / "rivet").symlink_to(RIVET)
    try:
        for block in parse(page):
            try:
                check(block, unused)
            except (Mistake, KeyError) as mistake:
                return f"{page.relative_to(SOURCE)}:{block.number}: {mistake}"
    except Mistake as mistake:
        return str(mistake)
    return f"{page.relative_to(SOURCE)}: no command takes {', '.join(unused)}" if unused else None


def main():
    """Checks every document, and reports the mistakes of all."""
    shutil.rmtree(SCRATCH, ignore_errors=True)
    shutil.copytree(SOURCE, RIVET, symlinks=True, ignore=lambda folder, names: [
        name for name in names if name in ("build", ".git") and pathlib.Path(folder) == SOURCE])
    pages = [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md")),
             *sorted((SOURCE / "examples").rglob("*.md"))]
    pages = [page for page in pages if not ONLY or {
        page.name, str(page.relative_to(SOURCE))}.intersection(ONLY)]
    mistakes = [mistake for mistake in map(check_page, pages) if mistake]
    if mistakes:
        sys.exit("\n\n".join(mistakes))


main()
