#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that records have colours on a terminal, and only there.

colours.py <rivet-run> <firmware>
"""
import os
import pty
import subprocess
import sys

COMMAND = sys.argv[1:]
RED = "\033[31mERROR\033[0m main: text of error 1"


def on_terminal():
    outer, inner = pty.openpty()
    with subprocess.Popen(COMMAND, stdin=subprocess.DEVNULL, stdout=inner):
        os.close(inner)
        output = b""
        try:
            while chunk := os.read(outer, 4096):
                output += chunk
        except OSError:  # the other side is closed
            pass
    return output.decode()


def main():
    terminal = on_terminal()
    assert RED in terminal, terminal
    piped = subprocess.run(COMMAND, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                           check=False).stdout
    assert "ERROR main: text of error 1" in piped and "\033" not in piped, piped


main()
