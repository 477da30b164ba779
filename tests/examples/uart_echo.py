#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sends every byte except Ctrl-D, then Ctrl-D to end the example, and compares the echo.

uart_echo.py <rivet-run> <firmware>
"""
import random
import subprocess
import sys

SIZE = 1024
CTRL_D = 4


def main():
    runner, firmware = sys.argv[1:]
    text = bytes(byte for byte in random.Random(5).randbytes(SIZE) if byte != CTRL_D)
    done = subprocess.run([runner, "--timeout", "40", firmware], input=text, capture_output=True,
                          check=False)
    expected = b"Type, and end with Ctrl-D.\n" + text + f"{len(text)} bytes, 0 lost\n".encode()
    if done.returncode != 0 or done.stdout != expected:
        sys.exit(f"status {done.returncode}, {len(done.stdout)} of {len(expected)} bytes: "
                 f"{done.stdout[-200:]!r} {done.stderr!r}")


main()
