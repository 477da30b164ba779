#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Tests which errors ci/mutate.py makes, and that its lists name what exists.

mutate.py <Rivet's folder> <build folder, whose name is a preset's>
"""
import json
import pathlib
import re
import subprocess
import sys
import unittest

BUILD = pathlib.Path(sys.argv.pop()).resolve()
ROOT = pathlib.Path(sys.argv.pop()).resolve()
sys.path.insert(0, str(ROOT / "ci"))
import mutate  # noqa: E402  pylint: disable=wrong-import-position

CODE = """\
#define SIZE (1 + 2) /* a < b */
static_assert(4 < 5, "a && b");
static int answer(struct thing *t, int n)
{
    int sum = 0;
    if (n < 3 && t->size == 0x30) {
        release(t, "n > 0");
        return HAL_ERR_IO;
    }
    t->size = n + 1;
    __asm__ volatile("fence rw, w" ::: "memory");
    __atomic_store_n(&t->done, true, __ATOMIC_RELEASE);
    return sum;
}
"""
ASSEMBLY = """\
/* beq a0, a1, done */
    .balign 4
    beq a0, a1, done
    li t0, 0x80
    fence r, rw
done:
    ret
"""


def changes(kinds, text):
    """Of each kind, the pairs of what is taken out and put in."""
    code = mutate.masked(text)
    return {kind: [(text[start:end], new) for start, end, new in make(text, code)]
            for kind, make in kinds.items()}


class Errors(unittest.TestCase):

    def test_each_kind_changes_code_only(self):
        made = changes(mutate.C_KINDS, CODE)
        condition = "(n < 3 && t->size == 0x30)"
        self.assertEqual(made["turned condition"], [(condition, f"(!{condition})")])
        self.assertEqual(made["shifted comparison"], [("<", "<="), ("==", "!=")])
        self.assertEqual(made["swapped && and ||"], [("&&", "||")])
        self.assertEqual(made["other operator"], [("+", "-")])
        self.assertEqual(made["other constant"], [
            ("0", "1"), ("3", "4"), ("3", "2"), ("0x30", "0x20"), ("0x30", "0x31"), ("1", "2")])
        self.assertEqual([old for old, _ in made["deleted statement"]][:2],
                         ['release(t, "n > 0");', "t->size = n + 1;"])
        self.assertEqual(made["other return value"], [("HAL_ERR_IO", "HAL_OK"), ("sum", "0")])
        self.assertEqual([new for _, new in made["dropped order"]], ["", "__ATOMIC_RELAXED"])

    def test_assembly_has_errors_too(self):
        made = changes(mutate.S_KINDS, ASSEMBLY)
        self.assertEqual(made["turned condition"], [("beq", "bne")])
        self.assertEqual(made["other constant"], [("0x80", "129")])
        self.assertEqual([old for old, _ in made["deleted statement"]],
                         ["beq a0, a1, done", "li t0, 0x80", "fence r, rw", "ret"])
        self.assertEqual(made["dropped order"], [("    fence r, rw", "")])

    def test_a_seed_selects_the_same_errors_each_time(self):
        files = mutate.files_of(["hal"])
        first, second = mutate.chosen(files, 1), mutate.chosen(files, 1)
        other = mutate.chosen(files, 2)
        chosen = [next(first) for _ in range(20)]
        self.assertEqual(chosen, [next(second) for _ in range(20)])
        self.assertNotEqual(chosen, [next(other) for _ in range(20)])


def firmware_of(stage):
    """What the commands of a stage's tests name, as far as the tests are known before a build."""
    listed = subprocess.run(["ctest", "--show-only=json-v1", *stage.selection()], cwd=BUILD,
                            capture_output=True, text=True, check=True).stdout
    return {name for test in json.loads(listed)["tests"] for word in test.get("command", [])
            for name in re.findall(r"/([\w.-]+)\.elf\b", word)}


class Lists(unittest.TestCase):

    def test_every_area_has_files(self):
        for area in mutate.AREAS:
            self.assertTrue(area in mutate.files_of([area]).values(), area)

    def test_every_source_is_in_an_area(self):
        files = mutate.files_of([])
        for pattern in ("src/**/*.[chS]", "hal/*.[ch]", "hal/dma/*.c", "hal/drivers/*.[ch]",
                        "hal/include/**/*.h", "lib/**/*.[chS]", "tools/rivet-run/*.c"):
            for path in ROOT.glob(pattern):
                name = path.relative_to(ROOT).as_posix()
                self.assertTrue(name in files or not mutate.errors_in(name), name)

    def test_every_host_test_of_a_driver_is_in_the_area(self):
        listed = (ROOT / "tests/host/CMakeLists.txt").read_text(encoding="utf-8")
        names = re.findall(r"rivet_add_(?:host|virtio)_test\((\w+) (?:hal/drivers/|virtio_|"
                           r"\$\{(?:ns16550|imsic)_files\})", listed)
        built = {target for stage in mutate.AREAS["hal"][1] for target in stage.targets}
        self.assertGreater(len(names), 20)
        self.assertEqual([name for name in names if f"host_{name}" not in built], [])

    def test_a_stage_builds_the_firmware_that_its_tests_run(self):
        stages = {stage for _, stages in mutate.AREAS.values() for stage in stages}
        for stage in stages:
            if stage.preset == BUILD.name and stage.targets:
                missing = firmware_of(stage) - set(stage.targets)
                self.assertEqual(missing, set(), stage.selection())

    def test_every_equivalent_error_can_still_be_made(self):
        for file, before, after in mutate.equivalents():
            made = {mutate.shown(error)[1:] for error in mutate.errors_in(file)}
            self.assertIn((before, after), made, file)


if __name__ == "__main__":
    unittest.main()
