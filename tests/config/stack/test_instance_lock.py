"""One stack a data folder, and a port that nobody else listens on."""

import os
import socket
from pathlib import Path

import pytest

from config.stack.instance_lock import InstanceLock, free_port


def test_the_second_one_does_not_get_the_lock_and_reads_where_the_first_runs(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path), InstanceLock(tmp_path)
    assert first.take()
    first.note({"address": "http://127.0.0.1:8000/"})
    assert not second.take()
    assert second.read() == {"process": os.getpid(), "address": "http://127.0.0.1:8000/"}
    os.close(first.descriptor)


def test_the_lock_is_free_once_its_holder_is_gone_and_its_note_is_forgotten(tmp_path: Path) -> None:
    first, second = InstanceLock(tmp_path), InstanceLock(tmp_path)
    assert first.take()
    first.note({"address": "http://127.0.0.1:8000/"})
    os.close(first.descriptor)
    assert second.take()
    assert second.read() == {"process": os.getpid()}
    os.close(second.descriptor)


@pytest.mark.parametrize("content", [None, "", "{", "[1"])
def test_a_note_that_cannot_be_read_says_nothing(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "up.json").write_text(content)
    assert InstanceLock(tmp_path).read() == {}


def test_forgetting_twice_is_no_error(tmp_path: Path) -> None:
    lock = InstanceLock(tmp_path)
    lock.note({"process": 1})
    lock.forget()
    lock.forget()
    assert not (tmp_path / "up.json").exists()


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert free_port(port) > port
        with pytest.raises(OSError, match=f"Port {port} is in use; leave --port out"):
            free_port(port, tries=1)


def test_a_free_port_is_the_first_one_asked_for() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert free_port(port) == port


def test_ports_run_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(self: socket.socket, address: object) -> None:
        raise OSError("in use")

    monkeypatch.setattr(socket.socket, "bind", taken)
    with pytest.raises(OSError, match="No free port between 8000 and 8099"):
        free_port()
