"""One tree of errors; each says where, what and what to do.

These are for what stops a command. What concerns a single article is a value
instead (`generator.model.Problem`), so that the other articles go on.
"""

from __future__ import annotations


class BroadsheetError(Exception):
    """Something that stops a command, in three parts that a person can act on.

    Every subclass takes the same arguments and keeps them in `args`, so that
    the error survives being pickled on its way back from a worker process.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where = where
        """The file, with `:LINE` where known, or the command concerned."""
        self.what = what
        """What is wrong, in one sentence without a full stop."""
        self.remedy = remedy
        """What to do about it, in one sentence without a full stop."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.remedy}."


class WrongUseError(BroadsheetError):
    """The command line names something that is not there."""


class SettingsError(BroadsheetError):
    """`mkdocs.yml` holds a setting that is unknown or has an unusable value."""


class ModelMissingError(BroadsheetError):
    """No language model is installed under the name that the settings give."""


class PageTemplateError(BroadsheetError):
    """A page template cannot be read, or asks for what its page has not."""


class UnfaithfulError(BroadsheetError):
    """What would be published is not word for word what an article says."""


class SiteBuilderError(BroadsheetError):
    """The site builder or the search indexer ended without a whole site."""


class WriteError(BroadsheetError):
    """A file or folder of the output could not be written."""


class BusyError(BroadsheetError):
    """Another build is at work in the same folder."""
