#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares what lib/fdt reads of device trees, and what it writes, with what dtc reads.

compare.py <fdt_print> <scratch folder> <folder with .dts files> [<seed>]

The trees are those of QEMU's machines and those of the folder. Each is compared whole: every node,
property and byte. Then a random series of changes is made by lib/fdt and, to a list of lines that
dtc has printed, here. dtc must read the result of lib/fdt as the same list, without an error.
"""
import pathlib
import random
import re
import subprocess
import sys

PRINT, SCRATCH, TREES = map(pathlib.Path, sys.argv[1:4])
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
MACHINES = {
    **{f"virt-{harts}": ["-machine", "virt", "-smp", str(harts)] for harts in (1, 2, 4, 8)},
    "virt-numa": ["-machine", "virt", "-smp", "4", "-m", "256M",
                  "-object", "memory-backend-ram,id=a,size=128M",
                  "-numa", "node,memdev=a,cpus=0-1",
                  "-object", "memory-backend-ram,id=b,size=128M",
                  "-numa", "node,memdev=b,cpus=2-3"],
    "virt-aia": ["-machine", "virt,aia=aplic-imsic", "-smp", "4"],
    "virt-8g": ["-machine", "virt", "-m", "8G"],
    "sifive_u-2": ["-machine", "sifive_u", "-smp", "2"],
    "sifive_u": ["-machine", "sifive_u", "-smp", "5"],
}
CHANGES = 40
TOKEN = re.compile(r'\s+|("(?:[^"\\]|\\.)*")|(<[^>]*>)|(\[[^]]*\])|/\*.*?\*/|//.*', re.S)
ESCAPES = {"n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "v": 11, "f": 12}


def run(*command):
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout.decode()[-300:]}"
                 f"{done.stderr.decode()}")
    return done.stdout.decode("latin-1")


def string_bytes(text):
    """The bytes of a string literal, with its NUL."""
    out, place = bytearray(), 1
    while place < len(text) - 1:
        if text[place] != "\\":
            out.append(ord(text[place]))
            place += 1
            continue
        number = re.match(r"\\(?:x([0-9a-fA-F]{2})|([0-7]{1,3}))", text[place:])
        if number:
            out.append(int(number[1], 16) if number[1] else int(number[2], 8))
            place += number.end()
        else:
            out.append(ESCAPES.get(text[place + 1], ord(text[place + 1])))
            place += 2
    return bytes(out) + b"\0"


def value_bytes(text):
    """The bytes of a value: strings, cells in <> and bytes in [], separated by commas."""
    out, place = b"", 0
    while place < len(text):
        match = TOKEN.match(text, place)
        if match is None:
            if text[place] != ",":
                sys.exit(f"no value: {text[place:place + 40]}")
            place += 1
            continue
        if match[1]:
            out += string_bytes(match[1])
        elif match[2]:
            out += b"".join(int(cell, 0).to_bytes(4, "big") for cell in match[2][1:-1].split())
        elif match[3]:
            out += bytes.fromhex(match[3][1:-1])
        place = match.end()
    return out


class Node:
    def __init__(self, name):
        self.name, self.properties, self.nodes = name, {}, []

    def walk(self, path="", parent=None):
        here = f"{path}/{self.name}" if parent else ""
        yield here or "/", self, parent
        for node in self.nodes:
            yield from node.walk(here, self)

    def cells(self, name, default):
        value = self.properties.get(name)
        return default if value is None else int.from_bytes(value, "big")


def parse(source):
    """(reservations, root) of the source that dtc prints."""
    statement = re.compile(
        r'\s*(?:/memreserve/\s+(\S+)\s+(\S+);|([^\s{};="]+)\s*\{|(\});|([^\s{};="]+)\s*(?:=\s*((?:'
        r'"(?:[^"\\]|\\.)*"|<[^>]*>|\[[^]]*\]|[\s,])*))?;)', re.S)
    reservations, stack = [], [Node("")]
    place = source.index("/dts-v1/;") + len("/dts-v1/;")
    while source[place:].strip():
        match = statement.match(source, place)
        if match is None:
            sys.exit(f"dtc printed something unknown: {source[place:place + 80]!r}")
        base, size, name, end, key, value = match.groups()
        if base:
            reservations.append((int(base, 0), int(size, 0)))
        elif name:
            node = Node("" if name == "/" else name)
            stack[-1].nodes.append(node)
            stack.append(node)
        elif end:
            stack.pop()
        else:
            stack[-1].properties[key] = value_bytes(value or "")
        place = match.end()
    return reservations, stack[0].nodes[0]


def token_lines(node):
    yield f"node {node.name}"
    for name, value in node.properties.items():
        yield f"property {name} {value.hex()}"
    for child in node.nodes:
        yield from token_lines(child)
    yield "end"


def cells_of(value):
    return [int.from_bytes(value[at:at + 4], "big") for at in range(0, len(value), 4)]


def reg_lines(node, parent):
    address, size = parent.cells("#address-cells", 2), parent.cells("#size-cells", 1)
    cells = cells_of(node.properties.get("reg", b""))
    while cells:
        if address == 0:
            yield "reg -3"
            return
        if len(cells) < address + size:
            yield "reg -8"
            return
        base = sum(cell << 32 * place for place, cell in enumerate(reversed(cells[:address])))
        if base >> 64:
            yield "reg -3"
            return
        extent = 0
        for cell in cells[address:address + size]:
            extent = extent << 32 | cell
        yield f"reg {base:#x} {extent:#x}"
        cells = cells[address + size:]


def value_lines(root):
    controllers = {node.cells("phandle", 0): node.cells("#interrupt-cells", 0)
                   for _, node, _ in root.walk() if "#interrupt-cells" in node.properties}
    for path, node, parent in root.walk():
        status = node.properties.get("status", b"okay\0")
        compatible = node.properties.get("compatible", b"-\0").split(b"\0")[0].decode()
        yield f"path {path} {int(status in (b'okay' + bytes(1), b'ok' + bytes(1)))} {compatible}"
        if parent:
            yield from reg_lines(node, parent)
        cells = cells_of(node.properties.get("interrupts-extended", b""))
        while cells:
            count = controllers[cells[0]] + 1
            yield "reference " + " ".join(f"{cell:#x}" for cell in cells[:count])
            cells = cells[count:]


def expected(blob):
    """What dtc reads, as the lines of fdt_print."""
    reservations, root = parse(run("dtc", "-q", "-I", "dtb", "-O", "dts", blob))
    lines = [f"reserve {base:#x} {size:#x}" for base, size in reservations]
    return reservations, root, lines + [*token_lines(root), *value_lines(root)]


def same(title, wanted, found):
    found = found.splitlines()
    for number, (one, other) in enumerate(zip(wanted + ["(end)"], found + ["(end)"])):
        if one != other:
            sys.exit(f"{title}, line {number + 1}: dtc says '{one}', lib/fdt '{other}'")
    return len(wanted)


def random_change(chance, reservations, root):
    """Makes a change to the lists of dtc. Returns it as an argument of fdt_print."""
    nodes = list(root.walk())
    path, node, parent = chance.choice(nodes)
    kind = chance.choice(("nop-node", "nop-property", "set", "reserve", "append-property",
                          "append-property", "append-node"))
    value = chance.randbytes(chance.choice((0, 1, 4, 5, 8, 33)))
    if kind == "reserve":
        reservations.append((chance.getrandbits(64), chance.getrandbits(63) + 1))
        return f"reserve {reservations[-1][0]:#x} {reservations[-1][1]:#x}"
    if kind == "append-node":
        node.nodes.append(Node(f"new{len(nodes)}@{chance.getrandbits(32):x}"))
        return f"append-node {path} {node.nodes[-1].name}"
    if kind == "append-property" or not node.properties:
        # The name of another property, a tail of one, or a new one.
        name = chance.choice(("device_type", "type-of", "rivet,n" + str(chance.randrange(99))))
        if name not in node.properties:
            node.properties[name] = value
            return f"append-property {path} {name} {value.hex()}"
    # Controllers stay, because others refer to them.
    if kind == "nop-node" and parent and len(nodes) > 8 and len(list(node.walk())) < 4 and not any(
            "#interrupt-cells" in inner.properties for _, inner, _ in node.walk()):
        parent.nodes.remove(node)
        return f"nop-node {path}"
    # Other properties have a meaning for what is compared, and dtc checks some.
    plain = [name for name in node.properties if re.match("rivet|type-of|bootargs|offset|value",
                                                          name)]
    if not plain:
        return None
    name = chance.choice(plain)
    if kind == "set":
        node.properties[name] = chance.randbytes(len(node.properties[name]))
        return f"set {path} {name} {node.properties[name].hex()}"
    del node.properties[name]
    return f"nop-property {path} {name}"


def check(name, blob):
    changed = SCRATCH / f"{name}.changed.dtb"
    reservations, root, lines = expected(blob)
    count = same(name, lines, run(PRINT, blob, 0, changed))
    chance = random.Random(f"{name} {SEED}")
    changes = [random_change(chance, reservations, root) for _ in range(CHANGES)]
    changes = [change for change in changes if change]
    output = run(PRINT, blob, 8192, changed, *changes)
    mine = [f"reserve {base:#x} {size:#x}" for base, size in reservations]
    mine += [*token_lines(root), *value_lines(root)]
    same(f"{name}, changed", ["change 0"] * len(changes) + mine, output)
    same(f"{name}, changed, read by dtc", mine, "\n".join(expected(changed)[2]))
    # Without room some changes fail, which fdt_print checks to change nothing.
    output = run(PRINT, blob, 40, changed, *(change for change in changes
                                             if change.startswith(("reserve", "append-node / "))))
    expected(changed)
    return count, len(changes), output.count("change -3\n")


def main():
    SCRATCH.mkdir(parents=True, exist_ok=True)
    blobs = {}
    for name, options in MACHINES.items():
        blob = blobs[name] = SCRATCH / f"{name}.dtb"
        machine = options[1]
        run("qemu-system-riscv64", "-machine", f"{machine},dumpdtb={blob}", *options[2:],
            "-bios", "none", "-display", "none")
    for source in sorted(TREES.glob("*.dts")):
        blob = blobs[source.stem] = SCRATCH / f"{source.stem}.dtb"
        more = re.findall(r"^// dtc (.*)", source.read_text(), re.M)
        run("dtc", "-q", "-I", "dts", "-O", "dtb", "-o", blob, *" ".join(more).split(), source)
    counts = [check(name, blob) for name, blob in blobs.items()]
    lines, changes, refused = map(sum, zip(*counts))
    print(f"{len(counts)} trees, {lines} lines, {changes} changes, {refused} without room: as dtc "
          "says")
    if len(counts) < 19 or refused < 19:
        sys.exit("too few trees, or too few changes without room")


if __name__ == "__main__":
    main()
