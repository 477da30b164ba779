#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a firmware's SBOM twice and checks it against SPDX 2.3, the files, the map and the ELF.

sbom.py <build folder> <firmware.elf> <Rivet's folder> <project's folder>

The checks read the map and the debug information themselves. Finally each of a list of errors is
put into the document, and the checks must report every one.
"""
import copy
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

BUILD, ELF, RIVET, PROJECT = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
OURS = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(OURS / "tools"))
from rivet_binutils import tool  # noqa: E402

KINDS = {"DESCRIBES", "CONTAINS", "STATIC_LINK", "BUILD_TOOL_OF", "GENERATED_FROM"}
LICENCE = r"NOASSERTION|[\w.+-]+( (AND|OR|WITH) [\w.+-]+)*"
DATE = "2001-09-09T01:46:40Z"


def output_of(*command, **more):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **more).stdout


def make_document():
    path = ELF.with_suffix(".spdx.json")
    path.unlink(missing_ok=True)
    subprocess.run(["cmake", "--build", BUILD, "--target", f"sbom-{ELF.stem}"], check=True,
                   env={**os.environ, "SOURCE_DATE_EPOCH": "1000000000"})
    return path.read_bytes()


def wrong_head(doc):
    notes = tool("readelf", "-n", ELF)
    number = re.search(r"Build ID: (\w+)", notes).group(1)
    expected = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
                "name": ELF.stem}
    yield from (f"{key} is not {value}" for key, value in expected.items() if doc[key] != value)
    if not re.fullmatch(rf"https://[^#\s]+-{number}", doc["documentNamespace"]):
        yield f"the namespace has no build id {number}"
    if doc["creationInfo"]["created"] != DATE:
        yield "the date is not SOURCE_DATE_EPOCH"
    if not all(re.match("(Tool|Person|Organization): ", who)
               for who in doc["creationInfo"]["creators"] or [""]):
        yield "a creator has no kind"


def wrong_elements(doc):
    elements = doc["packages"] + doc["files"]
    identifiers = [element["SPDXID"] for element in elements] + [doc["SPDXID"]]
    for name in identifiers:
        if not re.fullmatch(r"SPDXRef-[A-Za-z0-9.-]+", name) or identifiers.count(name) > 1:
            yield f"{name} is not an identifier, or is used twice"
    for one, kind, other in relations(doc):
        if one not in identifiers or other not in identifiers or kind not in KINDS:
            yield f"{one} {kind} {other} has an end that does not exist"
    for element in elements:
        for key in ("licenseConcluded", "licenseDeclared"):
            if not re.fullmatch(LICENCE, element.get(key, "NOASSERTION")):
                yield f"{element['SPDXID']}: {key} is not a licence"
    for package in doc["packages"]:
        if not package["name"] or not package["downloadLocation"]:
            yield f"{package['SPDXID']} lacks a required field"


def relations(doc):
    return [(r["spdxElementId"], r["relationshipType"], r["relatedSpdxElement"])
            for r in doc["relationships"]]


def wrong_structure(doc):
    """One firmware is described; each file is in one package with their verification code."""
    related = relations(doc)
    firmware = [other for _, kind, other in related if kind == "DESCRIBES"]
    if len(firmware) != 1:
        return [f"{len(firmware)} packages are described"]
    found = []
    files = {file["SPDXID"]: file for file in doc["files"]}
    contained = [other for _, kind, other in related if kind == "CONTAINS"]
    if sorted(contained) != sorted(files):
        found.append("a file is in no package or in two")
    for package in doc["packages"]:
        key = package["SPDXID"]
        sums = sorted(checksum(files[other], "SHA1") for one, kind, other in related
                      if (one, kind) == (key, "CONTAINS") and other in files)
        code = package.get("packageVerificationCode", {}).get("packageVerificationCodeValue")
        if package["filesAnalyzed"] != bool(sums) or \
                (sums and code != hashlib.sha1("".join(sums).encode()).hexdigest()):
            found.append(f"{key}: the verification code is not that of its files")
        if key != firmware[0] and (firmware[0], "STATIC_LINK", key) not in related and \
                (key, "BUILD_TOOL_OF", firmware[0]) not in related:
            found.append(f"{key} has no relationship with the firmware")
    return found


def checksum(file, algorithm):
    return next((c["checksumValue"] for c in file["checksums"] if c["algorithm"] == algorithm), "")


def wrong_files(doc):
    """The checksums, and the licences of sources, are those of the files on the disk."""
    for file in doc["files"]:
        name = file["fileName"]
        if not name.startswith("./") or not re.fullmatch("[0-9a-f]{40}", checksum(file, "SHA1")):
            yield f"{name}: not a relative name, or no SHA-1"
        # An installed Rivet has no sources; they are in the repository.
        path = next((path for path in (ELF.parent / name, RIVET / name, PROJECT / name, OURS / name,
                                       BUILD / name.removeprefix("./build/")) if path.is_file()),
                    None)
        if path is None:
            if file["fileTypes"] != ["BINARY"] or "(" not in name:
                yield f"{name} does not exist"
            continue
        content = path.read_bytes()
        if checksum(file, "SHA1") != hashlib.sha1(content).hexdigest() or \
                checksum(file, "SHA256") != hashlib.sha256(content).hexdigest():
            yield f"{name}: wrong checksums"
        line = re.search(rb"SPDX-License-Identifier: (\S+)", content) if path != ELF else None
        if file["licenseConcluded"] != (line.group(1).decode() if line else "NOASSERTION"):
            yield f"{name}: wrong licence"


def wrong_versions(doc):
    packages = {package["name"]: package for package in doc["packages"]}
    lists = (OURS / "CMakeLists.txt").read_text(encoding="utf-8")
    version = re.search(r"project\(rivet VERSION ([\d.]+)", lists)
    if packages.get("rivet", {}).get("versionInfo") != version.group(1):
        yield "wrong version of Rivet"
    if shutil.which("dpkg-query"):
        for name, package in (("picolibc", "picolibc-riscv64-unknown-elf"),
                              ("libgcc", "gcc-riscv64-unknown-elf")):
            installed = output_of("dpkg-query", "-W", "-f", "${Version}", package)
            if name in packages and packages[name].get("versionInfo") != installed:
                yield f"wrong version of {name}"


def objects_of_map():
    """(archive or None, object) of each object in the map that the linker did not make."""
    text = ELF.with_suffix(".map").read_text(errors="replace")
    for archive, member in re.findall(r"([\w.+-]+\.a)\(([^()\s]+)\)", text):
        yield archive, member
    for path in re.findall(r"(?:^| )([^\s():]+\.(?:obj|o))(?:$|:\()", text, re.M):
        if not re.search(r"ltrans|\.debug\.temp|\.lto\.", path):
            yield None, pathlib.Path(path).name


def wrong_coverage(doc):
    """Each object of the map and each unit of Rivet in the debug information is listed."""
    names = {file["fileName"][2:] for file in doc["files"]}
    bases = {name.split("/")[-1] for name in names}
    linked = set(objects_of_map())
    if len(linked) < 10:
        yield f"the map names only {len(linked)} objects"
    for archive, member in linked:
        if re.sub(r"\.o(bj)?$", "", member) not in bases and f"{archive}({member})" not in bases:
            yield f"{archive}({member}) is not covered"
    units = re.findall(r"DW_AT_name .*: rivet/(\S+\.[cS])$",
                       tool("readelf", "--debug-dump=info", "--dwarf-depth=1", ELF), re.M)
    if len(units) < 10:
        yield f"the debug information names only {len(units)} sources"
    for unit in units:
        if not any(f"/{unit}".endswith(f"/{name}") for name in names):
            yield f"{unit} is not covered"
    if "picolibc" not in {package["name"] for package in doc["packages"]}:
        yield "picolibc is missing"


def complaints(doc):
    checks = (wrong_head, wrong_elements, wrong_structure, wrong_files, wrong_versions,
              wrong_coverage)
    return [complaint for check in checks for complaint in check(doc)]


def drop_file(doc, name):
    """Removes the file and all references to it."""
    gone = next(file["SPDXID"] for file in doc["files"] if name in file["fileName"])
    doc["files"] = [file for file in doc["files"] if file["SPDXID"] != gone]
    doc["relationships"] = [r for r in doc["relationships"] if gone not in r.values()]
    for package in doc["packages"]:
        sums = sorted(checksum(file, "SHA1") for file in doc["files"] for r in doc["relationships"]
                      if r["relationshipType"] == "CONTAINS" and
                      (r["spdxElementId"], r["relatedSpdxElement"]) ==
                      (package["SPDXID"], file["SPDXID"]))
        if sums:
            package["packageVerificationCode"]["packageVerificationCodeValue"] = \
                hashlib.sha1("".join(sums).encode()).hexdigest()


def package_named(doc, name):
    return next(package for package in doc["packages"] if package["name"] == name)


LIES = {
    "a source left out": lambda doc: drop_file(doc, "panic/report.c"),
    "a member of the C library left out": lambda doc: drop_file(doc, "printf"),
    "an object given to the linker left out": lambda doc: drop_file(doc, "libc/malloc"),
    "another checksum": lambda doc: doc["files"][0]["checksums"][1].update(checksumValue="0" * 64),
    "another version": lambda doc: package_named(doc, "rivet").update(versionInfo="9.9.9"),
    "another library's version":
        lambda doc: package_named(doc, "picolibc").update(versionInfo="0"),
    "another code": lambda doc: package_named(doc, "rivet")["packageVerificationCode"].update(
        packageVerificationCodeValue="0" * 40),
    "an end that isn't there":
        lambda doc: doc["relationships"][0].update(relatedSpdxElement="SPDXRef-nothing"),
    "an identifier twice": lambda doc: doc["files"].append(copy.deepcopy(doc["files"][0])),
    "another licence": lambda doc: doc["files"][0].update(licenseConcluded="GPL-2.0-only"),
    "another build": lambda doc: doc.update(documentNamespace="https://spdx.org/spdxdocs/app-1"),
    "another date": lambda doc: doc["creationInfo"].update(created="2024-01-01T00:00:00Z"),
}

first = make_document()
if make_document() != first:
    sys.exit("the same build gives different documents")
document = json.loads(first)
found = complaints(document)
if found:
    sys.exit("\n".join(found))
for lie, tell in LIES.items():
    told = copy.deepcopy(document)
    tell(told)
    answer = complaints(told)
    if not answer:
        sys.exit(f"not detected: {lie}")
    print(f"{lie}: {answer[0]}")
print(f"{len(document['files'])} files in {len(document['packages'])} packages")
