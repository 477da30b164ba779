#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares the device tree that a payload gets with the one that QEMU makes.

    tree.py RIVET-RUN FIRMWARE PAYLOAD --nm NM --harts N -- [arguments of QEMU]

N is the number of harts that the firmware has areas for. All that may differ is: the firmware's own
devices are gone, its memory is reserved, harts beyond N have failed.
"""
import argparse
import os
import re
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import run  # noqa: E402

OWNED = {"riscv,clint0", "riscv,aclint-mswi", "riscv,aclint-mtimer", "sifive,test0",
         "syscon-poweroff", "syscon-reboot", "sifive,clint0"}
PAGE = 4096


def string_at(blob, offset):
    return blob[offset:blob.index(0, offset)].decode()


def parse(blob):
    """The nodes by path, each a dictionary of its properties' bytes."""
    magic, size, at, strings = struct.unpack_from(">4I", blob)
    assert magic == 0xd00dfeed and size <= len(blob), "no device tree"
    nodes, path = {}, []
    while True:
        token, = struct.unpack_from(">I", blob, at)
        at += 4
        if token == 1:
            name = string_at(blob, at)
            at += len(name) // 4 * 4 + 4
            path.append(name)
            nodes["/".join(path) or "/"] = {}
        elif token == 2:
            path.pop()
        elif token == 3:
            length, name = struct.unpack_from(">2I", blob, at)
            nodes["/".join(path) or "/"][string_at(blob, strings + name)] = \
                blob[at + 8:at + 8 + length]
            at += 8 + (length + 3) // 4 * 4
        elif token == 9:
            return nodes
        else:
            assert token == 4, f"token {token}"


def expected(nodes, harts, reserved):
    """What the firmware should make of QEMU's tree."""
    result = {}
    for path, properties in nodes.items():
        owned = OWNED.intersection(properties.get("compatible", b"").decode().split("\0"))
        if not owned:
            result[path] = dict(properties)
    for path, properties in result.items():
        if re.fullmatch(r"/cpus/cpu@[0-9a-f]+", path) and \
                int.from_bytes(properties["reg"], "big") >= harts:
            properties["status"] = b"fail\0"
    base, end = reserved
    result["/reserved-memory"] = {"#address-cells": b"\0\0\0\2", "#size-cells": b"\0\0\0\2",
                                  "ranges": b""}
    result[f"/reserved-memory/firmware@{base:x}"] = {
        "reg": struct.pack(">2Q", base, end - base), "no-map": b""}
    return result


def differences(got, wanted):
    wrong = [f"{path} is missing" for path in wanted if path not in got]
    wrong += [f"{path} is there" for path in got if path not in wanted]
    for path in wanted.keys() & got.keys():
        for name in wanted[path].keys() | got[path].keys():
            one, other = got[path].get(name), wanted[path].get(name)
            # QEMU draws a new one for each run.
            if one != other and name != "rng-seed":
                wrong.append(f"{path} {name} is {one}, not {other}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runner")
    parser.add_argument("firmware")
    parser.add_argument("payload")
    parser.add_argument("--nm", required=True)
    parser.add_argument("--harts", type=int, required=True)
    options = run.parse_arguments(parser)
    options.append, options.timeout = "a word", 60
    status, output = run.run(options)
    blob = bytes.fromhex("".join(re.findall(r"^tree ([0-9a-f]+)$", output, re.M)))
    symbols = run.symbols(options.nm, options.firmware)
    with tempfile.TemporaryDirectory() as folder:
        command = [*run.command(options), "-machine", f"dumpdtb={folder}/dtb"]
        # To rivet-run this is a run that ends too early.
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True)
        with open(f"{folder}/dtb", "rb") as file:
            original = parse(file.read())
    reserved = (symbols["rt_text_start"] // PAGE * PAGE, -(-symbols["rt_heap_end"] // PAGE) * PAGE)
    wrong = differences(parse(blob), expected(original, options.harts, reserved))
    if status != 0 or "1 passed, 0 failed" not in output:
        wrong.append(f"the payload ended with {status}: {output[-500:]}")
    for sentence in wrong:
        print(f"tree.py: {sentence}")
    if not wrong:
        print(f"tree.py: {len(original)} nodes compared")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
