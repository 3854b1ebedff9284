"""The app's SEC client on a fake SEC, with clocks that stand still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screener.providers.edgar.provider import EdgarProvider
from screener.providers.edgar.transport import EdgarTransport
from screener.providers.edgar.wire import Wire
from tests.fakes.clocks import Clocks
from tests.fakes.edgar import FakeSec

CONTACT = "Ann Example ann@example.org"


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def sec(clocks: Clocks) -> Iterator[FakeSec]:
    with FakeSec(clocks.monotonic) as fake:
        yield fake


class Contact:
    """A setting that can be changed."""

    def __init__(self) -> None:
        self.value = CONTACT

    def __call__(self) -> str:
        return self.value


@pytest.fixture
def contact() -> Contact:
    return Contact()


@pytest.fixture
def transport(sec: FakeSec, clocks: Clocks, contact: Contact) -> Iterator[EdgarTransport]:
    """The transport on standing clocks: waiting moves them. Gives up on a silent server after 0.3 s."""

    def wait(seconds: float) -> bool:
        clocks.advance(seconds)
        return False

    made = EdgarTransport(
        contact=contact,
        clock=clocks.wall,
        wire=Wire(connect=sec.connect),
        monotonic=clocks.monotonic,
        question_seconds=0.3,
        wait=wait,
    )
    yield made
    made.close()


@pytest.fixture
def provider(transport: EdgarTransport, clocks: Clocks, tmp_path: Path) -> EdgarProvider:
    return EdgarProvider(transport, tmp_path / "edgar", clocks.wall)
