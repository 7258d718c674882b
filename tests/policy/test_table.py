# SPDX-License-Identifier: Apache-2.0
"""The table of policies, and what is made of it.

T01 Every key has a title and words, and its values are of its kind and within its range.
T02 What lies in packaging/policy and docs/policies.md is what the table gives.
T03 The templates are well-formed XML in which every name that is used is there.
T04 Templates, schema, page and table have the same keys and the same bounds.
"""

import json
import re
from types import ModuleType
from xml.etree import ElementTree

import pytest

from helpers.scripts import script
from helpers.tree import ROOT
from kinfile.machine import Decided
from kinfile.policy.policies import NO_POLICIES, Policies
from kinfile.policy.table import TABLE, Key, Kind

NAMES = re.compile(r"\$\((string|presentation)\.(\w+)\)")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    generate: ModuleType = script("policy/generate")
    return dict(generate.files())


def bare(text: str) -> ElementTree.Element:
    """The document without its namespace."""
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", text))  # noqa: S314  (our own)


def test_every_key_is_described() -> None:
    """T01"""
    assert set(TABLE) == set(Key)
    for key, policy in TABLE.items():
        assert policy.key is key
        assert policy.title[0].isupper()
        assert not policy.title.endswith(".")
        assert policy.about.endswith(".")


@pytest.mark.parametrize("key", [key for key in Key if TABLE[key].kind in (Kind.NUMBER, Kind.FLAG)])
def test_the_usual_and_the_strictest_are_allowed(key: Key) -> None:
    """T01"""
    policy = TABLE[key]
    for value in (policy.default, policy.strictest):
        read = Policies.of(Decided({key: value}, "x")).settings[key]
        assert (read.value, read.problem) == (value, "")
    assert NO_POLICIES.settings[key].value == policy.default


def test_what_is_kept_is_what_the_table_gives(made: dict[str, str]) -> None:
    """T02"""
    for name, text in made.items():
        assert (ROOT / name).read_text("utf-8") == text, "run packaging/policy/generate.py"


def test_every_name_of_the_templates_is_there(made: dict[str, str]) -> None:
    """T03"""
    admx, adml = made["packaging/policy/Kinfile.admx"], made["packaging/policy/en-GB/Kinfile.adml"]
    keys, words = bare(admx), bare(adml)
    there = {("string", each.get("id")) for each in words.iter("string")}
    there |= {("presentation", each.get("id")) for each in words.iter("presentation")}
    assert set(NAMES.findall(admx)) <= there
    elements = {each.get("id") for part in keys.iter("elements") for each in part}
    used = {each.get("refId") for part in words.iter("presentation") for each in part}
    assert elements == used
    assert len(there) == len(list(words.iter("string"))) + len(list(words.iter("presentation")))


def test_all_say_the_same(made: dict[str, str]) -> None:
    """T04"""
    keys = bare(made["packaging/policy/Kinfile.admx"])
    schema = json.loads(made["packaging/policy/policy.schema.json"])["properties"]
    page = made["docs/policies.md"]
    named = {each.get("name"): each for each in keys.iter("policy")}
    assert set(named) == set(TABLE) == set(schema) - {"$schema"}
    assert re.findall(r"^\| `(\w+)`", page, re.MULTILINE) == list(TABLE)
    for key, policy in TABLE.items():
        assert named[key].get("class") == "Machine"
        if policy.kind is Kind.NUMBER:
            number = named[key].find("elements/decimal")
            assert number is not None
            bounds = (policy.least, policy.most)
            assert (number.get("minValue"), number.get("maxValue")) == tuple(map(str, bounds))
            assert (schema[key]["minimum"], schema[key]["maximum"]) == bounds
