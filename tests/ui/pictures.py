"""Pictures of panels for people to look at, in a folder git ignores."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from screener.ui.theme import Theme

FOLDER = Path(__file__).parents[2] / "screenshots"


def take(widget: QWidget, name: str, size: tuple[int, int], theme: Theme) -> None:
    """Write the widget at that size, light and dark; a picture of one colour fails."""
    FOLDER.mkdir(exist_ok=True)
    for choice in ("light", "dark"):
        theme.choose(choice)
        widget.resize(*size)
        widget.show()
        QApplication.processEvents()
        shot = widget.grab()
        image = shot.toImage()
        seen = {image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}
        assert len(seen) > 2, f"{name} is blank"
        assert shot.save(str(FOLDER / f"{name}-{choice}.png"))
    theme.choose("light")
