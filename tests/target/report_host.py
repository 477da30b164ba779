#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks what rivet-run makes of whole and damaged dumps in a saved log.

report_host.py <rivet-run> <firmware> <other firmware> <gdb or ''> <folder>
"""
import pathlib
import re
import shlex
import subprocess
import sys

RUN, FIRMWARE, OTHER, GDB, FOLDER = sys.argv[1:]
FRAME = re.compile(rb"\x1b_P[^\x1b]*\x1b\\")
STATUS = 134


def decode(log, firmware=FIRMWARE, *options):
    return subprocess.run([RUN, "--decode", *options, firmware], input=log, check=True,
                          stdout=subprocess.PIPE).stdout.decode(errors="replace")


def without_control(words):
    """The machine's command without the runner's own connection to it."""
    words = iter(words)
    for word in words:
        if word == "-mon":
            next(words)
        elif word == "-chardev":
            device = next(words)
            if "id=control" not in device:
                yield from (word, device)
        elif word != "-S":
            yield word


def record():
    """The console of a run, as a serial port would give it."""
    command = subprocess.run([RUN, "--print-command", FIRMWARE], check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    result = subprocess.run(list(without_control(shlex.split(command))), timeout=60,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    if result.returncode != STATUS:
        sys.exit(f"report_host.py: the status is {result.returncode}, not {STATUS}")
    return result.stdout


def expect(text, *wanted):
    for line in wanted:
        if line not in text:
            sys.exit(f"report_host.py: no '{line}' in:\n{text}")


def check_whole(log):
    expect(decode(log), "*** PANIC: store through a null pointer", "innermost at", "middle at",
           "main at", "*** END OF PANIC")
    expect(decode(b"before\n[12:00] " + log + b"after\n"), "before", "after", "innermost at")


def check_damage(log):
    frames = FRAME.findall(log)
    for number, frame in enumerate(frames[:-1]):
        text = decode(log.replace(frame, b"", 1))
        expect(text, f"lost    pieces of the dump: {number}\n", "*** END OF PANIC")
        text = decode(log.replace(frame, frame[:12] + b"~" + frame[13:], 1))
        expect(text, f"lost    pieces of the dump: {number}\n", "*** END OF PANIC")
    expect(decode(log.replace(frames[-1], b"")), "lost    the end of the dump, after piece",
           "*** PANIC: store through a null pointer", "main at")
    expect(decode(log, OTHER), "*** PANIC: a dump that this file can't explain")


def check_core(log):
    core = pathlib.Path(FOLDER) / "report_host.core"
    core.unlink(missing_ok=True)
    decode(log, FIRMWARE, "--core", str(core))
    said = subprocess.run(
        [GDB, "-nx", "-batch", "-ex", "set width 0", "-ex", "backtrace", "-ex", "print a_local",
         "-ex", "print statistics", "-ex", "up", "-ex", "print kept", FIRMWARE, core],
        check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    expect(said, "#0  innermost (", "in middle (depth=", "in main ()", "$1 = 34",
           "{sent = 4711, lost = {0, -5}}", "$3 = 33")


def main():
    log = record()
    check_whole(log)
    check_damage(log)
    if GDB:
        check_core(log)
        expect(decode(log), "  locals  address = 0x40\n", "\n          a_local = 34\n")


main()
