#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A port that another process has: rivet-run says so, and waits until it is free.

locked.py RIVET_RUN ARGUMENT...

The port is the one in RIVET_RUN_OPTIONS. It is locked until rivet-run says that it waits. The exit
status is rivet-run's.
"""

import fcntl
import os
import shlex
import subprocess
import sys


def main():
    options = shlex.split(os.environ["RIVET_RUN_OPTIONS"])
    port = options[options.index("--serial") + 1]
    expected = f"rivet-run: waiting for '{port}', which process {os.getpid()} has\n"
    with open(port, "r+b", buffering=0) as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        with subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True) as run:
            line = run.stderr.readline()
            if line != expected:
                print(f"locked.py: rivet-run says: {line}")
            fcntl.lockf(lock, fcntl.LOCK_UN)
            print(run.stderr.read(), end="")
    return run.returncode if line == expected else 1


if __name__ == "__main__":
    sys.exit(main())
