"""What a workspace offers of the user's own rules: thresholds, screens switched off, tags and roles."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from screener.domain.assessment import Assessment, Sensitivity
from screener.services.collaborators import Collaborators

# The screens are loaded at the first use: they are not needed to paint the window.
if TYPE_CHECKING:
    from screener.services.thresholds import ScreenThresholds


class RulesDesk(ABC):
    """The rules' part of `Workspace`. Judge again (`assess`) to see what a change does.

    Methods that change something raise BadInput with one sentence, before anything is changed.
    """

    _parts: Collaborators

    @property
    @abstractmethod
    def last(self) -> Assessment | None:
        """The newest assessment."""

    # ------------------------------------------------------------ thresholds

    def thresholds(self) -> "tuple[ScreenThresholds, ...]":
        """Every screen with its steps, in reading order."""
        from screener.services import thresholds

        return thresholds.rows(self._parts.settings)

    def threshold_set_id(self) -> str:
        """The id of the set in force, as it stands in every report."""
        from screener.services import thresholds

        return thresholds.in_force(self._parts.settings)[0].id

    def set_threshold(self, screen: str, steps: tuple[float, ...]) -> None:
        """Hold a screen against other steps."""
        from screener.services import thresholds

        thresholds.change(self._parts.settings, screen, steps)

    def switch_screen(self, screen: str, on: bool) -> None:
        """Switch a screen on or off; one that is off is in no finding, level or report."""
        from screener.services import thresholds

        thresholds.switch(self._parts.settings, screen, on=on)

    def reset_thresholds(self, screen: str | None = None) -> None:
        """Back to what is shipped: one screen, or all of them."""
        from screener.services import thresholds

        thresholds.reset(self._parts.settings, screen)

    def export_thresholds(self, path: Path) -> Path:
        """Write the set in force into a file; raises StorageError."""
        from screener.services import exporting, thresholds

        return exporting.write_text(thresholds.as_text(self._parts.settings), path)

    def import_thresholds(self, path: Path) -> None:
        """Use the set of a file."""
        from screener.services import thresholds

        thresholds.read_file(self._parts.settings, path)

    def sensitivity(self) -> Sensitivity:
        """Slow. How many levels of the shipped companies hang on where the steps in force are."""
        from screener.services import rules

        floor = rules.strength_floor(self._parts.settings)
        return self._parts.judge.sensitivity(floor, rules.terms_of(self._parts))

    # ------------------------------------------------------------ tags and roles

    def tags(self, company_key: str) -> tuple[str, ...]:
        """The user's own tags of a company."""
        from screener.domain.tags import NO_TAGS

        return self._parts.user.tags.all().get(company_key, NO_TAGS).tags

    def all_tags(self) -> tuple[str, ...]:
        """Every tag the user has given to a company, in the order of the alphabet."""
        from screener.services import tags

        return tags.in_use(self._parts.user.tags.all())

    def set_tags(self, company_key: str, tags: Iterable[str]) -> None:
        """Give a company these tags and no others; one undo step."""
        from screener.services import tags as actions

        name = self._name_of(company_key)
        actions.set_tags(self._parts.user, company_key, tags, name, self._parts.clock())

    def set_role(self, company_key: str, role: str | None, layer: str | None) -> None:
        """Put a company into another role and layer; one undo step. None: the ledger's; "": none at all."""
        from screener.services import tags as actions

        name, now = self._name_of(company_key), self._parts.clock()
        actions.set_role(self._parts.user, company_key, role=role, layer=layer, name=name, at=now)

    def roles(self) -> tuple[str, ...]:
        """The ids of the roles there are."""
        from screener.domain.ring.draft import ROLES

        return ROLES

    def layers(self) -> tuple[str, ...]:
        """The ids of the layers there are."""
        from screener.domain.ring.draft import LAYERS

        return LAYERS

    def _name_of(self, company_key: str) -> str:
        company = None if self.last is None else self.last.company(company_key)
        return company_key if company is None else company.symbol
