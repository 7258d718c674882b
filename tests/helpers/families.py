# SPDX-License-Identifier: Apache-2.0
"""Families as answers to the shipped forms, the usual ones and the hard ones."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from helpers.small import TODAY, answers_of
from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.records.chronology import Chronology, chronology_of
from kinfile.records.evaluate import evaluate
from kinfile.records.family import Family, family_of
from kinfile.records.marks import NO_MARKS
from kinfile.records.report import Report

Row = dict[str, Any]


def parent(role: str, name: str = "", **more: Any) -> Row:
    row: Row = {"role": role, "details_status": "known" if name else "not_known"}
    names = {"given_name": name, "family_name": "Test"} if name else {}
    return {**row, **names, **more}


def child(name: str, *, of: str = "", **more: Any) -> Row:
    row: Row = {"given_name": name, "family_name": "Test"}
    return {**row, **({"parental_responsibility": of} if of else {}), **more}


HERE, AWAY = {"lives_with_child": "yes"}, {"lives_with_child": "no"}
COUPLE = [parent("mother", "Kim", **HERE), parent("father", "Lee", **HERE)]

TWINS: Row = {
    "edd": "2027-01-18",
    "number_of_babies": 2,
    "unborn": [{}, {}],
    "parents": [parent("mother", "Kim", **HERE), parent("father")],
}
PARTED: Row = {
    "edd": "2027-01-18",
    "unborn": [{}],
    "parents": [
        parent("mother", "Kim", dob="1990-02-03", **HERE),
        parent("father", "Lee", dob="1988", **AWAY),
        parent("partner", "Sam", **HERE),
        parent("step_parent", "Robin", **AWAY),
    ],
    "children": [
        child("Ash", of="Kim and Lee", dob="2015-03-04", sex="male", lives_with="Kim"),
        child("Bo", of="Kim and Lee", dob="2013", sex="female", lives_with="Lee"),
        child("Cy", of="the council", lives_with="foster carers"),
    ],
    "adults": [{"name": "Gran Test", "relationship": "Kim's mother", "dob": "1961-05"}],
}
THREE_FATHERS: Row = {
    "edd": "2027-01-18",
    "unborn": [{}],
    "parents": [
        parent("mother", "Ada", **HERE),
        parent("father", "Ben", **AWAY),
        {**parent("father", "Cai", details_reason="Died in 2019"), "details_status": "partly"},
        parent("father", "Dan", **HERE),
        parent("grandparent_carer", "Eve", **AWAY),
    ],
    "children": [
        child(f"Kid{n}", of=f"Ada and {father}", dob=f"{2008 + n}-03-01")
        for n, father in enumerate(["Ben"] * 3 + ["Cai"] * 3 + ["Dan"] * 3)
    ],
}


@cache
def form(name: str = "pre_birth") -> Form:
    return catalogue.load(name)


def report_of(shape: Form, answers: Mapping[str, Any], today: date = TODAY) -> Report:
    profile = catalogue.profile("generic-england")
    return evaluate(shape, answers_of(shape, answers), profile, today, NO_MARKS)


def family(answers: Mapping[str, Any], name: str = "pre_birth", today: date = TODAY) -> Family:
    shape = form(name)
    return family_of(shape, answers_of(shape, answers), report_of(shape, answers, today))


def chronology(
    answers: Mapping[str, Any], name: str = "pre_birth", today: date = TODAY
) -> Chronology:
    shape = form(name)
    return chronology_of(shape, answers_of(shape, answers), report_of(shape, answers, today))


ROLES = ("mother", "father", "other_parent", "partner", "step_parent", "grandparent_carer")
DATES = st.one_of(
    st.none(),
    st.dates(date(1950, 1, 1), TODAY).map(str),
    st.integers(1950, 2026).map(str),
    st.tuples(st.integers(1950, 2025), st.integers(1, 12)).map(lambda ym: f"{ym[0]}-{ym[1]:02d}"),
)


@st.composite
def answers(draw: st.DrawFn) -> Row:
    """Any family that the pre-birth form can hold."""
    lives = st.sampled_from(["yes", "no", "not_known"])
    parents = [
        parent(draw(st.sampled_from(ROLES)), f"P{n}" if draw(st.booleans()) else "",
               lives_with_child=draw(lives))
        for n in range(draw(st.integers(0, 8)))
    ]  # fmt: skip
    named = [row["given_name"] for row in parents if "given_name" in row]
    children = []
    for n in range(draw(st.integers(0, 12))):
        holders = draw(st.lists(st.sampled_from(named), max_size=2)) if named else []
        row = child(
            f"C{n}", of=" and ".join(holders), sex=draw(st.sampled_from(["male", "female"]))
        )
        born = draw(DATES)
        children.append({**row, "dob": born} if born else row)
    adults = [{"name": f"A{n}", "relationship": "Aunt"} for n in range(draw(st.integers(0, 10)))]
    unborn: list[Row] = [{} for _ in range(draw(st.integers(0, 4)))]
    whole = {"parents": parents, "children": children, "adults": adults, "unborn": unborn}
    return {group: rows for group, rows in whole.items() if rows}
