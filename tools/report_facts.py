# SPDX-License-Identifier: MIT
"""Reads facts about a firmware from its ELF file; rivet_report.py makes a page of them."""
import collections
import re

from rivet_binutils import tool
from stack_usage import Image, bounds

SECTION = re.compile(r"\s*\d+ (\S+)\s+([0-9a-f]+)\s+([0-9a-f]+)\s+([0-9a-f]+)\s+\S+\s+\S+\s+(.*)")
NAMED = re.compile(r"([0-9a-f]+) ([0-9a-f]+) (\w) (\S+)")
PRODUCER = re.compile(r"DW_AT_producer\s*:(?: \(.*?\):)? (.*)")
BUILD_ID = re.compile(r"Build ID: ([0-9a-f]+)")
ISA = re.compile(r'Tag_RISCV_arch: "(.*)"')

# By section. Other sections are classified by the linker's flags.
KINDS = {".bss": "zeroed", ".noinit": "zeroed", ".stack": "stack", ".harts": "stack",
         ".heap": "heap", ".tdata": "constants", ".tbss": "constants"}

# The purpose of the PMP's entries: the rows of src/pmp/regions.h.
REGIONS = {0: "page zero", 1: "program stack guard", 2: "trap stack guard",
           3: "interrupt stack guard", 5: "code not writable", 6: "constants not writable",
           7: "devices", 8: "software interrupt stack guard", 9: "timer interrupt stack guard",
           10: "external interrupt stack guard", 11: "further devices",
           13: "functions in RAM not writable", 14: "RAM", 15: "everything else"}
PMP_TOR, PMP_NAPOT, PMP_MATCHING = 0x08, 0x18, 0x18
PMP_ENTRIES = 16

Section = collections.namedtuple("Section", "name address size load loaded kind")
Symbol = collections.namedtuple("Symbol", "name size kind section is_named")
Block = collections.namedtuple("Block", "name start size kind")
Region = collections.namedtuple("Region", "entry name start end rights")
Stack = collections.namedtuple("Stack", "name reserved bound harts")


class Firmware:
    def __init__(self, path, notes):
        self.image = Image(path)
        self.symbols = self.image.symbols
        self.sections = list(read_sections(path))
        self.harts = self.value("rt_hart_max", 1)
        self.symbols_by_size = sorted(read_symbols(path, self.sections),
                                      key=lambda symbol: (-symbol.size, symbol.name))
        self.blocks = sorted(self.find_blocks(), key=lambda block: block.start)
        self.regions = list(self.find_regions())
        self.stacks = list(self.find_stacks(list(bounds(self.image, [notes]))))
        self.build_id = first(BUILD_ID, tool("readelf", "-n", path))
        self.isa = short_isa(first(ISA, tool("readelf", "-A", path)))
        self.compiler = find_compiler(path)

    def value(self, name, default=0):
        return self.symbols.get(name, (default, 0))[0]

    def bytes_at(self, address, size):
        for start, data in self.image.segments:
            if start <= address and address + size <= start + len(data):
                return data[address - start:address - start + size]
        return b""

    def find_blocks(self):
        """The parts of the memory map: sections, and the parts of the stacks' sections."""
        for section in self.sections:
            if section.name == ".stack":
                yield from self.stack_with_guard("main stack", self.value("rt_stack_start"),
                                                 self.value("rt_stack_size"))
            elif section.name == ".harts":
                for hart in range(self.harts):
                    yield from self.hart_blocks(hart)
            elif section.name != ".tbss" and section.size > 0:
                yield Block(section.name, section.address, section.size, section.kind)
            if section.loaded and section.size > 0 and section.load != section.address:
                yield Block(f"{section.name} as loaded", section.load, section.size, section.kind)

    def stack_with_guard(self, name, start, size):
        guard = self.value("rt_guard_size")
        yield Block(f"guard of the {name}", start - guard, guard, "guard")
        yield Block(name, start, size, "stack")

    def hart_blocks(self, hart):
        area = self.value("rt_harts_start") + hart * self.value("rt_hart_stride")
        offset = area - self.value("rt_harts_start")
        end = f" {hart}" if self.harts > 1 else ""
        for kind, label, size in self.interrupt_stacks():
            yield from self.stack_with_guard(f"{label}{end}", offset +
                                             self.value(f"rt_boot_irq_{kind}_start"), size)
        trap = offset + self.value("rt_boot_trap_stack_start")
        yield from self.stack_with_guard(f"trap stack{end}", trap, self.value("rt_trap_stack_size"))
        after = trap + self.value("rt_trap_stack_size")
        yield Block(f"state of hart {hart}", after,
                    self.value("rt_hart_block_size") + self.value("rt_tls_size"), "zeroed")

    def interrupt_stacks(self):
        for kind in ("plain", "software", "timer", "external"):
            size = self.value(f"rt_irq_{kind}_size")
            if size > 0:
                label = "interrupt stack" if kind == "plain" else f"{kind} irq stack"
                yield kind, label, size

    def find_stacks(self, known):
        by_size = {bound.stack: bound for bound in known}
        yield Stack("main stack", self.value("rt_stack_size"), by_size.get("rt_stack_size"), 1)
        yield Stack("trap stack", self.value("rt_trap_stack_size"),
                    by_size.get("rt_trap_stack_size"), self.harts)
        for kind, label, size in self.interrupt_stacks():
            yield Stack(label, size, by_size.get(f"rt_irq_{kind}_size"), self.harts)

    def find_regions(self):
        """The PMP's entries, from the firmware's table."""
        table = self.bytes_at(*self.symbols.get("rti_pmp_table", (0, 0)))
        addresses, configs = table[:-PMP_ENTRIES], table[-PMP_ENTRIES:]
        words = [int.from_bytes(addresses[at:at + 4], "little")
                 for at in range(0, len(addresses), 4)]
        for entry, config in enumerate(configs):
            word = words[entry]
            matching = config & PMP_MATCHING
            if matching == PMP_TOR:
                start, end = words[entry - 1] << 2, word << 2
            elif matching == PMP_NAPOT:
                ones = word ^ (word + 1)
                start, end = (word & ~ones) << 2, (word | ones) + 1 << 2
            else:
                continue
            rights = "".join(letter if config >> bit & 1 else "-"
                             for bit, letter in enumerate("rwx"))
            yield Region(entry, REGIONS[entry], start, end, rights)


def first(pattern, text):
    match = pattern.search(text)
    return match.group(1) if match else ""


def short_isa(arch):
    """rv64imac_zicsr of rv64i2p1_m2p0_a2p1_c2p0_zicsr2p0."""
    names = [re.sub(r"\d+p\d+$", "", part) for part in arch.split("_")]
    letters = "".join(name for i, name in enumerate(names) if i == 0 or len(name) == 1)
    return "_".join([letters, *(name for name in names[1:] if len(name) > 1)])


def find_compiler(path):
    """The compiler of the firmware's own first source, which is linked before all libraries.

    Link-time optimisation puts units of GNU GIMPLE before it, which have no source.
    """
    for line in tool("readelf", "--debug-dump=info", "--dwarf-depth=1", path).splitlines():
        match = PRODUCER.search(line)
        if match and not match.group(1).startswith(("GNU AS", "GNU GIMPLE")):
            words = match.group(1).split()
            flags = [word for word in words if word.startswith("-O")]
            named = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
            return " ".join(words[:named] + flags[-1:])
    return "not recorded: built without -g"


def kind_of(name, flags):
    if name in KINDS:
        return KINDS[name]
    if "CODE" in flags:
        return "code"
    return "constants" if "READONLY" in flags else "data" if "LOAD" in flags else "zeroed"


def read_sections(path):
    for line in tool("objdump", "-hw", path).splitlines():
        match = SECTION.match(line)
        if match and "ALLOC" in match.group(5):
            name, flags = match.group(1), match.group(5).split(", ")
            size, address, load = (int(match.group(i), 16) for i in (2, 3, 4))
            yield Section(name, address, size, load, "LOAD" in flags, kind_of(name, flags))


def read_symbols(path, sections):
    """Functions and variables, each byte counted once; then unnamed bytes, by section."""
    rows = [match.groups() for match in map(NAMED.match, tool("nm", "-S", path).splitlines())
            if match]
    found = sorted((int(address, 16), -int(size, 16), name.count("_"), name)
                   for address, size, kind, name in rows if kind not in "aA")
    for section in sections:
        if section.kind in ("stack", "heap") or section.name == ".tbss":
            continue
        taken, end = 0, section.address + section.size
        at = section.address
        for address, size, _, name in found:
            new = min(address - size, end) - max(address, at)
            if section.address <= address < end and new > 0:
                yield Symbol(name, new, section.kind, section.name, True)
                taken += new
                at = max(address, at) + new
        if section.size > taken:
            yield Symbol("strings, padding", section.size - taken, section.kind, section.name,
                         False)
