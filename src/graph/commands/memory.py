"""Memory of long work: the search for cyclic garbage is paused where millions of values are made and all are kept.

Rules:
- Nothing here makes cycles by the row; without a pause a third of an import's time goes into looking for them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the search for cyclic garbage for the length of a block; what is no longer referred to goes as ever."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()
