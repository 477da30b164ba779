# SPDX-License-Identifier: MIT
"""What a C compiler says of names: offsets, sizes, kinds of registers, values.

The file of C is compiled with a function that writes the facts as text into the assembly. Nothing
is assembled or run, so the compiler may be one for any machine.
"""
import dataclasses
import pathlib
import re
import shlex
import subprocess

from svd.problems import SvdError

HOME = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("hal/include", "hal/include/target", "hal/drivers", "hal/sim", "src/include")
FLAGS = ("-x", "c", "-std=gnu17", "-O0", "-w", "-S", "-o", "-")
KINDS = [(access, bits) for access in ("ro", "wo", "rw") for bits in (8, 16, 32)]
# The kind of register n is n + 1, and that of an array of them n + 101.
SELECT = ", ".join(f"reg_{access}{bits}: {place + 1}, reg_{access}{bits} *: {place + 101}"
                   for place, (access, bits) in enumerate(KINDS))
PROLOGUE = f"""
#include <hal/mmio.h>
#define RIVET_SVD_HALVES(v) "i"((int)(unsigned)(unsigned long long)(v)), \\
    "i"((int)(unsigned)((unsigned long long)(v) >> 32))
#define RIVET_SVD_FACT(id, a, b, c) __asm__ volatile( \\
    "\\n.ascii \\"rivet-svd " #id " %0 %1 %2 %3 %4 %5\\"\\n" \\
    :: RIVET_SVD_HALVES(a), RIVET_SVD_HALVES(b), RIVET_SVD_HALVES(c))
#define RIVET_SVD_KIND(m) _Generic((m), {SELECT}, default: 0)
void rivet_svd_facts(void);
void rivet_svd_facts(void)
{{
"""
# Some machines have a sign before immediate values.
FACT = re.compile(r"rivet-svd (\d+)" + r" [$#]?(-?\d+)" * 6)


@dataclasses.dataclass
class Member:
    """A struct's member. access is "" unless it is a register or an array of registers."""
    offset: int
    size: int
    access: str
    bits: int

    def count(self):
        """How many registers it is."""
        return self.size * 8 // self.bits


def probe(source, map_path):
    """The text to compile, and the entries of its facts."""
    lines, asked = [f'#include "{source.path}"', PROLOGUE], []
    map_line = '#line {} "' + map_path.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for group in source.groups:
        if group.struct:
            asked.append(group)
            lines += [map_line.format(group.line),
                      f"RIVET_SVD_FACT({len(asked) - 1}, 0, sizeof(struct {group.struct}), 0);"]
        for entry in group.entries:
            asked.append(entry)
            lines.append(map_line.format(entry.line))
            number = len(asked) - 1
            if group.struct:
                member = f"((struct {group.struct} *)0)->{entry.name}"
                lines.append(f"RIVET_SVD_FACT({number}, __builtin_offsetof(struct {group.struct}, "
                             f"{entry.name}), sizeof({member}), RIVET_SVD_KIND({member}));")
            else:
                lines.append(f"RIVET_SVD_FACT({number}, {entry.name}, 0, 0);")
    return "\n".join(lines + ["}", ""]), asked


def run(command, text):
    """The compiler's output."""
    try:
        done = subprocess.run(command, input=text, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        raise SvdError(f"rivet-svd: {command[0]}: {error.strerror}: name a C compiler by --cc"
                       ) from error
    if done.returncode:
        raise SvdError(f"{done.stderr}rivet-svd: the compiler rejects what the map says: correct "
                       "the map, or name folders of headers by -I")
    return done.stdout


def compiler(options):
    """The command of the compiler."""
    command = shlex.split(options.cc)
    command += [f"-I{folder}" for folder in options.includes]
    command += [f"-I{HOME / folder}" for folder in FOLDERS]
    # The files may contain instructions of another machine than this compiler's.
    if "__clang__" in run([*command, "-x", "c", "-dM", "-E", "-"], ""):
        command.append("-fno-integrated-as")
    return [*command, *FLAGS, "-"]


def whole(low, high):
    """A number from its halves."""
    return (int(high) & 0xffffffff) << 32 | int(low) & 0xffffffff


def facts_of(source, command, map_path):
    """The facts by entry: a Member, the value of a constant, or the size of a group's struct."""
    text, asked = probe(source, map_path)
    found = {}
    for number, *halves in FACT.findall(run(command, text)):
        entry = asked[int(number)]
        first, second, third = (whole(*halves[place:place + 2]) for place in (0, 2, 4))
        access, bits = KINDS[(third - 1) % 100] if third else ("", 8)
        found[id(entry)] = Member(first, second, access, bits)
    if len(found) != len(asked):
        raise SvdError(f"{map_path}: the compiler's output has {len(found)} of {len(asked)} facts: "
                       "name GCC or Clang by --cc")
    return found
