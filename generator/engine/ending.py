"""Worker processes are ended at once, whatever they are at: whoever presses Ctrl-C does not wait for them."""

from __future__ import annotations

import sys
import threading


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
