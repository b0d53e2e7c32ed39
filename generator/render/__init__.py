"""Site → bytes: the only room that knows templates, escaping and drawing."""

from generator.render.faults import template_fault
from generator.render.pages import drafts, render
from generator.render.words import word_script

__all__ = ["drafts", "render", "template_fault", "word_script"]
