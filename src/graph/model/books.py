"""The names that workbooks bear. Pure: whether one is there, and what is in it, is looked at where files are."""

WRITTEN = (".xlsx",)
OLD = (".xls",)
READ = (".xlsx", ".xlsm", *OLD)
"""Those that are taken for a workbook, also where they are then refused."""


def names_workbook(name: str, endings: tuple[str, ...] = WRITTEN) -> bool:
    """Tell whether a file's name is a workbook's; letter case does not count."""
    return name.lower().endswith(endings)
