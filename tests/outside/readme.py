#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does what the README says, and compares what it shows.

readme.py <Rivet's folder> <scratch folder> <monitor>

A block's lines must appear in the output in their order; between them there may be others, and
addresses may be others too.
"""
import pathlib
import re
import shutil
import subprocess
import sys

SOURCE, SCRATCH, MONITOR = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
README = (SOURCE / "README.md").read_text(encoding="utf-8")
APP = SCRATCH / "app"


def block(heading, number, language=""):
    """The number-th block in that language below the heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", section, re.M | re.S)
    return [text for word, text in blocks if word == language][number]


def run(command, status=0, text=""):
    done = subprocess.run(command, shell=True, cwd=APP, input=text, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != status:
        sys.exit(f"{command}: status {done.returncode} in place of {status}\n{done.stdout}")
    return done.stdout


def expect(shown, output):
    output = output.replace(str(APP), "/home/you/app")
    lines = iter(re.sub(r"0x[0-9a-f]{8,16}", "ADDRESS", output).splitlines())
    for wanted in re.sub(r"0x[0-9a-f]{8,16}", "ADDRESS", shown).splitlines():
        if wanted.rstrip() not in (line.rstrip() for line in lines):
            sys.exit(f"the README shows\n{shown}\nwhich misses its line\n{wanted}\nin\n{output}")


def follow(session):
    """Types what stands behind the dollar signs, and looks for what stands below them."""
    for step in re.split(r"^\$ ", session, flags=re.M)[1:]:
        command = re.match(r"(.*\\\n)*.*\n", step).group(0)
        expect(step[len(command):], run(command))


def set_up():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    APP.mkdir(parents=True)
    (SCRATCH / "rivet").symlink_to(SOURCE)


def check_ten_lines():
    own = "Your own firmware in ten lines"
    (APP / "CMakeLists.txt").write_text(block(own, 0, "cmake"), encoding="utf-8")
    (APP / "main.c").write_text(block(own, 0, "c"), encoding="utf-8")
    follow(block(own, 0))
    (APP / "main.c").write_text(block(own, 1, "c"), encoding="utf-8")
    run("cmake --build build")
    expect(block(own, 1), run("build/rivet/rivet-run build/app.elf", status=134))


def check_test():
    (APP / "sums.c").write_text(block("A test", 0, "c"), encoding="utf-8")
    lists = APP / "CMakeLists.txt"
    text = lists.read_text(encoding="utf-8").replace("add_sub", "enable_testing()\nadd_sub")
    lists.write_text(text + "rivet_add_test(sums SOURCES sums.c)\n", encoding="utf-8")
    run("cmake --build build")
    expect("100% tests passed, 0 tests failed out of 2", run("ctest --test-dir build -R ^sums"))


def check_monitor():
    session = block("See it run", 0).split("\n", 1)[1]
    typed = "".join(line[2:] + "\n" for line in session.splitlines() if line.startswith("> "))
    expect(session, run(f"build/rivet/rivet-run {MONITOR}", 3, typed))


set_up()
check_ten_lines()
check_test()
check_monitor()
