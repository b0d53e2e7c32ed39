"""How a program ends that was asked to, and its worker processes with it: at once, whatever they are at."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PR_SET_PDEATHSIG = 1
"""Source: prctl(2)."""

_ASKING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class Asked(KeyboardInterrupt):
    """Somebody asked this program to end: Ctrl-C, a closed terminal, a system that goes down, a runner out of patience."""

    def __init__(self, number: int) -> None:
        """Take the signal's number."""
        super().__init__(number)
        self.number = number


@contextmanager
def heard() -> Iterator[None]:
    """Let every signal that asks this program to end raise Asked, once: what it then tidies up is not broken off."""

    def ask(number: int, _frame: object) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise Asked(number)

    is_main = threading.current_thread() is threading.main_thread()
    before = {
        # What whoever started us wants passed over, as nohup does, stays so.
        one: signal.signal(one, ask)
        for one in _ASKING
        if is_main and signal.getsignal(one) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def end_with_parent(parent: int) -> None:
    """Let this worker end as soon as the process `parent`, which began it, has ended, however that was; on Linux.

    Else it would wait for work from nobody until it has been idle for long enough.
    """
    if sys.platform != "linux":
        return
    import ctypes  # noqa: PLC0415 - in workers only

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def end_workers() -> None:
    """End the worker processes of this machine, if there are any, for a program that is about to end itself."""
    pool = sys.modules.get("joblib.externals.loky.reusable_executor")
    executor = getattr(pool, "_executor", None)  # asking loky for it would start one where there is none
    if executor is None:
        return
    # Its thread stumbles over items that were taken back when it finds its processes gone, and says so at length.
    threading.excepthook = lambda _error: None
    processes = list((executor._processes or {}).values())  # noqa: SLF001 - its own shutdown waits for what is under way
    for process in processes:
        process.terminate()
    for process in processes:
        process.join()
