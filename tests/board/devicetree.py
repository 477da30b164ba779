#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the numbers in a board's header with a device tree.

devicetree.py <tree> <board> <header> <compiler> <compiler flag>...

The tree is a .dts or .dtb file, or <qemu>:<machine>, which QEMU dumps, or none. The numbers come
from the compiler: every enumerator BOARD_... of the header is compiled and read back. For a board
of DEVICES each must be in the tree, or on the list of numbers that no tree has. Else BOARD_X_BASE
must be the address of a device, and the other numbers BOARD_X_... those of the same device; what
the tree does not tell is not compared. Ends with status 77 if there is no tree.
"""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile

# Constant's device name: (compatible, index in order of address, index in its reg property, or
# RANGES and the index in its ranges property).
RANGES = 100
DEVICES = {
    "virt": {
        "TEST": ("sifive,test1", 0, 0),
        "RTC": ("google,goldfish-rtc", 0, 0),
        "CLINT": ("sifive,clint0", 0, 0),
        "PLIC": ("sifive,plic-1.0.0", 0, 0),
        "UART0": ("ns16550a", 0, 0),
        "FLASH0": ("cfi-flash", 0, 0),
        "FLASH1": ("cfi-flash", 0, 1),
        "VIRTIO0": ("virtio,mmio", 0, 0),
        "VIRTIO7": ("virtio,mmio", 7, 0),
        "FW_CFG": ("qemu,fw-cfg-mmio", 0, 0),
        "PCIE": ("pci-host-ecam-generic", 0, 0),
        "PCIE_IO": ("pci-host-ecam-generic", 0, RANGES + 0),
        "PCIE_MEMORY": ("pci-host-ecam-generic", 0, RANGES + 1),
    },
    "sifive_u": {
        "CLINT": ("sifive,clint0", 0, 0),
        "PLIC": ("sifive,plic-1.0.0", 0, 0),
        "UART0": ("sifive,uart0", 0, 0),
        "UART1": ("sifive,uart0", 1, 0),
        "SPI0": ("sifive,spi0", 0, 0),
        "SPI2": ("sifive,spi0", 1, 0),
        "GPIO": ("sifive,gpio0", 0, 0),
    },
}
# Numbers that the tree does not have, and why.
UNTOLD = {
    "virt": {"BOARD_CONSOLE_BAUD": "a choice"},
    "sifive_u": {
        "BOARD_CONSOLE_BAUD": "a choice",
        "BOARD_DEVICE_CLOCK_HZ": "set by the clock controller, not by the tree",
    },
}


class Node:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.properties = {}
        self.children = []

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def cells(self, name):
        data = self.properties[name]
        return struct.unpack(f">{len(data) // 4}I", data)

    def compatible(self):
        return self.properties.get("compatible", b"").decode().split("\0")

    def count(self, name, default):
        """#address-cells or #size-cells of the children."""
        return self.cells(name)[0] if name in self.properties else default

    def reg(self, index):
        """Address and size. In ranges, which only PCIe has here, the address on the bus comes
        first, in three cells; the others have two."""
        addresses = self.parent.count("#address-cells", 2)
        sizes = self.parent.count("#size-cells", 1)
        first, name = (addresses + sizes) * index, "reg"
        if index >= RANGES:
            addresses, sizes = 2, 2
            first, name = 7 * (index - RANGES) + 3, "ranges"
        cells = self.cells(name)[first:first + addresses + sizes]
        return number(cells[:addresses]), number(cells[addresses:])


def number(cells):
    total = 0
    for cell in cells:
        total = total << 32 | cell
    return total


def parse(blob):
    """The flattened device tree format, version 17."""
    magic, _, structure, strings = struct.unpack_from(">4I", blob)
    if magic != 0xD00DFEED:
        sys.exit("this is not a device tree")
    position, stack = structure, [Node("")]
    while True:
        token, = struct.unpack_from(">I", blob, position)
        position += 4
        if token == 1:
            end = blob.index(b"\0", position)
            node = Node(blob[position:end].decode(), stack[-1])
            stack[-1].children.append(node)
            stack.append(node)
            position = (end + 4) & ~3
        elif token == 2:
            stack.pop()
        elif token == 3:
            size, name = struct.unpack_from(">2I", blob, position)
            end = blob.index(b"\0", strings + name)
            key = blob[strings + name:end].decode()
            stack[-1].properties[key] = blob[position + 8:position + 8 + size]
            position = (position + 8 + size + 3) & ~3
        elif token == 9:
            return stack[0].children[0]


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(77)


def read(tree):
    """The tree of a file, or of QEMU's machine."""
    if tree == "none":
        skip("board.cmake names neither a machine (RIVET_BOARD_RUN) nor RIVET_BOARD_DEVICE_TREE")
    if not tree.endswith((".dts", ".dtb")):
        return dump(*tree.split(":"))
    if not os.path.exists(tree):
        sys.exit(f"RIVET_BOARD_DEVICE_TREE is {tree}, but there is no such file")
    if tree.endswith(".dts"):
        if shutil.which("dtc") is None:
            skip(f"dtc, which compiles {tree}, is not installed")
        return parse(subprocess.run(["dtc", "-q", "-O", "dtb", tree], check=True,
                                    stdout=subprocess.PIPE).stdout)
    with open(tree, "rb") as file:
        return parse(file.read())


def dump(qemu, machine):
    if shutil.which(qemu) is None:
        skip(f"{qemu}, whose device tree it is, is not installed")
    with tempfile.NamedTemporaryFile(prefix="rivet-") as file:
        # A machine without a tree ignores dumpdtb and starts, so that the monitor must end it.
        command = [qemu, "-machine", f"{machine},dumpdtb={file.name}", "-bios", "none",
                   "-display", "none", "-serial", "null", "-S", "-monitor", "stdio"]
        if machine == "sifive_u":
            command += ["-smp", "5"]
        done = subprocess.run(command, capture_output=True, input=b"quit\n", timeout=30,
                              check=False)
        with open(file.name, "rb") as written:
            blob = written.read()
        if not blob and machine not in DEVICES:
            skip(f"QEMU's machine {machine} has no device tree, and board.cmake sets no "
                 "RIVET_BOARD_DEVICE_TREE")
        if not blob:
            sys.exit(f"QEMU dumped no device tree: {done.stderr.decode()}")
        return parse(blob)


def constants(header, compile_command):
    """Every enumerator BOARD_... of the header, with its value from the compiler."""
    preprocessed = run(compile_command + ["-E", "-P"], f'#include "{header}"\n')
    names = re.findall(r"\b(BOARD_\w+)(?=\s*=[^=])", preprocessed)
    source = f'#include "{header}"\n'
    source += "".join(f"unsigned long long value_{name} = {name};\n" for name in names)
    assembly = run(compile_command + ["-S", "-O0"], source)
    values = {}
    for name in names:
        block = assembly.split(f"\nvalue_{name}:")[1]
        words = re.match(r"(?:\s+\.(?:d?word|quad|zero|8byte|4byte)\s+\S+)+", block).group()
        values[name] = value_of(words)
    return values


def value_of(words):
    total, shift = 0, 0
    for kind, text in re.findall(r"\.(d?word|quad|zero|8byte|4byte)\s+(\S+)", words):
        bits = 32 if kind in ("word", "4byte") else 64
        total |= (0 if kind == "zero" else int(text, 0) & (1 << bits) - 1) << shift
        shift += bits
    return total


def run(command, source):
    done = subprocess.run(command + ["-x", "c", "-", "-o", "-"], input=source.encode(),
                          capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    return done.stdout.decode()


KINDS = r"BOARD_(\w+?)_(BASE|SIZE|IRQ|SOURCES|CLOCK_HZ|PINS)"


def timebase(tree):
    return next(n for n in tree.walk() if n.name == "cpus").cells("timebase-frequency")[0]


def expected(tree, devices, name):
    """The tree's value of a constant, or None."""
    if name == "BOARD_TIMEBASE_HZ":
        return timebase(tree)
    match = re.fullmatch(KINDS, name)
    if not match or match.group(1) not in devices:
        return None
    compatible, order, entry = devices[match.group(1)]
    nodes = [n for n in tree.walk() if compatible in n.compatible()]
    node = sorted(nodes, key=lambda n: n.reg(0))[order]
    return value_in(node, entry, match.group(2))


def value_in(node, entry, kind):
    return {
        "BASE": lambda: node.reg(entry)[0],
        "SIZE": lambda: node.reg(entry)[1],
        "IRQ": lambda: node.cells("interrupts")[0],
        "PINS": lambda: len(node.cells("interrupts")),
        "SOURCES": lambda: node.cells("riscv,ndev")[0],
        "CLOCK_HZ": lambda: node.cells("clock-frequency")[0],
    }[kind]()


def agrees(name, value, told):
    # QEMU before 8.0 counts source 0 of virt's interrupt controller, which does not exist.
    return value == told or (name == "BOARD_PLIC_SOURCES" and value == told - 1)


def compare_by_address(tree, values):
    """As compare, for a board of which it is not known what its names mean."""
    wrong, checked = [], 0
    devices = [n for n in tree.walk() if "reg" in n.properties and n.compatible() != [""]]
    for name, value in values.items():
        match = re.fullmatch(KINDS, name)
        base = values.get(f"BOARD_{match.group(1)}_BASE") if match else None
        node = next((n for n in devices if n.reg(0)[0] == base), None)
        try:
            if name == "BOARD_TIMEBASE_HZ":
                told = timebase(tree)
            elif node is None:
                told = None
            else:
                told = value_in(node, 0, match.group(2))
        except (KeyError, StopIteration):
            print(f"not compared: {name}, which the tree does not tell")
            continue
        if name.endswith("_BASE") and told is None:
            wrong.append(f"{name} is {value:#x}, where the device tree has no device")
        elif told is None:
            print(f"not compared: {name}")
            continue
        elif not agrees(name, value, told):
            wrong.append(f"{name} is {value:#x}, but {told:#x} in the device tree")
        checked += 1
    return checked, wrong


def compare(tree, board, header, compile_command):
    """The number of comparisons, and the errors."""
    wrong, checked = [], 0
    values = constants(header, compile_command)
    if board not in DEVICES:
        return compare_by_address(tree, values)
    for name, value in values.items():
        if name in UNTOLD[board]:
            continue
        told = expected(tree, DEVICES[board], name)
        checked += 1
        if told is None:
            wrong.append(f"{name} is {value:#x}, which is not in the device tree")
        elif not agrees(name, value, told):
            wrong.append(f"{name} is {value:#x}, but {told:#x} in the device tree")
    return checked, wrong


def main():
    tree, board, header, *compile_command = sys.argv[1:]
    checked, wrong = compare(read(tree), board, header, compile_command)
    print(f"{checked} numbers compared")
    if wrong or checked < 4:
        sys.exit("\n".join(wrong) or "too few numbers were compared")


if __name__ == "__main__":
    main()
