#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""damage.py NM RIVET-RUN FIRMWARE: a panic is reported whatever any variable holds.

Overwrites each variable of the firmware in turn, with zeros, ones and random bytes. The variables
come from the symbol table. The hart's block and the interrupt stacks count as variables.
"""

import subprocess
import sys

SEEDS = (0, 1, 2, 3, 4)
EXPECTED = ("*** PANIC: store through a null pointer\n", "\n  build   ", "\n*** END OF PANIC\n")


def symbols(nm, firmware):
    """Returns {name: (address, size)}; symbols of the linker have no size."""
    found = {}
    lines = subprocess.run(
        [nm, "-S", firmware], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    for line in lines:
        fields = line.split()
        if len(fields) == 4 and fields[2] in "bBdDgGsS":
            found[fields[3]] = (int(fields[0], 16), int(fields[1], 16), True)
        elif len(fields) == 3:
            found[fields[2]] = (int(fields[0], 16), 0, False)
    return found


def variables(table):
    """Returns [(name, address, size)], for each range of addresses once."""
    ranges = {}
    first = table["rt_stack_guard"][0]
    last = table["rt_bss_end"][0]
    for name, (address, size, is_object) in table.items():
        if is_object and size > 0 and first <= address < last:
            ranges.setdefault((address, size), name)

    def between(name, first, last):
        ranges[table[first][0], table[last][0] - table[first][0]] = name

    between("hart block", "rt_boot_trap_stack_end", "rt_boot_tls")
    between("thread-local variables", "rt_boot_tls", "rt_boot_tls_end")
    between("interrupt stack", "rt_boot_irq_plain_start", "rt_boot_irq_plain_end")
    between("variables at once", "rt_noinit_start", "rt_bss_end")
    return [(name, address, size) for (address, size), name in sorted(ranges.items()) if size > 0]


def main():
    nm, rivet_run, firmware = sys.argv[1:]
    table = symbols(nm, firmware)
    failed = 0
    runs = 0
    for name, address, size in variables(table):
        for seed in SEEDS:
            run = subprocess.run(
                [rivet_run, "--timeout", "10", firmware],
                input=f"{address} {size} {seed}\n",
                capture_output=True,
                text=True,
                errors="replace",
            )
            runs += 1
            missing = [text for text in EXPECTED if text not in run.stdout]
            if (missing or run.returncode != 134) and failed < 10:
                print(f"{name} ({size} bytes at {address:#x}), seed {seed}: status "
                      f"{run.returncode}, missing {missing}")
                print(run.stdout[:2000], run.stderr)
            failed += bool(missing) or run.returncode != 134
    print(f"{runs} runs, {failed} without the whole report")
    return 1 if failed or runs < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
