# SPDX-License-Identifier: MIT
"""Reads a firmware's images and what its ELF file loads, for the tests of images."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tools"))
from rivet_binutils import tool  # noqa: E402

NUMBER = r"\s+0x([0-9a-f]+)"
SEGMENT = re.compile(rf"^\s+LOAD{NUMBER * 5}", re.M)
SECTION = re.compile(r"^\s+\[ *\d+\] \S+\s+(?!NOBITS)\S+\s+[0-9a-f]+ ([0-9a-f]+) ([0-9a-f]+) "
                     r"[0-9a-f]+ +W?A", re.M)


class Mistake(Exception):
    """An error in an image."""


class Loaded:
    """What an ELF file loads: the entry, the bytes of its segments by address, and the addresses
    of those that are only padding between sections."""

    def __init__(self, elf):
        data = elf.read_bytes()
        text = tool("readelf", "-hlSW", elf)
        self.entry = int(re.search(r"Entry point address:\s+(\S+)", text).group(1), 16)
        self.bytes = {}
        offsets = {}
        for numbers in SEGMENT.findall(text):
            offset, _, load, size, _ = (int(number, 16) for number in numbers)
            self.bytes.update(zip(range(load, load + size), data[offset:offset + size]))
            offsets.update(zip(range(load, load + size), range(offset, offset + size)))
        kept = set()
        for offset, size in SECTION.findall(text):
            kept.update(range(int(offset, 16), int(offset, 16) + int(size, 16)))
        self.padding = {address for address, offset in offsets.items() if offset not in kept}
        if not self.bytes or len(self.padding) * 2 > len(self.bytes):
            raise Mistake(f"{elf} loads nothing, or the test can't read it")


def check_bin(loaded, data, address):
    """Checks a flat image that belongs at the address."""
    first, last = min(loaded.bytes), max(loaded.bytes)
    if address != first or len(data) != last + 1 - first:
        raise Mistake(f"the flat image is {address:#x}+{len(data)}, not {first:#x} to {last:#x}")
    for offset, byte in enumerate(data):
        expected = loaded.bytes.get(address + offset, 0)
        if byte != expected:
            raise Mistake(f"the flat image has {byte} at {address + offset:#x}, not {expected}")


def hex_records(text):
    """The type, address and data of each record."""
    for line in text.splitlines():
        record = bytes.fromhex(line[1:])
        if line[0] != ":" or len(record) != record[0] + 5 or sum(record) % 256:
            raise Mistake(f"this is no record of Intel HEX: {line}")
        yield record[3], int.from_bytes(record[1:3], "big"), record[4:-1]


def read_hex(text):
    """The bytes by address, and the start address."""
    base, start, contents, ended = 0, None, {}, False
    for kind, address, data in hex_records(text):
        if ended:
            raise Mistake("a record follows the last one")
        if kind == 0:
            for offset, byte in enumerate(data):
                if base + address + offset in contents:
                    raise Mistake(f"{base + address + offset:#x} is in two records")
                contents[base + address + offset] = byte
        elif kind == 4:
            base = int.from_bytes(data, "big") << 16
        elif kind == 5:
            start = int.from_bytes(data, "big")
        ended = kind == 1
        if kind not in (0, 1, 4, 5):
            raise Mistake(f"no firmware at such addresses needs a record of type {kind}")
    if not ended:
        raise Mistake("the last record is missing")
    return contents, start


def check_hex(loaded, text):
    contents, start = read_hex(text)
    if start != loaded.entry:
        raise Mistake(f"the start address is {start}, not {loaded.entry:#x}")
    for address in contents.keys() | loaded.bytes.keys():
        if address in loaded.padding and loaded.bytes[address] == 0 and address not in contents:
            continue
        if contents.get(address) != loaded.bytes.get(address):
            raise Mistake(f"at {address:#x} is {contents.get(address)}, "
                          f"not {loaded.bytes.get(address)}")
