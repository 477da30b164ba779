#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the images of firmware for the RP2350 as its boot ROM reads them.

images.py FIRMWARE.bin FIRMWARE.uf2

The first 4 KiB of the flat image have the block that makes it a program for the RISC-V cores, and
the UF2 file has the flat image's bytes. Then each of a list of errors is made, and must be found.
"""
import pathlib
import struct
import sys

FLASH, FAMILY = 0x10000000, 0xE48BFF5A
BLOCK = (0xFFFFDED3, 0x11010142, 0x000001FF, 0, 0xAB123579)


class Mistake(Exception):
    """An error in an image."""


def check_block(flat):
    block = struct.pack("<5I", *BLOCK)
    at = flat.find(block)
    if at < 0 or at % 4 != 0 or at + len(block) > 4096:
        raise Mistake("no block says what the image is")
    if flat.count(block[:4]) != 1:
        raise Mistake("the beginning of a block is in the image twice")


def check_uf2(uf2, flat):
    blocks = [uf2[start:start + 512] for start in range(0, len(uf2), 512)]
    content = b""
    for number, block in enumerate(blocks):
        fields = struct.unpack("<8I", block[:32]) + struct.unpack("<I", block[508:])
        expected = (0x0A324655, 0x9E5D5157, 0x2000, FLASH + 256 * number, 256, number, len(blocks),
                    FAMILY, 0x0AB16F30)
        if fields != expected:
            raise Mistake(f"block {number} has {fields}")
        content += block[32:288]
    if len(content) - len(flat) not in range(256):
        raise Mistake("the file is too long or too short")
    if content != flat + bytes(len(content) - len(flat)):
        raise Mistake("the file has other bytes than the flat image")


def main():
    flat, uf2 = (pathlib.Path(argument).read_bytes() for argument in sys.argv[1:3])
    check_block(flat)
    check_uf2(uf2, flat)
    errors = (
        (check_block, flat.replace(b"\xd3\xde", b"\xd3\xdf", 1)),
        (check_block, bytes(4096) + flat),
        (check_block, flat + flat),
        (check_uf2, uf2[:-512], flat),
        (check_uf2, uf2 + uf2[-512:], flat),
        (check_uf2, uf2[:12] + b"\x00\x01" + uf2[14:], flat),
        (check_uf2, uf2[:40] + bytes([uf2[40] ^ 1]) + uf2[41:], flat),
        (check_uf2, uf2[:28] + b"\x59" + uf2[29:], flat),
    )
    for number, (check, *arguments) in enumerate(errors):
        try:
            check(*arguments)
        except Mistake:
            continue
        raise Mistake(f"error {number} is not found")


try:
    main()
except Mistake as mistake:
    sys.exit(f"images.py: {mistake}")
