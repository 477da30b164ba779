#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the cost of the device interfaces in the machine code.

cost.py <check> <root> <firmware or libgcc> <nm> <objdump> <compiler> <compiler flag>...
"""
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def run(*command):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr}")
    return done.stdout


def functions(objdump, file):
    """Name of each function and its instructions, without addresses and comments."""
    found, name = {}, None
    for line in run(objdump, "-d", "--no-show-raw-insn", file).splitlines():
        if head := re.match(r"[0-9a-f]+ <([\w.]+)>:", line):
            if not head.group(1).startswith("."):
                name = head.group(1)
                found[name] = []
        elif (body := re.match(r"\s+[0-9a-f]+:\s+([^#]*)", line)) and name:
            found[name].append(re.sub(r"\s+", " ", body.group(1)).strip())
    return found


def registers_cost_what_pointers_cost(_, __, ___, objdump, compiler, folder):
    run(*compiler, "-O2", "-c", HERE / "access.c", "-o", folder / "access.o")
    code = functions(objdump, folder / "access.o")
    pairs = [name for name in code if name.startswith("typed_")]
    for name in pairs:
        raw = "raw_" + name.removeprefix("typed_")
        if code[name] != code[raw]:
            sys.exit(f"{name} is {code[name]}\n{raw} is {code[raw]}")
    if len(pairs) < 6:
        sys.exit("too few functions compared")


def calls_become_direct(root, libgcc, _, objdump, compiler, folder):
    drivers = root / "hal/drivers"
    sources = [HERE / "direct.c", drivers / "ns16550.c", drivers / "ns16550_configure.c",
               drivers / "ns16550_read.c", drivers / "clint.c", drivers / "clint_deadline.c",
               root / "hal/divide.c", root / "hal/timer.c", root / "hal/linked/uart_read.c",
               drivers / "sifive_uart_read.c", drivers / "pl011_read.c",
               drivers / "opentitan_uart_read.c", drivers / "opentitan_timer_deadline.c",
               drivers / "aclint_mtimer_deadline.c", root / "hal/linked/timer_deadline.c"]
    run(*compiler, "-O2", "-flto", "-nostdlib", "-static", "-Wl,-e,cost_main", *sources,
        libgcc, "-o", folder / "direct.elf")
    code = functions(objdump, folder / "direct.elf")
    if "cost_main" not in code:
        sys.exit("there is no cost_main")
    # The driver itself calls its timer through a pointer if several ports share its code.
    for name, lines in code.items():
        if not name.startswith("cost_main"):
            continue
        indirect = [line for line in lines if re.match(r"(c\.)?(jalr|jr)\b", line)
                    and not re.match(r"(jr|jalr zero,) ?(0\()?ra", line)]
        if indirect:
            sys.exit(f"{name} calls through a pointer: {indirect}")


def what_is_not_used_is_not_there(_, firmware, nm, __, ___, ____):
    kinds = ("plic|imsic_irq_ops|irq_slot|cfi_|goldfish|sifive_gpio_ops|sifive_spi|sifive_wdog|"
             "spi_nor|sd_spi|ring|bitbang|sim_|watchdog")
    unused = re.findall(rf" \w (\w*(?:{kinds})\w*)$", run(nm, firmware), re.MULTILINE)
    unused = [name for name in unused if "string" not in name]
    if unused:
        sys.exit(f"linked into {firmware}, but unused: {unused}")


# What a driver's file links, by the calls of tests/cost/calls.c.
READING = {"read", "get_errors", "enable_irqs", "count_errors"}
DEADLINE = {"set_deadline", "cancel"}
LINKED_BY = {
    "hello": set(), "write": set(), "read": READING, "irqs": READING, "errors": READING,
    "configure": {"configure"}, "format": {"configure"},
    "deadline": DEADLINE, "cancel": DEADLINE,
}


def calls_link_what_they_need(_, firmware, nm, __, ___, ____):
    """calls_<call>.elf has those functions of drivers that the call needs, and no others."""
    wanted = LINKED_BY[pathlib.Path(firmware).stem.removeprefix("calls_")]
    # W is the count_errors that does nothing. lld lists weak references, w.
    linked = set(re.findall(
        r" [^Ww] (?:ns16550|sifive_uart|clint|aclint_mtimer|pl011|opentitan_uart|opentitan_timer)_"
        r"(configure|read|get_errors|enable_irqs|count_errors|set_deadline|cancel)$",
        run(nm, firmware), re.MULTILINE))
    # Not every driver counts errors.
    if linked | {"count_errors"} != wanted | {"count_errors"} or not linked <= wanted:
        sys.exit(f"{firmware} links {sorted(linked)} of its drivers, needs {sorted(wanted)}")


def main():
    check, root, firmware, nm, objdump, *compiler = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="rivet-") as folder:
        globals()[check](pathlib.Path(root), firmware, nm, objdump, compiler, pathlib.Path(folder))


main()
