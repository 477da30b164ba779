# SPDX-License-Identifier: MIT
"""rivet-svd --check: sifive_e agrees with the FE310's file, and no difference goes unseen.

check.py <rivet-svd> <Rivet's folder> <scratch folder> <compiler with its options>...

Each case changes one fact of the SVD file, of a driver or of the map. The output must name it.
"""
import pathlib
import shlex
import shutil
import subprocess
import sys

TOOL, RIVET, SCRATCH = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
COMPILERS = sys.argv[4:]
SVD, MAP = "fe310.svd", "hal/boards/sifive_e/svd.map"
WDOG, UART, BOARD = "hal/drivers/sifive_wdog.c", "hal/drivers/sifive_uart.h", (
    "hal/boards/sifive_e/board.h")

# File, text, replacement, what the output must say.
CASES = (
    (SVD, "<baseAddress>0x10013000", "<baseAddress>0x10014000",
     ("BOARD_UART0_BASE is 0x10013000", "address of UART0 is 0x10014000", "board.h:")),
    (SVD, "<name>UART0</name><value>3", "<name>UART0</name><value>5",
     ("BOARD_UART0_IRQ is 3", "interrupt UART0 is 5")),
    (SVD, "<name>div</name><addressOffset>0x18", "<name>div</name><addressOffset>0x1C",
     ("struct sifive_uart_regs.div is at 0x10013018", "UART0.div is at 0x1001301c")),
    (SVD, "<name>div</name>", "<name>div</name><size>16</size>",
     ("sifive_uart_regs.div has 32 bits", "UART0.div has 16 bits")),
    (SVD, "<name>drive</name>", "<name>drive</name><access>read-only</access>",
     ("sifive_gpio_regs.drive is rw", "GPIO0.drive is ro")),
    (SVD, "<name>drive</name>", "<name>drive[%s]</name><dim>2</dim><dimIncrement>0</dimIncrement>",
     ("elements overlap",)),
    (SVD, "<name>claim</name>", "<name>complete</name>", ("has no 'claim'",)),
    (SVD, "<bitRange>[28:28]", "<bitRange>[27:27]",
     ("CONFIG_IS_PENDING is 0x10000000", "mask of WDOG.wdogcfg.cmpip is 0x8000000")),
    (SVD, "<name>Watchdog</name><value>2", "<name>Watchdog</name><value>3",
     ("CAUSE_IS_THE_WATCHDOG is 0x200", "is 0x300")),
    (SVD, "0x51F15E", "0x51F15F", ("KEY is 0x51f15e", "is 0x51f15f")),
    (SVD, "<dim>53", "<dim>52", ("BOARD_PLIC_SOURCES is 52", "is 51")),
    (SVD, "<addressOffset>0x144", "<addressOffset>0x140",
     ("sifive_wdog_regs.cause is at 0x10000144", "PMU.pmucause is at 0x10000140")),
    (SVD, "<name>wdogfeed</name>", "<name>wdogfeed</name><access>write-only</access>",
     ("feed: there is no difference in access: remove the excuse",)),
    (WDOG, "reg_rw32 compare;", "reg_rw32 limit;", ("svd.map:", "no member named 'compare'")),
    (WDOG, "reg_ro32 cause;", "reg_ro32 cause;\n    reg_rw32 more;",
     ("no line names the bytes 0x148 to 0x14b of struct sifive_wdog_regs",)),
    (UART, "SIFIVE_UART_MAX_DIV = 0xffff", "SIFIVE_UART_MAX_DIV = 0xfff",
     ("SIFIVE_UART_MAX_DIV is 0xfff,", "is 0xffff")),
    (UART, "reg_rw32 rxdata;\n    reg_rw32 txctrl;", "reg_rw32 txctrl;\n    reg_rw32 rxdata;",
     ("sifive_uart_regs.rxdata is at 0x10013008", "sifive_uart_regs.txctrl is at 0x10013004")),
    (BOARD, "BOARD_GPIO_IRQ = 8", "BOARD_GPIO_IRQ = 8 + 1", ("BOARD_GPIO_IRQ is 9",)),
    (BOARD, "    BOARD_LED_RED", "    BOARD_SPI_BASE = 1,\n    BOARD_LED_RED",
     ("no line names BOARD_SPI_BASE",)),
    (MAP, "drive = drive\n", "", ("no line names the bytes 0x14 to 0x17 of struct sifive_gpio",)),
    (MAP, "drive = drive\n", "drive = pullup\n", ("GPIO0.pullup is at 0x10012010",)),
    (MAP, "drive = drive\n", "drive == drive\n", ("is not understood",)),
    (MAP, "interrupt WDOG", "vector of WDOG", ("'vector of WDOG' is not understood",)),
    (MAP, "BOARD_WDOG_IRQ = interrupt WDOG", "BOARD_WDOG_IRQ = interrupt GPIO0",
     ("'GPIO0' has 2 interrupts",)),
)


def check(compiler):
    """The status and the output."""
    done = subprocess.run([TOOL, SVD, "--check", MAP, "--cc", compiler,
                           *(f"-I{folder}" for folder in (
                               "hal/include", "hal/include/target", "hal/drivers", "src/include"))],
                          cwd=SCRATCH, text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def mistakes(file, before, after, expected):
    """What is wrong with the answer to a change."""
    path = SCRATCH / file
    text = path.read_text(encoding="utf-8")
    if text.count(before) != 1:
        yield f"{file} has {text.count(before)} of: {before}"
    path.write_text(text.replace(before, after), encoding="utf-8")
    status, output = check(COMPILERS[0])
    path.write_text(text, encoding="utf-8")
    if status == 0 or "Traceback" in output:
        yield f"{file}: {before} -> {after}: status {status}: {output}"
    yield from (f"{file}: {before} -> {after}: no '{wanted}' in: {output}" for wanted in expected
                if wanted not in output.replace("\u2018", "'").replace("\u2019", "'"))


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    for folder in ("hal/include", "hal/drivers", "hal/boards/sifive_e", "src/include"):
        shutil.copytree(RIVET / folder, SCRATCH / folder)
    shutil.copy(pathlib.Path(__file__).resolve().parent / SVD, SCRATCH)
    found = []
    for compiler in COMPILERS:
        status, output = check(compiler)
        if status or "45 registers and 39 constants agree" not in output:
            found.append(f"{shlex.split(compiler)[0]}: {output}")
    for case in CASES:
        found += mistakes(*case)
    if found:
        sys.exit("\n".join(found))
    print(f"{len(CASES)} differences are reported")


main()
