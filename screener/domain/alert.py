"""An entry of the Watch panel's history: a change that was noticed."""

from datetime import datetime
from typing import Literal

import msgspec

from screener.domain.message import Message

ChangeKind = Literal["alert", "data_changed"]


class AlertRecord(msgspec.Struct, frozen=True):
    """One noticed change of a holding or watchlist entry.

    `before` and `after` are outcome codes as in `watch.compare.Change`; `message` words the change
    and `detail` is the screen's own sentence at that time. `why` names what differs when the change
    came from the data and not from the world. `at` is aware, in UTC; `id` is 0 until it is stored.
    """

    at: datetime
    portfolio: str
    company: str
    symbol: str
    name: str
    screen: str
    before: str
    after: str
    kind: ChangeKind
    message: Message
    detail: Message
    why: Message | None = None
    read: bool = False
    id: int = 0
