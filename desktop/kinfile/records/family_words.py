# SPDX-License-Identifier: Apache-2.0
"""A family in words: the labels of its diagram, what is heard of it, and its table.

A diagram is never the only place where something stands: everything drawn is said here too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from kinfile.i18n import N_, Language
from kinfile.records.family import Family, Home, Member, Part, Shape, Tie, Union
from kinfile.records.model import RowId
from kinfile.records.shown import date_words, person_words

_SHORT = 44
"""Characters of a typed relationship beside a shape; the table has all of it."""

HEADER = (N_("Person"), N_("Who"), N_("Home"), N_("Family"))

_SHAPES: Mapping[Shape, str] = {
    Shape.SQUARE: N_("Square: male, or recorded as the father"),
    Shape.CIRCLE: N_("circle: female, or recorded as the mother"),
    Shape.DIAMOND: N_("diamond: sex not recorded, or recorded in another way"),
    Shape.TRIANGLE: N_("triangle: unborn"),
}
_TIES: Mapping[Tie, str] = {
    Tie.TOGETHER: N_("{parents} are recorded as parents of {children}; both live with the child."),
    Tie.APART: N_("{parents} are recorded as parents of {children}; they live apart."),
    Tie.DEATH: N_("{parents} are recorded as parents of {children}; one of them has died."),
    Tie.NOT_KNOWN: N_(
        "{parents} are recorded as parents of {children}; that they live together is not recorded."
    ),
}
_HOMES: Mapping[Home, str] = {
    Home.HERE: N_("Lives with the child"),
    Home.ELSEWHERE: N_("Lives elsewhere"),
    Home.NOT_KNOWN: N_("Not known"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    """What everybody is called, and how typed words are shown: whole, or with names shortened."""

    called: Mapping[RowId, str]
    _short: Mapping[str, str] = field(default_factory=dict)
    """Names as people type them -> the initials shown for them."""

    def of(self, member: Member) -> str:
        return self.called[member.row]

    def listed(self, rows: Sequence[RowId], language: Language) -> str:
        return language.listed([self.called[row] for row in rows])

    def typed(self, text: str) -> str:
        """Typed words, with the names of this family shortened where names are hidden."""
        if not self._short:
            return text
        names = sorted(self._short, key=len, reverse=True)
        either = "|".join(re.escape(name) for name in names)
        pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
        return pattern.sub(lambda found: self._short[found[0].casefold()], text)


def by_name(family: Family, language: Language) -> Names:
    """Full names; where there is none, what somebody is."""
    unborn = sum(each.part is Part.UNBORN for each in family.members)

    def named(member: Member) -> str:
        if not member.person.name and member.part is Part.UNBORN and unborn == 1:
            return language.text("Unborn baby")
        if not member.person.name and not member.is_known and member.role:
            return language.text("{role}, not known", role=language.text(member.role))
        return person_words(member.person, language)

    return Names({each.row: named(each) for each in family.members})


def by_initials(family: Family, language: Language) -> Names:
    """Initials; two people with the same ones are told apart by a number."""
    named = by_name(family, language)
    short = {each.row: _initials(each.person.name) for each in family.members}
    shared = list(short.values())

    def called(member: Member) -> str:
        initials = short[member.row]
        if not initials:
            return named.of(member)
        if shared.count(initials) == 1:
            return initials
        alike = [row for row, text in short.items() if text == initials]
        return f"{initials} {language.number(alike.index(member.row) + 1)}"

    words = {
        name.casefold(): _initials(name)
        for each in family.members
        for name in (each.person.name, *each.person.name.split())
    }
    return Names({each.row: called(each) for each in family.members}, words)


def _initials(name: str) -> str:
    return " ".join(f"{part[0].upper()}." for part in name.split())


def inside(member: Member) -> str:
    """What stands in the shape: the age in years, or ? for somebody who is not known."""
    if not member.is_known:
        return "?"
    return str(member.age) if member.age is not None else ""


def label_of(member: Member, names: Names, language: Language) -> tuple[str, ...]:
    """The lines beside the shape: the name, who it is, and what the shape does not show."""
    lines = [
        names.of(member),
        shorten(who_words(member, names, language), _SHORT, placeholder=" …"),
    ]
    if member.due:
        lines.append(language.text("due {date}", date=date_words(member.due, language)))
    elif member.born and member.age is None:
        lines.append(language.text("born {date}", date=date_words(member.born, language)))
    if member.home is Home.ELSEWHERE:
        lines.append(language.text("lives elsewhere"))
    return tuple(line for line in dict.fromkeys(lines) if line)


def who_words(member: Member, names: Names, language: Language) -> str:
    """Mother; Partner of a parent; Child; the words typed for another adult."""
    if member.part is Part.UNBORN:
        return language.text("Unborn baby")
    if member.part is Part.CHILD:
        return language.text("Child")
    if member.part is Part.ADULT:
        return names.typed(member.told) or language.text("Other adult")
    return language.text(member.role) if member.role else language.text("Parent or carer")


def age_words(member: Member, language: Language) -> str:
    """4 years, born 18 January 2022; due 18 January 2027; "" where nothing is recorded."""
    if member.due:
        return language.text("due {date}", date=date_words(member.due, language))
    if member.born is None:
        return ""
    born = language.text("born {date}", date=date_words(member.born, language))
    if member.age is None:
        return born
    if member.age == 0:
        return language.text("{age}, {born}", age=language.text("under 1 year"), born=born)
    years = language.plural("{n} year", "{n} years", member.age)
    return language.text("{age}, {born}", age=years, born=born)


def home_words(member: Member, names: Names, language: Language) -> str:
    if member.has_died:
        return language.text("Has died")
    if member.part is Part.ADULT:
        return language.text("Lives in the home or often visits")
    if member.part is Part.CHILD and member.told:
        return language.text("Lives with: {words}", words=names.typed(member.told))
    if member.part is Part.UNBORN:
        return ""
    return language.text(_HOMES[member.home])


def family_words(member: Member, family: Family, names: Names, language: Language) -> str:
    """Whose child, whose parent; and who holds parental responsibility."""
    return "; ".join(_belongs(member, family, names, language))


def _belongs(member: Member, family: Family, names: Names, language: Language) -> Iterator[str]:
    if member.is_subject:
        yield language.text("The assessment is about this child")
    if member.part in (Part.CHILD, Part.UNBORN):
        parents = family.parents_of(member.row)
        yield (
            language.text("Child of {parents}", parents=names.listed(parents, language))
            if parents
            else language.text("Whose child is not recorded in a way that can be drawn")
        )
    children = family.children_of(member.row)
    if children:
        yield language.text("Parent of {children}", children=names.listed(children, language))
    if member.responsibility == "yes":
        yield language.text("Has parental responsibility")
    if member.responsibility == "no":
        yield language.text("Has no parental responsibility")


def cells_of(member: Member, family: Family, names: Names, language: Language) -> tuple[str, ...]:
    """The member's row of the table, in the columns of HEADER."""
    who = (who_words(member, names, language), age_words(member, language))
    return (
        names.of(member),
        "; ".join(part for part in who if part),
        home_words(member, names, language),
        family_words(member, family, names, language),
    )


def sentence_of(member: Member, family: Family, names: Names, language: Language) -> str:
    """Everything that is drawn of one person, to be heard."""
    name, *rest = cells_of(member, family, names, language)
    told = "; ".join(part for part in rest if part)
    return language.text("{name}: {facts}.", name=name, facts=told)


def sentences_of(family: Family, names: Names, language: Language) -> Iterator[str]:
    """The diagram in words: everybody, then every line between parents."""
    for member in family.members:
        yield sentence_of(member, family, names, language)
    for union in family.unions:
        yield _union_words(union, names, language)


def _union_words(union: Union, names: Names, language: Language) -> str:
    parents = names.listed(union.parents, language)
    children = names.listed(union.children, language)
    if len(union.parents) == 1:
        return language.text(
            "{parent} is the only recorded parent of {children}.", parent=parents, children=children
        )
    return language.text(_TIES[union.tie], parents=parents, children=children)


def key_of(family: Family, language: Language) -> Iterator[str]:
    """What the shapes and lines mean: only those that are in this diagram."""
    shapes = [language.text(words) for shape, words in _SHAPES.items() if _has(family, shape)]
    if shapes:
        words = "; ".join(shapes)
        yield f"{words[:1].upper()}{words[1:]}."
    yield language.text("A number is the age in years.")
    if any(each.is_subject for each in family.members):
        yield language.text("Double edge: whom the assessment is about.")
    if any(not each.is_known for each in family.members):
        yield language.text("A question mark: not known.")
    if any(each.has_died for each in family.members):
        yield language.text("A cross: has died.")
    if any(each.home is Home.HERE for each in family.members):
        yield language.text("Inside the broken outline: recorded as living with the child.")
    yield from _lines_key(family, language)


def _lines_key(family: Family, language: Language) -> Iterator[str]:
    if family.unions:
        yield language.text(
            "Lines lead from a child to those recorded as its parents, "
            "or as mother or father with parental responsibility."
        )
    ties = {union.tie for union in family.unions if len(union.parents) > 1}
    if Tie.APART in ties:
        yield language.text("Two strokes across a line: living apart.")
    if Tie.NOT_KNOWN in ties:
        yield language.text("Dotted line: that they live together is not recorded.")
    children = [each for each in family.members if each.part in (Part.CHILD, Part.UNBORN)]
    if any(not family.parents_of(each.row) for each in children):
        yield language.text("A child without a line: whose child is not recorded.")


def _has(family: Family, shape: Shape) -> bool:
    return any(each.shape is shape for each in family.members)
