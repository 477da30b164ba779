#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures build and test times on this machine, relative to their lower bounds.

    bench_host.py bench.json       configures, builds and tests the preset virt-rv64 in its own
                                   folder and adds rows for the board "host" to bench.json
    bench_host.py --cases FOLDER   only the rows about test cases, from an existing build

These are times, so they differ from run to run. No test checks them.
"""
import argparse
import json
import re
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPEATS = 10

# Many short cases, so that mainly the time around a case is measured.
CASES = r"^(framework|faults_|start|trap_handlers|pool)"


def cpu_of_children():
    use = resource.getrusage(resource.RUSAGE_CHILDREN)
    return use.ru_utime + use.ru_stime


def run(*command):
    """Runs the command; returns output, wall seconds and CPU seconds, including children."""
    before, start = cpu_of_children(), time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, check=False)
    wall, cpu = time.monotonic() - start, cpu_of_children() - before
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(map(str, command))} failed:\n{done.stdout}{done.stderr}")
    return done.stdout, wall, cpu


def plain_compile(folder):
    """CPU seconds to compile one ordinary file of ours, and the number of files in a build."""
    commands = json.loads((folder / "compile_commands.json").read_text())
    line = next(each["command"] for each in commands
                if each["file"].endswith("/src/console/stdio.c"))
    cpu = min(run("sh", "-c", f"cd '{folder}' && {line}")[2] for _ in range(REPEATS))
    return cpu, len(commands)


def cpu_of_a_case(folder):
    """CPU seconds of a case through rivet-run, and of QEMU alone with the same case."""
    case = ("--test", "pointers_compare", str(folder / "tests" / "target" / "framework.elf"))
    runner = str(folder / "rivet-run")
    words = shlex.split(run(runner, "--print-command", *case)[0])
    control = words.index("socket,id=control,fd=3")
    del words[control - 1:words.index("-S") + 1]
    pairs = [(run(runner, *case)[2], run(*words)[2]) for _ in range(2 * REPEATS)]
    return (statistics.median(column) for column in zip(*pairs))


def case_rows(folder):
    with_runner, alone = cpu_of_a_case(folder)
    output, wall, cpu = run("ctest", "--test-dir", folder, "-j2", "-R", CASES)
    cases = int(re.search(r"tests passed, 0 tests failed out of (\d+)", output)[1])
    return [
        row("host.cases", cases / wall, "cases a second", "through ctest -j2", True),
        row("host.qemu", 1000 * alone, "ms", "CPU time of QEMU alone, with a case that passes"),
        row("host.runner", 100 * (with_runner / alone - 1), "%",
            "added by rivet-run, including the way in which it starts QEMU"),
        row("host.ctest", 100 * (cpu / cases / alone - 1), "%",
            "added by rivet-run, CTest and the cases' own work"),
    ]


def row(name, value, unit, what, higher_is_better=False):
    return {"name": name, "board": "host", "build": "Release", "what": what,
            "value": round(value, 2), "unit": unit, "goal": None,
            "higher_is_better": higher_is_better, "peer": None, "peer_source": None}


def build_rows():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        configure = run("cmake", "--preset", "virt-rv64", "-B", folder)[2]
        build = run("cmake", "--build", folder)[2]
        compile_cpu, files = plain_compile(folder)
        return [
            *case_rows(folder),
            row("host.configure", configure / compile_cpu, "compiles", "configuring a preset"),
            row("host.build", build / files / compile_cpu, "compiles",
                "building everything, for each file compiled"),
        ]


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("json", type=Path, nargs="?")
    what.add_argument("--cases", type=Path)
    options = parser.parse_args()
    rows = case_rows(options.cases.resolve()) if options.cases else build_rows()
    if options.json:
        figures = [each for each in json.loads(options.json.read_text()) if each["board"] != "host"]
        options.json.write_text(json.dumps(figures + rows, indent=1) + "\n")
    for each in rows:
        print(f"{each['name']:16} {each['value']:8g} {each['unit']}: {each['what']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
