# SPDX-License-Identifier: MIT
"""The headers that rivet-svd makes: they compile, say what the file says, and don't change.

headers.py <rivet-svd> <Rivet's folder> <scratch folder> <compiler with its options>...

odd_layout.c has what odd.svd says, worked out by hand. Each compiler is asked in C17 and C++17.
"""
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

TOOL, RIVET, SCRATCH = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
COMPILERS = [shlex.split(command) for command in sys.argv[4:]]
HERE = pathlib.Path(__file__).resolve().parent
WARNINGS = ("-Wall -Wextra -Wshadow -Wundef -Wconversion -Wsign-conversion -Wcast-align "
            "-Wwrite-strings -Wpedantic -Werror -fsyntax-only").split()
LANGUAGES = ("-xc", "-std=c17"), ("-xc++", "-std=c++17")
MISUSES = {"WRITES_READ_ONLY": "reg_ro32", "READS_WRITE_ONLY": "reg_wo16",
           "READS_WRITE_ONCE": "reg_wo32"}


def generate(name, folder, seed="0"):
    """Makes the headers of a file; returns their texts by name."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([TOOL, HERE / name, "-o", folder], check=True,
                   env={**os.environ, "PYTHONHASHSEED": seed})
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def compile_text(compiler, language, folder, text, *more):
    """The compiler's messages; none if it accepts the text."""
    done = subprocess.run(
        [*compiler, *language, *WARNINGS, "-I", folder, "-I", RIVET / "hal/include",
         "-I", RIVET / "hal/include/target", *more, "-"], input=text, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C"})
    return done.stdout if done.returncode else ""


def compile_all(folder, names):
    """Compiles each header alone, twice included, and all of them together."""
    for compiler in COMPILERS:
        for language in LANGUAGES:
            texts = [f'#include "{name}"\n' * 2 for name in names]
            for text in texts + ["".join(texts)]:
                yield compile_text(compiler, language, folder, text + "extern int x;\n")


def check_layout(folder):
    """Compiles what was worked out by hand, and each misuse of a register."""
    text = (HERE / "odd_layout.c").read_text(encoding="utf-8")
    for compiler in COMPILERS:
        for language in LANGUAGES:
            yield compile_text(compiler, language, folder, text)
            for misuse, kind in MISUSES.items():
                output = compile_text(compiler, language, folder, text, f"-D{misuse}")
                if kind not in output:
                    yield f"{compiler[0]} {language[1]} accepts {misuse}: {output}"


def check_texts(texts):
    """Looks for what a compiler does not see."""
    everything = "".join(texts.values())
    for wanted in ("A read clears it. Write 1 to clear.", "Only the first write counts.",
                   "Any other value of BOTH: OTHER. No effect", "Number B.",
                   "Element 1 of ODD.", "Turns it on.", "BOARD_INT2_BASE",
                   "Access it by 16 bits", "µs →", "Größe", "说明文字",
                   "Reset: 0x123456789abcdef0.", "Constants of CH.SUB.VALUE."):
        if wanted not in everything:
            yield f"no header says: {wanted}"
    # A derived peripheral does not have the interrupts of its source.
    for refused in ("\u202e", "??", "\\\n", "%s", "BOARD_INT2_INT"):
        if refused in everything:
            yield f"a header has {refused!r}"
    for name, text in texts.items():
        yield from (f"{name} is wider than 100 columns: {line}" for line in text.splitlines()
                    if len(line) > 100)


def check_format(folder):
    """Compares with clang-format's layout, where that is installed."""
    if shutil.which("clang-format-19") is None:
        return
    done = subprocess.run(
        ["clang-format-19", f"--style=file:{RIVET / '.clang-format'}", "--dry-run", "--Werror",
         *sorted(folder.glob("*.h"))], text=True, check=False, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    if done.returncode:
        yield done.stdout


def main():
    found = []
    for name in ("odd.svd", "fe310.svd"):
        folder = SCRATCH / name
        texts = generate(name, folder)
        if generate(name, SCRATCH / "again", "1") != texts:
            found.append(f"{name}: the second run makes other headers")
        found += compile_all(folder, texts)
        found += check_format(folder)
        if name == "odd.svd":
            found += check_layout(folder)
            found += check_texts(texts)
    found = list(filter(None, found))
    if found:
        sys.exit("\n".join(found))


main()
