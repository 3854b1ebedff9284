"""What a workspace offers of the deal ledger; what each action does stands in `ledger` and its neighbours."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from screener.domain.assessment import Assessment
from screener.services.collaborators import Collaborators

# The modules themselves are loaded at the first use: none of them is needed to paint the window.
if TYPE_CHECKING:
    from screener.domain.ring.deal_list import DealListReview
    from screener.domain.ring.draft import DealDraft, EntityDraft
    from screener.domain.ring.effect import Effect
    from screener.domain.ring.reach import Reach
    from screener.services.ledger import FieldProblem, Saved
    from screener.services.ledger_changes import LedgerChange
    from screener.services.ledger_files import ChangesRead
    from screener.services.ledger_rows import DealFilter, LedgerRow

Answer = TypeVar("Answer")


class LedgerDesk(ABC):
    """The ledger's part of `Workspace`.

    Saving is one undo step a call; judge again (`assess`) to see the places after it. Methods that say so
    raise BadInput with one sentence.
    """

    _parts: Collaborators

    @property
    @abstractmethod
    def last(self) -> Assessment | None:
        """The newest assessment."""

    @abstractmethod
    def assess(self) -> Assessment:
        """Judge the open portfolio."""

    @abstractmethod
    def _ledger_followed(self) -> None:
        """After the user's ledger may have changed: everything made of the old one is dropped."""

    def ledger_deals(self, wanted: "DealFilter | None" = None) -> "tuple[LedgerRow, ...]":
        """Slow the first time. The records of the ledger, shipped and own, newest first."""
        from screener.services import ledger_rows

        return ledger_rows.deals(self._parts, wanted or ledger_rows.EVERYTHING)

    def add_deal(self, draft: "DealDraft", parties: "tuple[EntityDraft, ...]" = ()) -> "Saved":
        """Add a record of the user's, with the new `parties` it names; raises BadInput naming the field."""
        from screener.services import ledger

        return self._followed(ledger.add_deal(self._parts, draft, parties))

    def edit_deal(self, deal_id: str, draft: "DealDraft", parties: "tuple[EntityDraft, ...]" = ()) -> "Saved":
        """Replace a record by the user's version; raises BadInput naming record and field."""
        from screener.services import ledger

        return self._followed(ledger.edit_deal(self._parts, deal_id, draft, parties))

    def retire_deal(self, deal_id: str, reason: str = "") -> None:
        """Take a record out of everything that counts."""
        from screener.services import ledger

        ledger.retire_deal(self._parts, deal_id, reason)
        self._ledger_followed()

    def restore_deal(self, deal_id: str) -> None:
        """Count a retired record again; of an edited one, use the shipped version."""
        from screener.services import ledger

        ledger.restore_deal(self._parts, deal_id)
        self._ledger_followed()

    def remove_deal(self, deal_id: str) -> None:
        """Give up a record the user added."""
        from screener.services import ledger

        ledger.remove_deal(self._parts, deal_id)
        self._ledger_followed()

    def add_party(self, draft: "EntityDraft") -> str:
        """Add or change a party; returns its id. Raises BadInput."""
        from screener.services import ledger

        return self._followed(ledger.add_party(self._parts, draft))

    def remove_party(self, party: str) -> None:
        """Give up the user's version of a party; raises BadInput while records name it."""
        from screener.services import ledger

        ledger.remove_party(self._parts, party)
        self._ledger_followed()

    def possible_parties(self) -> "tuple[EntityDraft, ...]":
        """Slow the first time. Companies with figures here that the ledger does not have."""
        from screener.services import ledger

        return ledger.possible_parties(self._parts)

    def deal_problems(self, change: "LedgerChange") -> "tuple[FieldProblem, ...]":
        """Slow the first time. What is wrong with the fields of a change, in a sentence each."""
        from screener.services import ledger

        return ledger.wrong(self._parts, change)

    def preview_deal(self, change: "LedgerChange") -> "Effect":
        """Slow. What a change would do to places and loops; raises BadInput as saving it would."""
        from screener.services import ledger

        return ledger.preview(self._parts, change)

    def what_if(self, off: Collection[str]) -> "Effect":
        """Slow. What would change without these records."""
        from screener.services import ledger

        return ledger.what_if(self._parts, frozenset(off))

    def reach(self) -> "Reach":
        """Slow. Paths from the companies of the newest assessment to private ones."""
        from screener.services import ledger

        return ledger.reach(self._parts, self.last or self.assess())

    def export_ledger_changes(self, path: Path) -> Path:
        """Write what the user changed in the ledger to a file."""
        from screener.services import ledger_files

        return ledger_files.export_changes(self._parts, path)

    def import_ledger_changes(self, path: Path) -> "ChangesRead":
        """Take over the changes in a file; raises BadInput."""
        from screener.services import ledger_files

        return self._followed(ledger_files.import_changes(self._parts, path))

    def import_ledger(self, path: Path) -> str:
        """Slow. Use a newer ledger; returns its version. Raises BadInput."""
        from screener.services import ledger_files

        return self._followed(ledger_files.import_ledger(self._parts, path))

    def drop_ledger(self) -> None:
        """Use the shipped ledger again."""
        from screener.services import ledger_files

        ledger_files.drop_ledger(self._parts)
        self._ledger_followed()

    def import_deals(self, path: Path, mapping: Mapping[str, str] | None = None) -> "DealListReview":
        """Slow. What a list of deals holds; nothing is stored. Raises BadInput."""
        from screener.services import ledger_files

        return ledger_files.import_deals(self._parts, path, mapping)

    def commit_deals(self, review: "DealListReview") -> tuple[str, ...]:
        """Store the deals of a list; returns their ids."""
        from screener.services import ledger_files

        return self._followed(ledger_files.commit_deals(self._parts, review))

    def _followed(self, answer: Answer) -> Answer:
        self._ledger_followed()
        return answer
