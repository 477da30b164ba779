#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that everything named in the README, docs/ and the READMEs of examples/ exists.

names.py <Rivet's folder> <build folder> <preset>

It checks links and their anchors. The README must link to each document of docs/, and
examples/README.md to each example. In code that pages.py does not run, it checks names with a
prefix of Rivet's, paths, presets, and targets and tests of the build, which is of the preset. In a
name, * matches anything. "<" or "..." in a name, or a word in capitals after --preset, is a
placeholder.
"""
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys

SOURCE, BUILD, PRESET = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
EXAMPLES = SOURCE / "examples"
PAGES = [SOURCE / "README.md", *sorted((SOURCE / "docs").glob("*.md")),
         *sorted(EXAMPLES.rglob("*.md"))]
# Folders in which a path in a document may begin: "hal/uart.h" is what a source includes.
INCLUDED = ("", "hal/include", "hal/include/target", "src/include", "lib/fdt/include")
FOLDERS = ("ci", "cmake", "docs", "examples", "hal", "ld", "lib/fdt", "src", "tests", "tools")

NAME = re.compile(r"\b(?:rt|hal|board|reg|dtb|rivet|RT|HAL|BOARD|DTB|RIVET)_\w[\w*]*")
PATH = re.compile(rf"(?<![\w/.$-])(?:{'|'.join(FOLDERS)}|rt|fdt)/[\w/.*-]*")
TEST = re.compile(r"^[a-z]\w*\.(?!(?:h|json|x)$)[a-z*][\w*]*$")


def output_of(*command):
    return subprocess.run(command, cwd=SOURCE, check=True, stdout=subprocess.PIPE, text=True).stdout


def source_files():
    """Rivet's files without the documents."""
    for top in (*FOLDERS, "CMakeLists.txt", "CMakePresets.json"):
        for path in [SOURCE / top, *(SOURCE / top).rglob("*")]:
            if path.is_file() and path.suffix not in (".md", ".pyc", ".svg"):
                yield path


class Known:
    """The existing names."""

    def __init__(self):
        files = list(source_files())
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
        self.words = set(re.findall(r"\w+", " ".join(texts)))
        self.names = sorted({word for word in self.words if NAME.match(word)})
        self.files = {path.name for path in files}
        self.rows = re.findall(r"^([a-z][\w.*]+),", texts[files.index(
            SOURCE / "tests/bench/rows.csv")], re.M)
        presets = json.loads((SOURCE / "CMakePresets.json").read_text(encoding="utf-8"))
        self.presets = [preset["name"] for preset in presets["configurePresets"]]
        self.targets = set(re.findall(r"^(?:\S*/)?(\S+): ", output_of(
            "ninja", "-C", BUILD, "-t", "targets", "all"), re.M))
        tests = json.loads(output_of("ctest", "--test-dir", BUILD, "--show-only=json-v1"))["tests"]
        # Some tests exist with one compiler only.
        self.tests = [test["name"] for test in tests] + re.findall(
            r"add_test\(NAME ([\w.]+)", " ".join(texts))
        self.words |= self.targets | {test.split(".")[0] for test in self.tests}
        self.labels = {label for test in tests for item in test.get("properties", [])
                       if item["name"] == "LABELS" for label in item["value"]}


def code_of(text):
    """The code in a document that pages.py does not run: some fences, and text in backticks."""
    fences = re.findall(r"^```console not-run.*\n((?:.*\n)*?)```$", text, re.M)
    rest = re.sub(r"^```.*\n(?:.*\n)*?```$", "", text, flags=re.M)
    lines = "".join(fences).replace("\\\n", "").splitlines()
    return lines + re.findall(
        r"(?<!`)`([^`]+)`(?!`)", rest.replace("\n", " "))


def anchors(path):
    """GitHub's names of a document's headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.M)
    return [re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings]


def broken_links(page, text):
    for link in re.findall(r"\]\(([^)]+)\)", text):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not link.startswith("https:") and (
                not target.exists() or (anchor and anchor not in anchors(target))):
            yield f"no page or heading {link}"


def unknown_names(code, known):
    for name in NAME.findall(code):
        if not fnmatch.filter(known.names, name) and name not in known.words:
            yield f"no file has the name {name}"


def unknown_paths(code, _):
    for path in PATH.findall(code):
        left_open = re.search(re.escape(path) + r"(<|\.\.\.)", code)
        if not left_open and not any(any((SOURCE / folder).glob(path.rstrip("/.")))
                                     for folder in INCLUDED):
            yield f"there is no {path}"


def unknown_arguments(code, known):
    """Checks arguments of cmake and ctest in commands for the preset."""
    for preset in re.findall(r"--preset (\S+)", code):
        if preset not in known.presets and not preset.isupper():
            yield f"no preset {preset}"
    if f"--preset {PRESET} " not in code + " " or "-D" in code:
        return
    for target in re.findall(r"--target (\S+)", code):
        if target not in known.targets:
            yield f"no target {target}"
    for expression in re.findall(r"ctest .*-R (\S+)", code):
        if not any(re.search(expression, test) for test in known.tests):
            yield f"no test matches {expression}"
    for label in re.findall(r"ctest .*-L (\S+)", code):
        if not any(re.search(label, known_label) for known_label in known.labels):
            yield f"no label matches {label}"


def unknown_tests(code, known):
    """Checks words with a dot: a test, a figure of the bench suite, or a file."""
    if TEST.match(code) and not (
            fnmatch.filter(known.tests, code) or fnmatch.filter(known.rows, code)
            or any(fnmatch.fnmatch(code, row) for row in known.rows) or code in known.files):
        yield f"no test, figure or file is called {code}"


def mistakes(page, known):
    text = page.read_text(encoding="utf-8")
    yield from broken_links(page, text)
    for code in code_of(text):
        for look in (unknown_names, unknown_paths, unknown_arguments):
            yield from look(code, known)
        if f"file=app/{code}" not in text and f"`{code}`" in text:
            yield from unknown_tests(code, known)


def main():
    known = Known()
    found = [f"{os.path.relpath(page, SOURCE)}: {mistake}"
             for page in PAGES for mistake in dict.fromkeys(mistakes(page, known))]
    readme = PAGES[0].read_text(encoding="utf-8")
    found += [f"README.md has no link to docs/{page.name}"
              for page in (SOURCE / "docs").glob("*.md") if f"(docs/{page.name})" not in readme]
    index = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    found += [f"examples/README.md has no row for {folder.name}, or that has no README.md"
              for folder in EXAMPLES.iterdir() if folder.is_dir() and not (
                  f"| [{folder.name}]({folder.name}) |" in index
                  and (folder / "README.md").is_file())]
    if found:
        sys.exit("\n".join(found))


main()
