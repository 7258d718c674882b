# SPDX-License-Identifier: Apache-2.0
"""What lint finds: each mistake once, with its place, as a code and facts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kinfile.errors import FormError
from kinfile.forms.model import Source

NONE: Mapping[str, str] = {}

_NO_YAML = frozenset(
    {"yaml-syntax", "yaml-quote", "yaml-colon", "yaml-sign", "yaml-hash", "yaml-tab"}
    | {"yaml-anchor", "yaml-tag"}
)


class Level(StrEnum):
    """An error stops a form from being released; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong or doubtful. Lines and columns count from 1; 0 is the whole file.

    Its words stand in kinfile.wording under `form.` and its code.
    """

    file: str
    line: int
    column: int
    level: Level
    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


class Findings:
    """Finds of one run. What several forms share is found in each of them and kept once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, int, str], Finding] = {}

    def complain(self, mistake: FormError) -> None:
        """Take down what reading a file complains about."""
        facts = dict(mistake.facts)
        code = str(facts.pop("problem"))
        where = Source(str(facts.pop("file")), _whole(facts, "line"), _whole(facts, "column"))
        self.add(where, code, facts={name: str(fact) for name, fact in facts.items()})

    def add(
        self, where: Source, code: str, level: Level = Level.ERROR, facts: Mapping[str, str] = NONE
    ) -> None:
        key = (where.file, where.line, where.column, code)
        self._found.setdefault(
            key,
            Finding(
                file=where.file,
                line=where.line,
                column=where.column,
                level=level,
                code=code,
                facts=facts,
            ),
        )

    def take_out(self, file: str, lines: Collection[int]) -> None:
        """Take out what is said of some lines of a file, but for their not being YAML.

        A key that stands there twice does so because of the lines that were left out.
        """
        self._found = {
            key: found
            for key, found in self._found.items()
            if found.file != file or found.line not in lines or found.code in _NO_YAML
        }

    def __iter__(self) -> Iterator[Finding]:
        """In the order of the files, from top to bottom."""
        return (self._found[key] for key in sorted(self._found))


def _whole(facts: dict[str, object], name: str) -> int:
    return int(str(facts.pop(name)))
