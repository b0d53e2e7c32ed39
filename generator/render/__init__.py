"""Site → bytes: the only room that knows templates, escaping and drawing."""

from generator.render.pages import render

__all__ = ["render"]
