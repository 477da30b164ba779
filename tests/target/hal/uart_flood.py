#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends 1 MiB to uart_flood.c: every byte must be delivered or counted as lost.

uart_flood.py <rivet-run> <firmware>
"""
import random
import re
import subprocess
import sys

SIZE = 1024 * 1024


def hash_of(text):
    value = 0
    for byte in text:
        value = (value * 31 + byte) & 0xFFFFFFFF
    return value


def main():
    runner, firmware = sys.argv[1:]
    text = random.Random(7).randbytes(SIZE)
    done = subprocess.run([runner, "--timeout", "200", firmware], input=text, capture_output=True,
                          check=False)
    told = re.search(rb"(\d+) bytes, hash (\d+), (\d+) overruns", done.stdout)
    if done.returncode != 0 or told is None:
        sys.exit(f"status {done.returncode}: {done.stdout[-500:]!r} {done.stderr!r}")
    count, value, overruns = (int(number) for number in told.groups())
    print(told.group().decode())
    if count + overruns != SIZE:
        sys.exit(f"{SIZE - count - overruns} bytes are neither delivered nor counted as lost")
    if overruns == 0 and value != hash_of(text):
        sys.exit("other bytes than were sent")


main()
