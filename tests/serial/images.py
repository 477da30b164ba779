#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which images rivet-run refuses as old, before it runs the command that takes them.

images.py RIVET_RUN FIRMWARE OBJCOPY RIVET_IMAGE

The port is the one in RIVET_RUN_OPTIONS. The commands fail, so that nothing is run.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

RIVET_RUN, FIRMWARE, OBJCOPY, RIVET_IMAGE = sys.argv[1:]
RAN = "to load the board failed (status 3)"
OLD = "x.bin' is older than the firmware, and the command of --load may take it: build the " \
      "target image-x\n"
MISSING = "x.bin' is missing: build the target image-x\n"


def check(what, elf, command, expected):
    done = subprocess.run([RIVET_RUN, "--load", command, elf], capture_output=True, text=True,
                          check=False)
    if done.returncode != 125 or expected not in done.stderr:
        sys.exit(f"images.py: {what}: status {done.returncode}, {done.stderr}")


def set_time(path, ns):
    os.utime(path, ns=(ns, ns))


def main():
    with tempfile.TemporaryDirectory() as folder:
        elf, flat = pathlib.Path(folder, "x.elf"), pathlib.Path(folder, "x.bin")
        shutil.copy(FIRMWARE, elf)
        script = pathlib.Path(folder, "script")
        script.write_text("#!/bin/sh\nexit 3\n", encoding="ascii")
        script.chmod(0o755)
        check("no image and a script", elf, script, RAN)
        check("no image", elf, "exit 3 # $RIVET_BIN", MISSING)
        flat.touch()
        linked = 10**18 + 1
        set_time(elf, linked)
        set_time(flat, linked - 1)
        check("an old image", elf, "exit 3 # $RIVET_BIN", OLD)
        check("an old image and a script", elf, script, OLD)
        check("an old image that is not taken", elf, "exit 3 # $RIVET_ELF", RAN)
        set_time(flat, linked)
        check("a new image", elf, "exit 3 # $RIVET_BIN", RAN)
        check("a new image and a script", elf, script, RAN)
        make = [sys.executable, "-B", RIVET_IMAGE, OBJCOPY, elf, flat, flat.with_suffix(".hex")]
        subprocess.run(make, check=True)
        set_time(elf, flat.stat().st_mtime_ns + 1)
        check("the firmware was linked once more", elf, script, OLD)
        subprocess.run(make, check=True)
        check("the image is the same", elf, script, RAN)


main()
