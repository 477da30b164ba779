#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does what the README, docs/ and the READMEs of examples/ say, and compares what they show.

pages.py [--write] <Rivet's folder> <scratch folder> [<page>...]

A page to check alone is given by its name or its path in Rivet's folder.

A page is gone through from its top to its end. The word behind a fence says what the block is; what
follows it, which renderers don't show, says what becomes of it:

    c file=app/main.c     a file of the reader's, for the commands that follow; any language
    c from=src/trap/dispatch.c     an excerpt of a file of Rivet's; any language
    console in=app        commands behind $, in this folder of the reader's, else in a checkout of
                          Rivet, and below each what it prints. status=N is how the last one
                          ends, else 0. A line that begins with > is typed into the firmware.
    gdb from=tests/gdb/x  a session that this script of GDB's compares (#page)
    any not-run="REASON"  none of these, and why
    mermaid               a drawing

Anything else is a mistake, as is an indented block. A line "..." stands for any lines, and within
one for any text. What differs from run to run isn't compared: addresses, times, build ids, line
numbers of Rivet's sources. Other figures are those of GCC 12: with another compiler they may
differ, and --write puts those of GCC 12 into the pages.
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

# What is not the same twice, and what stands in its place when lines are compared.
VARYING = (
    (r"\b[0-9a-f]{40}\b", "BUILD"),
    (r"0x[0-9a-f]{8,16}\b", "ADDRESS"),
    (r"\b\d+\.\d+ (s|sec)\b", "TIME"),
    (r"(rivet/[\w/]+\.[chS]):\d+", r"\1:LINE"),
    (r" \.{3,} ", " "),
    (r"\s+", " "),
)


class Mistake(Exception):
    """What is wrong with a block."""


class Block:
    """A fenced block: its page, its first line's number there, its language, options and lines."""

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
    """The folder that the page's reader begins in; Rivet is in it.

    It lies in a folder called rivet, as many checkouts do, whose name no report may cut off.
    """
    return SCRATCH / "readers" / "rivet" / page.relative_to(SOURCE).with_suffix("")


def parse(page):
    """The page's blocks."""
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
    """The runs of lines between the lines "...", without empty ones."""
    found = [[]]
    for line in lines:
        if line.strip() == "...":
            found.append([])
        elif line.strip():
            found[-1].append(line)
    return found


def agree(shown, actual, key):
    """Whether a line is as the page shows it, where "..." is any text, as far as the key tells."""
    # CTest's dots, of which there are more, have blanks around them.
    pieces = re.split(r"(?<!\.)\.\.\.(?!\.)", shown)
    return re.fullmatch(".*".join(re.escape(key(piece)) for piece in pieces), key(actual))


def place(wanted, lines, key):
    """Where each part of what is wanted begins in the lines; None if one doesn't."""
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
    """The block's lines stand in the file, in order, but for their indentation."""
    path = RIVET / block.options["from"]
    if not path.is_file():
        raise Mistake(f"there is no {block.options['from']}")
    wanted = [[], *parts(block.lines), []]
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if place(wanted, lines, str.strip) is None:
        raise Mistake(f"it isn't in {block.options['from']}")


def check_session(block):
    """GDB's script compares the block, in a test of its own."""
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
    """The command's output by lines, its status."""
    done = subprocess.run(["bash", "-c", command], cwd=block.folder(), input=typed, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=TIMEOUT)
    output = done.stdout.replace(str(reader(block.page)), "/home/you").replace(
        str(SCRATCH), "/home/you")
    # What Ninja has done so far differs, and is nobody's concern.
    return [line.rstrip() for line in output.splitlines()
            if line.strip() and not re.match(r"\[\d+/\d+\] ", line)], done.returncode


def write(page, shown, actual):
    """Puts the actual line in the place of the one that the page shows."""
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace(f"\n{shown}\n", f"\n{actual}\n", 1), encoding="utf-8")


def compare_figures(block, shown, output, positions):
    """The words are the same: so are the figures, or they become so."""
    for part, position in zip(shown, positions):
        for line, actual in zip(part, output[position:]):
            if agree(line, actual, words):
                continue
            if WRITE and "..." not in line:
                write(block.page, line, actual)
            else:
                raise Mistake(f"the page shows\n{line}\nbut it is, for --write,\n{actual}")


def check_command(block, command, shown, status):
    typed = "".join(line[2:] + "\n" for line in shown if line.startswith("> "))
    output, ended = run(command, block, typed)
    told = f"{command}\n" + "\n".join(output)
    if ended != status:
        raise Mistake(f"status {ended} in place of {status} of\n{told}")
    if command.startswith("cmake "):
        if re.search(r"\bwarning:|CMake Warning", told):
            raise Mistake(f"a warning of\n{told}")
        if not shown:
            return
    positions = place(parts(shown), output, without_figures)
    if positions is None:
        raise Mistake("\n".join(["the page shows", *shown, "but this is what comes of", told]))
    if gcc_is_12():
        compare_figures(block, parts(shown), output, positions)


def check_console(block):
    """Types what stands behind the dollar signs."""
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
    """Does with the block what its options say; unused are files that no command has seen yet."""
    if "not-run" in block.options:
        if not block.options["not-run"]:
            raise Mistake("not run, but without a reason")
    elif block.language == "console":
        check_console(block)
        unused.difference_update([path for path in unused if path.startswith(
            block.options.get("in", "rivet") + "/")])
    elif "file" in block.options:
        write_file(block)
        unused.add(block.options["file"])
    elif block.language == "gdb":
        check_session(block)
    elif "from" in block.options:
        check_excerpt(block)
    elif block.language != "mermaid":
        raise Mistake("the fence doesn't say what becomes of it; see tests/docs/pages.py")


def check_page(page):
    """The page's first mistake, for what comes after it may come of it."""
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
    """Checks every page; a mistake in one does not hide those of others."""
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
