# SPDX-License-Identifier: Apache-2.0
"""Writes what IT needs to decide: of the one table in kinfile.policy.table.

python packaging/policy/generate.py            writes the files below
python packaging/policy/generate.py --check    1 where one of them is not as the table has it

packaging/policy/Kinfile.admx           Group Policy and Intune: the keys
packaging/policy/en-GB/Kinfile.adml     their words
packaging/policy/policy.schema.json     for /etc/kinfile/policy.json
docs/policies.md                        for people
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from kinfile.machine import REGISTRY  # noqa: E402
from kinfile.policy.table import LONGEST_LINE, MOST_LINES, TABLE, Kind, Policy, Value  # noqa: E402

FOLDER = "packaging/policy"
NAMESPACE = "Kinfile.Policies.Kinfile"
CATEGORY = "Kinfile"
SUPPORTED = "SUPPORTED_Kinfile"
_LICENCE = "<!-- SPDX-License-Identifier: Apache-2.0; made by packaging/policy/generate.py -->"
_HEAD = f'<?xml version="1.0" encoding="utf-8"?>\n{_LICENCE}\n'
_SCHEMAS = (
    'xmlns:xsd="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" '
    'revision="1.0" schemaVersion="1.0"'
)
_LISTS = frozenset({Kind.LINES, Kind.PATHS})


def admx() -> str:
    """The keys, as Group Policy reads them."""
    policies = "".join(_admx_policy(each) for each in TABLE.values())
    return (
        f"{_HEAD}<policyDefinitions {_SCHEMAS}>\n"
        f'  <policyNamespaces>\n    <target prefix="kinfile" namespace="{NAMESPACE}" />\n'
        '    <using prefix="windows" namespace="Microsoft.Policies.Windows" />\n'
        "  </policyNamespaces>\n"
        '  <resources minRequiredRevision="1.0" />\n'
        "  <supportedOn>\n    <definitions>\n"
        f'      <definition name="{SUPPORTED}" displayName="$(string.{SUPPORTED})" />\n'
        "    </definitions>\n  </supportedOn>\n"
        "  <categories>\n"
        f'    <category name="{CATEGORY}" displayName="$(string.{CATEGORY})" />\n'
        "  </categories>\n"
        f"  <policies>\n{policies}  </policies>\n</policyDefinitions>\n"
    )


def _admx_policy(policy: Policy) -> str:
    key = policy.key
    head = (
        f'    <policy name="{key}" class="Machine" displayName="$(string.{key})" '
        f'explainText="$(string.{key}_about)" key={quoteattr(REGISTRY)}'
    )
    tail = f'      <parentCategory ref="{CATEGORY}" />\n      <supportedOn ref="{SUPPORTED}" />\n'
    if policy.kind is Kind.FLAG:
        return (
            f'{head} valueName="{key}">\n{tail}'
            '      <enabledValue><decimal value="1" /></enabledValue>\n'
            '      <disabledValue><decimal value="0" /></disabledValue>\n    </policy>\n'
        )
    return (
        f'{head} presentation="$(presentation.{key})">\n{tail}'
        f"      <elements>\n        {_element(policy)}\n      </elements>\n    </policy>\n"
    )


def _element(policy: Policy) -> str:
    key = policy.key
    if policy.kind is Kind.NUMBER:
        return (
            f'<decimal id="{key}" valueName="{key}" required="true" '
            f'minValue="{policy.least}" maxValue="{policy.most}" />'
        )
    if policy.kind in _LISTS:
        inside = quoteattr(rf"{REGISTRY}\{key}")
        return f'<list id="{key}" key={inside} valuePrefix="" />'
    return f'<text id="{key}" valueName="{key}" required="true" maxLength="1023" />'


def adml() -> str:
    """The words, in British English."""
    strings = "".join(_adml_strings())
    presentations = "".join(
        _presentation(each) for each in TABLE.values() if each.kind is not Kind.FLAG
    )
    return (
        f"{_HEAD}<policyDefinitionResources {_SCHEMAS}>\n"
        "  <displayName>Kinfile</displayName>\n"
        "  <description>What IT decides for Kinfile on a computer</description>\n"
        f"  <resources>\n    <stringTable>\n{strings}    </stringTable>\n"
        f"    <presentationTable>\n{presentations}    </presentationTable>\n"
        "  </resources>\n</policyDefinitionResources>\n"
    )


def _adml_strings() -> Iterator[str]:
    yield f'      <string id="{CATEGORY}">Kinfile</string>\n'
    yield f'      <string id="{SUPPORTED}">Kinfile 0.3 or later</string>\n'
    for policy in TABLE.values():
        about = escape(f"{policy.about} {_unset(policy)}")
        yield f'      <string id="{policy.key}">{escape(policy.title)}</string>\n'
        yield f'      <string id="{policy.key}_about">{about}</string>\n'


def _presentation(policy: Policy) -> str:
    key, words = policy.key, escape(policy.title)
    if policy.kind is Kind.NUMBER:
        usual = f'defaultValue="{policy.default}"'
        inside = f'<decimalTextBox refId="{key}" {usual}>{words}</decimalTextBox>'
    elif policy.kind in _LISTS:
        inside = f'<listBox refId="{key}">{words}</listBox>'
    else:
        inside = f'<textBox refId="{key}"><label>{words}</label></textBox>'
    return f'      <presentation id="{key}">{inside}</presentation>\n'


def schema() -> str:
    """For editors and checkers of policy.json."""
    properties = {key.value: _property(policy) for key, policy in TABLE.items()}
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kinfile: what IT decides for a computer",
        "type": "object",
        "additionalProperties": False,
        "properties": {"$schema": {"type": "string"}, **properties},
    }
    return json.dumps(document, indent=2) + "\n"


def _property(policy: Policy) -> Mapping[str, object]:
    told = {"title": policy.title, "description": f"{policy.about} {_unset(policy)}"}
    line = {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}
    if policy.kind is Kind.NUMBER:
        bounds = {"minimum": policy.least, "maximum": policy.most, "default": policy.default}
        return {**told, "type": "integer", **bounds}
    if policy.kind is Kind.FLAG:
        return {**told, "type": "boolean", "default": policy.default}
    if policy.kind in _LISTS:
        return {**told, "type": "array", "maxItems": MOST_LINES, "items": line}
    return {**told, **line}


def page() -> str:
    """The table for people, with what stands round it."""
    rows = "".join(_row(each) for each in TABLE.values())
    return f"{_BEFORE}{rows}{_AFTER}"


def _row(policy: Policy) -> str:
    cells = (f"`{policy.key}`", _takes(policy), _shown(policy.default), policy.about)
    return f"| {' | '.join(cells)} |\n"


def _takes(policy: Policy) -> str:
    if policy.kind is Kind.NUMBER:
        return f"{policy.least} to {policy.most}"
    return {
        Kind.FLAG: "true or false",
        Kind.LINE: "text",
        Kind.PATH: "whole path",
        Kind.LINES: "list of texts",
        Kind.PATHS: "list of whole paths",
    }[policy.kind]


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else "not set"


def _unset(policy: Policy) -> str:
    return f"Where it is not set: {_shown(policy.default).replace('not set', 'nothing')}."


_BEFORE = rf"""# Policies

Made by `packaging/policy/generate.py` of the one table in `desktop/kinfile/policy/table.py`; a
test compares them. How to hand them out is in [for-it.md](for-it.md).

What IT decides stands in one place on each computer, which users cannot write:

- Windows: `HKLM\{REGISTRY}`, in the 64-bit view. Numbers and yes or no (1 or 0) are DWORD,
  texts are strings, a list is a subkey with the strings `1`, `2`, `3` and so on.
  `Kinfile.admx` and `en-GB/Kinfile.adml` bring them to Group Policy and Intune.
- Linux: `/etc/kinfile/policy.json`, one JSON object. File and folder belong to root, and nobody
  else may write them. `policy.schema.json` describes it.

Nothing is read from a user's own settings, and no environment variable changes where it is looked
for. It is read once, when Kinfile starts.

- Of what IT decided and what a user chose, the stricter holds.
- A value of the wrong kind or out of its range counts as the strictest there is; every page then
  shows a banner.
- A key that is not known changes nothing, and is told in the same banner.
- What cannot be trusted or read (not root's, writable by others, not JSON) opens no records at
  all: the window and `kinfile-cli` say which file and why.
- A path may begin with `~`, the home folder that the system knows of the account. On Windows
  write it in full: there the folder of the profile comes from the user's environment.

See what is in force with Help and about Kinfile, Policies in force; with `kinfile-cli policy show`
(exit code 1 where something is wrong with it); and with `kinfile-cli policy explain KEY`.

| Key | Takes | Where not set | What it does |
|---|---|---|---|
"""
_AFTER = """
Public keys are Ed25519, as Base64 of the 32 bytes or of what stands between the lines of a PEM
file. Certificates are Base64 of the DER, or what stands between the lines of a PEM file.
"""


def files() -> Mapping[str, str]:
    """Path from the project's top -> what belongs there."""
    return {
        f"{FOLDER}/Kinfile.admx": admx(),
        f"{FOLDER}/en-GB/Kinfile.adml": adml(),
        f"{FOLDER}/policy.schema.json": schema(),
        "docs/policies.md": page(),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    differing = 0
    for name, text in files().items():
        path = ROOT / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        differing += 1
        if given.check:
            print(f"{name} is not as the table has it: run {FOLDER}/generate.py")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(name)
    return 1 if given.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
