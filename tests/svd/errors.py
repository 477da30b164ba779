# SPDX-License-Identifier: MIT
"""Errors in SVD files: each names its line and element, and nothing is written.

errors.py <rivet-svd> <scratch folder>

A case is a file with one error in the line that has <!--here-->, and what the message must say.
"""
import pathlib
import shutil
import subprocess
import sys

TOOL, SCRATCH = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()

DEVICE = "<device><name>C</name><size>32</size>\n<peripherals>\n{}\n</peripherals></device>\n"
PERIPHERAL = DEVICE.format("<peripheral><name>P</name><baseAddress>0x1000</baseAddress>\n"
                           "<addressBlock><offset>0</offset><size>0x10</size></addressBlock>\n"
                           "{}</peripheral>")
REGISTERS = PERIPHERAL.format("<registers>\n{}\n</registers>")
REGISTER = REGISTERS.format("<register><name>R</name><addressOffset>4</addressOffset>\n{}\n"
                            "</register>")
FIELDS = REGISTER.format("<fields>\n{}\n</fields>")
HERE = "<!--here-->"


def field(name, bits, rest=""):
    return f"<field><name>{name}</name><bitRange>{bits}</bitRange>{rest}</field>"


def register(rest, head="<register>"):
    return f"{head}<name>R</name>{rest}</register>"


CASES = {
    "unknown_source": (REGISTERS.format(register(
        f"<addressOffset>0</addressOffset>{HERE}", '<register derivedFrom="Q">')),
        ("register 'R' of peripheral 'P'", "derivedFrom names 'Q'", "correct the name")),
    "circular": (DEVICE.format(
        '<peripheral derivedFrom="B"><name>A</name><baseAddress>0</baseAddress>' + HERE +
        '</peripheral>\n<peripheral derivedFrom="A"><name>B</name><baseAddress>0</baseAddress>'
        "</peripheral>"), ("peripheral 'A'", "circular", "remove one derivedFrom")),
    "derived_from_itself": (REGISTERS.format(register(
        f"<addressOffset>0</addressOffset>{HERE}", '<register derivedFrom="R">')),
        ("register 'R'", "derived from itself", "circular")),
    "no_size": (REGISTERS.replace("<size>32</size>", "").format(register(
        f"<addressOffset>0</addressOffset>{HERE}")),
        ("register 'R' of peripheral 'P'", "no size is given", "add <size>")),
    "no_offset": (REGISTERS.format(register(HERE)), ("register 'R'", "has no addressOffset")),
    "no_base": (DEVICE.format(f"<peripheral><name>P</name>{HERE}</peripheral>"),
                ("peripheral 'P'", "has no baseAddress")),
    "no_name": (REGISTERS.format(f"<register><addressOffset>0</addressOffset>{HERE}</register>"),
                ("<register> of peripheral 'P'", "has no name")),
    "fields_overlap": (FIELDS.format(field("A", "[7:4]") + "\n" + field("B", "[8:7]") + HERE),
                       ("field 'B' of register 'R' of peripheral 'P'", "overlaps field 'A'",
                        "at bit 7", "--accept fields")),
    "field_outside": (FIELDS.format(field("A", "[32:31]") + HERE),
                      ("field 'A'", "ends at bit 32", "32 bits")),
    "field_without_bits": (FIELDS.format(f"<field><name>A</name></field>{HERE}"),
                           ("field 'A'", "which bits it has")),
    "field_upside_down": (FIELDS.format(
        f"<field><name>A</name><lsb>5</lsb><msb>3</msb></field>{HERE}"),
        ("field 'A'", "below its lowest")),
    "bad_bit_range": (FIELDS.format(field("A", "[3-1]") + HERE),
                      ("field 'A'", "bitRange '[3-1]'", "[msb:lsb]")),
    "beyond_block": (REGISTERS.format(register(f"<addressOffset>0xE</addressOffset>{HERE}")),
                     ("register 'R' of peripheral 'P'", "bytes 0xe to 0x11",
                      "beyond the address block", "--accept block")),
    "array_beyond_block": (REGISTERS.format(
        "<register><name>R[%s]</name><dim>5</dim><dimIncrement>4</dimIncrement>"
        f"<addressOffset>0</addressOffset>{HERE}</register>"),
        ("register 'R[%s]'", "bytes 0x0 to 0x13")),
    "no_number": (REGISTERS.format(register(f"<addressOffset>0xZZ</addressOffset>{HERE}")),
                  ("<addressOffset> of register 'R'", "'0xZZ' is no number", "hexadecimal")),
    "empty_number": (REGISTERS.format(register(f"<addressOffset></addressOffset>{HERE}")),
                     ("<addressOffset>", "'' is no number")),
    "bad_reset": (REGISTER.format(f"<resetValue>0b12</resetValue>{HERE}"),
                  ("<resetValue> of register 'R'", "'0b12' is no number")),
    "bad_access": (REGISTER.format(f"<access>sometimes</access>{HERE}"),
                   ("<access> of register 'R'", "'sometimes'", "read-only")),
    "bad_value": (FIELDS.format(field("A", "[1:0]", (
        "<enumeratedValues><enumeratedValue><name>V</name><value>two</value></enumeratedValue>"
        "</enumeratedValues>")) + HERE), ("enumeratedValue 'V' of field 'A'", "'two'")),
    "large_value": (FIELDS.format(field("A", "[1:0]", (
        "<enumeratedValues><enumeratedValue><name>V</name><value>4</value></enumeratedValue>"
        "</enumeratedValues>")) + HERE), ("enumeratedValue 'V'", "4 does not fit into 2 bits")),
    "dim_without_place": (REGISTER.format(
        "<dim>2</dim><dimIncrement>4</dimIncrement>").replace("<addressO", f"{HERE}<addressO"),
        ("register 'R'", "no place for the index")),
    "place_without_dim": (REGISTERS.format(
        f"<register><name>R%s</name><addressOffset>0</addressOffset></register>{HERE}"),
        ("register 'R%s'", "no dim")),
    "bad_dim": (REGISTERS.format(
        "<register><name>R%s</name><dim>0</dim><dimIncrement>4</dimIncrement>"
        f"<addressOffset>0</addressOffset></register>{HERE}"), ("<dim> of register", "dim is '0'")),
    "bad_dim_index": (REGISTERS.format(
        "<register><name>R%s</name><dim>3</dim><dimIncrement>4</dimIncrement><dimIndex>A,B"
        f"</dimIndex><addressOffset>0</addressOffset></register>{HERE}"),
        ("<dimIndex> of register", "does not name 3 elements")),
    "no_increment": (REGISTERS.format(
        "<register><name>R%s</name><dim>2</dim><addressOffset>0</addressOffset></register>"
        f"{HERE}"), ("register 'R%s'", "dimIncrement is missing")),
    "elements_overlap": (REGISTERS.format(
        "<register><name>R[%s]</name><dim>2</dim><dimIncrement>2</dimIncrement>"
        f"<addressOffset>0</addressOffset></register>{HERE}"),
        ("register 'R[%s]'", "elements overlap", "one takes 4 bytes")),
    "bad_xml": (REGISTERS.format(f"<register>{HERE}</registr>"),
                ("no well-formed XML", "mismatched tag")),
    "no_svd": (f"<html>{HERE}</html>", ("root element is <html>", "no CMSIS-SVD file")),
    "no_xml": (f"int main(void); {HERE}", ("no well-formed XML",)),
    "empty": ("", ("no well-formed XML",)),
    "no_peripherals": (f"<device>{HERE}<name>C</name></device>", ("no <peripherals>",)),
    "entities": (f'<!DOCTYPE device [<!ENTITY a SYSTEM "file:///etc/passwd">]>{HERE}\n'
                 + REGISTERS.format("&a;"), ("document type", "not accepted")),
    "nested": ("<device>" + "<cluster>" * 63 + HERE + "<cluster>" * 5000, ("nested 64 deep",)),
    "bad_encoding": (f'<?xml version="1.0" encoding="klingon"?>{HERE}<device/>', (":1:",)),
}

# Each of these is a warning if it is accepted.
ACCEPTED = {"fields_overlap": "fields", "field_outside": "fields", "beyond_block": "block",
            "large_value": "values", "bad_access": "access"}


def run(path, *options):
    folder = SCRATCH / "out"
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([TOOL, path, "-o", folder, *options], text=True, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    files = list(folder.iterdir()) if folder.is_dir() else []
    return done.returncode, done.stdout, files


def mistakes(name, text, expected):
    """What is wrong with the tool's answer to a case."""
    path = SCRATCH / f"{name}.svd"
    path.write_text(text, encoding="utf-8")
    status, output, files = run(path)
    lines = text.splitlines()
    line = next((at for at, found in enumerate(lines, 1) if HERE in found), 1)
    wanted = [f"{path}:{line}: "] + list(expected)
    if status != 1:
        yield f"the status is {status}"
    if files:
        yield f"there are {len(files)} files"
    for text_wanted in wanted:
        if text_wanted not in output:
            yield f"missing: {text_wanted}"
    if "Traceback" in output:
        yield output
    if name in ACCEPTED:
        status, output, files = run(path, "--accept", ACCEPTED[name])
        if status or not files or "(warning)" not in output:
            yield f"with --accept {ACCEPTED[name]}: status {status}, {output}"


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    found = [f"{name}: {mistake}" for name, (text, expected) in CASES.items()
             for mistake in mistakes(name, text, expected)]
    correct = SCRATCH / "correct.svd"
    correct.write_text(FIELDS.format(field("A", "[1:0]")), encoding="utf-8")
    status, output, files = run(correct)
    if status or not files or output:
        found.append(f"the file without an error: status {status}, {output}")
    status, output, _ = run(SCRATCH / "absent.svd")
    if status != 1 or "absent.svd: No such file" not in output:
        found.append(f"the file that is not there: {output}")
    if found:
        sys.exit("\n".join(found))
    print(f"{len(CASES)} errors are reported")


main()
