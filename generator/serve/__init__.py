"""site/ → a browser on this machine: a server for one folder, what open pages are told, what changed on disk."""

from generator.serve.board import Board, Fault
from generator.serve.server import Server
from generator.serve.watch import Snapshot, Watcher, changed, snapshot

__all__ = ["Board", "Fault", "Server", "Snapshot", "Watcher", "changed", "snapshot"]
