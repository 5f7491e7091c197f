"""Keep numpy to one thread: a worker has one core, and the matrices of a sentence are too small to share."""

import ctypes
from functools import lru_cache
from pathlib import Path

import numpy as np

# Where numpy's wheels keep OpenBLAS (Linux and Windows, macOS), and what they call the function.
_FOLDERS = (Path(np.__file__).parent.with_name("numpy.libs"), Path(np.__file__).parent / ".dylibs")
_NAMES = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")


@lru_cache(maxsize=1)
def limit_to_one_thread() -> bool:
    """Set numpy's multiplication to one thread; False when it is built with another library, which is left alone."""
    for file in (file for folder in _FOLDERS if folder.is_dir() for file in sorted(folder.glob("*openblas*"))):
        try:
            library = ctypes.CDLL(str(file))
        except OSError:
            continue
        for name in _NAMES:
            if hasattr(library, name):
                getattr(library, name)(1)
                return True
    return False
