"""Two contracts of the house that import-linter's own kinds cannot express.

A page is known by its place in an app: `students/views/listing.py` is one, `students/actions.py` is none.
"""

import grimp
from importlinter import Contract, ContractCheck, fields, output

PAGES = {"views", "forms", "urls", "tasks", "admin", "management"}
SCREENS = {"views", "forms", "urls"}


class _Edges(Contract):
    """A contract about single imports between modules of these apps."""

    type_name = "edges"
    apps = fields.SetField(subfield=fields.StringField())

    def broken_by(self, importer: list[str], imported: list[str]) -> bool:
        """True when the first module, split at its dots, must not import the second."""
        raise NotImplementedError

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import from one of the apps' modules to another."""
        apps: set[str] = set(self.apps)  # type: ignore[call-overload]
        ours = sorted(module for module in graph.modules if module.split(".")[0] in apps)
        broken = [
            (importer, imported)
            for importer in ours
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported.split(".")[0] in apps and self.broken_by(importer.split("."), imported.split("."))
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line an import."""
        for importer, imported in check.metadata["broken"]:
            output.print_error(f"{importer} must not import {imported}.", bold=False)


class RulesWithoutPages(_Edges):
    """What is no page itself never imports views, forms or urls."""

    type_name = "rules_without_pages"

    def broken_by(self, importer: list[str], imported: list[str]) -> bool:
        """A rule is every module that is not a page."""
        return not PAGES & set(importer[1:2]) and bool(SCREENS & set(imported[1:2]))


class PagesApart(_Edges):
    """Pages use the rules of any app, and the pages of their own alone."""

    type_name = "pages_apart"

    def broken_by(self, importer: list[str], imported: list[str]) -> bool:
        """Both are pages, of two apps."""
        return importer[0] != imported[0] and bool(PAGES & set(importer[1:2]) and PAGES & set(imported[1:2]))
