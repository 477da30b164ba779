#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the SBI tests of kvm-unit-tests on a firmware.

conformance.py --source CHECKOUT --build FOLDER [options] [NAME=VALUE...]

Builds riscv/sbi.flat outside of the checkout and runs it once for each number of harts. NAME=VALUE
goes to the test's environment. It is for what only the firmware's author knows:

    SBI_SPEC_VERSION, SBI_IMPL_ID, SBI_IMPL_VERSION       what the base extension must return
    INVALID_ADDR              what no call may use; by default the first address behind the memory
    SBI_HAVE_FWFT_..., MISALIGNED_EXC_DELEG_RESET         see riscv/sbi-fwft.c

Prints each failure, and each skip with its reason. The status is 1 if a test failed, or if a run
did not come to its end.
"""

import argparse
import collections
import os
import re
import shutil
import subprocess
import sys

RESULT = re.compile(r"^(PASS|XPASS|FAIL|XFAIL|KFAIL|SKIP|ABORT|INFO): (.*?)\r?$")
# kvm-unit-tests counts these as unexpected.
BAD = {"FAIL", "XPASS", "ABORT"}
# This test reads the time, and then looks whether the interrupt has come. If the host takes the
# processor away between both, the time seems too short. It fails once in ten runs on a busy host.
# A run in which nothing else fails is repeated, up to this often, and says so.
RACE = re.compile("sbi: time: set_timer: timer delay honored")
REPEATS = 4
COMPILER = "riscv64-linux-gnu-gcc"


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--firmware", default="default", help="an ELF file, or QEMU's own")
    parser.add_argument("--harts", default="1 2 4 8")
    parser.add_argument("--qemu", default="qemu-system-riscv64")
    parser.add_argument("--cpu", default="rv64")
    parser.add_argument("--limit", type=float, default=300, help="seconds for each run")
    parser.add_argument("environment", nargs="*", metavar="NAME=VALUE")
    options = parser.parse_args()
    if options.firmware != "default" and not os.path.exists(options.firmware):
        sys.exit(f"conformance.py: there is no firmware {options.firmware}")
    return options


def build(options):
    """Returns the path of the test's image."""
    if shutil.which(COMPILER) is None:
        sys.exit(f"conformance.py: kvm-unit-tests needs {COMPILER}: "
                 "install the package gcc-riscv64-linux-gnu")
    os.makedirs(options.build, exist_ok=True)
    configure = os.path.join(os.path.abspath(options.source), "configure")
    target = "riscv/sbi.flat"
    for command in ([configure, "--arch=riscv64", "--cross-prefix=riscv64-linux-gnu-"],
                    ["make", "-j2", target]):
        done = subprocess.run(command, cwd=options.build, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        if done.returncode != 0:
            sys.exit(f"{done.stdout}\nconformance.py: could not build kvm-unit-tests")
    return os.path.join(options.build, target)


def choose_identity(options):
    """Returns what the CPU's registers have. Later QEMUs can be told, and have 0 else."""
    text = subprocess.run([options.qemu, "--version"], text=True, stdout=subprocess.PIPE,
                          check=True).stdout
    major, minor, micro = map(int, re.search(r"version (\d+)\.(\d+)\.(\d+)", text).groups())
    if (major, minor) < (8, 1):
        number = major << 16 | minor << 8 | micro
        return {"MVENDORID": 0, "MARCHID": number, "MIMPID": number}
    identity = {"mvendorid": 0x12345678, "marchid": 0x123456789abcdef, "mimpid": 0xfedcba987654321}
    options.cpu += "".join(f",{name}={value:#x}" for name, value in identity.items())
    return {name.upper(): value for name, value in identity.items()}


def write_environment(options):
    given = dict(pair.split("=", 1) for pair in options.environment)
    environment = {
        # Microseconds. A busy host lets the harts of QEMU wait for longer than the defaults.
        "SBI_TIMER_MARGIN": 2000000,
        "SBI_IPI_TIMEOUT": 2000000,
        "SBI_HSM_TIMER_DURATION": 2000000,
        "SSE_EVENT_COMPLETE_TIMEOUT": 2000000,
        # The value after reset that the specification demands.
        "MISALIGNED_EXC_DELEG_RESET": 0,
        **choose_identity(options),
        **given,
    }
    if "INVALID_ADDR" not in given:
        # The first address behind the memory.
        environment["INVALID_ADDR_AUTO"] = "y"
    path = os.path.join(options.build, "environment")
    with open(path, "w") as stream:
        stream.writelines(f"{name}={value}\n" for name, value in environment.items())
    return path


def run(options, image, environment, harts):
    """Returns the output, and what went wrong with the run itself, or None."""
    # The tests of high addresses need memory above 4 GiB. It begins at 2 GiB.
    command = [options.qemu, "-nodefaults", "-nographic", "-serial", "stdio", "-no-reboot",
               "-machine", "virt", "-cpu", options.cpu, "-m", "3G", "-smp", str(harts),
               "-bios", options.firmware, "-kernel", image, "-initrd", environment]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=options.limit)
    except subprocess.TimeoutExpired as late:
        return (late.stdout or b"").decode(errors="replace"), "it was still running at the limit"
    output = done.stdout.decode(errors="replace")
    if "SUMMARY: " not in output:
        return output, "it ended without a summary"
    if done.returncode != 0:
        return output, f"QEMU ended with status {done.returncode}"
    return output, None


def results(output):
    """Each result with the lines of information that follow it: (kind, text, [line])."""
    found = []
    for line in output.splitlines():
        match = RESULT.match(line)
        if match and match.group(1) == "INFO":
            if found:
                found[-1][2].append(match.group(2))
        elif match:
            found.append((match.group(1), match.group(2), []))
    return found


def report(harts, output, trouble):
    """Prints one run's failures. Returns whether it passed, and all results."""
    found = results(output)
    kinds = collections.Counter(kind for kind, _, _ in found)
    failed = sum(kinds[kind] for kind in BAD)
    expected = kinds["XFAIL"] + kinds["KFAIL"]
    print(f"{harts} harts: {kinds['PASS']} passed, {failed} failed, {kinds['SKIP']} skipped"
          + (f", {expected} known or expected failures" if expected else ""))
    for kind, text, more in found:
        if kind in BAD:
            print(f"  {kind} {text}", *(f"       {line}" for line in more), sep="\n")
    if trouble or not kinds["PASS"]:
        print(f"  FAIL the run: {trouble or 'no test passed'}; its last lines:")
        for line in output.splitlines()[-8:]:
            print("  |", line.rstrip())
    return not failed and not trouble and kinds["PASS"] > 0, found


def list_all(title, kinds, runs):
    """Prints each text once, with the numbers of harts at which it occurred."""
    where = collections.defaultdict(list)
    for harts, found in runs.items():
        for text in dict.fromkeys(text for kind, text, _ in found if kind in kinds):
            where[text].append(str(harts))
    if where:
        print(f"{title}:")
    for text, harts in sorted(where.items()):
        print(f"  {text} (harts: {' '.join(harts)})")


def run_fairly(options, image, environment, harts):
    """Runs, and repeats the run if only the race was lost. Returns as run()."""
    for _ in range(REPEATS):
        output, trouble = run(options, image, environment, harts)
        failures = [text for kind, text, _ in results(output) if kind in BAD]
        if trouble or not failures or not all(map(RACE.match, failures)):
            break
        print(f"{harts} harts: repeated, because of the race in: {failures[0]}")
    return output, trouble


def main():
    options = parse()
    image = build(options)
    environment = write_environment(options)
    runs = {}
    passed = True
    for harts in map(int, options.harts.replace(",", " ").split()):
        output, trouble = run_fairly(options, image, environment, harts)
        with open(os.path.join(options.build, f"{harts}-harts.log"), "w") as log:
            log.write(output)
        good, runs[harts] = report(harts, output, trouble)
        passed = passed and good
    list_all("failures that kvm-unit-tests knows of or expects", {"KFAIL", "XFAIL"}, runs)
    list_all("skipped", {"SKIP"}, runs)
    return 0 if passed and runs else 1


sys.exit(main())
