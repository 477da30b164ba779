#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Starts a firmware with a payload by rivet-run, and judges what the payload prints.

    run.py RIVET-RUN FIRMWARE PAYLOAD [options] -- [arguments of QEMU]

The payload must print "N passed, 0 failed" as its last line and no line that begins with FAILED,
or, with --expect, the given texts. It is told where the firmware's memory ends.
"""
import argparse
import json
import re
import socket
import struct
import subprocess
import sys
import tempfile

PAGE = 4096


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


def constant_parts(firmware):
    """The address and the bytes of each part of the firmware that nothing may change."""
    with open(firmware, "rb") as file:
        elf = file.read()
    wide = elf[4] == 2
    offset, = struct.unpack_from("<Q" if wide else "<I", elf, 32 if wide else 28)
    size, count = struct.unpack_from("<2H", elf, 54 if wide else 42)
    for i in range(count):
        header = struct.unpack_from("<2I6Q" if wide else "<8I", elf, offset + i * size)
        if wide:
            kind, flags, start, _, address, length, *_ = header
        else:
            kind, start, _, address, length, _, flags, _ = header
        if kind == 1 and flags & 2 == 0 and length != 0:
            yield address, elf[start:start + length]


def check_memory(options):
    """Whether the firmware's constant parts in memory are those of its file."""
    with socket.socket(socket.AF_UNIX) as monitor, tempfile.NamedTemporaryFile() as file:
        monitor.connect(options.monitor)
        lines = monitor.makefile("rw")
        lines.readline()

        def ask(command, **arguments):
            lines.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
            lines.flush()
            while "event" in (reply := json.loads(lines.readline())):
                pass
            assert "return" in reply, reply

        ask("qmp_capabilities")
        total = 0
        for address, content in constant_parts(options.firmware):
            ask("pmemsave", val=address, size=len(content), filename=file.name)
            with open(file.name, "rb") as saved:
                if saved.read() != content:
                    print(f"run.py: memory from {address:#x} on has changed")
                    return b"n"
            total += len(content)
    print(f"run.py: {total} bytes of code and constants are unchanged")
    return b"y" if total > PAGE else b"n"


# What a payload asks for.
QUESTIONS = {
    b"type ten digits": lambda options: b"0123456789",
    b"check the memory": check_memory,
}


def answer(options, chunk_before, chunk_after):
    """What to type, once a question is complete."""
    for question, reply in QUESTIONS.items():
        if chunk_after.count(question) > chunk_before.count(question):
            return reply(options)
    return b""


def run(options):
    """Runs QEMU. Returns its status and what it printed."""
    output = bytearray()
    with tempfile.TemporaryDirectory() as folder:
        options.monitor = f"{folder}/monitor"
        monitor = ["-qmp", f"unix:{options.monitor},server=on,wait=off"]
        with subprocess.Popen(command(options) + monitor, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
            while chunk := process.stdout.read1():
                before = output[-100:]
                output += chunk
                if typed := answer(options, before, before + chunk):
                    process.stdin.write(typed)
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
    wrong += [f"this must not be there: {text}" for text in options.refuse if text in output]
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
    parser.add_argument("--refuse", action="append", default=[])
    options = parse_arguments(parser)
    status, output = run(options)
    print(output)
    wrong = judge(options, status, output)
    for sentence in wrong:
        print(f"run.py: {sentence}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
