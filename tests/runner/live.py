#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests of rivet-run that need a live run: input, terminals, signals, GDB, damaged files.

live.py RUNNER CASE ELF...
"""
import os
import pty
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import xml.etree.ElementTree

RUNNER, CASE, *ELFS = sys.argv[1:]
PATIENCE = 100


def run(*arguments, **options):
    return subprocess.run([RUNNER, *arguments], capture_output=True, timeout=PATIENCE, **options)


def check(condition, text):
    if not condition:
        sys.exit(f"live.py: {CASE}: {text}")


def child_of(pid):
    """The QEMU that the runner started; waits for its exec."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            children = file.read().split()
        if children:
            with open(f"/proc/{children[0]}/cmdline", "rb") as file:
                if b"qemu-system" in file.read().split(b"\0")[0]:
                    return int(children[0])
        time.sleep(0.005)
    return sys.exit("live.py: no QEMU was started")


def wait_gone(pid):
    """Waits until the process has ended, or is an unreaped zombie."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                if file.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.005)
    return False


def read_until(descriptor, wanted, patience=PATIENCE):
    """Reads until the text arrives; returns everything that was read."""
    output = b""
    end = time.monotonic() + patience
    while wanted not in output and time.monotonic() < end:
        if select.select([descriptor], [], [], 0.1)[0]:
            try:
                chunk = os.read(descriptor, 4096)
            except OSError:
                break
            if not chunk:
                break
            output += chunk
    return output


def piped_input_arrives_whole():
    generator = random.Random(4)
    data = bytes(b for b in generator.randbytes(6000) if b != 4)
    result = run(ELFS[0], input=data)
    check(result.stdout == b">" + data, "the bytes that came back are not those that went in")
    check(result.returncode == 7, f"status {result.returncode}")


def empty_input_ends_the_run():
    for elf in (ELFS[0], ELFS[3]):
        result = run(elf, stdin=subprocess.DEVNULL)
        check((result.stdout, result.returncode) == (b">", 7), f"{result}")


def piped_input_reaches_semihosting():
    result = run(ELFS[3], input=b"abc\ndef")
    check((result.stdout, result.returncode) == (b">abc\ndef", 7), f"{result}")


def typed(text):
    """What the firmware "lines" prints for it: echo, and each line in quotes."""
    result = run("--timeout", "30", ELFS[6], input=text)
    check(result.returncode == 0, f"status {result.returncode}: {result.stdout}")
    return result.stdout


def lines_are_edited():
    output = typed(b"helo\x7flo\rone\r\ntwo\n\xc3\xa4\x08b\x08\x08\x08\tc\x1b\n\x04\x04\n")
    expected = (b"ready\nhelo\b \blo\n'hello'\none\n'one'\ntwo\n'two'\n"
                b"\xc3\xa4\b \bb\b \b\tc\n'\tc'\n")
    check(output.startswith(expected), f"{output}")


def lines_end_at_ctrl_d():
    output = typed(b"a\rend\x04more\r\x04raw\rb\n")
    check(output == b"ready\na\n'a'\nend\n'end'\nat the end\nmore\n'more'\nat the end\n"
          b"raw: 72 61 77 0d 62 0a\n", f"{output}")


def lines_that_are_too_long_are_cut():
    output = typed(b"x" * 130 + b"\r\x04\x04\n")
    check(output.startswith(b"ready\n" + b"x" * 127 + b"\a\a\a\n'" + b"x" * 127 + b"'\n"),
          f"{output}")


def lines_are_linked_only_if_set():
    for elf, expected in ((ELFS[0], False), (ELFS[6], True)):
        with open(elf, "rb") as file:
            check((b"rt_console_set_mode" in file.read()) == expected, elf)


def run_out_of_time(limit):
    """A run that waits for input until its time limit."""
    reader, writer = os.pipe()
    result = run("--timeout", limit, ELFS[0], stdin=reader)
    os.close(writer)
    return result


def timeout_is_told():
    result = run_out_of_time("0.5")
    check(result.returncode == 124, f"status {result.returncode}")
    check(re.search(rb"running when the time was up\nhart 0 was at 0x[0-9a-f]+  \w+ at .*:\d+",
                    result.stderr), f"{result.stderr}")


def shortest_timeout_is_a_limit():
    result = run_out_of_time("0.0001")
    check(result.returncode == 124, f"status {result.returncode}")


def crowd(one):
    """Processes that compete for one processor; they end by themselves in the end."""
    spin = f"import time\nend = time.monotonic() + {PATIENCE}\nwhile time.monotonic() < end: pass"
    return [subprocess.Popen([sys.executable, "-c", spin],
                             preexec_fn=lambda: os.sched_setaffinity(0, one)) for _ in range(15)]


def waiting_for_a_processor_is_not_counted():
    """On one processor with other load, a case may take many times its limit.

    QEMU gets at most a sixteenth of the six seconds. The rest of the limit is for waits that the
    kernel does not count: those that are not over, and those of one thread for another.
    """
    one = {min(os.sched_getaffinity(0))}
    others = crowd(one)
    began = time.monotonic()
    try:
        result = run("--timeout", "2", "--test", "is_busy_for_six_seconds", ELFS[2],
                     preexec_fn=lambda: os.sched_setaffinity(0, one))
    finally:
        for other in others:
            other.kill()
            other.wait()
    took = time.monotonic() - began
    check(result.returncode == 0, f"after {took:.1f} s: {result.stdout.decode()}")


def start_on_terminal():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(RUNNER, [RUNNER, ELFS[0]])
    check(b">" in read_until(terminal, b">"), "no prompt on the terminal")
    return pid, terminal


def terminal_passes_control_characters():
    pid, terminal = start_on_terminal()
    os.write(terminal, b"hi\x03\x1a\x1c")
    check(b"hi\x03\x1a\x1c" in read_until(terminal, b"\x1c"), "Ctrl-C did not reach the firmware")
    os.write(terminal, b"\x04")
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    check(status == 7, f"status {status}")


def terminal_sends_newlines():
    """Enter sends CR on a terminal. The runner says how to leave, and restores the terminal."""
    leader, follower = pty.openpty()
    before = termios.tcgetattr(follower)
    with subprocess.Popen([RUNNER, ELFS[0]], stdin=follower, stdout=subprocess.PIPE,
                          stderr=follower) as runner:
        check(read_until(runner.stdout.fileno(), b">") == b">", "no prompt")
        os.write(leader, b"a\rb\nc\x04")
        output = runner.communicate(timeout=PATIENCE)[0]
    check(output == b"a\nb\nc", f"the firmware read {output}")
    check(b"Ctrl-A X ends the run" in read_until(leader, b"run"), "no hint on the terminal")
    check(termios.tcgetattr(follower) == before, "the terminal's settings have changed")


def terminal_is_left_by_ctrl_a_x():
    pid, terminal = start_on_terminal()
    os.write(terminal, b"\x01x")
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    check(status == 0, f"status {status}")
    output = read_until(terminal, b"\0")
    check(b"rivet-run" not in output, f"leaving is no mishap: {output}")


def killed_runner_leaves_nothing():
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        for arguments in (["--timeout", "60", "--test", "hangs", ELFS[1]], [ELFS[0]]):
            with subprocess.Popen([RUNNER, *arguments], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL) as runner:
                qemu = child_of(runner.pid)
                runner.send_signal(number)
                runner.wait(PATIENCE)
                check(wait_gone(qemu), f"QEMU outlived a runner that got signal {number}")


def kill_qemu(number):
    with subprocess.Popen([RUNNER, "--timeout", "15", "--test", "hangs", ELFS[1]],
                          stdout=subprocess.PIPE) as runner:
        os.kill(child_of(runner.pid), number)
        output = runner.communicate(timeout=PATIENCE)[0].decode()
    check(runner.returncode == 1, f"status {runner.returncode}: {output}")
    return output


def killed_qemu_fails():
    output = kill_qemu(signal.SIGKILL)
    check("killed by signal 9" in output, output)
    output = kill_qemu(signal.SIGTERM)
    check("stopped from outside" in output or "killed by signal 15" in output, output)


def qemu_that_ends_before_the_firmware_runs_is_told():
    """QEMU ends with status 0 on a signal, which must not count as the firmware's status."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("qemu-system-riscv32", "qemu-system-riscv64"):
            with open(os.path.join(folder, name), "w", encoding="ascii") as file:
                file.write("#!/bin/sh\nexit 0\n")
            os.chmod(file.name, 0o755)
        path = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
        result = run(ELFS[0], stdin=subprocess.DEVNULL, env=path)
    check(result.returncode == 122, f"status {result.returncode}: {result.stderr.decode()}")
    check(b"stopped from outside" in result.stderr, result.stderr.decode())


def hung_qemu_is_gone():
    with subprocess.Popen([RUNNER, "--timeout", "4", "--test", "hangs", ELFS[1]],
                          stdout=subprocess.DEVNULL) as runner:
        qemu = child_of(runner.pid)
    check(runner.returncode == 1, f"status {runner.returncode}")
    check(wait_gone(qemu), "QEMU is still there")


def input_file_reaches_a_test():
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"hello\n")
        file.flush()
        for elf in (ELFS[2], *ELFS[6:]):
            result = run("--input", file.name, "--test", "reads_a_line", elf)
            check(result.returncode == 0, f"{elf}: {result.stdout.decode()}")


def output_that_nobody_takes_ends_the_run():
    """For instance if a reader closes the pipe: `rivet-run firmware.elf | head -1`."""
    with subprocess.Popen([RUNNER, ELFS[5]], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as runner:
        qemu = child_of(runner.pid)
        runner.stdout.readline()
        runner.stdout.close()
        try:
            status = runner.wait(PATIENCE / 5)
        except subprocess.TimeoutExpired:
            runner.kill()
            status = "that of a run without end"
        words = runner.stderr.read()
    check((status, words) == (141, b""), f"status {status}: {words}")
    check(wait_gone(qemu), "QEMU is still there")


def output_that_cannot_be_written_is_told():
    for arguments in ([ELFS[0]], ["--list", ELFS[4]], ["--size", ELFS[0]],
                      ["--print-command", ELFS[0]], ["--test", "pointers_compare", ELFS[4]]):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([RUNNER, *arguments], stdin=subprocess.DEVNULL, stdout=full,
                                    stderr=subprocess.PIPE, timeout=PATIENCE, check=False)
        check((result.returncode, result.stderr) ==
              (125, b"rivet-run: cannot write the output: No space left on device\n"),
              f"{arguments}: {result}")


def gdb_server():
    server = subprocess.Popen([RUNNER, "--gdbserver", ELFS[0]], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    port = re.match(r"GDB port: (\d+)", server.stdout.readline().decode()).group(1)
    return server, port


def gdb_attaches_and_stops_at_main():
    result = run("--gdb", "--gdb-arg=-batch", "--gdb-arg=-ex", "--gdb-arg=info registers pc",
                 "--gdb-arg=-ex", "--gdb-arg=list", ELFS[0], stdin=subprocess.DEVNULL)
    check(b"Temporary breakpoint 1, main ()" in result.stdout, result.stdout.decode())
    check(re.search(rb"pc .*<main", result.stdout), result.stdout.decode())
    check(b"int main(void)" in result.stdout, f"GDB finds no source: {result.stdout.decode()}")


def busy_port_is_told():
    server, port = gdb_server()
    result = run("--gdbserver", "--port", port, ELFS[0], stdin=subprocess.DEVNULL)
    check(result.returncode == 125, f"status {result.returncode}")
    check(f"port {port} cannot be used for GDB: Address already in use".encode() in result.stderr,
          result.stderr.decode())
    server.kill()
    server.wait()


def saved_log_is_symbolised():
    log = run("--test", "panics_unexpectedly", ELFS[1]).stdout
    raw = re.sub(rb"(0x[0-9a-f]+)  \w+ at .*", rb"\1", log)
    raw = re.sub(rb"\n +inlined into.*", b"", raw)
    check(b"lies.c" not in raw.split(b"*** END")[0], f"the log is not raw: {raw}")
    result = run("--symbolise", ELFS[1], input=raw)
    check(b"panics_unexpectedly at rivet/tests/runner/lies.c:" in result.stdout, result.stdout)
    crlf = run("--symbolise", ELFS[1], input=raw.replace(b"\n", b"\r\n"))
    check(b"panics_unexpectedly at rivet/tests/runner/lies.c:" in crlf.stdout, crlf.stdout)
    timed = run("--symbolise", ELFS[1], input=raw.replace(b"\n", b"\n[12:34:56] "))
    check(b"panics_unexpectedly at rivet/tests/runner/lies.c:" in timed.stdout, timed.stdout)
    result = run("--symbolise", ELFS[0], input=raw)
    check(b"not symbolised: the report is of build" in result.stdout, result.stdout)
    check(b"lies.c:" not in result.stdout.split(b"*** END")[0], result.stdout)


def text_about_a_panic_is_no_report():
    text = b"the last run ended in *** PANIC: x\n  pc 0x80000000\n*** END OF PANIC\n"
    result = run(ELFS[0], input=text)
    check(result.stdout == b">" + text, result.stdout)
    report = text.replace(b"the last run ended in ", b"\n")
    result = run(ELFS[0], input=report)
    check(b"0x80000000  _start at" in result.stdout, result.stdout)


def report_without_an_end_is_let_go():
    text = b"*** PANIC: x\n" + 2000 * b"  no report is so long\n"
    with subprocess.Popen([RUNNER, "--symbolise", ELFS[0]], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as runner:
        runner.stdin.write(text)
        runner.stdin.flush()
        soon = read_until(runner.stdout.fileno(), text, PATIENCE / 20)
        runner.stdin.close()
        whole = soon + runner.stdout.read()
    check(len(soon) > 16384, f"{len(soon)} bytes have come")
    check(whole == text, "the text has changed")


def damaged_files():
    """Writes a hundred copies, each damaged differently; yields their numbers and paths."""
    generator = random.Random(16)
    with open(ELFS[0], "rb") as file:
        whole = file.read()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "damaged.elf")
        for number in range(100):
            data = bytearray(whole)
            if number % 3 == 0:
                del data[generator.randrange(len(data)):]
            for _ in range(number % 7):
                places = (64, 0x200, len(data))
                at = generator.randrange(min(generator.choice(places), len(data)) or 1)
                data[at:at + 1] = bytes([generator.choice((0, 255, generator.randrange(256)))])
            if number % 5 == 0:
                table = int.from_bytes(whole[40:48], "little")
                at = table + generator.randrange(1, 1000)
                data[at:at + 8] = generator.randbytes(8)
            with open(path, "wb") as file:
                file.write(data)
            yield number, path


def damaged_files_are_refused():
    report = b"*** PANIC: x\n  caller 0x80000010\n*** END OF PANIC\n"
    for number, path in damaged_files():
        for mode in ("--list", "--print-command", "--symbolise"):
            result = run(mode, path, input=report)
            check(result.returncode in (0, 125) and b"Sanitizer" not in result.stderr,
                  f"number {number} {mode}: {result}")


def damaged_files_are_checked():
    for number, path in damaged_files():
        result = run(path)
        check(result.returncode in (0, 1, 125) and b"Sanitizer" not in result.stderr,
              f"number {number}: {result}")


def runner_is_found_by_path_with_spaces():
    with tempfile.TemporaryDirectory(prefix="a b,c'") as folder:
        path = os.path.join(folder, "fire ware.elf")
        shutil.copy(ELFS[1], path)
        result = run("--test", "fails_checks", path)
        check(b"FAILED fails_checks: 3 checks failed" in result.stdout, result.stdout)
        line = [text for text in result.stdout.decode().splitlines() if " --test " in text][0]
        again = subprocess.run(line, shell=True, capture_output=True, check=False)
        check(b"FAILED fails_checks: 3 checks failed" in again.stdout, f"{line}: {again}")


def lines_to_paste_repeat_the_case():
    shown = run("--test", "fails_checks", ELFS[1]).stdout.decode()
    plain, debugged = [line for line in shown.splitlines() if " --test fails_checks " in line]
    again = subprocess.run(plain, shell=True, capture_output=True, timeout=PATIENCE, check=False)
    check(b"FAILED fails_checks: 3 checks failed" in again.stdout, f"{plain}: {again}")
    with tempfile.TemporaryDirectory() as folder:
        # GDB's output goes to a file, because on the terminal the firmware's output may split it.
        log = os.path.join(folder, "gdb.log")
        commands = "".join(f" --gdb-arg=-ex --gdb-arg='{command}'" for command in
                           (f"set logging file {log}", "set logging enabled on",
                            "tbreak fails_checks_body", "continue", "info source"))
        line = debugged.replace(" --test", f" --gdb-arg=-batch{commands} --test")
        subprocess.run(line, shell=True, capture_output=True, timeout=PATIENCE,
                       stdin=subprocess.DEVNULL, check=False)
        with open(log, encoding="utf-8") as file:
            told = file.read()
    check("Temporary breakpoint 2, fails_checks" in told, f"{line}: {told}")


def ctest(folder, *arguments):
    return subprocess.run(["ctest", "--test-dir", folder, *arguments], capture_output=True,
                          text=True, timeout=4 * PATIENCE, check=False).stdout


def numbered_tests(listing):
    return re.findall(r"Test +#\d+: (\S+)", listing)


def ctest_acts_on_cases():
    """-R, -L, -j, --output-junit and --rerun-failed, on a case of every outcome."""
    with tempfile.TemporaryDirectory() as folder:
        for name, elf, label in (("lies", ELFS[1], "false"), ("frame", ELFS[4], "quick;true")):
            run("--ctest-file", f"{folder}/{name}.cmake", "--prefix", name, "--labels", label, elf)
        with open(f"{folder}/CTestTestfile.cmake", "w", encoding="ascii") as file:
            file.write("include(lies.cmake)\ninclude(frame.cmake)\n")
        check(set(numbered_tests(ctest(folder, "-N", "-L", "^true$"))) ==
              {f"frame.{case}" for case in run("--list", ELFS[4]).stdout.decode().split()},
              "-L finds other cases than those that have the label")
        ctest(folder, "-j2", "--output-junit", "junit.xml", "-R",
              r"^lies\.(fails_checks|panics_unexpectedly)$|^frame\.(a_case_can|pointers)")
        cases = {case.get("name"): case
                 for case in xml.etree.ElementTree.parse(f"{folder}/junit.xml").iter("testcase")}
        check({name: case.get("status") for name, case in cases.items()} ==
              {"lies.fails_checks": "fail", "lies.panics_unexpectedly": "fail",
               "frame.a_case_can_be_skipped": "notrun", "frame.pointers_compare": "run"},
              f"JUnit has {[(name, case.attrib) for name, case in cases.items()]}")
        for name, text in (("lies.fails_checks", "got == 42, left is 24 (0x18)"),
                           ("lies.fails_checks", "--gdb --test fails_checks"),
                           ("lies.panics_unexpectedly", "panics_unexpectedly at rivet/tests/"),
                           ("frame.a_case_can_be_skipped", "to show that it can")):
            check(text in cases[name].findtext("system-out"), f"{name}: {text} is not in JUnit")
        check(set(numbered_tests(ctest(folder, "--rerun-failed", "-N"))) ==
              {"lies.fails_checks", "lies.panics_unexpectedly"},
              "--rerun-failed means other cases than those that failed")


globals()[CASE]()
