"""A list of deals as CSV: one row a deal, columns told by their names or by what the user says."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from screener.domain.imported import RejectedRow
from screener.domain.message import Message
from screener.domain.ring.checks import LINKS
from screener.domain.ring.deal_list import DealRows, ListedDraft
from screener.domain.ring.deal_text import scale_of
from screener.domain.ring.draft import DealDraft, EvidenceDraft
from screener.errors import BadInput
from screener.importers.columns import plain_name
from screener.importers.records import Row, Table, excerpt, read_table
from screener.translation import translate

CONSTANT = "="
"""A mapping value that begins so is the same text for every row: {"status": "=announced"}."""
NEEDED = ("payer", "payee", "kind", "status")
_WORDS = {
    "payer": (
        "payer, from, investor, buyer, customer, lender, purchaser, source entity, money from, "
        "付款方, 投資方, 投资方, 買方, 买方"
    ),
    "payee": (
        "payee, to, investee, seller, vendor, supplier, borrower, recipient, target, target entity, "
        "money to, 收款方, 被投資方, 被投资方, 賣方, 卖方"
    ),
    "kind": "kind, type, deal type, deal kind, 類型, 类型",
    "status": "status, state, deal status, 狀態, 状态",
    "amount": (
        "amount, value, size, headline, deal value, deal size, total, amount usd, usd, money, 金額, 金额"
    ),
    "firm": "firm, firm part, firm amount, committed",
    "conditions": "conditions, terms, amount text, 條件, 条件",
    "leg": "leg, side",
    "cash": "cash",
    "conditional": "conditional",
    "announced": "announced, date, day, announcement date, announced on, when, 日期, 公布日, 公告日",
    "starts": "starts, start, start date, begins",
    "term_years": "term years, term, years, duration, duration years, 年限",
    "capacity_gw": "capacity gw, gw, gigawatts, capacity",
    "notice_days": "notice days, notice",
    "goods": "goods, product, products, what, description, deal, 內容, 内容, 標的, 标的",
    "confidence": "confidence",
    "notes": "notes, note, comment, comments, remarks, 備註, 备注",
    "supersedes": "supersedes, replaces",
    "contains": "contains, includes",
    "extends": "extends, adds to",
    "evidence": "evidence, source, source url, url, link, reference, web page, 來源, 来源",
    "tier": "tier, source tier",
    "currency": "currency, ccy, currency code, amount currency, 幣別, 货币, 貨幣, 币种",
}
_BY_NAME = {plain_name(word): field for field, words in _WORDS.items() for word in words.split(", ")}
_KINDS = {
    "equity_investment": "equity, investment, stake, shares, 入股, 投資, 投资, 股權投資, 股权投资",
    "debt": "loan, bond, bonds, notes, credit, 貸款, 贷款, 債券, 债券",
    "chip_purchase": "chips, chip, gpu, gpus, gpu purchase, hardware, 晶片採購, 芯片采购",
    "cloud_contract": "cloud, compute, cloud compute, cloud services, compute contract, 雲端合約, 云合同",
    "supply_agreement": "supply, purchase, order, supply contract, 供應, 供应, 採購, 采购",
    "capacity_lease": "lease, rent, colocation, 租賃, 租赁",
    "joint_venture": "jv, joint venture, 合資, 合资",
    "convertible_or_warrant": "warrant, warrants, convertible, option, 認股權證, 认股权证",
    "guarantee_or_backstop": "guarantee, backstop, 擔保, 担保",
    "revenue_share": "revenue share, 分潤, 分成",
}
_STATUSES = {
    "rumoured": "rumour, rumor, rumored, reported, talks, in talks, 傳聞, 传闻",
    "letter_of_intent": "loi, mou, letter of intent, intent, 意向書, 意向书",
    "announced": "announcement, planned, plan, 宣布",
    "definitive": "signed, contract, contracted, binding, 簽約, 签约, 已簽, 已签",
    "closed": "paid, done, completed, complete, 完成, 已付",
    "cancelled": "canceled, terminated, ended, withdrawn, 取消",
}
_SAID = {
    field: {plain_name(word): one for one, words in choices.items() for word in words.split(", ")}
    for field, choices in (("kind", _KINDS), ("status", _STATUSES))
}
_MONEY = ("amount", "firm")
_IDS = re.compile(r"[^\s;,]+")
_CURRENCY = frozenset({"usd", "us", "in", "dollars"})
_OTHERS = frozenset(
    {
        "eur", "gbp", "chf", "jpy", "cny", "cnh", "rmb", "hkd", "twd", "ntd", "krw", "inr", "sgd", "aud",
        "nzd", "cad", "sek", "nok", "dkk",
    }
)  # fmt: skip
"""Currencies a column of amounts can be named after."""
_DOLLARS = re.compile("美元|美金")
_HEADER_SEARCH = 20
MOST_ROWS = 2000
"""Each record is held against all others."""


def read_deals(path: Path, mapping: Mapping[str, str] | None = None) -> DealRows:
    """The rows of the list at `path`; raises BadInput with one sentence when it is no table.

    `mapping` leads from a field of the draft ("evidence" and "tier" too) to the label of its column or, after
    "=", to a text for all rows. It wins over what the labels say. A column it names that is not there is bad
    input as well.
    """
    table = read_table(path)
    if len(table.rows) > MOST_ROWS:
        text = translate("import", "{file} has more than {limit} rows; no list of deals has.")
        raise BadInput(text.format(file=path.name, limit=MOST_ROWS), path=path)
    chosen = dict(mapping or {})
    at = _header_row(table, chosen)
    labels = tuple(cell.strip() for cell in table.rows[at].cells) if table.rows else ()
    found = _columns(labels, chosen)
    missing = tuple(field for field in NEEDED if field not in found)
    shown = tuple(excerpt(label) for label in labels)
    used = {field: label if label.startswith(CONSTANT) else excerpt(label) for field, label in found.items()}
    if missing:
        return DealRows(excerpt(path.name), shown, used, missing, broken=table.broken)
    rows, broken = [], list(table.broken)
    for row in table.rows[at + 1 :]:
        if len(row.cells) > len(labels) and any(map(str.strip, row.cells[len(labels) :])):
            reason = Message("import_row_too_long")
            broken.append(RejectedRow(row.line, reason, excerpt(" | ".join(row.cells))))
        else:
            rows.append(_listed(row, labels, found))
    return DealRows(excerpt(path.name), shown, used, (), tuple(rows), tuple(broken))


def _header_row(table: Table, chosen: Mapping[str, str]) -> int:
    """The first row that names both sides, else the first row."""
    wanted = {plain_name(label) for label in chosen.values() if not label.startswith(CONSTANT)}
    for number, row in enumerate(table.rows[:_HEADER_SEARCH]):
        names = {plain_name(cell) for cell in row.cells}
        fields = {_BY_NAME.get(name) for name in names}
        if {"payer", "payee"} <= fields or (wanted and wanted <= names):
            return number
    return 0


def _columns(labels: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Field -> label of its column, or a constant; the first column of a meaning counts."""
    by_name = {plain_name(label): label for label in reversed(labels)}
    found: dict[str, str] = {}
    for label in labels:
        field = _BY_NAME.get(plain_name(label)) or _BY_NAME.get(_without_unit(label))
        if field is not None:
            found.setdefault(field, label)
    for field, label in chosen.items():
        if label.startswith(CONSTANT):
            found[field] = label
        elif plain_name(label) in by_name and field in _WORDS:
            found[field] = by_name[plain_name(label)]
        else:
            text = translate("import", "There is no column “{label}” in the list to read “{field}” from.")
            raise BadInput(text.format(label=excerpt(label), field=field))
    return found


def _without_unit(label: str) -> str:
    """The label without its unit: "Amount (USD bn)" and "Amount (EUR m)" as "amount"."""
    words = plain_name(label).split()
    return " ".join(word for word in words if not (_is_unit(word) or word in _CURRENCY | _OTHERS))


def _currency_of(label: str) -> str:
    """The currency a column of amounts is named after; empty for dollars and for none."""
    return next((word.upper() for word in plain_name(label).split() if word in _OTHERS), "")


def _is_unit(word: str) -> bool:
    return scale_of(_DOLLARS.sub("", word)) is not None


def _listed(row: Row, labels: Sequence[str], found: Mapping[str, str]) -> ListedDraft:
    cells: dict[str, str] = {}
    for label, cell in zip(labels, row.cells, strict=False):
        cells.setdefault(label, cell.strip())
    said = {
        field: label[1:].strip() if label.startswith(CONSTANT) else cells.get(label, "")
        for field, label in found.items()
    }
    for field in _MONEY:
        if said.get(field):
            said[field] = _with_unit(said[field], found[field])
    for field, choices in _SAID.items():
        said[field] = choices.get(plain_name(said[field]), said[field])
    currency = said.pop("currency", "") or _currency_of(found.get("amount", found.get("firm", "")))
    source = EvidenceDraft(said.pop("evidence", ""), plain_name(said.pop("tier", "")))
    links = {field: _IDS.findall(said.pop(field, "")) for field in LINKS}
    return ListedDraft(
        line=row.line,
        draft=msgspec.convert({**said, **links, "evidence": [source] if source.source else []}, DealDraft),
        text=excerpt(" | ".join(row.cells)),
        currency=currency,
    )


def _with_unit(cell: str, label: str) -> str:
    """A bare number with the unit its column names: "30" under "USD bn" is "30 bn"."""
    units = [_DOLLARS.sub("", word) for word in plain_name(label).split() if _is_unit(word)]
    return f"{cell} {units[-1]}" if units and cell[-1:].isdecimal() else cell
