"""What the factory makes shows text as it is."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from screener.ui import labels

NASTY = '<img src="/etc/passwd"><b>A&amp;B</b>'


def test_a_label_shows_markup_as_text(qtbot, themed) -> None:
    made = labels.label(NASTY)
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == NASTY
    assert made.sizeHint().width() > labels.label("A&B").sizeHint().width() * 3


def test_a_word_without_end_does_not_widen_the_window(qtbot, themed) -> None:
    endless = labels.label("n" * 250 + ".csv was not read.", wrap=True)
    usual = labels.label("The file was not read.", wrap=True)
    for made in (endless, usual):
        qtbot.addWidget(made)
    assert usual.minimumSizeHint().width() <= endless.minimumSizeHint().width() < 300
    assert endless.text().startswith("n" * 250)
    assert endless.heightForWidth(300) > 0


def test_a_message_box_shows_markup_as_text(qtbot, themed) -> None:
    box = labels.message_box(None, "Title", NASTY, "warning")
    qtbot.addWidget(box)
    shown = [each for each in box.findChildren(QLabel) if each.text() == NASTY]
    assert [each.textFormat() for each in shown] == [Qt.TextFormat.PlainText]


@given(
    st.text(
        alphabet=st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u2028\u2029\u00a0")
    )
)
def test_a_tooltip_reads_back_as_it_was_written(text: str) -> None:
    document = QTextDocument()
    document.setHtml(labels.tooltip_text(text))
    assert document.toPlainText().split() == text.split()


def test_an_elided_label_keeps_the_whole_text_as_tooltip(qtbot, themed) -> None:
    made = labels.ElidedLabel("A rather long sentence that does not fit", "body")
    qtbot.addWidget(made)
    made.resize(80, 20)
    made.show()
    assert made.text().endswith("…")
    assert made.whole == "A rather long sentence that does not fit"
    assert "rather long" in made.toolTip()
    made.resize(900, 20)
    assert made.text() == made.whole
    assert made.toolTip() == ""


def test_ampersands_in_buttons_are_no_mnemonics(qtbot, themed) -> None:
    made = labels.button("Johnson & Johnson")
    qtbot.addWidget(made)
    assert made.shortcut().isEmpty()


def test_a_clamped_text_keeps_to_its_lines_and_has_the_rest_as_its_tooltip(qtbot) -> None:
    text = "On a loop of money, the strongest signed, and half its business or more hangs on the ring."
    made = labels.ClampedLabel(text)
    qtbot.addWidget(made)
    made.resize(200, made.height())
    made.show()
    assert made.text().count("\n") == 1
    assert made.text().endswith("…")
    assert "hangs on the ring" in made.toolTip()
    made.resize(2000, made.height())
    assert made.text() == text
    assert made.toolTip() == ""
