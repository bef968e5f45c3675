"""Comparing an advisers file with what is on record. Nothing is written."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

from accounts.files import Problem
from accounts.files.cells import fold
from accounts.files.problems import quoted
from accounts.models import School
from advisers.adviser_file import AdviserFile, AdviserRow, CheckGiven
from advisers.claims import Claim
from advisers.merged import Merge, MergedAdviser, MergedCredential
from advisers.models import Adviser, Credential, Provider
from advisers.models.adviser import Employment
from advisers.models.credential import CheckOutcome, CredentialKind
from advisers.wording import written


def merge(school: School, file: AdviserFile) -> Merge:
    """Compare a file with what is on record; a constant number of queries."""
    return _Merging(school, file).merge()


class _Merging:
    """The comparison under way: the advisers on record and those the file adds, row by row."""

    def __init__(self, school: School, file: AdviserFile) -> None:
        on_record = Adviser.objects.of(school).select_related("provider").with_every_credential()
        self.file = file
        self.known = [MergedAdviser(each, each.name, each.email) for each in on_record.order_by("name", "id")]
        self.providers = {fold(name) for name in Provider.objects.of(school).values_list("name", flat=True)}
        self.new_providers: dict[str, str] = {}
        self.problems = list(file.problems)
        self.warnings = list(file.warnings)

    def merge(self) -> Merge:
        for row in self.file.rows:
            self.take(row)
        seen = [adviser for adviser in self.known if adviser.rows]
        for adviser in seen:
            self.settle(adviser)
        in_order = sorted(self.warnings, key=lambda warning: warning.row or 0)
        return Merge(self.file, seen, list(self.new_providers.values()), self.problems, in_order)

    def take(self, row: AdviserRow) -> None:
        """One row: whose it is, what it says of the person, and the credential it brings."""
        fitting = self.fitting(row)
        if len(fitting) > 1:
            message = f"{len(fitting)} advisers are called {row.name}: write the e-mail address as well"
            self.problems.append(Problem(row.number, "Name", message))
            return
        if fitting:
            adviser = fitting[0]
        else:
            self.warn_of_a_namesake(row)
            adviser = MergedAdviser(None, row.name, row.email)
            self.known.append(adviser)
        self.tell(adviser, row)
        if row.claim:
            self.take_credential(adviser, row, row.claim)

    def fitting(self, row: AdviserRow) -> list[MergedAdviser]:
        """The same by e-mail, else those of the name whose e-mail address is not another one."""
        if row.email:
            by_email = [each for each in self.known if each.email.lower() == row.email]
            if by_email:
                return by_email
        named = [each for each in self.known if fold(each.name) == fold(row.name)]
        return [each for each in named if not (row.email and each.email)]

    def warn_of_a_namesake(self, row: AdviserRow) -> None:
        if any(fold(each.name) == fold(row.name) for each in self.known):
            message = "somebody of this name has another e-mail address: check that they are two advisers"
            self.warnings.append(Problem(row.number, "E-mail", message))

    def tell(self, adviser: MergedAdviser, row: AdviserRow) -> None:
        """Note what the row says of the person; rows of one file may not contradict each other."""
        by_email = bool(row.email) and adviser.email.lower() == row.email
        first = adviser.rows[0] if adviser.rows else row.number
        if by_email and fold(adviser.name) != fold(row.name):
            if adviser.rows:
                self.contradiction(row, "Name", adviser.name, first)
            adviser.name = row.name
        adviser.email = adviser.email or row.email
        for attribute, heading in (("employment", "Employment"), ("organisation", "Organisation")):
            before, now = getattr(adviser, attribute), getattr(row, attribute)
            if before and now and fold(before) != fold(now):
                self.contradiction(row, heading, before, first)
            setattr(adviser, attribute, before or now)
        adviser.rows.append(row.number)

    def contradiction(self, row: AdviserRow, heading: str, before: str, first: int) -> None:
        message = f"an earlier row of the same adviser (from row {first}) says {before}: make them agree"
        self.problems.append(Problem(row.number, heading, message))

    def take_credential(self, adviser: MergedAdviser, row: AdviserRow, claim: Claim) -> None:
        """The row's credential: repeated in the file, on record, withdrawn earlier, or new."""
        repeated = next((each for each in adviser.credentials if key_of(each.claim) == key_of(claim)), None)
        if repeated:
            if repeated.claim.valid_to != claim.valid_to:
                message = f"row {repeated.row} gives the same entry another last day: make them agree"
                self.problems.append(Problem(row.number, "Valid to", message))
            self.add_check(repeated, row)
            return
        same = [each for each in _credentials_of(adviser) if key_of(Claim.of(each)) == key_of(claim)]
        standing = [each for each in same if each.withdrawn_at is None]
        if same and not standing:
            message = f"{claim.name} was withdrawn here, and is not added again ({same[-1].withdrawn_reason})"
            self.warnings.append(Problem(row.number, "Credential", message))
            return
        merged = MergedCredential(claim, row.number, standing[0] if standing else None)
        adviser.credentials.append(merged)
        self.add_check(merged, row)
        self.compare(merged, row)

    def compare(self, merged: MergedCredential, row: AdviserRow) -> None:
        """Another last day means recording the entry anew; one that was checked must be checked again."""
        existing = merged.existing
        if existing is None:
            return
        said, kept = merged.claim.awarding_body, existing.awarding_body
        if said and fold(said) != fold(kept):
            message = f"{merged.claim.name} stays {quoted(kept)}: correct it on the adviser’s page"
            self.warnings.append(Problem(row.number, "Awarding body", message))
        if existing.valid_to == merged.claim.valid_to:
            return
        merged.replaces = True
        last = list(existing.checks.all())[-1:]
        if not last:
            return
        rejected = last[0].outcome != CheckOutcome.CONFIRMED
        if row.check is None or (rejected and row.check.checked_on <= last[0].checked_on):
            message = (
                f"the entry on record, to {written(existing.valid_to) or 'an open end'}, was "
                f"{last[0].outcome} on {written(last[0].checked_on)}: give the check of this last day, "
                "in Checked by, Checked on and Seen as"
            )
            self.problems.append(Problem(row.number, "Valid to", message))
        elif row.check not in merged.checks:
            merged.checks.append(row.check)

    def add_check(self, merged: MergedCredential, row: AdviserRow) -> None:
        """A check later than those on record is added; an earlier one, or the same, is known."""
        given = row.check
        if given is None or given in merged.checks:
            return
        on_record = list(merged.existing.checks.all()) if merged.existing else []
        if any((each.checked_by, each.checked_on, each.seen_as) == _as_tuple(given) for each in on_record):
            return
        last = on_record[-1] if on_record else None
        if last and given.checked_on <= last.checked_on:
            if last.outcome != CheckOutcome.CONFIRMED:
                message = (
                    f"was {last.outcome} on {written(last.checked_on)}: this earlier check changes nothing"
                )
                self.warnings.append(Problem(row.number, "Checked on", f"{merged.claim.name} {message}"))
            return
        merged.checks.append(given)
        merged.checks.sort(key=lambda check: check.checked_on)

    def settle(self, adviser: MergedAdviser) -> None:
        """When all rows are in: where the person is employed, and the organisations that are new."""
        if not adviser.organisation:
            return
        if adviser.wanted_employment == Employment.INTERNAL:
            message = "is not kept: somebody employed by the school has no other organisation"
            self.warnings.append(Problem(adviser.rows[0], "Organisation", message))
            adviser.organisation = ""
        elif fold(adviser.organisation) not in self.providers:
            self.new_providers.setdefault(fold(adviser.organisation), adviser.organisation)


def _credentials_of(adviser: MergedAdviser) -> list[Credential]:
    return list(adviser.existing.credentials.all()) if adviser.existing else []


def _as_tuple(check: CheckGiven) -> tuple[str, date, str]:
    return check.checked_by, check.checked_on, check.seen_as


def key_of(claim: Claim) -> Hashable:
    """What makes two credentials of an adviser the same one."""
    if claim.kind == CredentialKind.QUALIFICATION:
        return claim.kind, fold(claim.title), claim.level, claim.awarded_on
    return claim.kind, claim.register_category, fold(claim.register_number), claim.valid_from
