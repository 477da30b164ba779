#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Boots Linux on a firmware once, and runs the checks of guest/ in it.

boot.py --harts N --kernel IMAGE --initrd FILE --log FILE [options] -- QEMU COMMAND...

The command begins with QEMU and may have more of its arguments. This program and the guest take
turns on the console: the guest prints "check: ready", and gets the name of the next check. After
the checks it reboots. The second boot ends in a power-off, so QEMU must exit. The status is 0 if
everything passed. One line says how it went. If it failed, the console's last lines follow.
"""

import argparse
import os
import re
import selectors
import subprocess
import sys
import time

# Kernel messages that nobody may cause: the kernel found an error, or a hart did not answer.
# "may not have stopped" is none of them. The kernel asks just once, and on a busy host a hart takes
# longer for its last instructions. A hart that does not stop can't be started.
BAD = re.compile(
    rb"WARNING: |BUG: |Oops|rcu: INFO|cut here|Kernel panic|soft lockup|"
    rb"failed to (come online|start)|Unable to handle|unhandled signal|System halted")

# A hart that was stopped and started must again do what it did before.
CHECKS = ["cpus", "clock", "counters", "perf", "fences", "protection", "code", "hotplug",
          "cpus", "counters", "perf", "fences"]
# Checks that a firmware is known to fail, by what the kernel says of it, and why.
KNOWN = {
    "perf": (rb"SBI implementation ID=0x1 Version=0x10001\b",
             "OpenSBI 1.1 does not start the counters of cycles and instructions"),
}
# For the second boot.
CHECKS_AGAIN = ["cpus", "clock", "counters"]


class Failure(Exception):
    pass


class Console:
    """QEMU and its serial port."""

    def __init__(self, command, log, limit):
        self.log = log
        self.text = b""  # all of the output
        self.place = 0  # where the search goes on
        self.end = time.monotonic() + limit
        self.qemu = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                     stderr=subprocess.STDOUT, bufsize=0)
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.qemu.stdout, selectors.EVENT_READ)

    def receive(self):
        """Returns false at the end of the output."""
        rest = self.end - time.monotonic()
        if rest <= 0 or not self.selector.select(rest):
            raise Failure("out of time")
        piece = os.read(self.qemu.stdout.fileno(), 65536)
        self.log.write(piece)
        self.text += piece
        return piece != b""

    def expect(self, pattern, what):
        """Waits for the pattern, and returns the match."""
        while True:
            match = re.compile(pattern).search(self.text, self.place)
            bad = BAD.search(self.text)
            if bad and b"\n" in self.text[bad.end():]:
                line = self.text[self.text.rfind(b"\n", 0, bad.start()) + 1:].split(b"\r")[0]
                raise Failure("the kernel said: " + line.decode(errors="replace"))
            if match:
                self.place = match.end()
                return match
            if not self.receive():
                raise Failure(f"QEMU ended before {what}, status {self.qemu.wait()}")

    def send(self, line):
        self.qemu.stdin.write(line.encode() + b"\n")

    def expect_exit(self):
        while self.receive():
            pass
        status = self.qemu.wait()
        if status != 0:
            raise Failure(f"QEMU ended with status {status}")


def pass_u_boot(console, options):
    """Types the boot at U-Boot's prompt. QEMU has put kernel and initramfs into memory."""
    console.expect(rb"Hit any key", "U-Boot's countdown")
    console.send("")
    size = os.path.getsize(options.initrd)
    for command in (f"setenv bootargs '{options.append}'",
                    f"booti {options.kernel_at} {options.initrd_at}:{size:x} ${{fdtcontroladdr}}"):
        console.expect(rb"\n=> ", "U-Boot's prompt")
        console.send(command)


def run_boot(console, options, checks):
    if options.u_boot:
        pass_u_boot(console, options)
    console.expect(rb"Linux version ", "the kernel began")
    console.expect(rb"check: ready\r?\n", "the first process was ready")
    for name in checks:
        pattern, reason = KNOWN.get(name, (None, None))
        if pattern and re.search(pattern, console.text):
            options.left_out[name] = reason
            continue
        console.send(name)
        result = console.expect(rb"check: (ok|FAILED) (\S+).*\n", f"the check {name}")
        if result.group(1) != b"ok" or result.group(2) != name.encode():
            raise Failure("\n".join(line.split("check: ")[1] for line in
                          console.text.decode(errors="replace").splitlines()[-5:]
                          if "check: " in line))
        console.expect(rb"check: ready\r?\n", f"the end of the check {name}")


def run(console, options):
    chosen = CHECKS if options.checks is None else options.checks
    run_boot(console, options, [name for name in chosen if name not in options.without])
    if options.checks is None:
        console.send("reboot")
        console.expect(rb"reboot: Restarting system", "the reboot")
        run_boot(console, options, CHECKS_AGAIN)
    console.send("poweroff")
    console.expect(rb"reboot: Power down", "the power-off")
    console.expect_exit()


def qemu_command(options):
    command = [*options.command, "-smp", str(options.harts), "-nographic", "-nic", "none"]
    if options.u_boot:
        command += ["-kernel", options.u_boot]
        for path, address in ((options.kernel, options.kernel_at),
                              (options.initrd, options.initrd_at)):
            command += ["-device", f"loader,file={path},addr={address},force-raw=on"]
    else:
        command += ["-kernel", options.kernel, "-initrd", options.initrd,
                    "-append", options.append]
    return command


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--harts", type=int, required=True)
    parser.add_argument("--kernel", required=True)
    parser.add_argument("--initrd", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--u-boot", help="goes between firmware and kernel")
    parser.add_argument("--limit", type=float, default=600, help="seconds")
    parser.add_argument("--checks", nargs="*", help="only these (or none), and no reboot")
    parser.add_argument("--without", nargs="*", default=[], help="leave these out")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    # The drivers that write the test device directly are off, so only the firmware can end or
    # reset the machine.
    options.append = (
        "console=ttyS0 ignore_loglevel panic=-1 oops=panic "
        "initcall_blacklist=syscon_poweroff_driver_init,syscon_reboot_driver_init "
        f"check_cpus={options.harts}")
    options.left_out = {}
    options.kernel_at = "0x84000000"
    options.initrd_at = "0x8a000000"
    return options


def main():
    options = parse()
    started = time.monotonic()
    with open(options.log, "wb") as log:
        console = Console(qemu_command(options), log, options.limit)
        try:
            run(console, options)
            failure = None
        except Failure as reason:
            failure = str(reason)
        finally:
            console.qemu.kill()
            console.qemu.wait()
    title = f"{options.harts} hart{'s' * (options.harts > 1)}, {time.monotonic() - started:.1f} s"
    if failure is None:
        left_out = [f"; left out {name}: {why}" for name, why in options.left_out.items()]
        print(f"ok {title}{''.join(left_out)}")
        return 0
    print(f"FAILED {title}: {failure}")
    for line in console.text.decode(errors="replace").splitlines()[-12:]:
        print("  |", line)
    print("the whole log:", options.log)
    return 1


sys.exit(main())
