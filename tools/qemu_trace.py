#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Counts instructions in QEMU's log of executed blocks (-d exec,nochain,in_asm).

    qemu_trace.py LOG ADDRESS

prints how many a firmware executed below the address, where the next stage begins: before that
began, and since then. The log must have these addresses and the next stage's first, and no others
above it.
"""
import re
import sys
import typing

TRACE = re.compile(r"Trace (\d+): \S+ \[[0-9a-f]+/([0-9a-f]+)/\S+\] ?(\S*)")
# The block of the line before was not executed: an interrupt came first.
STOPPED = re.compile(r"Stopped execution of TB chain before \S+ \[([0-9a-f]+)\]")


class Block(typing.NamedTuple):
    """Instructions that are executed together."""

    address: int
    symbol: str
    instructions: list


def read_trace(path):
    """The blocks that each hart executed, as {hart: [Block...]}."""
    blocks, harts, block, known = {}, {}, None, {}
    with open(path, encoding="ascii", errors="replace") as log:
        for line in log:
            if match := TRACE.match(line):
                key = match.groups()
                block = None
                if key not in known:
                    address = int(key[1], 16)
                    known[key] = Block(address, key[2], blocks.get(address, []))
                harts.setdefault(int(key[0]), []).append(known[key])
            elif line.startswith("IN:"):
                block, known = [], {}
            elif line.startswith("0x") and block is not None:
                address, _, instruction = line.split(None, 2)
                if not block:
                    blocks[int(address[:-1], 16)] = block
                block.append(instruction.split()[0])
            elif match := STOPPED.match(line):
                for executed in harts.values():
                    if executed[-1].address == int(match[1], 16):
                        executed.pop()
    return harts


def total(blocks):
    return sum(len(block.instructions) for block in blocks)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    next_stage = int(sys.argv[2], 0)
    for hart, blocks in sorted(read_trace(sys.argv[1]).items()):
        first = next((i for i, it in enumerate(blocks) if it.address >= next_stage), len(blocks))
        rest = [it for it in blocks[first:] if it.address < next_stage]
        print(f"hart {hart}: {total(blocks[:first])} before, {total(rest)} since")
    return 0


if __name__ == "__main__":
    sys.exit(main())
