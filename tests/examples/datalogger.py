#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Starts the data logger several times on the same flash: it must continue where it ended.

datalogger.py <rivet-run> <firmware> <drive options> <file size>
"""
import subprocess
import sys
import tempfile

STARTS = 6


def main():
    runner, firmware, drive, file_size = sys.argv[1:]
    with tempfile.NamedTemporaryFile(prefix="rivet-") as file:
        file.truncate(int(file_size))
        command = [runner, "--timeout", "60", firmware,
                   "--", "-drive", f"{drive},format=raw,file={file.name}"]
        for start in range(STARTS):
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  check=False)
            first = "the log is empty\n" if start == 0 else f"ends with number {10 * start}, taken"
            last = f"now it ends with number {10 * start + 10}\n"
            if done.returncode != 0 or first not in done.stdout or last not in done.stdout:
                sys.exit(f"start {start}: {done.stdout} {done.stderr}")


main()
