#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Seeds errors into the sources and counts those that the tests notice. See ci/mutate.sh.

An error is one change of a token or statement. It is made in a copy of the tree, whose builds are
incremental. Each area has stages of a preset, targets and tests, the fastest first. An error is
noticed by the first test that fails, by a build that fails after compiling, or by a stage that
takes too long. An error that does not compile does not count.
"""
import argparse
import contextlib
import functools
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

from steps import BUILD, ROOT, SIGNALS, Runner, adopt_orphans, allow_signals, with_compiler_cache

WANTED = 0.97
TEST_SECONDS = 120  # of a test that has no limit of its own
STAGE_SECONDS = 900


@dataclass(frozen=True)
class Stage:
    """Tests of a preset that match a regular expression, or have a label."""

    preset: str
    targets: tuple = ()  # none: all
    tests: str = ""
    label: str = ""

    def selection(self):
        return (["-R", self.tests] if self.tests else []) + (["-L", self.label] if self.label
                                                             else [])


def host(names, more="", targets=""):
    """Host tests, and firmware tests that also run on the host."""
    built = [f"host_{name}" for name in names.split()] + targets.split()
    parts = [rf"host\.({'|'.join(names.split())})$"] + ([more] if more else [])
    return Stage("host", tuple(built), f"^({'|'.join(parts)})")


def firmware(names, more="", preset="virt-rv64", targets=""):
    """All cases of test firmware."""
    parts = [rf"({'|'.join(names.split())})\."] + ([more] if more else [])
    return Stage(preset, tuple(names.split() + targets.split()), f"^({'|'.join(parts)})")


def headers(names):
    """Public headers, which have inline functions."""
    return [f"src/include/rt/{name}.h" for name in names.split()]


QUICK = Stage("virt-rv64", label="quick")
FAULTS = "faults_memory faults_code faults_stack faults_library"
IRQ = ("irq_plain irq_nesting irq_nesting_any irq_default irq_sources irq_sources_foreign "
       "irq_local irq_float irq_foreign irq_naked irq_count_plain irq_plain_one_entry "
       "irq_nesting_one_entry irq_count_direct")
HARTS = ("hart_2 hart_4 hart_sync hart_absent hart_call hart_wake boot_hart_0 boot_hart_2 "
         "hart_boot_2")
HEAP = "heap heap_misuse pool malloc malloc_checked malloc_first"
# What the tests labelled runner start.
RUNNER = tuple("lies lies_bare lies_bios lies_frames lies_noisy reads reads_bare stale_version "
               "stale_build early echo echo_semihosting endless exits hello lines framework "
               "framework_bare labels next_stage no_cases owns_main callers_faults callers_panics "
               "serial_baud serial_described serial_image serial_panics rivet_plain_object "
               "rivet_run_posix".split())
GDB = ("gdb_fault", "gdb_handler", "gdb_handler_any", "gdb_contexts", "gdb_modes")
HAL_HOST = ("timer ns16550 ns16550_configure pl011 clint aclint_mtimer opentitan_timer sifive_test "
            "ring uart_ring plic aplic imsic imsic_rv32 xh3irq "
            "spi_nor sd_spi cfi_flash bitbang_i2c bitbang_spi "
            "sifive_spi sifive_gpio sifive_uart opentitan_uart sifive_wdog sifive_prci "
            "rp2350_clocks rp2350_sio goldfish_rtc zkr_entropy virtio_blk virtio_blk_cached_64 "
            "virtio_rng virtio_rng_cached_64 dma_zero mmio record shorthand")

# Area: its files, and its stages.
LOG = tuple("order_log log_alone log_exits_handler log_exits_hart log_exits_no_report "
            "log_exits_panic log_fails log_kinds log_kinds_console log_kinds_semihosting "
            "log_level_debug log_level_empty log_level_error log_level_none log_library_idle "
            "log_library_memory log_library_now log_noise log_recorder log_reported "
            "log_storm_harts_idle log_storm_harts_interrupt log_storm_harts_now log_storm_idle "
            "log_storm_interrupt log_storm_now".split())
AREAS = {
    "hal": (["hal/*.[ch]", "hal/dma/*.c", "hal/drivers/*.[ch]", "hal/include/hal/*.h",
             "hal/include/target/hal/*.h", "hal/boards/virt/*.c"], [
        host(HAL_HOST),
        Stage("host", ("fuzz_drivers",), r"^fuzz\.drivers"),
        firmware("hal_virt hal_virtio_legacy hal_virtio_modern hal_virtio_faults hal_zkr hal_irq "
                 "hal_board hal_ring time start console irq_sources", r"order\.",
                 targets="order"),
        QUICK,
        firmware("hal_sifive_u hal_board hal_irq hal_gpio_irq hal_no_card", preset="sifive_u"),
        firmware("hal_sifive_e hal_board hal_irq hal_gpio_irq", preset="sifive_e"),
        firmware("hal_board hal_irq time", preset="opentitan"),
        firmware("hal_board hal_irq", preset="virt-rv64-aplic"),
        firmware("hal_board hal_irq", preset="virt-rv64-imsic")]),
    "lib/fdt": (["lib/fdt/*.[ch]", "lib/fdt/include/fdt/*.h"], [
        host("fdt_append fdt_damaged fdt_find fdt_reserve fdt_structure fdt_values fdt_walk "
             "fdt_write"),
        Stage("host", ("fdt_print",), r"^fdt\."),
        Stage("host", ("fuzz_fdt",), r"^fuzz\.fdt")]),
    "lib/sbi": (["lib/sbi/*.[chS]", "lib/sbi/include/sbi/*.h"], [
        host("sbi_access sbi_fwft sbi_rdtime_rv32 sbi_rdtime_rv64"),
        Stage("virt-rv64", ("rivet-sbi", "sbi_suite", "sbi_tree", "sbi_hostile", "sbi_two_harts",
                            "sbi_flash", "sbi_next", "sbi_faults", "sbi_fault"),
              r"^(sbi\.(suite|tree|next|hostile_1|fault)|order_sbi\.)")]),
    "src/alarm": (["src/alarm/*", *headers("alarm")], [
        Stage("host", ("alarm_heap",), "^alarm_heap"),
        firmware("sleep timer_clint alarm alarm_users alarm_first alarm_harts timer_rearm watchdog "
                 "watchdog_any watchdog_lower watchdog_harts", targets="watchdog_stuck"), QUICK]),
    "src/arch": (["src/arch/*", *headers("csr detail/csr_probe semihosting")], [
        firmware("trap_handlers trap_in_interrupt start console_semihosting protect_any_open "
                 "protect_any_whitelist faults_no_pmp"), QUICK]),
    "src/base": (["src/base/*", *headers("format frame stack")], [
        host("frame panic_death", r"frame\.", "frame"),
        firmware(f"console framework frame faults_large faults_pattern_off stack_marks {FAULTS}",
                 targets="stack_marks_off"),
        QUICK]),
    "src/console": (["src/console/*", *headers("console")], [
        host("console_semihosting"),
        firmware("console console_semihosting console_stuck frame framework",
                 r"exit\.atexit|runner\.lines_(are|end|that)",
                 targets="farewell echo echo_semihosting endless lies lines reads"), QUICK]),
    "src/context": (["src/context/*", "src/pmp/movable.*", "src/pmp/relock.c",
                     *headers("context")], [
        firmware("contexts contexts_direct contexts_harts contexts_guard_mprv contexts_guard_off "
                 "contexts_guard_no_pmp contexts_guard_rlb", targets="contexts_confused"),
        firmware("contexts", preset="virt-rv64-rv64gc"),
        Stage("virt-rv64", ("gdb_contexts", "order_contexts"),
              r"backtrace_inside_a_switch|order_contexts"),
        QUICK]),
    "src/entry": (["src/entry/*"], [
        firmware(IRQ), firmware("irq_float irq_nesting", preset="virt-rv64-rv64gc"),
        firmware("irq_float irq_plain", preset="virt-rv64-debug"),
        Stage("virt-rv64", GDB, r"^gdb\.backtrace"), QUICK]),
    "src/exit": (["src/exit/*"], [firmware("start console framework framework_bare lies",
                                           r"exit\.a_minimal",
                                           targets="minimal_trap_once minimal_trap_twice"),
                                  Stage("virt-rv64", RUNNER, label="runner"),
                                  QUICK]),
    "src/hart": (["src/hart/*", "src/hart/*/*",
                  *headers("board hart lock queue detail/hart_block")], [
        firmware(f"{HARTS} timer_clint panic_harts panic_harts_bare tls_24_40_aligned_8_neighbours "
                 "tls_40_24_aligned_16_neighbours_harts", r"order\.", targets="order"), QUICK]),
    "src/heap": (["src/heap/*", *headers("heap pool")], [
        Stage("host", ("heap", "heap_misuse", "pool"), r"^(heap|heap_misuse|pool)\."),
        Stage("host", ("heap_soak", "heap_fragmentation", "fuzz_heap_built"), r"^host\.heap"),
        firmware(HEAP + " heap_harts"), firmware("heap malloc pool", preset="virt-rv32"), QUICK]),
    "src/irq": (["src/irq/*", *headers("critical interrupt")], [
        firmware(IRQ + " hart_call boot_hart_2"),
        firmware("hart_sync", preset="virt-rv64-debug"), QUICK]),
    "src/libc": (["src/libc/*"], [
        firmware("atomic_functions hart_sync malloc malloc_checked faults_ubsan faults_library "
                 "posix files"), QUICK,
        Stage("virt-rv64", tests=r"^outside\..*cxx")]),
    "src/log": (["src/log/*", *headers("log detail/log*")], [
        Stage("virt-rv64", LOG, r"^log\.|order_log"), Stage("virt-rv32", LOG, r"^log\."),
        Stage("virt-rv64", ("gdb_log", "core_log"), r"rivet_log|core_log"),
        Stage("virt-rv64", tests=r"^outside\.cxx"), QUICK]),
    "src/mode": (["src/mode/*", *headers("mode_setup program*")], [
        firmware("mode_setup mode_setup_no_sstc mode_setup_no_s mode_setup_none mode_setup_old "
                 "mode_setup_zkr"),
        firmware("program_user program_supervisor program_user_smepmp program_user_harts",
                 r"^(program_(panic|stop|room|locked|oddity|report)|attack|examples\.tinyos|"
                 r"gdb\.backtrace_inside_a_mode)",
                 targets="program_panic_full program_panic_host program_stop program_room "
                         "program_locked program_oddity program_report_call "
                         "program_report_return attack attack_smepmp tinyos tinyos-harts "
                         "gdb_modes"),
        firmware("program_user", preset="virt-rv64-rv64gc")]),
    "src/panic": (["src/panic/*", *headers("dump panic")], [
        host("panic_death dump_block"),
        firmware(f"{FAULTS} panic_harts last_panic last_panic_unheard core_file core_file_harts "
                 "console_stuck faults_large faults_large_harts faults_pattern_off stack_marks "
                 "panic_unfilled faults_third dead_clint_0xf0000000",
                 r"order\.|faults_start\.|runner\.callers|runner\.panics|names\.|damage_1",
                 targets="faults_start_ON faults_start_OFF faults_start_ON_host warm_reset "
                         "refused start_smrnmi "
                         "core_file_nowhere early lies order callers_faults callers_panics "
                         "stack_marks_off own_names damage_1_full damage_1_host"),
        QUICK]),
    "src/pmp": (["src/pmp/*", *headers("protect regions")], [
        host("protect protect_ram_text pmp_plan_cases"),
        host("protect_any protect_any_ram_text protect_any_pages"), host("pmp_plan"),
        firmware("pmp_plan faults_no_pmp faults_undeclared protect_any_open protect_any_page "
                 "protect_taken protect_any_harts protect_loader faults_harts_2 "
                 "program_user program_rights program_rights_smepmp program_user_harts "
                 "program_harts_smepmp "
                 f"faults_pattern_harts_no_pmp trap_handlers {FAULTS}"), QUICK,
        firmware("pmp_plan faults_undeclared protect_any_page protect_taken",
                 preset="virt-rv32")]),
    "src/start": (["src/start/*"], [
        firmware("start start_data_1 start_data_3 start_data_127 start_data_257 "
                 "start_data_one_round start_among_other_harts start_unprotected last_panic "
                 "faults_undeclared boot_args boot_args_copied",
                 r"faults_start\.|exit\.(main_gets_no_arguments|constructors)",
                 targets="faults_start_ON faults_start_OFF faults_start_ON_host warm_reset "
                         "refused start_smrnmi "
                         "main_gets_no_arguments main_gets_no_arguments_minimal "
                         "constructors_run_minimal"),
        QUICK]),
    "src/test": (["src/test/*.c", "src/test/*.h", *headers("detail/test")], [
        Stage("host", ("framework",), r"^framework\."),
        firmware("framework framework_bare"),
        Stage("virt-rv64", RUNNER, label="runner"), QUICK]),
    "src/trap": (["src/trap/*", *headers("trap trap_frame")], [
        firmware("trap_handlers trap_handlers_unprotected trap_in_interrupt trap_foreign "
                 f"interrupted faults_pattern_off {FAULTS}",
                 r"exit\.a_minimal", targets="minimal_trap_once minimal_trap_twice"),
        Stage("virt-rv64", GDB, r"^gdb\.backtrace"), QUICK]),
    "rivet-run": (["tools/rivet-run/*.[ch]", "tools/rivet-run/host/*.c"], [
        Stage("host", tests=r"^(runner|framework)\."),
        Stage("virt-rv64", ("gdb_heap",), r"^gdb\.size"),
        Stage("virt-rv64", LOG, r"^log\."),
        Stage("virt-rv64", RUNNER, label="runner"), QUICK]),
}


@dataclass(frozen=True)
class Mutant:
    """One error: the characters from start to end of a file become the text."""

    file: str
    start: int
    end: int
    text: str
    kind: str


# Reading sources

MASKED = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|'
                    r"^[ \t]*#[^\n\\]*(?:\\\n[^\n\\]*)*|static_assert\s*\([^;]*;", re.S | re.M)


def masked(text):
    """The text with spaces for comments, strings, directives and static assertions."""
    return MASKED.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def closing(text, at):
    """The position of the bracket that closes the one at a position; -1 if there is none."""
    depth = 0
    for i in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return -1


# Errors. Each function yields the start, the end and the text of each that it can make in C.

COMPARISONS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
RETURNS = {"true": "false", "false": "true", "HAL_OK": "HAL_ERR_IO", "0": "-1", "NULL": None}


def turned_condition(_, code):
    for found in re.finditer(r"\b(?:if|while) (\()", code):
        end = closing(code, found.start(1))
        if end > 0:
            yield found.start(1), end + 1, f"(!{code[found.start(1):end + 1]})"


def shifted_comparison(_, code):
    for found in re.finditer(r" (<|<=|>|>=|==|!=) ", code):
        yield found.start(1), found.end(1), COMPARISONS[found[1]]


def swapped_logic(_, code):
    for found in re.finditer(r" (&&|\|\|)(?=\s)", code):
        yield found.start(1), found.end(1), "||" if found[1] == "&&" else "&&"


def other_arithmetic(_, code):
    turned = {"+": "-", "-": "+", "<<": ">>", ">>": "<<", "&": "|", "|": "&", "+=": "-=",
              "-=": "+=", "&=": "|=", "|=": "&="}
    for found in re.finditer(r"(?<=[\w)\]]) (\+|-|<<|>>|&|\||\+=|-=|&=|\|=) ", code):
        yield found.start(1), found.end(1), turned[found[1]]


# An array may have an element more.
DIMENSION = re.compile(r"\s*(?:(?:static|const|volatile|struct|unsigned) )*\w+ \**\w+(\[\w+\])*\[$")


def other_constant(_, code):
    for found in re.finditer(r"(?<![\w.])(0x[0-9a-fA-F]+|\d+)([uUlL]*)\b(?!\.)", code):
        around = code[max(found.start() - 1, 0):found.end() + 1]
        if around == "{0}":
            continue
        if found[1].startswith("0x"):
            value = int(found[1], 16)
            low = value & -value
            yield found.start(1), found.end(1), hex(value ^ (low or 1))
            yield found.start(1), found.end(1), hex(value | (value + 1))
        else:
            if not DIMENSION.match(code[code.rfind("\n", 0, found.start()) + 1:found.start()]):
                yield found.start(1), found.end(1), str(int(found[1]) + 1)
            if int(found[1]) > 1:
                yield found.start(1), found.end(1), str(int(found[1]) - 1)


def deleted_statement(_, code):
    """A call, an assignment, ++ or --; no declaration."""
    first = r"(?:\(void\))?!?(?!return\b|goto\b|break\b|continue\b|typedef\b|case\b|else\b)"
    for found in re.finditer(rf"^[ ]{{4,}}({first}[*(]*\w[\w.>\[\]()*&+ -]*?"
                             r"(?:\(| [-+|&^]?= |\+\+;|--;))", code, re.M):
        start = found.start(1)
        if re.match(r"[\w*]+ +\**\w+(\[\w*\])* = |(if|while|for|switch|do)\b|"
                    r"(static|const|struct|unsigned|enum)\b", code[start:]):
            continue
        end = code.find(";", start)
        depth = code.count("(", start, end) - code.count(")", start, end)
        if end > 0 and depth == 0 and "{" not in code[start:end]:
            yield start, end + 1, ""


def other_return(_, code):
    for found in re.finditer(r"\breturn ([^;]+);", code):
        value = found[1]
        if value in RETURNS:
            text = RETURNS[value]
        elif re.fullmatch(r"HAL_ERR_\w+", value):
            text = "HAL_OK"
        else:
            text = "0"
        if text is not None:
            yield found.start(1), found.end(1), text


def dropped_order(text, _):
    for found in re.finditer(r"[ \t]*__asm__ volatile\(\"fence[^;]*;|"
                             r"^[ \t]*__atomic_(?:thread|signal)_fence\([^;]*;|"
                             r"^    fence[^\n]*", text, re.M):
        yield found.start(), found.end(), ""
    for found in re.finditer(r"__ATOMIC_(?:ACQUIRE|RELEASE|ACQ_REL|SEQ_CST)", text):
        yield found.start(), found.end(), "__ATOMIC_RELAXED"


C_KINDS = {
    "turned condition": turned_condition,
    "shifted comparison": shifted_comparison,
    "swapped && and ||": swapped_logic,
    "other operator": other_arithmetic,
    "other constant": other_constant,
    "deleted statement": deleted_statement,
    "other return value": other_return,
    "dropped order": dropped_order,
}

BRANCHES = {"beq": "bne", "blt": "bge", "bltu": "bgeu", "bgt": "ble", "bgtu": "bleu",
            "beqz": "bnez", "bltz": "bgez", "bgtz": "blez"}
BRANCHES |= {turned: branch for branch, turned in BRANCHES.items()}


def turned_branch(_, code):
    for found in re.finditer(r"^\s+(b\w+) ", code, re.M):
        if found[1] in BRANCHES:
            yield found.start(1), found.end(1), BRANCHES[found[1]]


def deleted_instruction(_, code):
    for found in re.finditer(r"^    ([A-Za-z\\][\w.\\]*(?: [^\n;]*)?)$", code, re.M):
        yield found.start(1), found.end(1), ""


def other_immediate(_, code):
    for found in re.finditer(r"^    [a-z]\w* [^\n]*?(?<![\w.])(0x[0-9a-f]+|\d+)\b(?!\()", code,
                             re.M):
        value = int(found[1], 0)
        yield found.start(1), found.end(1), str(value + 1)


S_KINDS = {
    "turned condition": turned_branch,
    "deleted statement": deleted_instruction,
    "other constant": other_immediate,
    "dropped order": dropped_order,
}


@functools.cache
def source(file):
    """The text of a file. It is read once, so the caller's tree may change meanwhile."""
    return (ROOT / file).read_text(encoding="utf-8")


def errors_in(file):
    """All errors that can be made in a file."""
    text = source(file)
    code = masked(text)
    kinds = S_KINDS if file.endswith(".S") else C_KINDS
    return [Mutant(file, *error, kind) for kind, make in kinds.items()
            for error in make(text, code)]


def shown(mutant):
    """The line number, and the lines before and after the change, without spaces around them."""
    text = source(mutant.file)
    start = text.rfind("\n", 0, mutant.start) + 1
    end = text.find("\n", mutant.end)
    before = text[start:end]
    after = text[start:mutant.start] + mutant.text + text[mutant.end:end]
    return (text.count("\n", 0, mutant.start) + 1, " ".join(before.split()),
            " ".join(after.split()))


def equivalents():
    """Pairs of a file and a change that ci/mutants.txt lists."""
    listed = set()
    file = before = None
    for line in (ROOT / "ci/mutants.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "  ")) or not line:
            continue
        if line.startswith("-"):
            before = " ".join(line[1:].split())
        elif line.startswith("+"):
            listed.add((file, before, " ".join(line[1:].split())))
        else:
            file = line.strip()
            if not (ROOT / file).exists():
                sys.exit(f"ci/mutants.txt: there is no {file}")
    return listed


def files_of(names):
    """Each file of the areas, folders and files that are named, and the area of each."""
    found = {}
    for area, (patterns, _) in AREAS.items():
        for pattern in patterns:
            for path in sorted(ROOT.glob(pattern)):
                file = path.relative_to(ROOT).as_posix()
                wanted = not names or any(
                    name.rstrip("/") in (area, file) or area.startswith(name.rstrip("/") + "/") or
                    file.startswith(name.rstrip("/") + "/") for name in names)
                if wanted and path.suffix in (".c", ".h", ".S"):
                    found.setdefault(file, area)
    return found


def chosen(files, seed):
    """Yields errors without end of the list: a kind at random, then one of its errors."""
    generator = random.Random(seed)
    by_kind = {}
    for file in files:
        for mutant in errors_in(file):
            by_kind.setdefault(mutant.kind, []).append(mutant)
    while by_kind:
        kind = generator.choice(sorted(by_kind))
        yield by_kind[kind].pop(generator.randrange(len(by_kind[kind])))
        if not by_kind[kind]:
            del by_kind[kind]


# Running

class Quiet(Runner):
    """A runner that keeps the output for itself and gives up after a time."""

    def quietly(self, command, folder, env, limit):
        """Returns the status, None if the time was up, and the output."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        with subprocess.Popen(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, start_new_session=True,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                preexec_fn=allow_signals) as process:
            self.group = process.pid
            allow_signals()
            try:
                output, _ = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                self.end()
                output, _ = process.communicate()
                return None, output
        self.group = None
        return process.returncode, output


class Copy:
    """A copy of the tree with builds of its own."""

    def __init__(self, runner, jobs):
        self.runner, self.jobs = runner, jobs
        self.env = dict(os.environ)
        if "CMAKE_C_COMPILER_LAUNCHER" not in self.env:
            self.env = with_compiler_cache()
        self.sound = set()
        self.configured = set()
        number = 1
        while True:
            self.folder = BUILD / f"mutate-{number}"
            with contextlib.suppress(FileExistsError):
                self.folder.mkdir(parents=True)
                break
            number += 1
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], cwd=ROOT, capture_output=True, check=True)
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.folder / name)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *command):
        return self.runner.quietly([str(word) for word in command], self.folder, self.env,
                                   STAGE_SECONDS)

    def build(self, stage):
        """Returns the status and the output."""
        if stage.preset not in self.configured:
            status, output = self.run("cmake", "--preset", stage.preset)
            if status != 0:
                return status, output
            self.configured.add(stage.preset)
        targets = ["--target", *stage.targets] if stage.targets else []
        return self.run("cmake", "--build", "--preset", stage.preset, "-j", self.jobs, *targets)

    def test(self, stage):
        return self.run("ctest", "--preset", stage.preset, "-j", self.jobs, "--stop-on-failure",
                        "--timeout", TEST_SECONDS, "--no-tests=error", *stage.selection())

    def prove_sound(self, stage):
        """The tests of a stage must pass without an error, or they could notice none."""
        if stage in self.sound:
            return
        for action in (self.build, self.test):
            status, output = action(stage)
            if status != 0:
                print(output[-4000:])
                sys.exit(f"ci/mutate.sh: {stage} fails without any error")
        self.sound.add(stage)

    def write(self, mutant, is_planted):
        text = source(mutant.file)
        if is_planted:
            text = text[:mutant.start] + mutant.text + text[mutant.end:]
        (self.folder / mutant.file).write_text(text, encoding="utf-8")


def judge(copy, mutant, stages):
    """Returns "no compile", "survived", or what noticed the error."""
    for stage in stages:
        copy.prove_sound(stage)
        copy.write(mutant, True)
        try:
            status, output = copy.build(stage)
            if status is None:
                return f"{stage.preset}: the build took too long"
            if status != 0:
                is_compiler = re.search(r"^FAILED: \S+\.o(bj)?\b|"
                                        r"\.[chS]:\d+(:\d+)?: (fatal )?error",
                                        output, re.MULTILINE | re.IGNORECASE)
                return "no compile" if is_compiler else f"{stage.preset}: the build"
            status, output = copy.test(stage)
            if status is None:
                return f"{stage.preset}: out of time"
            if status != 0:
                failed = re.findall(r"Test +#\d+: (\S+) .*\*\*\*(?!Skipped)", output)
                return f"{stage.preset}: {failed[0] if failed else 'ctest'}"
        finally:
            copy.write(mutant, False)
    return "survived"


def measure(copy, options, files, listed):
    """Plants errors until enough have counted; returns how many were noticed, and the rest."""
    noticed, survivors, known, began = 0, [], 0, time.monotonic()
    for mutant in chosen(files, options.seed):
        if noticed + len(survivors) == options.count:
            break
        number, before, after = shown(mutant)
        if (mutant.file, before, after) in listed:
            known += 1
            continue
        if options.list:
            print(f"{mutant.file}:{number}: {mutant.kind}\n    - {before}\n    + {after}")
            noticed += 1
            continue
        stages = [stage for stage in AREAS[files[mutant.file]][1]
                  if not (options.fast and stage == QUICK)]
        verdict = judge(copy, mutant, stages)
        survived = verdict == "survived"
        if verdict != "no compile":
            noticed += not survived
            survivors += [(mutant, number, before, after)] if survived else []
        print(f"{noticed + len(survivors):4} {time.monotonic() - began:5.0f} s  "
              f"{mutant.file}:{number}: {mutant.kind}: {verdict}", flush=True)
        if survived:
            print(f"    - {before}\n    + {after}", flush=True)
    return noticed, survivors, known


def report(options, noticed, survivors, known):
    for mutant, number, before, after in survivors:
        print(f"\n{mutant.file}:{number}: {mutant.kind} was not noticed\n- {before}\n+ {after}")
    counted = noticed + len(survivors)
    share = noticed / counted if counted else 1
    print(f"\nseed {options.seed}: {noticed} of {counted} errors were noticed, {share:.1%}; "
          f"{known} more are listed as equivalent")
    return 0 if share >= WANTED else 1


def main():
    parser = argparse.ArgumentParser(prog="ci/mutate.sh", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("-j", dest="jobs", type=int, default=os.cpu_count())
    parser.add_argument("--fast", action="store_true", help="skip the stage of all quick tests")
    parser.add_argument("--list", action="store_true", help="print the errors, run nothing")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    options = parser.parse_args()
    files, listed = files_of(options.areas), equivalents()
    if not files:
        parser.error("no file is in these areas")
    if options.list:
        measure(None, options, files, listed)
        return 0
    adopt_orphans()
    runner = Quiet()
    copies = []

    def interrupted(number, _frame):
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        runner.end()
        for copy in copies:
            copy.remove()
        with contextlib.suppress(OSError):
            print("ci/mutate.sh: interrupted", file=sys.stderr)
        os._exit(128 + number)

    for each in SIGNALS:
        signal.signal(each, interrupted)
    copy = Copy(runner, options.jobs)
    copies.append(copy)
    try:
        return report(options, *measure(copy, options, files, listed))
    finally:
        copy.remove()


if __name__ == "__main__":
    sys.exit(main())
