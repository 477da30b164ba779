# SPDX-License-Identifier: MIT
"""Compares C with an SVD file, by a map. See docs/svd.md."""
import re
import sys

from svd import find, meaning
from svd.facts import compiler, facts_of
from svd.layout import KINDS
from svd.mapping import Reader

# Names that a file of C must not have without a line in the map.
ADDRESSES = re.compile(r"\b[A-Z]\w*_(?:BASE|IRQ)\b")


def place_of(path, name, struct=None):
    """The path of a file of C, with the line of a name where it is found: for the reader alone."""
    with open(path, encoding="utf-8") as file:
        lines = file.read().splitlines()
    start = 0
    if struct:
        begins = [at for at, line in enumerate(lines) if re.search(rf"\b{struct} {{", line)]
        if not begins:
            return path
        start = begins[0]
    word = re.findall(r"\w+", re.sub(r"\[\d+\]|\(.*", "", name))[-1]
    found = [at for at in range(start, len(lines)) if re.search(rf"\b{word}\b", lines[at])]
    return f"{path}:{found[0] + 1}" if found else path


class Comparison:
    """Collects differences, each with both places."""

    def __init__(self, device, options):
        self.device, self.options = device, options
        self.lines, self.registers, self.constants = [], 0, 0

    def differ(self, entry, source, struct, ours, theirs):
        """Adds a difference."""
        where = place_of(source.path, entry.name, struct)
        self.lines.append(f"{where}: {ours}, but\n    {theirs} ({self.options.check}:"
                          f"{entry.line})")

    def wrong(self, line, text):
        """Adds an error of the map."""
        self.lines.append(f"{self.options.check}:{line}: {text}")

    def source(self, source, facts):
        """Compares everything of one file of C."""
        for group in source.groups:
            for entry in group.entries:
                try:
                    if group.struct:
                        self.member(entry, source, group, facts[id(entry)])
                    else:
                        self.constant(entry, source, facts[id(entry)].offset)
                except find.Missing as missing:
                    self.wrong(entry.line, f"{entry.name} = {entry.target}: {missing}")
            if group.struct:
                self.coverage(source, group, facts)
        self.names(source)

    def member(self, entry, source, group, member):
        """Compares a member with its register."""
        if entry.target is None:
            return
        base = find.peripheral_of(self.device, group.peripheral)
        target = entry.target
        if target.split(".")[0] not in {one.name for one in self.device.peripherals}:
            target = f"{group.peripheral}.{target}"
        found = find.element(self.device, target)
        if not member.access:
            self.wrong(entry.line, f"{entry.name} is no register of <hal/mmio.h>: name one "
                                   "register, as member[0]")
            return
        self.registers += 1
        access = KINDS[found.register.access]
        name = f"struct {group.struct}.{entry.name}"
        where = f"{self.options.svd}:{found.register.node.line}: {target}"
        for kind, ours, theirs in (
                ("address", f"{base.base + member.offset:#x}", f"{found.address:#x}"),
                ("size", f"{member.bits} bits", f"{found.bits} bits"),
                ("count", f"{member.count()} registers", f"{found.count} registers"),
                ("access", member.access, access)):
            if (ours != theirs) and kind not in entry.excused:
                verb = "is at" if kind == "address" else "is" if kind == "access" else "has"
                self.differ(entry, source, group.struct, f"{name} {verb} {ours}",
                            f"{where} {verb} {theirs}")
            if ours == theirs and kind in entry.excused:
                self.wrong(entry.line, f"{entry.name}: there is no difference in {kind}: remove "
                                       f"the excuse")

    def constant(self, entry, source, value):
        """Compares a constant with what it means."""
        if entry.target is None:
            return
        self.constants += 1
        expected, line = meaning.value_of(self.device, entry.target)
        form = "d" if re.match("interrupt|last index|shift", entry.target) else "#x"
        if value != expected:
            self.differ(entry, source, None, f"{entry.name} is {value:{form}}",
                        f"{self.options.svd}:{line}: the {entry.target} is {expected:{form}}")

    def coverage(self, source, group, facts):
        """Reports bytes of a struct that no line of the map names."""
        at = 0
        members = sorted((facts[id(entry)] for entry in group.entries),
                         key=lambda member: member.offset)
        gaps = []
        for member in members:
            if member.offset > at:
                gaps.append((at, member.offset - 1))
            at = max(at, member.offset + member.size)
        size = facts[id(group)].size
        gaps += [(at, size - 1)] if at < size else []
        for low, high in gaps:
            self.wrong(group.line, f"no line names the bytes {low:#x} to {high:#x} of struct "
                       f"{group.struct} ({source.path}): add a line for each member, or "
                       "MEMBER = none: REASON")

    def names(self, source):
        """Reports addresses and interrupt numbers without a line in the map."""
        with open(source.path, encoding="utf-8") as file:
            there = set(ADDRESSES.findall(file.read()))
        named = {entry.name for group in source.groups for entry in group.entries}
        for name in sorted(there - named):
            self.wrong(source.line, f"no line names {name} of {source.path}: add one, or "
                                    f"{name} = none: REASON")


def check(device, options):
    """Prints the differences; returns the exit status."""
    comparison = Comparison(device, options)
    command = compiler(options)
    for source in Reader(options.check).read():
        comparison.source(source, facts_of(source, command, options.check))
    for line in comparison.lines:
        print(line)
    if comparison.lines:
        print(f"rivet-svd: {len(comparison.lines)} differences", file=sys.stderr)
        return 1
    print(f"{comparison.registers} registers and {comparison.constants} constants agree with "
          f"{options.svd}")
    return 0
