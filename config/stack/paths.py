"""Where the embedded servers keep their things, and as whom they run."""

import hashlib
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent
# sockaddr_un holds 104 bytes on macOS and 108 on Linux, one of them the closing NUL.
SOCKET_BYTES = 103


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system user that PostgreSQL runs as when we are root, which it refuses to be."""

    uid: int
    gid: int


def data_folder() -> Path:
    """Name the folder that holds everything which must survive a restart; nothing is created here.

    CLAIMDESK_DATA, else `.claimdesk` in the checkout; as root in a checkout that other users cannot enter,
    a folder of its own under /var/lib.
    """
    if chosen := os.environ.get("CLAIMDESK_DATA"):
        return Path(chosen).absolute()
    beside = CHECKOUT / ".claimdesk"
    if os.geteuid() == 0 and not enterable(CHECKOUT):
        return private_folder()
    return beside


def private_folder() -> Path:
    """Name a folder under /var/lib that belongs to this checkout alone."""
    return Path("/var/lib") / f"claimdesk-{digest(CHECKOUT)}"


def digest(path: Path) -> str:
    """Return ten hexadecimal digits that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def enterable(folder: Path) -> bool:
    """Return whether users other than the owner can go through every folder on the way."""
    return all(part.stat().st_mode & stat.S_IXOTH for part in [folder, *folder.parents])


def account(data: Path) -> Account | None:
    """Pick whom PostgreSQL runs as: ourselves (None) unless we are root, then the owner of existing data."""
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise LookupError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.")


def make_data_folder(data: Path) -> Path:
    """Create the data folder: private, except that as root PostgreSQL's user must be able to pass through."""
    _make(data, 0o711 if os.geteuid() == 0 else 0o700)
    if (owner := data.stat().st_uid) != os.geteuid():
        raise PermissionError(f"{data} belongs to user {owner}: run as that user, or set CLAIMDESK_DATA.")
    return data


def make_private(folder: Path, owner: Account | None = None) -> Path:
    """Create a folder that only its owner may enter; refuse one that somebody else prepared."""
    _make(folder.parent, 0o711 if os.geteuid() == 0 else 0o700)
    _make(folder, 0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner.uid if owner else os.geteuid()}:
        raise PermissionError(f"{folder} belongs to somebody else; remove it or set CLAIMDESK_DATA.")
    folder.chmod(0o700)
    if owner:
        os.chown(folder, owner.uid, owner.gid)
    return folder


def _make(folder: Path, mode: int) -> None:
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(mode)  # mkdir's own mode would be narrowed by the umask


def socket_folder(data: Path, name: str) -> Path:
    """Name a server's socket folder, moved to /tmp when the data folder's path is too long for a socket."""
    folder = data / "run" / name
    if len(os.fsencode(folder / ".s.PGSQL.5432")) <= SOCKET_BYTES:
        return folder
    return Path("/tmp") / f"claimdesk-{os.geteuid()}-{digest(data)}-{name}"
