#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A debug probe and a blank chip, for tests of rivet-run without hardware: QEMU and its GDB server.

probe.py QEMU MACHINE COMMAND...

Starts QEMU stopped, with nothing loaded. Runs the command with "@PROBE@" replaced by the server's
address and "@PORT@" by the chip's serial port. The exit status is the command's.
"""

import re
import socket
import subprocess
import sys


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def serial_port(chip):
    """The monitor answers when the server listens."""
    chip.stdin.write("info chardev\n")
    chip.stdin.flush()
    for line in chip.stdout:
        if found := re.match(r"serial0: filename=pty:(\S+)", line):
            return found[1]
    sys.exit("probe.py: QEMU ended")


def main():
    qemu, machine, *command = sys.argv[1:]
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
            [qemu, "-M", machine, "-bios", "none", "-nodefaults", "-display", "none", "-S",
             "-serial", "pty", "-monitor", "stdio", "-gdb", f"tcp:{address}"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as chip:
        port = serial_port(chip)
        words = [word.replace("@PROBE@", address).replace("@PORT@", port) for word in command]
        done = subprocess.run(words, check=False)
        chip.kill()
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
