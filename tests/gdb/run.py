#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a firmware under GDB with a script and checks what is seen.

run.py RUNNER FIRMWARE SOURCE SCRIPT

The script is GDB's; its comments say what must come of it, as regular expressions:
    #expect TEXT      a line of GDB's output; several must come in this order
    #never TEXT       no line of GDB's output is like this
    #console TEXT     a line of the firmware's output; in this order
    #interrupt TEXT   once the firmware has printed this, GDB gets a Ctrl-C
    #input TEXT       once the firmware has printed its first line, it is given this
{line:TEXT} is the number of the line of SOURCE with that TEXT.
"""
import os
import re
import signal
import subprocess
import sys
import threading

RUNNER, FIRMWARE, SOURCE, SCRIPT = sys.argv[1:]
ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
PATIENCE = 100


def read_text(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def line_number(match):
    for number, line in enumerate(read_text(SOURCE).splitlines(), 1):
        if match.group(1) in line:
            return str(number)
    return sys.exit(f"run.py: no line of {SOURCE} has '{match.group(1)}'")


def wishes(kind):
    text = re.sub(r"\{line:(.*?)\}", line_number, read_text(SCRIPT))
    return re.findall(rf"^#{kind} (.*)$", text, re.MULTILINE)


def missing(kind, output):
    """The first of the wishes that the output does not fulfil."""
    lines = iter(output.splitlines())
    for wish in wishes(kind):
        if not any(re.search(wish, line) for line in lines):
            return wish
    return None


class Server:
    """rivet-run as a GDB server, and what the firmware prints."""

    def __init__(self):
        self.process = subprocess.Popen(
            [RUNNER, "--timeout", str(PATIENCE), "--gdbserver", FIRMWARE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        first = self.process.stdout.readline().decode()
        match = re.match(r"GDB port: (\d+)$", first)
        if match is None:
            sys.exit(f"run.py: rivet-run said: {first}{self.process.stdout.read().decode()}")
        self.port = match.group(1)
        self.output = ""
        self.triggers = []

    def watch(self):
        """Reads until the firmware's end, and pulls what triggers on the way."""
        for line in self.process.stdout:
            self.output += line.decode(errors="replace")
            for text, action in [item for item in self.triggers if re.search(item[0], self.output)]:
                self.triggers.remove((text, action))
                action()

    def give(self, text):
        self.process.stdin.write(text.encode() + b"\n")
        self.process.stdin.flush()


def start_gdb(port):
    return subprocess.Popen(
        ["gdb-multiarch", "-nx", "-q", "-batch", FIRMWARE,
         "-ex", "set width 0", "-ex", "set style enabled off",
         "-ex", f"set substitute-path rivet {ROOT}", "-x", f"{ROOT}/tools/gdb/rivet.gdb",
         "-ex", f"target remote 127.0.0.1:{port}", "-x", SCRIPT],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def main():
    server = Server()
    gdb = start_gdb(server.port)
    for text in wishes("interrupt"):
        server.triggers.append((text, lambda: gdb.send_signal(signal.SIGINT)))
    for text in wishes("input"):
        server.triggers.append(("\n", lambda text=text: server.give(text)))
    watcher = threading.Thread(target=server.watch)
    watcher.start()
    output = gdb.communicate(timeout=PATIENCE)[0].decode(errors="replace")
    server.process.terminate()
    watcher.join()
    server.process.wait()
    print(output, "--- the firmware's output", server.output, sep="\n")
    problems = [f"GDB did not show: {wish}" for wish in [missing("expect", output)] if wish]
    problems += [f"the firmware did not print: {wish}"
                 for wish in [missing("console", server.output)] if wish]
    problems += [f"GDB showed: {wish}" for wish in wishes("never") + ["Error in sourced command"]
                 if re.search(wish, output, re.MULTILINE)]
    if problems:
        sys.exit("run.py: " + "; ".join(problems))


main()
