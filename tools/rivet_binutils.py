# SPDX-License-Identifier: MIT
"""Runs GCC and its binutils for RISC-V under whichever of their usual names is on the PATH.

The environment variable RIVET_GCC_PREFIX names others: their paths begin with it. CMake's targets
and tests set it to what the build found.
"""
import os
import shutil
import subprocess

# As in cmake/RivetTools.cmake.
PREFIXES = ("riscv64-unknown-elf-", "riscv64-elf-", "riscv-none-elf-", "riscv32-unknown-elf-")


def prefix():
    """What the names begin with."""
    return os.environ.get("RIVET_GCC_PREFIX") or next(
        (name for name in PREFIXES if shutil.which(name + "objdump")), PREFIXES[0])


def tool(name, *arguments):
    """What the tool prints."""
    return subprocess.run([prefix() + name, *arguments], check=True, capture_output=True,
                          text=True).stdout
