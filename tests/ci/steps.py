#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests ci/steps.py with fake versions of cmake, ctest and the gates.

steps.py <Rivet's folder>
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop()).resolve()

RESULTS = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="any" tests="4" failures="1" disabled="0" skipped="1">
  <testcase name="good.one" status="run"/>
  <testcase name="good.two" status="run"/>
  <testcase name="bad.with/slash" status="fail"/>
  <testcase name="not.here" status="notrun"/>
</testsuite>
"""


class Steps(unittest.TestCase):
    """Each case has its own checkout, with only the script and the programs that it calls."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rivet-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "ci").mkdir()
        (self.root / "bin").mkdir()
        for name in ("steps.py", "cells.py", "cells.json"):
            shutil.copy(ROOT / "ci" / name, self.root / "ci")
        self.program("ci/lint.sh", "true")
        self.program("bin/cmake", "true")
        self.program("bin/ctest", "true")

    def program(self, path, script):
        file = self.root / path
        file.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        file.chmod(0o755)

    def command(self, *arguments):
        return [sys.executable, "-B", self.root / "ci/steps.py", *arguments]

    def environment(self):
        return dict(os.environ, PATH=f"{self.root}/bin:{os.environ['PATH']}",
                    RIVET_STEPS=str(self.root))

    def ended(self, *arguments):
        return subprocess.run(self.command(*arguments), env=self.environment(), text=True,
                              capture_output=True, check=False, timeout=60)

    def test_failures_are_named_with_what_repeats_them(self):
        (self.root / "results.xml").write_text(RESULTS, encoding="utf-8")
        # The last argument is the path for the results.
        self.program("bin/ctest", 'cp results.xml "${@: -1}"; exit 8')
        done = self.ended("virt-rv64", "sifive_e")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("=== 2 of 2, sifive_e: all its tests; 0:0", done.stdout)
        self.assertIn("virt-rv64                FAILED", done.stdout)
        self.assertIn("2 of 4 tests passed\n    bad.with/slash\n"
                      "        ctest --preset virt-rv64 -R '^bad\\.with/slash$'\n", done.stdout)
        self.assertTrue(done.stdout.endswith("\n4 passed, 2 failed, 2 skipped\n"), done.stdout)

    def test_a_preset_that_does_not_build_is_not_tested(self):
        self.program("bin/cmake", '[ "$1" != --build ]')
        self.program("bin/ctest", "echo tested")
        done = self.ended("virt-rv64")
        self.assertEqual(done.returncode, 1)
        self.assertIn("did not build\n        cmake --build --preset virt-rv64\n", done.stdout)
        self.assertNotIn("tested", done.stdout)

    def test_tests_that_ended_without_results_failed(self):
        self.program("bin/ctest", "exit 1")
        done = self.ended("virt-rv64")
        self.assertEqual(done.returncode, 1)
        self.assertTrue(done.stdout.endswith("\n0 passed, 1 failed\n"), done.stdout)

    def test_gates_that_failed_are_named_and_the_rest_is_tried(self):
        self.program("ci/lint.sh", "echo 'failed: shell tidy'; exit 1")
        done = self.ended()
        self.assertEqual(done.returncode, 1)
        self.assertIn("    tidy\n        ci/lint.sh tidy\n", done.stdout)
        self.assertIn(" virt-rv64: ctest -LE slow;", done.stdout)
        self.assertTrue(done.stdout.endswith("\n0 passed, 2 failed\n"), done.stdout)

    def test_what_passes_ends_with_status_0(self):
        self.assertEqual(self.ended("--all").returncode, 0)

    def of_this_test(self):
        """The processes that the script has started, found by their environment."""
        found = []
        for process in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if f"RIVET_STEPS={self.root}\0".encode() in (process / "environ").read_bytes():
                    found.append(int(process.name))
            except OSError:
                continue
        return found

    @unittest.skipUnless(sys.platform == "linux", "looks into /proc")
    def test_an_interruption_leaves_no_process(self):
        # One process in its own session, and one that ignores signals.
        self.program("bin/ctest", """setsid tail -f /dev/null &
            (trap '' INT TERM HUP; tail -f /dev/null) &
            echo started; wait""")
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with subprocess.Popen(self.command("virt-rv64"), env=self.environment(), text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                while process.stdout.readline() != "started\n":
                    pass
                self.assertGreater(len(self.of_this_test()), 1)
                process.send_signal(number)
                process.send_signal(signal.SIGTERM)
                told = process.stderr.read()
            self.assertIn(process.returncode, (128 + number, 128 + signal.SIGTERM))
            self.assertIn("interrupted during virt-rv64", told)
            self.assertEqual(self.of_this_test(), [])


unittest.main()
