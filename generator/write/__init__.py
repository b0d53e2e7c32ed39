"""Bytes → site_src → site: written only where they differ, swapped in only when whole."""

from generator.write.lock import STATE, building
from generator.write.manifest import paths_written
from generator.write.pages import Written, write_pages
from generator.write.site import build_site

__all__ = ["STATE", "Written", "build_site", "building", "paths_written", "write_pages"]
