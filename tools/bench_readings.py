# SPDX-License-Identifier: MIT
"""Takes the readings of the entries of a build's bench.list.

run FILE             boots a firmware that prints "bench NAME TOTAL UNITS"
hart ROW FILE        counts in QEMU's log how a second hart is started
sbi ROWS own|default FILE PAYLOAD
                     runs a payload above a firmware, or above QEMU's own, which is its peer
image|constant|members ROW FILE, between ROW SYMBOL SYMBOL FILE
                     sizes
"""
import fnmatch
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from qemu_trace import read_trace, total

WORDS = {"run": 1, "sbi": 4, "between": 4}  # of an entry; the last may have spaces
versions = {}  # of peers, by the first part of their rows' names
skipped = set()  # peers that are not read: the same part


def output_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60,
                          stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} failed with {done.returncode}:\n"
                 f"{done.stdout}{done.stderr}")
    return done.stdout


def readings_in(output):
    """A program's readings, as {name: (total, units)}."""
    found = {}
    for line in output.splitlines():
        if line.startswith("bench "):
            _, name, total_, units = line.split()
            found[name] = (int(total_), int(units))
    return found


def run_readings(runner, elf):
    found = readings_in(output_of(runner, "--timeout", "30", elf))
    if not found:
        sys.exit(f"bench: {elf} reported nothing")
    return found


def trace_of(*command):
    """The blocks that each hart executes while a command of rivet-run runs."""
    with tempfile.TemporaryDirectory() as folder:
        log = f"{folder}/log"
        output_of(*command, "-d", "exec,nochain,in_asm", "-D", log)
        return read_trace(log)


def index_of(blocks, symbol, start=0):
    return next(i for i in range(start, len(blocks)) if blocks[i].symbol == symbol)


def total_after_wait(blocks, symbol):
    """Instructions from a hart's last wfi to a function."""
    end = index_of(blocks, symbol)
    woken = max(i for i in range(end) if "wfi" in blocks[i].instructions) + 1
    return total(blocks[woken:end])


def hart_reading(runner, elf):
    """Instructions from rt_hart_start to the IPI and, on the started hart, to run_there."""
    harts = trace_of(runner, "--timeout", "30", elf, "--")
    call = index_of(harts[0], "rt_hart_start")
    wake = index_of(harts[0], "clint_raise_software_irq", call)
    return total(harts[0][call:wake + 1]) + total_after_wait(harts[1], "run_there"), 1


def sbi_start_reading(command):
    """Machine mode's instructions for a call that starts a hart and, on that, to its start."""
    harts = trace_of(*command)
    boot = 0 if any(block.symbol == "bench_hart_start" for block in harts[0]) else 1
    call = index_of(harts[boot], "bench_hart_start") + 1
    back = index_of(harts[boot], "bench_hart_start", call)
    return total(harts[boot][call:back]) + total_after_wait(harts[1 - boot],
                                                            "payload_hart_start"), 1


def sbi_readings(options, rows, bios, firmware, payload):
    """What a payload counts above a firmware. Without QEMU's own firmware, nothing."""
    if bios != "own" and (options.budgets or options.twice):
        skipped.add(rows)
        return {}
    command = [options.run, "--timeout", "60", firmware, "--kernel", payload]
    arguments = [] if bios == "own" else ["-bios", bios]
    try:
        one = output_of(*command, "--", *arguments, "-smp", "1", "-icount", "shift=0,sleep=off")
    except SystemExit as reason:
        if bios != "own" and "Unable to load the RISC-V firmware" in str(reason):
            return {}
        raise
    found = readings_in(one)
    found["hart_start"] = sbi_start_reading([*command, "--append", "only=bench.start", "--",
                                             *arguments, "-smp", "2"])
    if match := re.search("^version (.*)", one, re.M):
        versions[rows] = match[1]
    return {f"{rows}.{name}": reading for name, reading in found.items()}


def size_readings(size, kind, row, path):
    """Sizes as {name: (bytes, 1)}, from the Berkeley format: text is code and constants."""
    found = {}
    for line in output_of(size, "--format=berkeley", path).splitlines()[1:]:
        text, data, _, _, _, name = line.split(maxsplit=5)
        if kind == "members":
            member = name.split(" ")[0].split(".")[0]
            found[f"{row}.{member}"] = (int(text), 1)
        else:
            found[row] = (int(text) + (int(data) if kind == "image" else 0), 1)
    return found


def nm_of(options):
    size = Path(options.size)
    return str(size.with_name(size.name.removesuffix("size") + "nm"))


def distance_reading(nm, first, last, path):
    """Bytes from one symbol to another."""
    found = {symbol: int(address, 16) for address, _, symbol in
             (line.split() for line in output_of(nm, "--defined-only", path).splitlines())
             if symbol in (first, last)}
    return found[last] - found[first], 1


def read_entry(options, kind, words):
    if kind == "run":
        return run_readings(options.run, *words)
    if kind == "hart":
        return {words[0]: hart_reading(options.run, words[1])}
    if kind == "sbi":
        return sbi_readings(options, *words)
    if kind == "between":
        return {words[0]: distance_reading(nm_of(options), *words[1:])}
    return size_readings(options.size, kind, *words)


def read_all(options):
    """The readings of all entries, as {name: (total, units)}."""
    raw = {}
    for line in Path(options.list).read_text().splitlines():
        kind = line.split(" ", 1)[0]
        words = line.split(" ", WORDS.get(kind, 2))[1:]
        if not options.only or (
                kind == "run" and fnmatch.fnmatch(Path(words[0]).stem, options.only)):
            raw |= read_entry(options, kind, words)
    return raw
