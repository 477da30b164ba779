#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs a firmware under GDB with a script and checks the output.

run.py RUNNER FIRMWARE SOURCE SCRIPT [NAME=NUMBER]...

The script is GDB's. Its comments have regular expressions for the expected output:
    #expect TEXT      a line of GDB's output; several must come in this order
    #never TEXT       no line of GDB's output is like this
    #console TEXT     a line of the firmware's output; in this order
    #page COMMAND     the block of docs/debugging.md that begins with COMMAND shows GDB's output,
                      except numbers; checked if the environment has RIVET_PAGE, the file's path
    #interrupt N      after the machine was resumed N times, GDB gets a Ctrl-C
{line:TEXT} is the number of the line of SOURCE with that TEXT, {NAME} a NUMBER, which is also in
the script's $NAME.
"""
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

RUNNER, FIRMWARE, SOURCE, SCRIPT, *NUMBERS = sys.argv[1:]
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
    for name, number in (item.split("=") for item in NUMBERS):
        text = text.replace(f"{{{name}}}", number)
    return re.findall(rf"^#{kind} (.*)$", text, re.MULTILINE)


def missing(kind, output):
    """The first expectation that the output does not meet."""
    lines = iter(output.splitlines())
    for wish in wishes(kind):
        if not any(re.search(wish, line) for line in lines):
            return wish
    return None


def without_numbers(line):
    return re.sub(r"\b[0-9a-f]{40}\b|0x[0-9a-f]+|\+?\b\d+\b", "", line).strip()


def page_lines(command):
    """GDB's output in the document's block that begins with the command."""
    blocks = re.findall(r"^```gdb .*?\n(\(gdb\) .*?)^```$", read_text(os.environ["RIVET_PAGE"]),
                        re.MULTILINE | re.DOTALL)
    for block in blocks:
        lines = block.splitlines()
        if lines[0] == f"(gdb) {command}":
            return [line for line in lines if not line.startswith("(gdb)") and line != "..."]
    return sys.exit(f"run.py: no block of the page begins with (gdb) {command}")


def wrong_on_page(output):
    """The first line of the document's blocks that GDB does not print, in order."""
    shown = [without_numbers(line) for line in output.splitlines()]
    for command in wishes("page") if "RIVET_PAGE" in os.environ else []:
        rest = iter(shown)
        for line in page_lines(command):
            if without_numbers(line) not in rest:
                return line
    return None


class Server:
    """rivet-run as a GDB server, and the firmware's output."""

    def __init__(self, folder):
        self.monitor = os.path.join(folder, "monitor")
        self.process = subprocess.Popen(
            [RUNNER, "--timeout", str(PATIENCE), "--gdbserver", FIRMWARE,
             "--", "-qmp", f"unix:{self.monitor},server=on,wait=on"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        first = self.process.stdout.readline().decode()
        match = re.match(r"GDB port: (\d+)$", first)
        if match is None:
            sys.exit(f"run.py: rivet-run said: {first}{self.process.stdout.read().decode()}")
        self.port = match.group(1)
        self.output = ""
        self.resumes = 0
        self.connection = socket.socket(socket.AF_UNIX)

    def watch_output(self):
        """Reads until the firmware ends."""
        for line in self.process.stdout:
            self.output += line.decode(errors="replace")

    def connect(self):
        """Connects to QEMU's monitor. QEMU waits for this, so no event is missed."""
        while self.connection.connect_ex(self.monitor) != 0:
            if self.process.poll() is not None:
                sys.exit(f"run.py: rivet-run said: {self.process.stdout.read().decode()}")
            time.sleep(0.005)
        self.connection.sendall(b'{"execute": "qmp_capabilities"}\n')
        return self.connection.makefile()

    def quit(self):
        """Ends QEMU by its monitor if it still runs, so that its output still arrives."""
        try:
            self.connection.sendall(b'{"execute": "quit"}\n')
        except OSError:
            pass

    def watch_events(self, events, gdb, interrupts):
        """Sends a Ctrl-C to GDB where the script requests it."""
        for line in events:
            if '"event": "RESUME"' in line:
                self.resumes += 1
                if str(self.resumes) in interrupts:
                    gdb.send_signal(signal.SIGINT)


def start_gdb(port):
    numbers = [word for item in NUMBERS for word in ("-ex", f"set ${item}")]
    return subprocess.Popen(
        ["gdb-multiarch", "-nx", "-q", "-batch", FIRMWARE,
         "-ex", "set width 0", "-ex", "set print entry-values no",
         "-ex", "set style enabled off", *numbers,
         "-ex", f'set substitute-path rivet "{ROOT}"',
         "-ex", f'set $rivet_run = "{RUNNER}"', "-ex", f'set $rivet_elf = "{FIRMWARE}"',
         "-x", f"{ROOT}/tools/gdb/rivet.gdb",
         "-ex", f"target remote 127.0.0.1:{port}", "-x", SCRIPT],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def run(folder):
    """Returns the output of GDB and of the firmware."""
    server = Server(folder)
    events = server.connect()
    gdb = start_gdb(server.port)
    watchers = [
        threading.Thread(target=server.watch_output),
        threading.Thread(target=server.watch_events, args=(events, gdb, wishes("interrupt")))]
    for watcher in watchers:
        watcher.start()
    output = gdb.communicate(timeout=PATIENCE)[0].decode(errors="replace")
    # The firmware's last output may arrive after it has ended.
    if not re.search(r"^\[Inferior 1 .* exited ", output, re.MULTILINE):
        server.quit()
    for watcher in watchers:
        watcher.join()
    server.process.wait()
    return output, server.output


def main():
    with tempfile.TemporaryDirectory() as folder:
        output, console = run(folder)
    print(output, "--- the firmware's output", console, sep="\n")
    problems = [f"GDB did not show: {wish}" for wish in [missing("expect", output)] if wish]
    problems += [f"the firmware did not print: {wish}"
                 for wish in [missing("console", console)] if wish]
    problems += [f"docs/debugging.md shows, but GDB did not: {line}"
                 for line in [wrong_on_page(output)] if line]
    problems += [f"GDB showed: {wish}" for wish in wishes("never") + ["Error in sourced command"]
                 if re.search(wish, output, re.MULTILINE)]
    if problems:
        sys.exit("run.py: " + "; ".join(problems))


main()
