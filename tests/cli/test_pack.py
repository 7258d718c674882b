# SPDX-License-Identifier: Apache-2.0
"""`pack`: keys, building, looking, installing, rolling back.

G01 A key is two new files and a fingerprint; the private one is its owner's alone.
G02 A form's folder or a profile's file becomes a pack, once lint and its worked cases hold; what
    lint finds is told with its lines. There is no file otherwise.
G03 Verify: 0 only for a whole pack, rightly signed by a trusted key, whose cases hold; 1 where that
    is not so, 2 for a file that is none. Why a key is not trusted is told.
G04 Install puts it in use everywhere; every refusal says what to do and that the form in use stays.
G05 Trial and roll-back: what is in use is told, and everything says trial.
G06 The list says what is installed, what is wrong, and which keys are trusted.
G07 100 MB of nothing is refused without being read.
"""

import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.commands import ROOT, Run, Said
from helpers.packs import keys_in, pack_of
from kinfile import paths
from kinfile.cli.pack import _shelf_problems
from kinfile.forms.packs.keys import SigningKey
from kinfile.forms.packs.shelf import Shelf
from kinfile.forms.packs.trust import KeyFolder
from kinfile.i18n import Language


@pytest.fixture(scope="module")
def lead() -> SigningKey:
    return SigningKey.generate()


@pytest.fixture
def shelf(tmp_path: Path, lead: SigningKey, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """The packs of a user; the keys of this computer are those of a folder made for it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    keys = keys_in(tmp_path / "keys", lead)
    shelf = Shelf(folder=paths.packs(), keys=keys)
    # Commands that know nothing of packs find them by themselves.
    monkeypatch.setattr("kinfile.forms.catalogue.default_shelf", lambda: shelf)
    return shelf


@pytest.fixture
def pack(run: Run, shelf: Shelf) -> Callable[..., Said]:
    """Run a command: `pack("install", path)`."""

    def pack(*arguments: object, **others: object) -> Said:
        return run("pack", *arguments, shelf=lambda: shelf, **others)

    return pack


@pytest.fixture
def key(tmp_path: Path, lead: SigningKey) -> Path:
    file = tmp_path / "lead.pem"
    file.write_bytes(lead.private_pem())
    return file


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A copy of the shipped definitions; the pre-birth form is a version later."""
    folder = Path(shutil.copytree(ROOT / "forms", tmp_path / "forms"))
    replace(folder / "pre_birth" / "form.yaml", "version: 1", "version: 2")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def built(pack: Callable[..., Said], forms: Path, key: Path, tmp_path: Path) -> Path:
    """The pre-birth form, version 2, signed by the lead."""
    out = tmp_path / "pre_birth-2.kfpack"
    assert pack("build", forms / "pre_birth", "--key", key, "--out", out).code == 0
    return out


def version_in_use(run: Run) -> int:
    (found,) = [form for form in run("forms", "list", "--json").document
                if form["id"] == "pre_birth"]  # fmt: skip
    return int(found["version"])


def test_a_key_is_made(pack: Callable[..., Said], tmp_path: Path) -> None:
    """G01"""
    out = tmp_path / "K.pem"
    said = pack("key", "--out", out, "--json")
    assert said.code == 0
    assert said.document["public"] == str(tmp_path / "K.pub.pem")
    assert out.stat().st_mode & 0o077 == 0
    made = SigningKey.read(out.read_bytes(), path="K.pem")
    assert made.public_pem() == (tmp_path / "K.pub.pem").read_bytes()
    before = out.read_bytes()
    again = pack("key", "--out", out)
    assert again.code == 2
    assert "is there already" in again.message
    assert out.read_bytes() == before
    assert pack("key", "--out", tmp_path).code == 2
    assert "Fingerprint: " in pack("key", "--out", tmp_path / "L.pem").out


def test_no_half_of_a_key_is_left(pack: Callable[..., Said], tmp_path: Path) -> None:
    """G01"""
    (tmp_path / "K.pub.pem").write_bytes(b"mine")
    assert pack("key", "--out", tmp_path / "K.pem").code == 2
    assert not (tmp_path / "K.pem").exists()
    assert (tmp_path / "K.pub.pem").read_bytes() == b"mine"


def test_a_key_may_be_encrypted(pack: Callable[..., Said], forms: Path, tmp_path: Path) -> None:
    """G01, G02"""
    out, pem = tmp_path / "x.kfpack", tmp_path / "K.pem"
    secret = tmp_path / "pass.txt"
    secret.write_text("otter lamp river\n", encoding="utf-8")
    assert pack("key", "--out", pem, "--key-passphrase-file", secret).code == 0
    assert b"ENCRYPTED" in pem.read_bytes()
    build = ("build", forms / "pre_birth", "--key", pem, "--out", out)
    locked = pack(*build)
    assert (locked.code, "--key-passphrase-file" in locked.message) == (2, True)
    secret.write_text("wrong\n", encoding="utf-8")
    assert pack(*build, "--key-passphrase-file", secret).code == 2
    assert not out.exists()
    secret.write_text("otter lamp river\n", encoding="utf-8")
    assert pack(*build, "--key-passphrase-file", secret, "--json").document["ok"] is True


def test_from_folder_to_use_and_back(
    run: Run, pack: Callable[..., Said], built: Path, lead: SigningKey
) -> None:
    """G02, G03, G04, G05: the whole way."""
    verified = pack("verify", built, "--json")
    assert verified.code == 0
    document = verified.document
    assert (document["ok"], document["trusted"], document["problems"]) == (True, True, [])
    assert (document["kind"], document["form"], document["version"]) == ("form", "pre_birth", 2)
    assert document["cases"] == len(list((ROOT / "forms" / "pre_birth" / "cases").glob("*")))
    assert "trusted here as key-0.pem" in pack("verify", built).out
    installed = pack("install", built, "--json")
    assert (installed.code, installed.document["origin"]) == (0, "pack")
    assert version_in_use(run) == 2
    assert run("forms", "cases", "pre_birth", "--json").document["ok"] is True
    assert "version 1 is in use, as it came" in pack("rollback", "pre_birth").out
    assert version_in_use(run) == 1
    assert pack("install", built).code == 0
    assert version_in_use(run) == 2


def test_what_lint_finds_is_told(
    pack: Callable[..., Said], forms: Path, key: Path, tmp_path: Path
) -> None:
    """G02"""
    out = tmp_path / "x.kfpack"
    replace(forms / "shared" / "about.yaml", "kind: text", "kind: txet")
    build = ("build", forms / "pre_birth", "--key", key, "--out", out)
    said = pack(*build)
    assert said.code == 1
    assert "shared/about.yaml:" in said.err
    assert "cannot be “txet”" in said.err
    document = pack(*build, "--json").document
    assert document["ok"] is False
    assert [problem["code"] for problem in document["problems"]] == ["not-one-of"]
    assert not out.exists()


def test_warnings_are_told_and_no_reason_to_stop(
    pack: Callable[..., Said], forms: Path, tmp_path: Path
) -> None:
    """G02"""
    out = tmp_path / "x.kfpack"
    said = pack("build", forms / "pre_birth", "--out", out, "--json")
    assert said.code == 0
    assert len(said.document["warnings"]) == said.err.count("warning: ")
    assert said.document["signer"] == ""


def test_worked_cases_have_to_hold(pack: Callable[..., Said], forms: Path, tmp_path: Path) -> None:
    """G02"""
    case = min((forms / "pre_birth" / "cases").glob("*.json"))
    whole = json.loads(case.read_text(encoding="utf-8"))
    whole["expected_missing"] = {"about": ["worker_name"]}
    case.write_text(json.dumps(whole), encoding="utf-8")
    said = pack("build", forms / "pre_birth", "--out", tmp_path / "x.kfpack")
    assert said.code == 1
    assert case.stem in said.err
    assert not (tmp_path / "x.kfpack").exists()


def test_a_profile_is_built_and_installed(
    run: Run, pack: Callable[..., Said], forms: Path, key: Path, tmp_path: Path
) -> None:
    """G02, G04"""
    profile, out = forms / "profiles" / "derby-derbyshire.yaml", tmp_path / "derby.kfpack"
    build = ("build", profile, "--key", key, "--out", out, "--json")
    text = profile.read_text(encoding="utf-8")
    day = next(line for line in text.splitlines() if line.startswith("valid_from:"))
    replace(profile, day, "valid_from: 2029-02-30")
    assert pack(*build).document["problems"][0]["code"] == "not-a-date"
    replace(profile, "valid_from: 2029-02-30", "valid_from: 2029-02-28")
    said = pack(*build)
    assert (said.code, said.document["kind"], said.document["version"]) == (0, "profile", 20290228)
    assert pack("verify", out).code == 0
    refused = pack("install", "--trial", out)
    assert (refused.code, "cannot be tried out" in refused.message) == (1, True)
    assert pack("install", out, "--json").document["origin"] == "pack"
    assert "as it came with Kinfile" in pack("rollback", "derby-derbyshire").out


@pytest.mark.parametrize("source", ["none", "", "profiles"])
def test_what_is_no_form_is_bad_use(
    pack: Callable[..., Said], forms: Path, tmp_path: Path, source: str
) -> None:
    """G02"""
    assert pack("build", forms / source, "--out", tmp_path / "x.kfpack").code == 2


def test_a_pack_that_nobody_here_trusts(
    pack: Callable[..., Said], built: Path, shelf: Shelf, run: Run
) -> None:
    """G03, G04"""
    shelf.keys.path.chmod(0o777)
    said = pack("verify", built, "--json")
    assert (said.code, said.document["ok"], said.document["trusted"]) == (1, False, False)
    assert [problem["code"] for problem in said.document["problems"]] == ["not-trusted"]
    assert [each["code"] for each in said.document["keys_passed_over"]] == ["writable"]
    assert "others than the administrator may write" in pack("verify", built).out
    refused = pack("install", built)
    assert (refused.code, "The form in use stays as it is." in refused.message) == (1, True)
    assert version_in_use(run) == 1


def test_a_pack_that_was_changed(pack: Callable[..., Said], built: Path, run: Run) -> None:
    """G03, G04: nor may it be tried out."""
    content = built.read_bytes()
    built.write_bytes(content.replace(b"Pre-birth assessment", b"Pre-death assessment", 1))
    said = pack("verify", built, "--json")
    assert said.code == 1
    assert [problem["code"] for problem in said.document["problems"]] == ["signature"]
    assert "NOT to be used" in pack("verify", built).out
    for trial in ((), ("--trial",)):
        refused = pack("install", built, *trial, "--json")
        assert refused.code == 1
        assert "changed after it was signed" in refused.document["rejected"]
    assert version_in_use(run) == 1


@pytest.mark.parametrize("command", ["verify", "install", "install --trial"])
@pytest.mark.parametrize("content", [b"", b"text", b"kinfile-pack 9\n", b"kinfile-pack 1\n{}\n"])
def test_a_file_that_is_no_pack(
    pack: Callable[..., Said], tmp_path: Path, run: Run, command: str, content: bytes
) -> None:
    """G03, G04"""
    file = tmp_path / "x.kfpack"
    file.write_bytes(content)
    said = pack(*command.split(), file)
    assert said.code == 2
    assert "x.kfpack: " in said.message
    assert said.message.endswith("The form in use stays as it is.")
    assert pack(*command.split(), tmp_path / "none.kfpack").code == 2


def test_100_mb_of_zeros_are_refused_quickly(pack: Callable[..., Said], tmp_path: Path) -> None:
    """G07"""
    file = tmp_path / "x.kfpack"
    with file.open("wb") as out:
        out.truncate(100 * 1024 * 1024)
    began = time.perf_counter()
    said = pack("install", "--trial", file)
    assert time.perf_counter() - began < 5
    assert (said.code, "larger than 8 MB" in said.message) == (2, True)


def test_cases_that_come_out_differently_here(
    pack: Callable[..., Said], built: Path, lead: SigningKey, tmp_path: Path, run: Run
) -> None:
    """G03, G04: this Kinfile does not make of it what was meant."""
    case = {"form": "small", "today": "2026-11-22", "answers": {"a": "x"},
            "expected_alerts": {"act_now": ["R99"]}}  # fmt: skip
    other = {**case, "expected_alerts": {}, "form": "other"}
    file = tmp_path / "cases.kfpack"
    file.write_bytes(pack_of(1, key=lead, cases={"one": case, "two": other}).data)
    said = pack("verify", file, "--json")
    assert said.code == 1
    assert [problem["code"] for problem in said.document["problems"]] == ["cases"]
    assert "one, two" in said.document["problems"][0]["say"]
    assert pack("install", file).code == 1
    assert pack("install", "--trial", file).code == 1
    assert len(run("forms", "list", "--json").document) == 3


def test_a_form_that_does_not_compile(
    pack: Callable[..., Said], lead: SigningKey, tmp_path: Path
) -> None:
    """G03"""
    file = tmp_path / "x.kfpack"
    definitions = [{"id": "d", "rule": "answered(nothing_there)"}]
    alert = {"id": "R1", "severity": "info", "forms": ["small"], "when": "d", "say": "S"}
    made = pack_of(1, key=lead, definitions=definitions, alerts=[alert])
    file.write_bytes(made.data)
    said = pack("verify", file)
    assert said.code == 2
    assert "is no definition for this Kinfile" in said.message


def test_replayed_packs_are_refused(
    pack: Callable[..., Said], lead: SigningKey, tmp_path: Path
) -> None:
    """G04"""
    files = {}
    for version in (1, 2):
        files[version] = tmp_path / f"{version}.kfpack"
        files[version].write_bytes(pack_of(version, key=lead).data)
    assert pack("install", files[1]).code == 0
    assert pack("install", files[2]).code == 0
    older = pack("install", files[1])
    assert (older.code, "is older than one installed before (2)" in older.message) == (1, True)
    assert "is installed already" in pack("install", files[2]).message
    said = pack("rollback", "small", "--json").document
    assert (said["version"], said["origin"]) == (1, "pack")
    assert pack("rollback", "small", "--json").document["version"] is None
    assert pack("rollback", "small").code == 1


def test_a_trial_says_so(run: Run, pack: Callable[..., Said], forms: Path, tmp_path: Path) -> None:
    """G05"""
    out = tmp_path / "x.kfpack"
    assert pack("build", forms / "pre_birth", "--out", out).code == 0
    assert pack("verify", out, "--json").document["problems"][0]["code"] == "unsigned"
    assert pack("install", out).code == 1
    said = pack("install", "--trial", out)
    assert said.code == 0
    assert "TRIAL" in said.out
    assert "cannot be signed" in said.out
    assert "kinfile-cli pack rollback pre_birth" in said.out
    assert version_in_use(run) == 2
    (listed,) = pack("list", "--json").document["packs"]
    assert (listed["origin"], listed["version"]) == ("trial", 2)
    assert "TRIAL" in pack("list").out
    assert "TRIAL" in run("forms", "list").out
    assert pack("rollback", "pre_birth", "--json").document["origin"] == "shipped"
    assert version_in_use(run) == 1
    assert "TRIAL" not in run("forms", "list").out


def test_the_list_says_what_is_wrong(pack: Callable[..., Said], built: Path, shelf: Shelf) -> None:
    """G06"""
    assert pack("install", built).code == 0
    document = pack("list", "--json").document
    assert [each["previous"] for each in document["packs"]] == [None]
    assert [each["file"] for each in document["keys"]] == ["key-0.pem"]
    assert "Trusted key: " in pack("list").out
    (file,) = shelf.folder.glob("*.kfpack")
    file.write_bytes(file.read_bytes()[:-9])
    document = pack("list", "--json").document
    assert [problem["code"] for problem in document["problems"]] == ["damaged"]
    assert document["packs"][0]["origin"] == "shipped"
    assert "is damaged, so it is not used" in pack("list").out


def test_without_keys_the_list_says_where_they_would_be(run: Run, tmp_path: Path) -> None:
    """G06"""
    bare = Shelf(folder=tmp_path / "packs", keys=KeyFolder(tmp_path / "none"))
    said = run("pack", "list", shelf=lambda: bare)
    assert f"there is none in {tmp_path / 'none'}" in said.out
    assert list(_shelf_problems(bare, Language.load())) == []
