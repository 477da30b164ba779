#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends 64 KiB with every byte value to uart_echo.c and compares the echo.

uart_echo.py <rivet-run> <firmware>
"""
import random
import subprocess
import sys

SIZE = 64 * 1024


def main():
    runner, firmware = sys.argv[1:]
    text = random.Random(5).randbytes(SIZE)
    done = subprocess.run([runner, "--timeout", "200", firmware], input=text, capture_output=True,
                          check=False)
    if done.returncode != 0:
        sys.exit(f"status {done.returncode}: {done.stdout[-500:]!r} {done.stderr!r}")
    expected = b"ready\n" + text
    if done.stdout != expected:
        pairs = zip(done.stdout, expected)
        place = next((i for i, (got, want) in enumerate(pairs) if got != want), "the end")
        sys.exit(f"{len(done.stdout)} of {len(expected)} bytes, different at {place}")


main()
