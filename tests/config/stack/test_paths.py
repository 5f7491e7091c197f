"""Where the embedded servers keep their things: private, ours, and short enough for a socket."""

import os
from pathlib import Path

import pytest

from config.stack import paths


def test_the_data_folder_is_the_one_that_was_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMDESK_DATA", str(tmp_path / "desk"))
    assert paths.data_folder() == tmp_path / "desk"
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize(
    ("user", "enterable", "beside"), [(1000, False, True), (0, True, True), (0, False, False), (1000, True, True)]
)
def test_without_a_choice_it_stands_in_the_checkout_unless_root_is_alone_there(
    monkeypatch: pytest.MonkeyPatch, user: int, enterable: bool, beside: bool
) -> None:
    monkeypatch.delenv("CLAIMDESK_DATA", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(paths, "enterable", lambda folder: enterable)
    assert paths.data_folder() == (paths.CHECKOUT / ".claimdesk" if beside else paths.private_folder())


def test_each_checkout_has_a_private_folder_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    first = paths.private_folder()
    monkeypatch.setattr(paths, "CHECKOUT", Path("/elsewhere"))
    assert first.parent == paths.private_folder().parent == Path("/var/lib")
    assert first != paths.private_folder()


def test_a_folder_is_enterable_when_each_one_above_it_is(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a").chmod(0o710)
    assert not paths.enterable(inner)


def test_a_private_folder_is_entered_by_its_owner_alone(tmp_path: Path) -> None:
    folder = paths.make_private(tmp_path / "run" / "pg")
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o777)
    assert paths.make_private(folder).stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_a_private_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "pg").symlink_to(tmp_path / "other")
    with pytest.raises(PermissionError, match="somebody else"):
        paths.make_private(tmp_path / "pg")


def test_the_data_folder_of_another_user_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="set CLAIMDESK_DATA"):
        paths.make_data_folder(tmp_path)


@pytest.mark.parametrize(("user", "mode"), [(0, 0o711), (1000, 0o700)])
def test_the_data_folder_is_private_but_for_the_servers_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, user: int, mode: int
) -> None:
    real = os.geteuid()
    folder = tmp_path / "data"
    monkeypatch.setattr(os, "geteuid", lambda: user)
    if user == real:
        paths.make_data_folder(folder)
    else:
        with pytest.raises(PermissionError):
            paths.make_data_folder(folder)
    assert folder.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize(("length", "moved"), [(103, False), (104, True)])
def test_a_socket_whose_path_is_too_long_moves_to_the_temporary_folder(length: int, moved: bool) -> None:
    rest = len("/run/pg/.s.PGSQL.5432")
    data = Path("/" + "d" * (length - rest - 1))
    folder = paths.socket_folder(data, "pg")
    assert (folder.parent == Path("/tmp")) is moved
    assert folder != paths.socket_folder(data, "vk")


def test_whoever_is_not_root_runs_the_servers_as_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert paths.account(tmp_path) is None


def test_root_runs_them_as_the_owner_of_the_data_or_as_postgres(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = {"postgres": (101, 102), "nobody": (65534, 65534)}

    def getpwnam(name: str) -> object:
        uid, gid = entries[name]
        return type("Entry", (), {"pw_uid": uid, "pw_gid": gid})

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(paths.pwd, "getpwnam", getpwnam)
    absent = tmp_path / "absent"
    assert paths.account(absent) == paths.Account(101, 102)
    del entries["postgres"]
    assert paths.account(absent) == paths.Account(65534, 65534)
    del entries["nobody"]
    with pytest.raises(LookupError, match="no user postgres or nobody"):
        paths.account(absent)
