#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A board behind a pseudo-terminal, for tests of rivet-run --serial without hardware.

board.py [FAULTS] RIVET_RUN COMMAND...

Runs the command with RIVET_RUN_OPTIONS set to the board's port, and to commands that load and
restart the board. Its chip is QEMU, started by RIVET_RUN, or with --simulator PROGRAM what
"PROGRAM IMAGE" runs. The exit status is the command's.

FAULTS concern the bytes from the board, counted from each restart:
  --lose N        every Nth byte gets lost
  --double N      every Nth byte comes twice
  --late MS       each byte comes so much later
  --noise         a thousand random bytes come before the first one
  --gone N        the port disappears after N bytes
  --no-restart    there is no way to restart the board but loading
  --no-load       there is no way to load the board
  --broken-load   to load the board fails
  --has IMAGE     what the board has at first
"""

import argparse
import os
import random
import select
import selectors
import shlex
import socket
import subprocess
import sys
import tempfile
import time
import tty


class Chip:
    """A simulated chip with one image, or nothing yet."""

    def __init__(self, command, image):
        self.command = command
        self.image = image
        self.process = None
        self.loads = 0

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None

    def start(self):
        """Resets the chip."""
        self.stop()
        if self.image is not None:
            environment = {name: value for name, value in os.environ.items()
                           if name != "RIVET_RUN_OPTIONS"}
            self.process = subprocess.Popen(
                [*self.command, self.image], bufsize=0, env=environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


class Line:
    """The wire from the chip, with its faults."""

    def __init__(self, faults):
        self.faults = faults
        self.reset()

    def reset(self):
        self.count = 0

    def pass_on(self, data):
        """What arrives of these bytes."""
        arrives = bytearray()
        if self.count == 0 and self.faults.noise:
            noise = random.Random(1)
            arrives += bytes(noise.randrange(256) for _ in range(1000))
        for byte in data:
            if self.is_gone():
                break
            self.count += 1
            if not (self.faults.lose and self.count % self.faults.lose == 0):
                arrives.append(byte)
            if self.faults.double and self.count % self.faults.double == 0:
                arrives.append(byte)
        return bytes(arrives)

    def is_gone(self):
        return self.faults.gone is not None and self.count >= self.faults.gone


class Board:
    """The chip, its wire, and the socket of the commands that load and restart it."""

    def __init__(self, folder, rivet_run, faults):
        self.port = os.path.join(folder, "port")
        self.chip = Chip([faults.simulator] if faults.simulator else [rivet_run, "--raw"],
                         faults.has)
        self.line = Line(faults)
        self.faults = faults
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        os.symlink(os.ttyname(self.slave), self.port)
        self.bench = socket.socket(socket.AF_UNIX)
        self.bench.bind(os.path.join(folder, "bench"))
        self.bench.listen()
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.bench, selectors.EVENT_READ, self.take_order)
        self.selector.register(self.master, selectors.EVENT_READ, self.take_input)

    def take_order(self):
        """Loads or restarts, and answers when that is done."""
        connection, _ = self.bench.accept()
        with connection, connection.makefile("rw") as words:
            order = words.readline().rstrip("\n").split(" ", 1)
            self.forget_chip()
            if order[0] == "load":
                self.chip.image = order[1]
                self.chip.loads += 1
                print(f"board: loaded {os.path.basename(order[1])}", file=sys.stderr)
            self.line.reset()
            self.chip.start()
            if self.chip.process is not None:
                self.selector.register(self.chip.process.stdout, selectors.EVENT_READ,
                                       self.take_output)
            words.write("done\n")

    def forget_chip(self):
        if self.chip.process is not None and self.chip.process.stdout in self.selector.get_map():
            self.selector.unregister(self.chip.process.stdout)
        self.chip.stop()

    def take_output(self):
        data = os.read(self.chip.process.stdout.fileno(), 512)
        if not data:
            self.selector.unregister(self.chip.process.stdout)
            return
        if self.faults.late:
            time.sleep(self.faults.late * len(data) / 1000)
        if self.master is not None:
            self.send(self.line.pass_on(data))
        if self.line.is_gone() and self.master is not None:
            self.selector.unregister(self.master)
            os.close(self.master)
            os.close(self.slave)
            self.master = None

    def send(self, data):
        """Waits until the port takes all. An order loses the rest: who gives it doesn't read."""
        while data:
            orders, _, _ = select.select([self.bench], [self.master], [])
            if orders:
                return
            data = data[os.write(self.master, data):]

    def take_input(self):
        data = os.read(self.master, 512)
        process = self.chip.process
        if process is not None and process.poll() is None:
            try:
                process.stdin.write(data)
            except BrokenPipeError:
                pass  # It has just ended.

    def serve(self, command):
        """Until the command has ended."""
        while command.poll() is None:
            for key, _ in self.selector.select(0.1):
                # What is handled first may close what is ready too.
                if self.selector.get_map().get(key.fd) is key:
                    key.data()
        self.forget_chip()
        return command.returncode


def tell(path, order):
    """The commands that rivet-run gets."""
    with socket.socket(socket.AF_UNIX) as bench:
        bench.connect(path)
        with bench.makefile("rw") as words:
            words.write(order + "\n")
            words.flush()
            return 0 if words.readline() == "done\n" else 1


def options(folder, faults):
    this = f"{shlex.quote(sys.executable)} -B {shlex.quote(os.path.abspath(__file__))}"
    bench = shlex.quote(os.path.join(folder, "bench"))
    load = f'{this} --tell {bench} "load $RIVET_ELF"'
    given = ["--serial", os.path.join(folder, "port")]
    if faults.broken_load:
        load = "echo no probe found; exit 3"
    if not faults.no_load:
        given += ["--load", load]
    if not faults.no_restart:
        given += ["--restart", f"{this} --tell {bench} restart"]
    if faults.simulator:
        given += ["--slow", "20"]
    return shlex.join(given)


def main():
    if sys.argv[1:2] == ["--tell"]:
        return tell(sys.argv[2], sys.argv[3])
    parser = argparse.ArgumentParser(usage=__doc__)
    for number in "--lose", "--double", "--late", "--gone":
        parser.add_argument(number, type=int)
    for flag in "--noise", "--no-restart", "--no-load", "--broken-load":
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--has")
    parser.add_argument("--simulator")
    parser.add_argument("rivet_run")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    faults = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        board = Board(folder, faults.rivet_run, faults)
        environment = dict(os.environ, RIVET_RUN_OPTIONS=options(folder, faults))
        with subprocess.Popen(faults.command, env=environment) as command:
            return board.serve(command)


if __name__ == "__main__":
    sys.exit(main())
