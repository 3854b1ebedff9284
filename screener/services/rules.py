"""What the user judges by, as the settings and their own tags have it now."""

from typing import TYPE_CHECKING

from screener.domain.ring.deal import STRENGTHS, Strength
from screener.services.collaborators import Collaborators
from screener.settings.values import Settings

if TYPE_CHECKING:
    from screener.domain.company_results import Terms


def terms_of(parts: Collaborators) -> "Terms":
    """Steps, screens that are off, and tags; loads the screens."""
    from screener.domain.company_results import Terms
    from screener.services import thresholds

    steps, off = thresholds.in_force(parts.settings)
    return Terms(steps, off, parts.user.tags.all())


def strength_floor(settings: Settings) -> Strength:
    """The strength a loop must have to count."""
    chosen = settings.text("strength_floor")
    return next((strength for strength in STRENGTHS if strength == chosen), "announced")
