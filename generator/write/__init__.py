"""Bytes → site_src → site: written only where they differ, swapped in only when whole."""

from generator.write.failure import writing
from generator.write.frame import Frame, frame_of, installed
from generator.write.lock import STATE, building
from generator.write.manifest import paths_written
from generator.write.pages import Written, write_pages
from generator.write.remembered import forget_made
from generator.write.room import make_room
from generator.write.sealed import digest_of, seal_value, unseal_value
from generator.write.site import SiteBuilt, build_site, source_date_given

__all__ = [
    "STATE",
    "Frame",
    "SiteBuilt",
    "Written",
    "build_site",
    "building",
    "digest_of",
    "forget_made",
    "frame_of",
    "installed",
    "make_room",
    "paths_written",
    "seal_value",
    "source_date_given",
    "unseal_value",
    "write_pages",
    "writing",
]
