# SPDX-License-Identifier: Apache-2.0
"""Before a vault is open: which there are, how one is made and opened, which forms there are.

V01 Vaults are found by their folder's name, and told in order of it.
V02 A vault asked for by name is the only one.
V03 A vault can be made, opened again with its passphrase, and no other.
V04 The example is made beside the vaults, is the same the second time, and is known as such.
V05 Every installed form has a card with words for it.
V06 Whoever has a vault open is asked to come forward; nobody has one that is closed.
V06 A vault is opened with its recovery code and a new passphrase; a code can be tried before.
V07 The Recovery IDs are those of the vaults whose code IT holds; what is no vault has none.
V08 The forms are read while the passphrase is typed; one that cannot be read holds nobody up.
"""

from pathlib import Path

import pytest

from helpers.certificates import certificate
from helpers.window_fakes import NOW, WORKER
from kinfile.app.workspace import Workspace
from kinfile.errors import MistypedCode, UnknownForm, WrongCode, WrongPassphrase
from kinfile.forms import catalogue
from kinfile.forms.model import Form
from kinfile.i18n import Language
from kinfile.ui.door import EXAMPLE_PASSPHRASE, VaultDoor, example_folder, is_example
from kinfile.vault.escrow import Recipient
from kinfile.vault.keys import Cost
from kinfile.vault.lockfile import has_been_asked_for
from kinfile.vault.passphrase import weakness

PASSPHRASE = "four random words here"


def door(home: Path, chosen: Path | None = None) -> VaultDoor:
    return VaultDoor(clock=lambda: NOW, home=home, chosen=chosen, cost=Cost.least())


def test_forms_are_read_while_the_passphrase_is_typed(  # V08
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def load(form: str) -> Form:
        read.append(form)
        raise UnknownForm(form=form)

    monkeypatch.setattr(catalogue, "load", load)
    door(tmp_path).warm_up()
    assert read == [catalogue.installed()[0]]


def test_vaults_are_found_by_name(tmp_path: Path) -> None:  # V01
    for name in ("B.kinvault", "A.kinvault", "other"):
        (tmp_path / name).mkdir()
    assert [path.stem for path in door(tmp_path).vaults()] == ["A", "B"]
    assert door(tmp_path / "none").vaults() == ()


def test_a_vault_asked_for_is_the_only_one(tmp_path: Path) -> None:  # V02
    (tmp_path / "A.kinvault").mkdir()
    asked = tmp_path / "elsewhere"
    assert door(tmp_path, asked).vaults() == ()
    asked.mkdir()
    assert door(tmp_path, asked).vaults() == (asked,)


def test_a_vault_is_made_and_opened_again(tmp_path: Path) -> None:  # V03
    home = tmp_path / "vaults"
    made = door(home).create(WORKER, bytearray(PASSPHRASE.encode()))
    made.workspace.lock()
    (folder,) = door(home).vaults()
    with pytest.raises(WrongPassphrase):
        door(home).unlock(folder, bytearray(b"something else entirely"))
    with door(home).unlock(folder, bytearray(PASSPHRASE.encode())) as workspace:
        assert workspace.worker.name == WORKER.name


def test_a_vault_is_opened_with_its_code(tmp_path: Path) -> None:  # V06
    made = door(tmp_path).create(WORKER, bytearray(PASSPHRASE.encode()))
    made.workspace.lock()
    (folder,) = door(tmp_path).vaults()
    door(tmp_path).try_code(folder, made.recovery_code)
    with pytest.raises(MistypedCode):
        door(tmp_path).try_code(folder, "ABCD")
    new = bytearray(b"something else entirely")
    back = door(tmp_path).recover(folder, made.recovery_code, new)
    back.workspace.lock()
    assert back.recovery_code != made.recovery_code
    with pytest.raises(WrongCode):
        door(tmp_path).try_code(folder, made.recovery_code)


def test_recovery_ids_are_of_vaults_in_escrow(tmp_path: Path) -> None:  # V07
    (tmp_path / "Broken.kinvault").mkdir()
    door(tmp_path).create(WORKER, bytearray(PASSPHRASE.encode())).workspace.lock()
    assert door(tmp_path).recovery_ids() == {}
    held = tmp_path / "Held.kinvault"
    made = Workspace.create(
        held,
        WORKER,
        bytearray(PASSPHRASE.encode()),
        cost=Cost.least(),
        recipients=[Recipient.read(certificate(), name="it.pem")],
    )
    made.workspace.lock()
    ids = door(tmp_path).recovery_ids()
    assert list(ids) == [held]
    assert len(ids[held]) == 8


def test_whoever_has_it_open_is_called(tmp_path: Path) -> None:  # V06
    made = door(tmp_path).create(WORKER, bytearray(PASSPHRASE.encode()))
    (folder,) = door(tmp_path).vaults()
    assert door(tmp_path).call(folder)
    assert has_been_asked_for(folder)
    made.workspace.lock()
    assert not door(tmp_path).call(folder)
    assert not has_been_asked_for(folder)


def test_the_example_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # V04
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    refs = []
    for _ in range(2):
        workspace, draft = door(tmp_path / "vaults").example(Language.load())
        workspace.lock()
        refs.append(draft.ref)
    assert refs[0] == refs[1]
    assert example_folder().is_dir()
    assert is_example(example_folder())
    assert not is_example(tmp_path / "vaults" / "Records.kinvault")
    assert not is_example(None)
    assert door(tmp_path / "vaults").vaults() == ()


def test_the_examples_passphrase_would_be_accepted() -> None:
    assert weakness(EXAMPLE_PASSPHRASE, own_name="Example Midwife") is None


def test_every_installed_form_has_a_card(tmp_path: Path) -> None:  # V05
    cards = door(tmp_path).forms()
    assert [card.id for card in cards] == list(catalogue.installed())
    assert all(card.title and card.short_title and card.about and card.titles for card in cards)
    assert all(10 <= card.minutes <= 120 for card in cards)
    profiles = door(tmp_path).profiles()
    assert profiles[0].id == "generic-england"


def test_a_passphrase_is_suggested_and_judged(tmp_path: Path) -> None:
    suggested = door(tmp_path).suggest_passphrase()
    assert len(suggested.split()) == 5
    assert door(tmp_path).weakness(suggested, own_name="") is None
    assert door(tmp_path).weakness("short", own_name="") == "short"
