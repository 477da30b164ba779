#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests the arguments of ci/serial.sh with fake versions of cmake and python3.

serial.py <Rivet's folder>
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(sys.argv.pop()).resolve()
WITH_RESTART = "tests/serial/board.py {0}/rivet-run ctest --test-dir {0} "
WITHOUT_RESTART = "tests/serial/board.py --no-restart {0}/rivet-run ctest --test-dir {0} "
CASES = "--output-on-failure --no-tests=error -L ^case$"


class Serial(unittest.TestCase):
    """The fake python3 prints its arguments."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="rivet-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "ci").mkdir()
        (self.root / "bin").mkdir()
        shutil.copy(ROOT / "ci/serial.sh", self.root / "ci")
        for name, script in ("cmake", "true"), ("python3", 'shift; echo "$@"'):
            file = self.root / "bin" / name
            file.write_text(f"#!/bin/bash\n{script}\n", encoding="ascii")
            file.chmod(0o755)

    def run_script(self, *arguments):
        return subprocess.run(
            [self.root / "ci/serial.sh", *arguments], text=True, capture_output=True, check=False,
            env=dict(os.environ, PATH=f"{self.root}/bin:{os.environ['PATH']}"))

    def expect(self, text, *arguments):
        done = self.run_script(*arguments)
        self.assertEqual(done.stdout.strip(), text.format(f"{self.root}/build/x-serial"))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_cases_are_chosen_by_ctests_arguments(self):
        self.expect(WITH_RESTART + CASES, "x")
        self.expect(WITH_RESTART + CASES + " -R start", "x", "-R", "start")

    def test_no_restart_counts_anywhere(self):
        for place in range(4):
            arguments = ["x", "-R", "start"]
            arguments.insert(place, "--no-restart")
            self.expect(WITHOUT_RESTART + CASES + " -R start", *arguments)

    def test_help_is_no_error(self):
        done = self.run_script("--help")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("ci/serial.sh PRESET", done.stdout)

    def test_a_preset_is_required(self):
        for arguments in (), ("--no-restart",), ("-R", "start"):
            done = self.run_script(*arguments)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("ci/serial.sh PRESET", done.stderr)


unittest.main()
