# SPDX-License-Identifier: Apache-2.0
"""How you sign: the keys, and how another one is brought in.

K01 My details leads there and back. Each key is told by kind, who vouches for it, dates, words.
K02 Another key is chosen, made, or let go of, which is asked once more; the page says so.
K03 A request is saved to a folder, and it is said where it goes.
K04 A certificate, a key file with its passphrase, and a card with its PIN are brought in.
K07 A card that takes its time can be let go of; what was typed stands, but for its PIN.
K05 What is refused is said: on the list, or where the secret was typed.
K06 The tier that policy asks for is told, and a key below it cannot be chosen.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from helpers.policies import decided
from helpers.program import Program
from helpers.stopping import Gate
from kinfile.app.identities import ListedKey
from kinfile.errors import IdentityRefused, TokenUnusable
from kinfile.ui.pages.identities import IdentitiesPage
from kinfile.ui.pages.identities_bring import BringCardPage, BringFilePage
from kinfile.watch import Watch

KEY = ListedKey(
    tier=1,
    name="Jo Rowe",
    issuer="Example Trust",
    valid_from=date(2026, 1, 1),
    valid_to=date(2027, 1, 1),
    words="abacus impulsive snub stonewall oblivious gazing",
    number=2,
    fingerprint="0123456789abcdef" * 4,
    is_usual=True,
    is_retired=False,
    is_on_card=False,
    may_sign=True,
    to_tell=("It ends soon.",),
)
OLDER = replace(KEY, tier=0, number=1, issuer="Jo Rowe", is_usual=False, to_tell=())
CARD = replace(OLDER, tier=3, number=3, is_on_card=True)
RETIRED = replace(OLDER, number=4, is_retired=True, may_sign=False)


def opened(program: Program, *keys: ListedKey) -> IdentitiesPage:
    program.workspace.keys = keys or (KEY, OLDER, CARD, RETIRED)
    program.begin()
    program.unlock()
    program.app.window.my_details_wished.emit()
    program.shows("my_details")
    program.press("my_details.keys")
    program.shows("identities")
    return page_of(program)


def page_of(program: Program) -> IdentitiesPage:
    assert isinstance(program.page, IdentitiesPage)
    return program.page


def said(page: object) -> str:
    assert isinstance(page, IdentitiesPage | BringFilePage | BringCardPage)
    return " | ".join(each.accessibleName() for each in page.findChildren(QLabel))


def buttons(page: IdentitiesPage, number: int) -> list[str]:
    card = page.findChild(QWidget, f"key.{number}")
    assert card is not None
    return [each.text() for each in card.findChildren(QPushButton)]


def asked(program: Program, name: str) -> list[object]:
    return [what for called, what in program.workspace.calls if called == name]


def test_each_key_is_told(program: Program) -> None:  # K01
    page = opened(program)
    told = said(page)
    for part in (
        "Key certified by your organisation",
        "certified by Example Trust",
        "1 January 2026 to 1 January 2027",
        "0123 4567",
        "It ends soon.",
        "Signs for you",
        "Signs nothing any more",
    ):
        assert part in told
    assert buttons(page, 2) == ["Ask for a certificate…", "Stop using it…"]
    assert buttons(page, 1)[0] == "Sign with this key"
    assert "Ask for a certificate…" not in buttons(page, 3)
    assert buttons(page, 4) == []
    program.press("identities.back")
    program.shows("my_details")


def test_the_last_key_cannot_be_let_go_of(program: Program) -> None:  # K02
    page = opened(program, KEY, RETIRED)
    assert buttons(page, 2) == ["Ask for a certificate…"]


def test_another_key_signs(program: Program) -> None:  # K02
    opened(program)
    program.press("key.1.use")
    assert asked(program, "prefer_identity") == [1]
    page = page_of(program)
    assert page.told is not None
    assert page.told.title.text() == "That key signs from now on"
    assert page.property("announced") == "done"
    program.press("identities.new")
    assert len(asked(program, "create_identity")) == 1


@pytest.mark.parametrize("is_sure", [True, False])
def test_letting_go_is_asked_once_more(program: Program, is_sure: bool) -> None:  # K02
    opened(program)
    program.app.dialogs.answer_next.append(is_sure)
    program.press("key.1.stop")
    assert asked(program, "retire_identity") == ([1] if is_sure else [])


def test_a_request_is_saved(program: Program, tmp_path: Path) -> None:  # K03
    opened(program)
    program.app.dialogs.answer_next.append(None)
    program.press("key.2.request")
    assert asked(program, "save_request") == []
    program.app.dialogs.answer_next.append(tmp_path)
    program.press("key.2.request")
    assert asked(program, "save_request") == [(2, tmp_path)]
    assert "certificate-request.pem" in said(page_of(program))


def test_a_certificate_is_brought_in(program: Program, tmp_path: Path) -> None:  # K04
    opened(program)
    file = tmp_path / "issued.cer"
    file.write_bytes(b"issued")
    for answer in (None, file):
        program.app.dialogs.answer_next.append(answer)
        program.press("identities.certificate")
    assert asked(program, "import_certificate") == [b"issued"]
    assert "taken in" in said(page_of(program))


def test_a_certificate_is_refused(program: Program, tmp_path: Path) -> None:  # K05
    opened(program)
    file = tmp_path / "issued.cer"
    file.write_bytes(b"issued")
    program.workspace.errors["import_certificate"] = IdentityRefused(problem="other-key")
    program.app.dialogs.answer_next.append(file)
    program.press("identities.certificate")
    page = page_of(program)
    assert page.told is not None
    assert "another key" in page.told.title.text()
    assert page.property("announced") == "not-done"


def test_a_key_file_is_brought_in(program: Program, tmp_path: Path) -> None:  # K04, K05
    opened(program)
    file = tmp_path / "jo.p12"
    file.write_bytes(b"key")
    program.app.dialogs.answer_next.append(file)
    program.press("identities.key_file")
    program.shows("bring_file")
    page = program.page
    assert isinstance(page, BringFilePage)
    assert "jo.p12" in said(page)
    program.press("bring_file.go")
    assert page.secret.error.text() == "Enter the passphrase of the key file"
    program.workspace.errors["import_pkcs12"] = IdentityRefused(problem="wrong-passphrase")
    program.type_in("bring_file.secret", "lamp")
    program.press("bring_file.go")
    assert "does not open" in page.secret.error.text()
    del program.workspace.errors["import_pkcs12"]
    program.press("bring_file.go")
    program.shows("identities")
    assert asked(program, "import_pkcs12")[-1] == (b"key", 4)
    assert "Delete the key file now." in said(page_of(program))


def test_a_card_is_used(program: Program) -> None:  # K04, K05
    opened(program)
    program.press("identities.card")
    program.shows("bring_card")
    page = program.page
    assert isinstance(page, BringCardPage)
    program.press("bring_card.go")
    assert page.errors["module"].isVisible()
    program.app.dialogs.answer_next.append(Path("/lib/module.so"))
    program.press("bring_card.choose")
    assert page.card.hasFocus()
    program.press("bring_card.go")
    assert page.errors["card"].isVisible()
    program.type_in("bring_card.card", " Jo Example ")
    program.press("bring_card.go")
    assert page.secret.error.text() == "Enter the PIN of the card"
    program.workspace.errors["add_token"] = TokenUnusable(problem="pin", token="Jo Example")
    program.type_in("bring_card.secret", "1234")
    program.press("bring_card.go")
    assert page.secret.error.text()
    del program.workspace.errors["add_token"]
    program.type_in("bring_card.secret", "1234")
    program.press("bring_card.go")
    program.shows("identities")
    assert asked(program, "add_token")[-1] == ("/lib/module.so", "Jo Example", 4)


def test_asking_a_card_can_be_cancelled(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:  # K07
    opened(program)
    program.press("identities.card")
    page, gate = program.page, Gate()
    assert isinstance(page, BringCardPage)

    def ask(_module: str, _card: str, _pin: str, *, watch: Watch) -> None:
        gate(watch)
        watch.finish()

    monkeypatch.setattr(program.workspace, "add_token", ask)
    for name, words in (("module", "/lib/module.so"), ("card", "Jo Example"), ("secret", "1234")):
        program.type_in(f"bring_card.{name}", words)
    page.go.click()
    page.go.click()
    program.wait(gate.is_reached)
    page.underway.tell()
    assert page.working.words.text() == "Asking the card"
    page.working.cancel.click()
    gate.open()
    program.settle()
    assert program.page is page
    assert not page.secret.error.text()
    assert page.card.text() == "Jo Example"
    assert page.go.hasFocus()
    assert page.property("announced") == "stopped"


@pytest.mark.parametrize("way", ["key_file", "card"])
def test_bringing_in_can_be_left(program: Program, way: str, tmp_path: Path) -> None:  # K04
    opened(program)
    if way == "key_file":
        program.app.dialogs.answer_next.append(tmp_path / "a.p12")
    program.press(f"identities.{way}")
    program.app.window.back_chosen.emit()
    program.shows("identities")


def test_policy_asks_for_more(program: Program) -> None:  # K06
    page = opened(program, KEY, replace(OLDER, may_sign=False))
    program.app.desk.policies = decided(MinIdentityTier=1)
    program.app.routes.rebuild()
    program.shows("identities")
    page = page_of(program)
    assert asked(program, "listed_keys")[-1] == 1
    assert "asks for this kind of key" in said(page)
    assert "Sign with this key" not in buttons(page, 1)
    assert "May not sign now" in said(page)
