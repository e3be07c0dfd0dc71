"""Priority alignment analysis: how well clusters serve regional (SRDEII) and European (S3) priorities.

`alignment.load` reads a data set; what it returns checks, scores, explains, compares and reports. See docs/reference/python.md.
"""

__version__ = "0.1.0"
__all__ = ["Answer", "Data", "DataError", "Findings", "Report", "UserError", "load"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from alignment.api import Answer, Data, DataError, Findings, Report, load
    from alignment.kernel.user_error import UserError


def __getattr__(name: str) -> object:
    """Import the interface when one of its names is first asked for: `import alignment` alone costs nothing."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from alignment import api

    return getattr(api, name)


def __dir__() -> list[str]:
    """The names of the interface, for those who look with `dir` or the Tab key."""
    return [*__all__, "__version__"]
