#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a firmware on QEMU and counts its instructions by function.

rivet-trace.py RUNNER FIRMWARE SVG [argument of rivet-run]...

Prints each function with the instructions that it executed itself, those including its callees, and
its callers. Writes a flame graph. QEMU's log lists the executed blocks of instructions. Calls and
returns are recognised by their encoding. A block that a trap interrupts is counted as a whole.
"""
import bisect
import collections
import os
import re
import struct
import subprocess
import sys
from xml.sax.saxutils import escape

TRACE = re.compile(r"Trace (\d+): \S+ \[[0-9a-f]+/([0-9a-f]+)/")
INSTRUCTION = re.compile(r"(0x[0-9a-f]+):\s+([0-9a-f]+)\s")
TRAPS = ("rti_trap_vector", "rt_vector", "rt_mtvec")
ROWS = 40

# The log's descriptor in QEMU. It does not collide with those that rivet-run passes on.
LOG = 50

CALL, RETURN, TRAP_RETURN, OTHER = range(4)


class Functions:
    """The code symbols of an ELF file, for lookup by address."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.wide = self.data[4] == 2
        names = {}
        for kind, address, name in self.symbols():
            if address not in names or kind == 2:
                names[address] = name
        self.starts = sorted(names)
        self.names = [names[start] for start in self.starts]

    def sections(self):
        at, = struct.unpack_from("<Q" if self.wide else "<I", self.data, 40 if self.wide else 32)
        size, count = struct.unpack_from("<HH", self.data, 58 if self.wide else 46)
        layout = "<IIQQQQIIQQ" if self.wide else "<IIIIIIIIII"
        return [struct.unpack_from(layout, self.data, at + i * size) for i in range(count)]

    def symbols(self):
        sections = self.sections()
        code = {i for i, section in enumerate(sections) if section[2] & 4}
        table = next(section for section in sections if section[1] == 2)
        text = sections[table[6]][4]
        for at in range(table[4], table[4] + table[5], 24 if self.wide else 16):
            if self.wide:
                name, info, _, index, address, _ = struct.unpack_from("<IBBHQQ", self.data, at)
            else:
                name, address, _, info, _, index = struct.unpack_from("<IIIBBH", self.data, at)
            end = self.data.index(b"\0", text + name)
            label = self.data[text + name:end].decode()
            functional = info & 15 == 2 or (info & 15 == 0 and info >> 4 != 0)
            if index in code and functional and label and label[0] not in "$.":
                yield info & 15, address, label

    def at(self, address):
        index = bisect.bisect_right(self.starts, address) - 1
        return self.names[index] if index >= 0 else "(boot ROM)"

    def begin_at(self, address):
        """Whether the address is a function's first instruction or a jump of the vector table."""
        index = bisect.bisect_right(self.starts, address) - 1
        return index >= 0 and (self.starts[index] == address
                               or self.names[index] == "rt_vector_table")


class Node:
    """A function in one chain of calls from the start."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent
        self.children = {}
        self.own = 0
        self.total = 0

    def child(self, name):
        if name not in self.children:
            self.children[name] = Node(name, self)
        return self.children[name]


def ending(code):
    """The effect of a block's last instruction on the call stack."""
    if code == 0x30200073:
        return TRAP_RETURN
    if code & 3 == 3:
        target, base = code >> 7 & 31, code >> 15 & 31
        if code & 0x7f in (0x6f, 0x67) and target in (1, 5):
            return CALL
        return RETURN if code & 0x7f == 0x67 and target == 0 and base == 1 else OTHER
    if code & 0xf07f == 0x9002 and code != 0x9002:
        return CALL
    return RETURN if code == 0x8082 else OTHER


def compressed_call(code, wide):
    return not wide and code & 0xe003 == 0x2001 and code & 3 != 3


class Hart:
    """Follows one hart through its calls."""

    def __init__(self, root):
        self.stack = [(root, 0)]
        self.last = OTHER
        self.after = 0

    def enter(self, address, name, block, is_first):
        count, end, kind = block
        node = self.stack[-1][0]
        if is_first and name.startswith(TRAPS) and not node.name.startswith(TRAPS):
            self.stack.append((node.child(name), None))
        elif self.last == CALL:
            self.stack.append((node.child(name), self.after))
        elif self.last in (RETURN, TRAP_RETURN):
            self.leave(address)
        if self.stack[-1][0].name != name:
            old, back = self.stack.pop() if len(self.stack) > 1 else (self.stack[0][0], 0)
            parent = old if old.parent is None else old.parent
            self.stack.append((parent.child(name), back))
        self.stack[-1][0].own += count
        self.last, self.after = kind, end

    def leave(self, address):
        wanted = None if self.last == TRAP_RETURN else address
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth][1] == wanted:
                del self.stack[depth:]
                return


def read_log(log, functions, root):
    """Counts executed blocks; the log describes a block before its first execution."""
    blocks = {}
    harts = collections.defaultdict(lambda: Hart(root))
    current = None
    for line in log:
        match = TRACE.match(line)
        if match:
            address = int(match.group(2), 16)
            block = blocks.get(address, (1, 0, OTHER))
            harts[match.group(1)].enter(address, functions.at(address), block,
                                        functions.begin_at(address))
        elif line.startswith("IN:"):
            current = None
        elif line.startswith("0x"):
            match = INSTRUCTION.match(line)
            address, code = int(match.group(1), 16), int(match.group(2), 16)
            current = address if current is None else current
            kind = CALL if compressed_call(code, functions.wide) else ending(code)
            count = blocks[current][0] if current != address else 0
            blocks[current] = (count + 1, address + (4 if code & 3 == 3 else 2), kind)


def sum_up(node):
    node.total = node.own + sum(sum_up(child) for child in node.children.values())
    return node.total


def tally(node, own, total, callers, above=()):
    own[node.name] += node.own
    if node.name not in above:
        total[node.name] += node.total
    if node.parent is not None:
        callers[node.name][node.parent.name] += node.total
    for child in node.children.values():
        tally(child, own, total, callers, above + (node.name,))


def print_table(root):
    own, total = collections.Counter(), collections.Counter()
    callers = collections.defaultdict(collections.Counter)
    tally(root, own, total, callers)
    print(f"{root.total} instructions\n\n{'own':>12} {'':>6} {'with callees':>13}  function")
    for name, count in own.most_common(ROWS):
        if count:
            ways = ", ".join(f"{caller} {100 * part / max(1, sum(callers[name].values())):.0f} %"
                             for caller, part in callers[name].most_common(3))
            print(f"{count:12} {100 * count / root.total:5.1f}% {total[name]:13}  {name}"
                  f"{'  from ' + ways if ways else ''}")


def colour(name):
    seed = sum(ord(letter) * (place + 7) for place, letter in enumerate(name))
    return f"rgb({205 + seed % 50},{90 + seed * 7 % 110},{40 + seed * 3 % 40})"


def boxes(node, left, depth, scale):
    """Each box with its position: callees are drawn on their callers."""
    width = node.total * scale
    if width < 0.3:
        return
    yield node, left, depth, width
    for child in sorted(node.children.values(), key=lambda item: item.name):
        yield from boxes(child, left, depth + 1, scale)
        left += child.total * scale


def write_svg(root, path, title):
    placed = list(boxes(root, 10, 0, 1180 / max(1, root.total)))
    height = 18 * (max(depth for _, _, depth, _ in placed) + 1) + 40
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="{height}" '
                   f'font-family="sans-serif" font-size="11">\n'
                   f'<text x="10" y="20" font-size="14">{escape(title)}</text>\n')
        for node, left, depth, width in placed:
            top = height - 18 * (depth + 1) - 4
            share = 100 * node.total / max(1, root.total)
            label = node.name if len(node.name) * 6.5 < width else ""
            file.write(f'<g><title>{escape(node.name)}: {node.total} instructions, {share:.1f} %'
                       f'</title><rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="17" '
                       f'fill="{colour(node.name)}"/><text x="{left + 3:.1f}" y="{top + 13}">'
                       f'{escape(label)}</text></g>\n')
        file.write("</svg>\n")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    runner, firmware, svg, *arguments = sys.argv[1:]
    root = Node("all", None)
    reader, writer = os.pipe()
    os.dup2(writer, LOG)
    os.close(writer)
    command = [runner, *arguments, firmware, "--", "-d", "in_asm,exec,nochain",
               "-D", f"/proc/self/fd/{LOG}"]
    with subprocess.Popen(command, pass_fds=[LOG]):
        os.close(LOG)
        with open(reader, encoding="utf-8", errors="replace") as log:
            read_log(log, Functions(firmware), root)
    if sum_up(root) == 0:
        sys.exit(f"rivet-trace: {firmware} executed nothing")
    print_table(root)
    write_svg(root, svg, f"{os.path.basename(firmware)}: {root.total} instructions")
    print(f"\nflame graph: {svg}")


main()
