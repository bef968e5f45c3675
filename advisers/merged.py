"""What an advisers file comes to: who and what is added, changed or left as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from accounts.files import FileRefused, Problem
from accounts.files.cells import fold
from advisers.adviser_file import AdviserFile, CheckGiven
from advisers.claims import Claim
from advisers.models import Adviser, Credential
from advisers.models.adviser import Employment
from advisers.wording import written


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an adviser that a file changes."""

    label: str
    before: str
    after: str


@dataclass
class MergedCredential:
    """A credential of the file: new, on record already, or on record with other details."""

    claim: Claim
    row: int
    existing: Credential | None = None
    replaces: bool = False
    checks: list[CheckGiven] = field(default_factory=list)

    @property
    def change(self) -> Change | None:
        """The last day of an entry on record that the file changes: it is recorded anew."""
        if self.existing is None or not self.replaces:
            return None
        before, after = self.existing.valid_to, self.claim.valid_to
        return Change("Valid to", written(before) or "open", written(after) or "open")

    @property
    def outcome(self) -> str:
        """What becomes of it: added, changed or unchanged."""
        if self.existing is None:
            return "added"
        return "changed" if self.replaces or self.checks else "unchanged"


@dataclass
class MergedAdviser:
    """An adviser of the file, with what it says of him or her (blank: it says nothing)."""

    existing: Adviser | None
    name: str
    email: str
    rows: list[int] = field(default_factory=list)
    employment: str = ""
    organisation: str = ""
    credentials: list[MergedCredential] = field(default_factory=list)

    @property
    def wanted_employment(self) -> str:
        """The employment once the file is applied."""
        before = self.existing.employment if self.existing else Employment.EXTERNAL
        return self.employment or before

    @property
    def changes(self) -> list[Change]:
        """The fields of an adviser on record that the file changes."""
        if self.existing is None:
            return []
        provider = self.existing.provider.name if self.existing.provider else ""
        after = self.organisation or provider
        if fold(after) == fold(provider):
            after = provider
        wanted = [
            Change("Name", self.existing.name, self.name),
            Change("E-mail", self.existing.email, self.email),
            Change("Employment", self.existing.employment, self.wanted_employment),
            Change("Organisation", provider, after if self.wanted_employment == Employment.EXTERNAL else ""),
        ]
        return [change for change in wanted if change.before != change.after]

    @property
    def outcome(self) -> str:
        """What becomes of him or her: added, changed or unchanged, credentials apart."""
        if self.existing is None:
            return "added"
        return "changed" if self.changes else "unchanged"


@dataclass
class Merge:
    """What a file comes to. It may be applied only while there are no problems."""

    file: AdviserFile
    advisers: list[MergedAdviser]
    new_providers: list[str]
    problems: list[Problem]
    warnings: list[Problem]

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in the file is on record already."""
        outcomes = {adviser.outcome for adviser in self.advisers}
        return outcomes | {credential.outcome for credential in self.credentials} <= {"unchanged"}

    @property
    def summary(self) -> dict[str, str]:
        """How much is added, changed and left, of advisers and of credentials."""
        return {
            "advisers": _counts(adviser.outcome for adviser in self.advisers),
            "credentials": _counts(credential.outcome for credential in self.credentials),
            "checks": f"{sum(len(credential.checks) for credential in self.credentials)} added",
        }

    @property
    def credentials(self) -> list[MergedCredential]:
        """The credentials of all advisers in the file."""
        return [credential for adviser in self.advisers for credential in adviser.credentials]

    def refuse_problems(self) -> None:
        """All or nothing: one bad row refuses the whole file, and every bad row is named."""
        if self.problems:
            in_order = sorted(self.problems, key=lambda problem: problem.row or 0)
            raise FileRefused(in_order, name=self.file.name)

    def lines(self) -> Iterator[str]:
        """What changes, a line each: counts first, then what is added and changed, then warnings."""
        yield from (f"{what}: {counts}" for what, counts in self.summary.items())
        for provider in self.new_providers:
            yield f"added: organisation {provider}"
        for adviser in self.advisers:
            yield from _lines_of(adviser)
        for warning in self.warnings:
            yield f"warning: {warning.line(self.file.name)}"


def _counts(outcomes: Iterator[str]) -> str:
    found = list(outcomes)
    return ", ".join(f"{found.count(each)} {each}" for each in ("added", "changed", "unchanged"))


def _lines_of(adviser: MergedAdviser) -> Iterator[str]:
    if adviser.outcome == "added":
        yield f"added: {adviser.name}"
    for change in adviser.changes:
        before, after = change.before or "blank", change.after or "blank"
        yield f"changed: {adviser.name}: {change.label}: {before} → {after}"
    for credential in adviser.credentials:
        what = f"{adviser.name}: {credential.claim.name}"
        if credential.outcome == "added":
            yield f"added: {what}"
        if extended := credential.change:
            yield f"changed: {what}: {extended.label}: {extended.before} → {extended.after}"
        for check in credential.checks:
            how = f"{written(check.checked_on)} by {check.checked_by}"
            yield f"checked: {what}: {how}"
