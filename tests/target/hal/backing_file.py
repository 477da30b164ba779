#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a case of storage.c with a file behind the storage, and compares the file with the pattern.

backing_file.py <rivet-run> <firmware> <case> <drive options> <file size>
"""
import os
import subprocess
import sys
import tempfile

OFFSET = 1024 * 1024
SIZE = 1024 * 1024


def main():
    runner, firmware, case, drive, file_size = sys.argv[1:]
    expected = bytes((position * 2654435761 >> 24) & 0xFF for position in range(SIZE))
    with tempfile.NamedTemporaryFile(prefix="rivet-") as file:
        os.truncate(file.name, int(file_size))
        command = [runner, "--timeout", "60", "--test", case, firmware,
                   "--", "-drive", f"{drive},format=raw,file={file.name}"]
        status = subprocess.run(command, check=False).returncode
        if status != 0:
            sys.exit(status)
        with open(file.name, "rb") as content:
            data = content.read()
    if data[OFFSET:OFFSET + SIZE] != expected:
        sys.exit("the file does not hold what was written")
    if any(data[:OFFSET]) or any(data[OFFSET + SIZE:]):
        sys.exit("the file was changed elsewhere")


main()
