#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the daily loop costs on this machine, in parts of what it can't cost less than.

    bench_host.py bench.json

Configures, builds and tests the preset virt-rv64 in a folder of its own and adds rows for the board
"host" to bench.json. These are times, so they differ from run to run: for reading only.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 10


def run(*command):
    """Runs the command; gives its output, wall seconds and CPU seconds, children's included."""
    before, start = os.times(), time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, check=False)
    wall, after = time.monotonic() - start, os.times()
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, wall, cpu


def plain_compile(folder):
    """CPU seconds of compiling one ordinary file of ours, and how many files a build compiles."""
    commands = json.loads((folder / "compile_commands.json").read_text())
    line = next(each["command"] for each in commands if each["file"].endswith("/src/stdio.c"))
    cpu = min(run("sh", "-c", f"cd '{folder}' && {line}")[2] for _ in range(REPEATS))
    return cpu, len(commands)


def qemu_start(folder):
    """Wall seconds of QEMU with a firmware that ends at once, without rivet-run."""
    elf = folder / "tests" / "bench" / "bench_empty.elf"
    command = ("qemu-system-riscv64", "-nodefaults", "-display", "none", "-bios", "none",
               "-machine", "virt", "-semihosting-config", "enable=on,target=native",
               "-kernel", str(elf))
    return min(run(*command)[1] for _ in range(REPEATS))


def row(name, value, unit, what, higher_is_better=False):
    return {"name": name, "board": "host", "build": "Release", "what": what,
            "value": round(value, 2), "unit": unit, "goal": None,
            "higher_is_better": higher_is_better, "peer": None, "peer_source": None}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configure = run("cmake", "--preset", "virt-rv64", "-B", folder)[2]
        build = run("cmake", "--build", folder)[2]
        compile_cpu, files = plain_compile(folder)
        boot = qemu_start(folder)
        output, wall, _ = run("ctest", "--test-dir", folder, "-j2", "-R", r"^framework\.")
    cases = int(re.search(r"tests passed, 0 tests failed out of (\d+)", output)[1])
    rows = [
        row("host.cases", cases / wall, "cases a second", "through ctest -j2", True),
        row("host.case", 2 * wall / cases / boot, "QEMU starts", "a case against QEMU's own start"),
        row("host.configure", configure / compile_cpu, "compiles", "configuring a preset"),
        row("host.build", build / files / compile_cpu, "compiles",
            "building everything, for each file compiled"),
    ]
    path = Path(sys.argv[1])
    figures = [each for each in json.loads(path.read_text()) if each["board"] != "host"]
    path.write_text(json.dumps(figures + rows, indent=1) + "\n")
    for each in rows:
        print(f"{each['name']:16} {each['value']:8g} {each['unit']}: {each['what']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
