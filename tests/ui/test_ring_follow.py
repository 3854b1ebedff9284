"""The money on its way round a loop: in order, once, stopped at any moment, still where asked to be."""

import pytest
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle

from screener.ui.plots import ring_follow
from screener.ui.plots.ring_follow import FollowMoney


@pytest.fixture
def follower(qapp):
    made = FollowMoney(leg_ms=20, rest_ms=1)
    yield made
    made.stop()
    made.deleteLater()


def listen(follower: FollowMoney) -> tuple[list[tuple[int, float]], list[int]]:
    moved: list[tuple[int, float]] = []
    begun: list[int] = []
    follower.moved.connect(lambda leg, share: moved.append((leg, share)))
    follower.leg_begun.connect(begun.append)
    return moved, begun


def test_it_goes_round_once_and_leaves_everything_drawn(follower: FollowMoney, qtbot) -> None:
    moved, begun = listen(follower)
    with qtbot.waitSignal(follower.ended):
        follower.start(3)
    assert begun == [0, 1, 2]
    assert moved == sorted(moved)
    assert moved[-1] == (3, 0.0)
    assert not follower.running


def test_it_can_be_stopped_on_the_way(follower: FollowMoney, qtbot) -> None:
    moved, begun = listen(follower)
    follower.start(3)
    with qtbot.waitSignal(follower.ended):
        follower.stop()
    assert begun == [0]
    assert moved[-1] == (3, 0.0)
    follower.stop()
    assert moved.count((3, 0.0)) == 1


def test_starting_again_begins_at_the_first_leg(follower: FollowMoney, qtbot) -> None:
    _moved, begun = listen(follower)
    follower.start(2)
    with qtbot.waitSignals([follower.ended, follower.ended]):
        follower.start(2)
    assert begun == [0, 0, 1]


def test_a_loop_without_legs_is_not_followed(follower: FollowMoney) -> None:
    follower.start(0)
    assert not follower.running


def test_with_less_motion_each_leg_is_shown_at_once(follower: FollowMoney, qtbot, monkeypatch) -> None:
    monkeypatch.setattr(ring_follow, "motion_is_reduced", lambda: True)
    moved, begun = listen(follower)
    with qtbot.waitSignal(follower.ended):
        follower.start(2)
    assert begun == [0, 1]
    assert {share for leg, share in moved if leg < 2} == {1.0}


def test_the_system_can_ask_for_less_motion(qapp: QApplication) -> None:
    class Still(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, returned=None) -> int:
            if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
                return 0
            return super().styleHint(hint, option, widget, returned)

    assert ring_follow.motion_is_reduced() is False
    before, sheet = qapp.style().objectName(), qapp.styleSheet()
    qapp.setStyleSheet("")
    qapp.setStyle(Still("fusion"))
    try:
        assert ring_follow.motion_is_reduced() is True
    finally:
        qapp.setStyle(before or "fusion")
        qapp.setStyleSheet(sheet)
