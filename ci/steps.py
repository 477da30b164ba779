#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the steps of ci/test.sh, which sets the machine up first.

steps.py [--all | PRESET...]

A step is the gates of ci/lint.sh, or a preset: configured, built, tested. Interrupting this ends
every process that a step started.
"""
import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import typing
import xml.etree.ElementTree

import cells

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LAST_LINES = 6  # of a failed test's output, on the last screen


def clock(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def with_compiler_cache():
    """The environment in which builds of Rivet share compilations by ccache, if installed."""
    env = dict(os.environ)
    if shutil.which("ccache"):
        # A build folder keeps its launcher command, so the settings are part of the command.
        launcher = f"env;CCACHE_DIR={BUILD / 'ccache'};CCACHE_DEPEND=1;ccache"
        env |= {f"CMAKE_{language}_COMPILER_LAUNCHER": launcher for language in ("C", "CXX")}
    return env


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def allow_signals():
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)


class Runner:
    """Runs one command at a time, each in a process group of its own."""

    def __init__(self):
        self.group = None

    def run(self, command, log=None, env=None):
        """Shows the command's output, and keeps it in the log; returns its status."""
        # Block signals until it is known which process group to end.
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        with subprocess.Popen(
                command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, start_new_session=True,
                stdout=subprocess.PIPE if log else None,
                stderr=subprocess.STDOUT if log else None, text=True, errors="replace",
                preexec_fn=allow_signals) as process:
            self.group = process.pid
            allow_signals()
            if log:
                with open(log, "w", encoding="utf-8") as kept:
                    for line in process.stdout:
                        sys.stdout.write(line)
                        sys.stdout.flush()
                        kept.write(line)
            status = process.wait()
        self.group = None
        return status

    def end(self):
        """Ends the command and every process that it or an earlier command started."""
        if self.group is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
        # Processes without a parent are children of this one now.
        while found := children():
            for child in found:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def children():
    """This process's children; empty if the system can't list them."""
    file = pathlib.Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(child) for child in file.read_text().split()] if file.exists() else []


def adopt_orphans():
    """Makes this process adopt its orphaned descendants; only Linux can do that."""
    if sys.platform == "linux":
        import ctypes  # pylint: disable=import-outside-toplevel
        pr_set_child_subreaper = 36
        ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


class Failure(typing.NamedTuple):
    """What failed, a command that repeats it, and the end of what it printed."""

    name: str
    command: str
    output: str = ""

    def __str__(self):
        lines = [line for line in self.output.splitlines() if line.strip()][-LAST_LINES:]
        return "\n".join([f"    {self.name}", f"        {self.command}",
                          *(f"        | {line}" for line in lines)])


class Gates:
    """The step that runs the gates."""

    name = "gates"
    counts = ""
    passed = skipped = 0

    def __init__(self, choice):
        self.choice = choice
        self.title = f"gates: {' '.join(['ci/lint.sh', *choice])}"
        self.failures = []

    def run(self, runner):
        log = BUILD / "gates.log"
        if runner.run(["ci/lint.sh", *self.choice], log) != 0:
            told = re.findall(r"^failed: (.*)$", log.read_text(encoding="utf-8"), re.MULTILINE)
            gates = told[-1].split() if told else []
            self.failures = [Failure(gate, f"ci/lint.sh {gate}") for gate in gates] or [
                Failure("did not end", "ci/lint.sh")]


class Preset:
    """The step that configures, builds and tests a preset."""

    def __init__(self, name, choice):
        self.name, self.choice = name, choice
        self.title = f"{name}: " + (f"ctest {' '.join(choice)}" if choice else "all its tests")
        self.failures = []
        self.passed = self.skipped = self.total = 0

    def run(self, runner):
        junit = BUILD / f"{self.name}.junit.xml"
        junit.unlink(missing_ok=True)
        # Without a choice of tests the slow ones run too, and a dozen of them build Rivet. Only
        # then does a compiler cache save time.
        env = None if self.choice else with_compiler_cache()
        for action in (["cmake"], ["cmake", "--build"]):
            command = [*action, "--preset", self.name]
            if runner.run(command, env=env) != 0:
                self.failures = [Failure("did not build", " ".join(command))]
                return
        status = runner.run(["ctest", "--preset", self.name, *self.choice,
                             "--output-junit", str(junit)], env=env)
        if junit.exists():
            self.read(junit)
        if status != 0 and not self.failures:
            self.failures = [Failure("ctest", f"ctest --preset {self.name}")]

    def read(self, junit):
        """Reads the results from CTest's JUnit file."""
        for case in xml.etree.ElementTree.parse(junit).getroot().iter("testcase"):
            self.total += 1
            if case.get("status") == "run":
                self.passed += 1
            elif case.get("status") == "fail":
                name = case.get("name")
                self.failures.append(
                    Failure(name, f"ctest --preset {self.name} -R '^{re.escape(name)}$'",
                            case.findtext("system-out", "")))
            else:
                self.skipped += 1

    @property
    def counts(self):
        return f"{self.passed} of {self.total} tests passed" if self.total else ""


def report(steps, took, began):
    """Prints the last screen; returns the exit status."""
    print("\n=== results")
    for step, (seconds, processor) in zip(steps, took):
        verdict = "FAILED" if step.failures else "ok"
        print(f"{step.name:24} {verdict:6} {clock(seconds):>6} {processor:6.0f} s of CPU  "
              f"{step.counts}")
        for failure in step.failures:
            print(failure)
    failed = sum(len(step.failures) for step in steps)
    skipped = sum(step.skipped for step in steps)
    print(f"{clock(time.monotonic() - began)} in all, {processor_seconds():.0f} s of CPU\n")
    print(f"{sum(step.passed for step in steps)} passed, {failed} failed"
          + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


def chosen(arguments):
    if arguments and arguments != ["--all"]:
        return [Preset(name, []) for name in arguments]
    selection = cells.selection("all" if arguments else "default")
    return [Gates(choice) if name == "gates" else Preset(name, choice)
            for name, choice in selection]


def main():
    began = time.monotonic()
    steps, took = chosen(sys.argv[1:]), []
    BUILD.mkdir(exist_ok=True)
    adopt_orphans()
    runner = Runner()

    def interrupted(number, _frame):
        for each in SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        runner.end()
        during = steps[len(took)].name if len(took) < len(steps) else "the report"
        with contextlib.suppress(OSError):
            print(f"ci/test.sh: interrupted during {during}", file=sys.stderr)
        os._exit(128 + number)

    for each in SIGNALS:
        signal.signal(each, interrupted)
    for number, step in enumerate(steps, 1):
        start, before = time.monotonic(), processor_seconds()
        print(f"\n=== {number} of {len(steps)}, {step.title}; {clock(start - began)} so far",
              flush=True)
        step.run(runner)
        took.append((time.monotonic() - start, processor_seconds() - before))
    return report(steps, took, began)


if __name__ == "__main__":
    sys.exit(main())
