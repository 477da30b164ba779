# SPDX-License-Identifier: MIT
"""Runs GCC and its binutils for RISC-V by the first of their usual names that is on the PATH.

The environment variable RIVET_GCC_PREFIX sets another prefix of their paths. CMake's targets and
tests set it to the prefix that the build found.
"""
import os
import shutil
import subprocess

# As in cmake/RivetTools.cmake.
PREFIXES = ("riscv64-unknown-elf-", "riscv64-elf-", "riscv-none-elf-", "riscv32-unknown-elf-")


def prefix():
    """The prefix of the names."""
    return os.environ.get("RIVET_GCC_PREFIX") or next(
        (name for name in PREFIXES if shutil.which(name + "objdump")), PREFIXES[0])


def tool(name, *arguments):
    """The tool's output."""
    return subprocess.run([prefix() + name, *arguments], check=True, capture_output=True,
                          text=True).stdout
