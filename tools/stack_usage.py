#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares a firmware's worst-case stack use, from its machine code, with the stack sizes.

stack_usage.py [--notes FILE]... [--all] FIRMWARE.elf

The tool reads the linked ELF file, so inlining, the C library and assembly are included. A
function's frame is the sum of its subtractions from sp. Its calls are the direct ones and those in
the notes. Recursion, indirect calls and frames of unknown size are listed if no note covers them;
the sums are then only lower bounds. Exit status 1: a stack can overflow.

A notes file has lines
  calls FUNCTION -> TARGET...   the targets of the function's indirect calls; @NAME means all code
                                addresses in that object, @NAME:END those between two symbols,
                                "none" no target that matters
  depth FUNCTION N              the function is on the stack at most N times
  frame FUNCTION N              the size of its frame
  root FUNCTION STACK [N]       the function begins on the stack whose size is the symbol STACK,
                                with N bytes of it in use
Names of functions may contain *. Names that are not in the file are ignored.
"""
import argparse
import bisect
import collections
import fnmatch
import re
import struct
import sys

from rivet_binutils import tool

SYMBOL = re.compile(r"\s*\d+: (\w+)\s+(\w+) (\w+)\s+(\w+)\s+\w+\s+(\w+) (\S+)")
INSTRUCTION = re.compile(r"\s*([0-9a-f]+):\t(\S+)\t?([^#<]*)(.*)")
TARGET = re.compile(r"([0-9a-f]+) <")
# With -msave-restore functions call this through t0. It saves ra and this many more registers.
SAVES = re.compile(r"__riscv_save_(\d+)$")
# Instructions of Zbs begin with b too.
BRANCH = re.compile(r"b(eq|ne|lt|ge)(u|z)?$")
# Zba: the second operand is shifted and added to the third.
SHIFT_ADD = re.compile(r"sh([123])add$")


class Function:
    def __init__(self, name):
        self.name = name
        self.frame = 0
        self.calls = set()
        self.tails = set()
        self.joins = set()  # functions into whose middle it jumps
        self.indirect = []
        self.dynamic = False
        self.depth = 1
        self.peak = 0  # while shared routines save its registers
        self.taken = 0  # from sp, at the current instruction
        self.absolute = False  # sp was just set to an address


class Image:
    """Symbols, contents and functions of an ELF file."""

    def __init__(self, path):
        self.path = path
        header = tool("readelf", "-h", path)
        self.word = 8 if "ELF64" in header else 4
        self.is_rve = "RVE" in header
        self.symbols = {}
        self.starts = []
        self.functions = {}
        self.read_symbols()
        self.segments = self.read_segments()
        self.read_code()

    def read_symbols(self):
        names = {}
        for line in tool("readelf", "-sW", self.path).splitlines():
            match = SYMBOL.match(line)
            if not match:
                continue
            value, size, kind, binding, section, name = match.groups()
            self.symbols[name] = (int(value, 16), int(size, 0))
            # An absolute symbol is a second name that a linker script gives.
            if kind == "FUNC" and section != "ABS":
                names.setdefault(int(value, 16), []).append((binding == "WEAK", name))
        # A weak name may be a second one that an assembly file gives.
        starts = {address: Function(min(found, key=lambda one: one[0])[1])
                  for address, found in names.items()}
        self.starts = sorted(starts)
        self.functions = starts

    def read_segments(self):
        segments = []
        with open(self.path, "rb") as file:
            data = file.read()
        for line in tool("readelf", "-lW", self.path).splitlines():
            fields = line.split()
            if fields[:1] == ["LOAD"]:
                offset, address, _, size = (int(field, 16) for field in fields[1:5])
                segments.append((address, data[offset:offset + size]))
        return segments

    def at(self, address):
        """The function that the address belongs to."""
        index = bisect.bisect_right(self.starts, address) - 1
        return self.functions[self.starts[index]] if index >= 0 else None

    def code_addresses(self, start, end):
        """The functions whose addresses are in a range of data."""
        found = set()
        for address, data in self.segments:
            for at in range(max(start, address), min(end, address + len(data)) - self.word + 1,
                            self.word):
                (value,) = struct.unpack_from("<Q" if self.word == 8 else "<I", data, at - address)
                if value in self.functions:
                    found.add(self.functions[value])
        return found

    def read_code(self):
        constants = {}
        for line in tool("objdump", "-d", "--no-show-raw-insn", "-M", "no-aliases",
                         self.path).splitlines():
            match = INSTRUCTION.match(line)
            if match:
                self.read_instruction(*match.groups(), constants)

    def read_instruction(self, address, name, operands, rest, constants):
        function = self.at(int(address, 16))
        if function is None:
            return
        name = name.removeprefix("c.")
        fields = operands.strip().split(",")
        target = TARGET.search(operands + rest)
        if name == "auipc":
            function.absolute = fields[0] == "sp"
            constants.pop(fields[0], None)
        elif name in ("mv", "addi") and fields[0] == "sp" and fields[1] not in ("sp", "s0") and \
                not fields[1].lstrip("-").isdigit():
            function.dynamic = True
        elif name in ("addi", "addi16sp", "addiw", "lui", "li", "bseti", "add", "sub") or \
                SHIFT_ADD.match(name):
            take_arithmetic(function, name, fields, constants)
        elif name.startswith("."):
            constants.clear()  # an instruction that this objdump does not know
        elif name in ("jal", "jalr", "jr", "j") or BRANCH.match(name):
            self.take_jump(function, name, fields, target)
            constants.clear()
        else:
            constants.pop(fields[0], None)

    def take_jump(self, function, name, fields, target):
        links = name == "jalr" and len(fields) == 1 or fields[0] == "ra" and len(fields) > 1
        if name == "jal" and len(fields) == 1:
            links = True  # c.jal
        callee = self.at(int(target.group(1), 16)) if target is not None else None
        saved = SAVES.match(callee.name) if callee is not None and fields[0] == "t0" else None
        if saved:
            # This routine allocates a frame for its caller's registers and does not free it.
            size = -(-(int(saved.group(1)) + 1) * self.word // 16) * 16
            if self.is_rve:
                size = 3 * self.word  # whatever it saves; sp is aligned to a word
            function.frame += size
            function.taken += size
            # It temporarily allocates space for all registers that it can save, then frees the
            # unused part.
            most = 14 if self.word == 8 else 16
            if not self.is_rve and int(saved.group(1)) >= (1 if self.word == 8 else 4):
                function.peak = most * self.word
            return
        if target is not None:
            address = int(target.group(1), 16)
            entered = address in self.functions
            if callee is not None and (callee is not function or links and entered):
                into = function.calls if links else function.tails if entered else function.joins
                into.add(callee)
        elif name in ("jalr", "jr") and not is_return(name, fields):
            # While the frame exists, an indirect jump goes through the table of a switch.
            if links or function.taken == 0:
                function.indirect.append("call" if links else "jump")
        if not links and not BRANCH.match(name):
            function.taken = function.frame  # the next instruction is reached by an earlier branch


def is_return(name, fields):
    if name == "jr":
        return fields[0] == "ra"
    return len(fields) == 2 and fields[0] == "zero" and "(ra)" in fields[1]


def take_arithmetic(function, name, fields, constants):
    """Tracks sp and the constants of large frames."""
    target = fields[0]
    if target != "sp":
        if name in ("lui", "li"):
            value = int(fields[-1], 0)
            constants[target] = sign((value << 12) if name == "lui" else value)
        elif name in ("addi", "addiw") and fields[-2] in (target, fields[1]) and \
                fields[1] in (*constants, "zero") and re.fullmatch(r"-?\d+", fields[-1]):
            constants[target] = constants.get(fields[1], 0) + int(fields[-1])
        elif name == "bseti" and fields[1] == "zero":
            constants[target] = 1 << int(fields[2], 0)
        else:
            constants.pop(target, None)
        return
    if name in ("addi", "addi16sp") and fields[-2] == "sp" and re.fullmatch(r"-?\d+", fields[-1]):
        if not function.absolute:
            function.frame += max(0, -int(fields[-1]))
            function.taken -= int(fields[-1])
        function.absolute = False
    elif name in ("add", "sub") and fields[1] == "sp" or name == "add" and len(fields) == 2:
        add_amount(function, constants.get(fields[-1]), -1 if name == "sub" else 1)
    elif SHIFT_ADD.match(name):
        amount = constants.get(fields[1]) if fields[2] == "sp" else None
        add_amount(function, amount, 1 << int(SHIFT_ADD.match(name).group(1)))


def add_amount(function, amount, factor):
    """Adds a constant to sp; None: it is not known."""
    if amount is None:
        function.dynamic = True
    else:
        function.frame += max(0, -amount * factor)


def sign(value):
    return value - (1 << 32) if value & 0x80000000 and value < 1 << 32 else value


class Notes:
    def __init__(self, image, paths):
        self.image = image
        self.resolved = set()
        self.roots = []
        for path in paths:
            with open(path, encoding="utf-8") as file:
                for line in file:
                    words = line.split("#")[0].split()
                    if words:
                        self.take(words)

    def named(self, pattern):
        return [f for f in self.image.functions.values() if fnmatch.fnmatch(f.name, pattern)]

    def targets(self, name):
        if not name.startswith("@"):
            return self.named(name)
        start, _, end = name[1:].partition(":")
        if start not in self.image.symbols or (end and end not in self.image.symbols):
            return []
        address, size = self.image.symbols[start]
        stop = self.image.symbols[end][0] if end else address + size
        return self.image.code_addresses(address, stop)

    def take(self, words):
        kind, pattern, *rest = words
        if kind == "root":
            self.roots.append((pattern, rest[0], int(rest[1]) if len(rest) > 1 else 0))
        for function in self.named(pattern):
            if kind == "calls":
                self.resolved.add(function)
                for target in rest[1:]:
                    function.calls.update(self.targets(target))
            elif kind == "depth":
                function.depth = int(rest[0])
            elif kind == "frame":
                function.frame = int(rest[0])
                function.dynamic = False


class Analysis:
    def __init__(self, notes):
        self.notes = notes
        self.known = {}
        self.path = []
        self.questions = collections.OrderedDict()

    def ask(self, text):
        self.questions[text] = True

    def worst(self, function):
        """Bytes and call chain of the deepest stack from this function down."""
        if function in self.known:
            return self.known[function]
        if function in self.path:
            if function.depth == 1:
                names = " > ".join(f.name for f in self.path[self.path.index(function):])
                self.ask(f"recursion: {names} > {function.name}")
            return 0, ()
        if function.dynamic:
            self.ask(f"frame of unknown size: {function.name}")
        if function.indirect and function not in self.notes.resolved:
            self.ask(f"indirect {'/'.join(sorted(set(function.indirect)))}: {function.name}")
        self.path.append(function)
        deepest = max((self.worst(callee) for callee in sorted(function.calls, key=name_of)),
                      default=(0, ()), key=lambda pair: pair[0])
        # A jump into the middle of the function that jumped here is a branch.
        tails = function.tails | {callee for callee in function.joins if callee not in self.path}
        tail = max((self.worst(callee) for callee in sorted(tails, key=name_of)),
                   default=(0, ()), key=lambda pair: pair[0])
        self.path.pop()
        own = function.frame * function.depth
        if own + deepest[0] >= tail[0]:
            result = own + deepest[0], ((function, own),) + deepest[1]
        else:
            result = tail[0], ((function, 0),) + tail[1]
        if result[0] < function.peak:
            result = function.peak, ((function, function.peak),)
        if not self.path or function.depth == 1:
            self.known[function] = result
        return result


def name_of(function):
    return function.name


class Bound:
    """The maximum depth of a stack, its call chain, and the parts that are unknown."""

    def __init__(self, analysis, function, stack, reserved, before):
        analysis.questions.clear()
        analysis.known.clear()
        self.root = function.name
        self.stack = stack
        self.reserved = reserved
        self.used, self.chain = analysis.worst(function)
        self.used += before
        self.before = before
        self.questions = list(analysis.questions)

    def chain_text(self):
        before = f"{self.before} > " if self.before else ""
        return before + " > ".join(f"{f.name} {size}" for f, size in self.chain)


def bounds(image, note_files):
    """The bounds of the firmware's stacks that the notes name."""
    sys.setrecursionlimit(10000)
    notes = Notes(image, note_files)
    analysis = Analysis(notes)
    for root, stack, before in notes.roots:
        for function in sorted(notes.named(root), key=name_of):
            if stack in image.symbols:
                yield Bound(analysis, function, stack, image.symbols[stack][0], before)


def report(bound, show_all):
    least = "at least " if bound.questions else ""
    print(f"{bound.root}: {least}{bound.used} of {bound.reserved} bytes ({bound.stack})")
    print("  " + bound.chain_text())
    for question in bound.questions if show_all else bound.questions[:8]:
        print(f"  {question}")
    if len(bound.questions) > 8 and not show_all:
        print(f"  and {len(bound.questions) - 8} more (--all)")
    if bound.used > bound.reserved:
        print(f"  TOO SMALL by {bound.used - bound.reserved} bytes")
    return bound.used <= bound.reserved


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notes", action="append", default=[])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("elf")
    arguments = parser.parse_args()
    fits = [report(bound, arguments.all)
            for bound in bounds(Image(arguments.elf), arguments.notes)]
    if not fits:
        sys.exit(f"stack_usage.py: no note says where a stack of {arguments.elf} begins. Rivet's "
                 "own notes do: --notes tools/stack_usage.txt")
    sys.exit(0 if all(fits) else 1)


if __name__ == "__main__":
    main()
