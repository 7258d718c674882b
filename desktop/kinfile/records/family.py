# SPDX-License-Identifier: Apache-2.0
"""The family of a record as a diagram needs it: who there is, who is whose parent, who lives here.

Only what is recorded, and nothing that could be guessed from it. A person without a recorded sex
has the neutral shape, a child whose parents are not recorded hangs on nobody, and a typed answer
counts only where all of it is understood (naming.py). Hidden and withheld answers are blank here.

What makes somebody a parent of a child: the form asks for both birth parents of the child it is
about, so up to two of them are that child's; of any other child it is those birth parents who
are named as holding parental responsibility.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from kinfile.forms.dates import PartialDate, years_between
from kinfile.forms.model import Disclosure, Form, GroupId, Kind, Question, QuestionId
from kinfile.records.model import Answer, Answers, Place, Row, RowId
from kinfile.records.naming import people_named, says_died
from kinfile.records.people import Person, find_person, people_of
from kinfile.records.report import Report

BIRTH_PARENTS = ("mother", "father", "other_parent")
GRANDPARENT = "grandparent_carer"
_MOST = 2
"""Birth parents that a child has."""


class Part(StrEnum):
    """Where in the family somebody stands, as far as their own row says."""

    GRANDPARENT = "grandparent"
    PARENT = "parent"
    CARER = "carer"
    CHILD = "child"
    UNBORN = "unborn"
    ADULT = "adult"
    """Lives in the home or often visits it; which of the two is not asked."""


class Shape(StrEnum):
    """The shapes of genograms. DIAMOND is for a sex that is not recorded as one of two."""

    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


class Home(StrEnum):
    """Whether somebody lives with the child that the record is about."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOT_KNOWN = "not_known"


class Tie(StrEnum):
    """What the record says of two parents: both live with the child, one does not, one has died."""

    TOGETHER = "together"
    APART = "apart"
    DEATH = "death"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Member:
    """One person. `role` is the untranslated words of the form for who they are, or "".

    `told` are typed words that say how they belong (relationship, whom a child lives with).
    `age` is in whole years, None where it is not certain on the day. `due` is an unborn baby's.
    """

    person: Person
    part: Part
    shape: Shape
    role: str = ""
    told: str = ""
    born: PartialDate | None = None
    due: PartialDate | None = None
    age: int | None = None
    home: Home = Home.NOT_KNOWN
    responsibility: str = ""
    """The code of "has parental responsibility?" (yes, no, not_known), or ""."""
    has_died: bool = False
    is_known: bool = True
    is_subject: bool = False
    place: Place

    @property
    def row(self) -> RowId:
        return self.person.row


@dataclass(frozen=True, slots=True)
class Union:
    """One or two parents and the children recorded as theirs, in order of birth."""

    parents: tuple[RowId, ...]
    children: tuple[RowId, ...]
    tie: Tie


@dataclass(frozen=True, slots=True, repr=False)
class Family:
    """Everybody once, by generation: grandparents, parents, carers, children, other adults."""

    members: tuple[Member, ...]
    unions: tuple[Union, ...]

    def __bool__(self) -> bool:
        return bool(self.members)

    def member(self, row: RowId) -> Member:
        return next(each for each in self.members if each.row == row)

    def parents_of(self, row: RowId) -> tuple[RowId, ...]:
        """Who is recorded as a parent of the child; empty where nobody is."""
        return next((each.parents for each in self.unions if row in each.children), ())

    def children_of(self, row: RowId) -> tuple[RowId, ...]:
        found = (each.children for each in self.unions if row in each.parents)
        return tuple(child for children in found for child in children)


def family_of(form: Form, answers: Answers, report: Report) -> Family:
    """The family on the day of `report`."""
    sheet = _Sheet(form, answers, report)
    everybody = tuple(map(sheet.visible, people_of(answers)))
    subjects = _subjects(sheet, everybody)
    grown = [each for each in map(sheet.grown, everybody) if each]
    young = [each for each in (sheet.young(each, subjects) for each in everybody) if each]
    unions = tuple(_unions(sheet, everybody, grown, young))
    homes = {each.row: each.home for each in (*grown, *young)}
    settled = [sheet.housed(each, everybody, homes) for each in young]
    order = list(Part)
    members = sorted((*grown, *settled), key=lambda each: order.index(_row_of(each.part)))
    return Family(tuple(members), unions)


def in_order_of_birth(members: Sequence[Member]) -> tuple[Member, ...]:
    """Eldest first; unborn babies last, and before them whoever has no date, as recorded."""

    def key(place: int) -> tuple[int, date, int]:
        member = members[place]
        rank = 2 if member.part is Part.UNBORN else 0 if member.born else 1
        return (rank, member.born.earliest if member.born else date.max, place)

    return tuple(members[place] for place in sorted(range(len(members)), key=key))


def _row_of(part: Part) -> Part:
    """Unborn babies stand among the children."""
    return Part.CHILD if part is Part.UNBORN else part


class _Sheet:
    """The answers that may be drawn: visible, and not withheld."""

    def __init__(self, form: Form, answers: Answers, report: Report) -> None:
        self._questions = form.by_id()
        self._shown = report.shown
        self.answers = answers
        self.today = report.today
        self.asks_about_unborn = GroupId("unborn") in form.groups

    def answer(self, name: str, row: Row | None = None) -> Answer | None:
        question = self._questions.get(QuestionId(name))
        place = Place(QuestionId(name), row.id if row else None)
        if question is None or place not in self._shown:
            return None
        if question.disclose is Disclosure.WITHHOLD:
            return None
        return self.answers.at(place)

    def code(self, name: str, row: Row | None = None) -> str:
        """The text or code of an answer; the code of a non-answer; else ""."""
        answer = self.answer(name, row)
        if answer is None:
            return ""
        if answer.status is not None:
            return answer.status.value
        return answer.value if isinstance(answer.value, str) else ""

    def words(self, name: str, row: Row) -> str:
        """What was typed, on one line; nothing for a non-answer."""
        answer = self.answer(name, row)
        typed = isinstance(answer.value, str) if answer else False
        return " ".join(str(answer.value).split()) if answer and typed else ""

    def date(self, name: str, row: Row | None = None) -> PartialDate | None:
        answer = self.answer(name, row)
        return answer.value if answer and isinstance(answer.value, PartialDate) else None

    def label(self, name: str, row: Row) -> str:
        """The untranslated words of a choice."""
        question = self._questions.get(QuestionId(name))
        option = question.option(self.code(name, row)) if question else None
        return option.label if option else ""

    def persons(self) -> Iterator[Question]:
        """Single questions whose answer is a person."""
        for question in self._questions.values():
            if question.kind is Kind.PERSON and question.group is None:
                yield question

    def age(self, born: PartialDate | None) -> int | None:
        if born is None or born.latest > self.today:
            return None
        ages = {years_between(day, self.today) for day in (born.earliest, born.latest)}
        return ages.pop() if len(ages) == 1 else None

    def visible(self, person: Person) -> Person:
        """The person without names that are hidden or withheld."""
        row, group = self.row(person), person.group
        if group == "adults":
            return replace(person, given=self.words("adults.name", row))
        given, family = (
            self.words(f"{group}.{name}", row) for name in ("given_name", "family_name")
        )
        return replace(person, given=given, family=family)

    def row(self, person: Person) -> Row:
        return next(row for row in self.answers.rows(person.group) if row.id == person.row)

    def roles(self) -> dict[str, str]:
        return {row.id: self.code("parents.role", row) for row in self.answers.rows("parents")}

    def grown(self, person: Person) -> Member | None:
        if person.group == "parents":
            return self._parent(person, self.row(person))
        return self._adult(person, self.row(person)) if person.group == "adults" else None

    def _parent(self, person: Person, row: Row) -> Member:
        role = self.code("parents.role", row)
        lives = self.code("parents.lives_with_child", row)
        shapes = {"mother": Shape.CIRCLE, "father": Shape.SQUARE}
        parts = {GRANDPARENT: Part.GRANDPARENT} | dict.fromkeys(BIRTH_PARENTS, Part.PARENT)
        born = self.date("parents.dob", row)
        return Member(
            person=person,
            part=parts.get(role, Part.CARER),
            shape=shapes.get(role, Shape.DIAMOND),
            role=self.label("parents.role", row),
            born=born,
            age=self.age(born),
            home={"yes": Home.HERE, "no": Home.ELSEWHERE}.get(lives, Home.NOT_KNOWN),
            responsibility=self.code("parents.has_pr", row),
            has_died=says_died(self.words("parents.details_reason", row)),
            is_known=self.code("parents.details_status", row) != "not_known",
            place=Place(QuestionId("parents.role"), row.id),
        )

    def _adult(self, person: Person, row: Row) -> Member:
        born = self.date("adults.dob", row)
        return Member(
            person=person,
            part=Part.ADULT,
            shape=Shape.DIAMOND,
            told=self.words("adults.relationship", row),
            born=born,
            age=self.age(born),
            place=Place(QuestionId("adults.name"), row.id),
        )

    def young(self, person: Person, subjects: frozenset[RowId]) -> Member | None:
        if person.group not in ("children", "unborn"):
            return None
        row, group = self.row(person), person.group
        born = self.date(f"{group}.dob", row)
        is_unborn = group == "unborn" and born is None
        shapes = {"female": Shape.CIRCLE, "male": Shape.SQUARE}
        is_subject = person.row in subjects
        return Member(
            person=person,
            part=Part.UNBORN if is_unborn else Part.CHILD,
            shape=Shape.TRIANGLE
            if is_unborn
            else shapes.get(self.code(f"{group}.sex", row), Shape.DIAMOND),
            told=self.words(f"{group}.lives_with", row),
            born=born,
            due=self.date("edd") if is_unborn else None,
            age=self.age(born),
            home=Home.HERE if is_subject else Home.NOT_KNOWN,
            is_subject=is_subject,
            place=Place(QuestionId(f"{group}.given_name"), row.id),
        )

    def housed(
        self, child: Member, people: tuple[Person, ...], homes: Mapping[RowId, Home]
    ) -> Member:
        """The child with the home that the answer about whom it lives with tells, if any."""
        named = people_named(child.told, people, self.roles()) if child.told else ()
        around = {homes.get(each.row, Home.NOT_KNOWN) for each in named}
        if child.is_subject or not around:
            return child
        home = child.home
        if Home.HERE in around:
            home = Home.HERE
        elif around == {Home.ELSEWHERE}:
            home = Home.ELSEWHERE
        return replace(child, home=home)


def _subjects(sheet: _Sheet, people: tuple[Person, ...]) -> frozenset[RowId]:
    """Whom the assessment is about: unborn babies, else the child it names, else the only one."""
    unborn = frozenset(each.row for each in people if each.group == "unborn")
    if unborn:
        return unborn
    children = [each for each in people if each.group == "children"]
    for question in sheet.persons():
        named = find_person(people, sheet.code(question.id))
        if named in children and named is not None:
            return frozenset({named.row})
    # Where a pregnancy is asked about, a child is a brother or sister of whom it is about.
    is_only = len(children) == 1 and not sheet.asks_about_unborn
    return frozenset({children[0].row}) if is_only else frozenset()


def _unions(
    sheet: _Sheet,
    people: tuple[Person, ...],
    grown: Sequence[Member],
    young: Sequence[Member],
) -> Iterator[Union]:
    births = [each for each in grown if each.part is Part.PARENT]
    found: dict[tuple[RowId, ...], list[RowId]] = {}
    for child in in_order_of_birth(young):
        parents = tuple(_parents(sheet, people, births, child))
        if parents:
            found.setdefault(parents, []).append(child.row)
    by_row = {each.row: each for each in births}
    for parents, children in found.items():
        yield Union(parents, tuple(children), _tie([by_row[row] for row in parents]))


def _parents(
    sheet: _Sheet, people: tuple[Person, ...], births: Sequence[Member], child: Member
) -> Iterator[RowId]:
    if child.is_subject and len(births) <= _MOST:
        yield from (each.row for each in births)
        return
    roles = sheet.roles()
    holders = sheet.words("children.parental_responsibility", sheet.row(child.person))
    named = people_named(holders, people, roles) if holders else ()
    theirs = [each.row for each in births if each.person in named]
    mothers = [each.row for each in births if roles[each.row] == "mother"]
    if theirs and len(theirs) <= _MOST:
        yield from theirs
    elif child.is_subject and len(mothers) == 1:
        yield mothers[0]


def _tie(parents: Sequence[Member]) -> Tie:
    homes = [each.home for each in parents]
    if any(each.has_died for each in parents):
        return Tie.DEATH
    if homes == [Home.HERE, Home.HERE]:
        return Tie.TOGETHER
    is_apart = set(homes) == {Home.HERE, Home.ELSEWHERE}
    return Tie.APART if is_apart else Tie.NOT_KNOWN
