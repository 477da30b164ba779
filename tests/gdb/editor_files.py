#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that the editor's files name presets, tasks, targets and files that exist.

editor_files.py ROOT
"""
import json
import os
import re
import sys

ROOT = sys.argv[1]


def read_json(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return json.load(file)


def main():
    tasks = read_json(".vscode/tasks.json")
    launch = read_json(".vscode/launch.json")
    read_json(".vscode/settings.json")
    presets = {preset["name"] for preset in read_json("CMakePresets.json")["configurePresets"]}
    labels = {task["label"] for task in tasks["tasks"]}
    choices = next(item["options"] for item in tasks["inputs"] if item["id"] == "preset")
    text = json.dumps(tasks) + json.dumps(launch)
    named = set(choices) | set(re.findall(r"--preset (?!\$)([\w-]+)", text)) | set(
        re.findall(r"build/([\w-]+)/", text))
    wrong = [f"there is no preset {name}" for name in sorted(named - presets)]
    wrong += [f"there is no task {item['preLaunchTask']}" for item in launch["configurations"]
              if item["preLaunchTask"] not in labels]
    wrong += [f"there is no file {name}" for name in re.findall(r"source \$\{\w+\}/([\w/.]+)", text)
              if not os.path.exists(os.path.join(ROOT, name))]
    if wrong:
        sys.exit("editor_files.py: " + "; ".join(wrong))


main()
