"""What the user says of a company: tags of their own, and another role or layer than the ledger's."""

import msgspec

from screener.domain.company import Company


class CompanyTags(msgspec.Struct, frozen=True):
    """The user's word on one company.

    `tags` in the user's order. `role` and `layer`: None leaves what the ledger says, "" says the company
    has none.
    """

    tags: tuple[str, ...] = ()
    role: str | None = None
    layer: str | None = None

    @property
    def edits_role(self) -> bool:
        """True when role or layer are the user's."""
        return self.role is not None or self.layer is not None


NO_TAGS = CompanyTags()


def as_tagged(company: Company, own: CompanyTags) -> Company:
    """The company with the user's role and layer."""
    return msgspec.structs.replace(
        company,
        role=company.role if own.role is None else own.role or None,
        layer=company.layer if own.layer is None else own.layer or None,
    )
