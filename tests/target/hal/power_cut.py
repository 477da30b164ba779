#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kills QEMU at seeded moments while power_cut.c stores records, and checks what remains.

power_cut.py <rivet-run> <firmware> <drive options> <file size> <cuts> <KILL or TERM>

After each cut the record must be complete, which the firmware checks, and not older than the last
one that was reported as stored. It may be newer, because reports in transit are lost with the
machine. With TERM QEMU stops its harts immediately, and then writes accepted data to the file.
"""
import os
import random
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

SEED = 20


class Machine:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.output = b""

    def read(self, deadline):
        """Reads until the deadline passes or the output ends; false if it ended."""
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.process.stdout], [], [], left)[0]:
                data = os.read(self.process.stdout.fileno(), 65536)
                if not data:
                    return False
                self.output += data
        return True

    def read_until(self, pattern):
        deadline = time.monotonic() + 60
        while not re.search(pattern, self.output):
            if time.monotonic() > deadline or not self.read(time.monotonic() + 0.01):
                sys.exit(f"the firmware said: {self.output.decode(errors='replace')}")

    def cut(self, how):
        """Ends QEMU at any moment of the firmware, and returns the firmware's output."""
        runner = self.process.pid
        with open(f"/proc/{runner}/task/{runner}/children", encoding="ascii") as children:
            for child in children.read().split():
                os.kill(int(child), how)
        self.read(time.monotonic() + 60)
        self.process.wait()
        return self.output.decode(errors="replace")


def main():
    runner, firmware, drive, file_size, cuts, how = sys.argv[1:]
    moments = random.Random(SEED)
    last, in_between = 0, 0
    with tempfile.NamedTemporaryFile(prefix="rivet-") as file:
        os.truncate(file.name, int(file_size))
        command = [runner, firmware, "--", "-drive", f"{drive},format=raw,file={file.name}"]
        for cut in range(int(cuts)):
            machine = Machine(command)
            machine.read_until(rb"found \d+\n")
            machine.read(time.monotonic() + moments.uniform(0, 0.2))
            output = machine.cut(signal.Signals[f"SIG{how}"])
            found = int(re.search(r"found (\d+)", output).group(1))
            if found < last:
                sys.exit(f"cut {cut}: record {last} was stored, but {found} was found")
            if "PANIC" in output:
                sys.exit(output)
            in_between += found > last
            stored = [int(number) for number in re.findall(r"stored (\d+)\n", output)]
            last = stored[-1] if stored else found
    print(f"{cuts} cuts, {last} records stored, {in_between} found that were not yet reported")
    if last < int(cuts):
        sys.exit("fewer records were stored than there were cuts")


main()
