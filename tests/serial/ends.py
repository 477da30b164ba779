#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a command of rivet-run starts has ended with it.

ends.py RIVET_RUN ARGUMENT...

Runs rivet-run with "@PIPE@" replaced by a named pipe, which the command opens for writing and keeps
open. The pipe has an end only if no process of the command is left. The exit status is rivet-run's.
"""

import os
import subprocess
import sys
import tempfile


def main():
    with tempfile.TemporaryDirectory() as folder:
        pipe = os.path.join(folder, "pipe")
        os.mkfifo(pipe)
        words = [word.replace("@PIPE@", pipe) for word in sys.argv[1:]]
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        status = subprocess.run(words, check=False).returncode
        os.set_blocking(reader, True)
        with os.fdopen(reader) as rest:
            print(rest.read(), end="")
    return status


if __name__ == "__main__":
    sys.exit(main())
