#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Starts a firmware with a payload by rivet-run, and judges what the payload prints.

    run.py RIVET-RUN FIRMWARE PAYLOAD [options] -- [arguments of QEMU]

The payload must print "N passed, 0 failed" as its last line and no line that begins with FAILED,
or, with --expect, the given texts. It is told where the firmware's memory ends.
"""
import argparse
import re
import subprocess
import sys

QUESTION = b"type ten digits"
ANSWER = b"0123456789"


def symbols(nm, firmware):
    """The addresses of the firmware's symbols."""
    output = subprocess.run([nm, firmware], check=True, capture_output=True, text=True).stdout
    found = {}
    for line in output.splitlines():
        words = line.split()
        if len(words) == 3:
            found[words[2]] = int(words[0], 16)
    return found


def command(options):
    """The command line of rivet-run."""
    end = symbols(options.nm, options.firmware)["rt_heap_end"]
    append = f"firmware_end={end:#x} {options.append}".strip()
    return [options.runner, "--timeout", str(options.timeout), options.firmware, "--",
            "-bios", options.firmware, "-kernel", options.payload, "-append", append,
            "-action", "reboot=reset", *options.qemu]


def run(options):
    """Runs QEMU. Returns its status and what it printed."""
    output = bytearray()
    with subprocess.Popen(command(options), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        while chunk := process.stdout.read1():
            seen = output.count(QUESTION)
            output += chunk
            if output.count(QUESTION) > seen:
                process.stdin.write(ANSWER)
                process.stdin.flush()
        status = process.wait()
    return status, output.decode(errors="replace").replace("\r", "")


def judge(options, status, output):
    """What is wrong, as a list of sentences."""
    wrong = []
    if status != options.status:
        wrong.append(f"the status is {status}, not {options.status}")
    lines = output.splitlines() or [""]
    if not options.expect:
        if not re.fullmatch(r"[1-9]\d* passed, 0 failed", lines[-1]):
            wrong.append("the last line is not that of a payload that passed")
        wrong += [line for line in lines if line.startswith("FAILED")]
    wrong += [f"this is missing: {text}" for text in options.expect + options.have
              if text not in output]
    return wrong


def parse_arguments(parser):
    """Those behind "--" are QEMU's."""
    end = sys.argv.index("--")
    options = parser.parse_args(sys.argv[1:end])
    options.qemu = sys.argv[end + 1:]
    return options


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runner")
    parser.add_argument("firmware")
    parser.add_argument("payload")
    parser.add_argument("--nm", required=True)
    parser.add_argument("--append", default="", help="words for the kernel's command line")
    parser.add_argument("--timeout", type=int, default=60)
    parser.add_argument("--status", type=int, default=0)
    parser.add_argument("--expect", action="append", default=[], help="instead of the last line")
    parser.add_argument("--have", action="append", default=[], help="besides the last line")
    options = parse_arguments(parser)
    status, output = run(options)
    print(output)
    wrong = judge(options, status, output)
    for sentence in wrong:
        print(f"run.py: {sentence}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
