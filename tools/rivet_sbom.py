#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a software bill of materials of a linked firmware: SPDX 2.3 in JSON.

rivet_sbom.py --elf X.elf --map X.map [--extracted FILE] [--object FILE]... --commands FILE
              --rivet FOLDER --rivet-version V --source FOLDER --libc FOLDER
              [--tool FILE]... --output X.spdx.json

The linker's map names the objects and the archive members that were linked. An object's source is
found in compile_commands.json (--commands), in the entry whose object has the same bytes. For an
installed Rivet it is found in lib/sources.json, which rivet_sources.py wrote. An object without a
known source, such as one of another library, is listed itself. --extracted is a file that lld wrote
by --why-extract. The same build gives the same bytes: the date is SOURCE_DATE_EPOCH, else that of
the last commit in --source, else the start of 1970.
"""
import argparse
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

MEMBER = re.compile(r"(.+\.a)\(([^()]+)\)$")
LICENCE = re.compile(rb"SPDX-License-Identifier: *([\w.+() -]*[\w.+)])")
LIBGCC_LICENCE = "GPL-3.0-or-later WITH GCC-exception-3.1"
NONE = "NOASSERTION"


def fail(text):
    sys.exit(f"rivet_sbom.py: {text}")


def output_of(*command, cwd=None):
    """The command's output; None if it fails or does not exist."""
    try:
        return subprocess.run(command, cwd=cwd, check=True, capture_output=True,
                              env={**os.environ, "LC_ALL": "C"}, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def build_id(elf):
    """The build id: the section .note.gnu.build-id after the note's header."""
    data = pathlib.Path(elf).read_bytes()
    order = "little" if data[5:6] == b"\1" else "big"
    head = (3).to_bytes(4, order) + b"GNU\0"
    at = data.find((4).to_bytes(4, order) + (20).to_bytes(4, order) + head)
    if data[:4] != b"\x7fELF" or at < 0:
        fail(f"{elf} has no build id")
    return data[at + 16:at + 36].hex()


class Linked(str):
    """An object file's path, or archive(member) for an archive's member."""

    @property
    def archive(self):
        match = MEMBER.match(self)
        return match.group(1) if match else None

    @property
    def member(self):
        match = MEMBER.match(self)
        return match.group(2) if match else os.path.basename(self)

    def content(self):
        try:
            return archive_members(self.archive)[self.member] if self.archive \
                else pathlib.Path(self).read_bytes()
        except (OSError, KeyError):
            fail(f"{self} is in the map but does not exist: build the firmware again")


@functools.lru_cache(maxsize=None)
def archive_members(path):
    """The members of a System V archive by name; names over 15 characters are in "//"."""
    data = pathlib.Path(path).read_bytes()
    if data[:8] != b"!<arch>\n":
        fail(f"{path} is not an archive, or is a thin one")
    members, names, at = {}, b"", 8
    while at + 60 <= len(data):
        name, size = data[at:at + 16].rstrip(), int(data[at + 48:at + 58])
        content = data[at + 60:at + 60 + size]
        if name == b"//":
            names = content
        elif re.match(rb"/\d", name):
            long = names[int(name[1:]):].split(b"\n")[0]
            members[long.rstrip(b"/").decode()] = content
        elif not name.startswith(b"/"):  # "/" is the symbol table
            members[name.rstrip(b"/").decode()] = content
        at += 60 + size + size % 2
    return members


def made_by_linker(name):
    """Whether link-time optimisation made the object; its inputs are named separately."""
    return re.search(r"\.ltrans\d*\.|\.debug\.temp\.o$|\.lto\.(.*\.)?o$", name)


def whole_path(name, folders):
    """The name in the first of the folders that has such a file."""
    paths = [os.path.normpath(os.path.join(folder, name)) for folder in folders]
    return next((path for path in paths if os.path.exists(Linked(path).archive or path)), paths[0])


def linked_objects(arguments):
    """The objects of the link, in the order of their names."""
    text = pathlib.Path(arguments.map).read_text(encoding="utf-8", errors="replace")
    if text.lstrip().startswith("VMA"):  # lld's columns: VMA LMA Size Align Out In
        names = re.findall(r"^ *[0-9a-f]+ +[0-9a-f]+ +[0-9a-f]+ +\d+ +([^\s(<][^(\n]*"
                           r"(?:\([^()]+\))?):\(", text, re.M)
    else:
        # A short name is followed by the symbol that requested it.
        names = re.findall(r"^(\S[^()\n]*\.a\([^()]+\))", text, re.M)
        names += re.findall(r"^LOAD (.*?(?<!\.a))$", text, re.M)
    if arguments.extracted:
        lines = pathlib.Path(arguments.extracted).read_text(encoding="utf-8").splitlines()[1:]
        names += [line.split("\t")[1] for line in lines]
    # Ninja links in the build's top folder, make in the firmware's folder.
    folders = [os.path.dirname(os.path.abspath(file))
               for file in (arguments.commands, arguments.map)]
    objects = sorted({Linked(whole_path(name, folders)) for name in names + arguments.object
                      if not made_by_linker(name)})
    return objects or fail(f"{arguments.map} names no object")


def compiled_objects(path):
    """(object, source) pairs of compile_commands.json, by the object's base name."""
    found = {}
    for entry in json.loads(pathlib.Path(path).read_text(encoding="utf-8")):
        words = shlex.split(entry["command"])
        made = os.path.join(entry["directory"], words[words.index("-o") + 1])
        source = os.path.join(entry["directory"], entry["file"])
        found.setdefault(os.path.basename(made), []).append((made, os.path.normpath(source)))
    return found


def source_of(linked, compiled):
    """The source that the object was compiled from, or None if not known."""
    content = linked.content()
    for made, source in sorted(compiled.get(linked.member, [])):
        if os.path.exists(made) and pathlib.Path(made).read_bytes() == content:
            return source
    return None


def installed_sources(rivet):
    """[name, facts] of each source of an installed Rivet, by the object's SHA-256."""
    path = pathlib.Path(rivet) / "lib/sources.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


@functools.lru_cache(maxsize=None)
def debian_package(path):
    """(name, version) of the file's Debian package, or None."""
    owner = output_of("dpkg-query", "-S", os.path.realpath(path))
    if not owner:
        return None
    name = owner.split(":")[0].split(",")[0]
    return name, output_of("dpkg-query", "-W", "-f", "${Version}\n", name).splitlines()[0]


def identifier(*words):
    return "SPDXRef-" + "-".join(re.sub(r"[^A-Za-z0-9.]+", "-", word).strip("-") for word in words)


def licence_in(content):
    match = LICENCE.search(content)
    return match.group(1).decode().strip() if match else NONE


def facts_of(content, kind):
    """The document's entries for a file with this content."""
    licence = licence_in(content) if kind == "SOURCE" else NONE
    return {"fileTypes": [kind],
            "checksums": [{"algorithm": algorithm, "checksumValue": maker(content).hexdigest()}
                          for algorithm, maker in (("SHA1", hashlib.sha1),
                                                   ("SHA256", hashlib.sha256))],
            "licenseConcluded": licence, "licenseInfoInFiles": [licence], "copyrightText": NONE}


class Document:
    def __init__(self, arguments):
        self.arguments = arguments
        self.packages, self.files, self.relationships = {}, {}, set()

    def relate(self, one, kind, other):
        self.relationships.add((one, kind, other))

    def package(self, name, purpose, version=None, licence=NONE, **more):
        key = identifier("Package", name)
        self.packages.setdefault(key, {
            "SPDXID": key, "name": name, "downloadLocation": NONE, "filesAnalyzed": False,
            "primaryPackagePurpose": purpose, "licenseConcluded": licence,
            "licenseDeclared": licence, "copyrightText": NONE,
            **({"versionInfo": version} if version else {}), **more})
        return key

    def installed(self, path, name, purpose, licence=NONE):
        """The package of a file that this build did not make, with Debian's version if any."""
        debian = debian_package(path)
        if not debian:
            return self.package(name, purpose, licence=licence)
        where = f"pkg:deb/debian/{debian[0]}@{debian[1].replace(':', '%3A').replace('+', '%2B')}"
        return self.package(name, purpose, debian[1], licence, externalRefs=[{
            "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
            "referenceLocator": where}])

    def file(self, package, name, facts):
        """Adds the file once for its name and package."""
        key = identifier("File", self.packages[package]["name"], name)
        while key in self.files and self.files[key]["fileName"] != "./" + name:
            key += "-x"
        self.files[key] = {"SPDXID": key, "fileName": "./" + name, **facts}
        self.relate(package, "CONTAINS", key)
        return key

    def close_packages(self):
        """Adds section 7.9's verification code over the files' SHA-1 to each package with files."""
        for key, package in self.packages.items():
            inside = [self.files[file] for one, kind, file in self.relationships
                      if one == key and kind == "CONTAINS"]
            if inside:
                sums = sorted(file["checksums"][0]["checksumValue"] for file in inside)
                code = hashlib.sha1("".join(sums).encode()).hexdigest()
                package["filesAnalyzed"] = True
                package["packageVerificationCode"] = {"packageVerificationCodeValue": code}
                package["licenseInfoFromFiles"] = sorted(
                    {licence for file in inside for licence in file["licenseInfoInFiles"]})

    def text(self, name, number, created):
        self.close_packages()
        version = self.arguments.rivet_version
        return json.dumps({
            "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
            "name": name, "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{number}",
            "creationInfo": {"created": created, "creators": [f"Tool: rivet_sbom-{version}"]},
            "packages": [self.packages[key] for key in sorted(self.packages)],
            "files": [self.files[key] for key in sorted(self.files)],
            "relationships": [
                {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}
                for one, kind, other in sorted(self.relationships)]}, indent=1) + "\n"


class Sbom:
    """The document of one firmware."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.name = pathlib.Path(arguments.elf).stem
        self.build = os.path.dirname(os.path.abspath(arguments.commands))
        self.compiled = compiled_objects(arguments.commands)
        self.compiled_before = installed_sources(arguments.rivet)
        self.document = Document(arguments)
        self.firmware = self.document.package(self.name, "FIRMWARE")
        self.rivet = self.document.package("rivet", "LIBRARY", arguments.rivet_version, "MIT")
        self.document.relate("SPDXRef-DOCUMENT", "DESCRIBES", self.firmware)
        elf = pathlib.Path(arguments.elf)
        facts = facts_of(elf.read_bytes(), "BINARY")
        self.elf = self.document.file(self.firmware, elf.name, facts)

    def in_rivet(self, path):
        """Whether the file is Rivet's and not that of a firmware in a neighbouring folder."""
        relative = os.path.relpath(path, self.arguments.rivet)
        return relative.split(os.sep)[0] in ("src", "hal", "ld", "lib", "board")

    def place(self, path):
        """(package, name) of a source or of an object that this build made."""
        if self.in_rivet(path):
            return self.rivet, os.path.relpath(path, self.arguments.rivet)
        below = os.path.relpath(path, self.build)
        if not below.startswith(".."):
            return self.firmware, "build/" + below
        return self.firmware, re.sub(r"^(\.\./)+", "", os.path.relpath(path, self.arguments.source))

    def library(self, archive):
        """The package of an archive that existed before the build."""
        if not os.path.relpath(archive, self.arguments.libc).startswith(".."):
            return self.document.installed(archive, "picolibc", "LIBRARY")
        stem = pathlib.Path(archive).stem
        licence = LIBGCC_LICENCE if stem in ("libgcc", "libgcov") else NONE
        return self.document.installed(archive, stem, "LIBRARY", licence)

    def origin(self, linked):
        """(package, name, facts) of an object's source, or of the object if that is not known."""
        source = source_of(linked, self.compiled)
        if source:
            return *self.place(source), facts_of(pathlib.Path(source).read_bytes(), "SOURCE")
        content = linked.content()
        before = self.compiled_before.get(hashlib.sha256(content).hexdigest())
        if before:
            return self.rivet, *before
        path = linked.archive or linked
        package, name = self.place(path)
        if package != self.rivet and linked.archive:
            package, name = self.library(path), os.path.basename(path)
        if linked.archive:
            name += f"({linked.member})"
        return package, name, facts_of(content, "BINARY")

    def add_object(self, linked):
        package, name, facts = self.origin(linked)
        key = self.document.file(package, name, facts)
        self.document.relate(self.elf, "GENERATED_FROM", key)
        if package != self.firmware:
            self.document.relate(self.firmware, "STATIC_LINK", package)

    def created(self):
        epoch = os.environ.get("SOURCE_DATE_EPOCH") or output_of(
            "git", "log", "-1", "--format=%ct", cwd=self.arguments.source)
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(epoch or 0)))

    def write(self):
        for linked in linked_objects(self.arguments):
            self.add_object(linked)
        for tool in self.arguments.tool:
            key = self.document.installed(tool, os.path.basename(tool), "APPLICATION")
            self.document.relate(key, "BUILD_TOOL_OF", self.firmware)
        text = self.document.text(self.name, build_id(self.arguments.elf), self.created())
        pathlib.Path(self.arguments.output).write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("elf", "map", "commands", "rivet", "rivet-version", "source", "libc", "output"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--extracted")
    parser.add_argument("--object", action="append", default=[])
    parser.add_argument("--tool", action="append", default=[])
    Sbom(parser.parse_args()).write()


if __name__ == "__main__":
    main()
