"""The window with the emulated printer's paper."""

from PIL import Image

from shared.tools.demo.paper_window import PaperWindow


def test_the_newest_ticket_is_shown_and_a_half_written_one_waited_for(qtbot, tmp_path):
    window = PaperWindow(tmp_path)
    qtbot.addWidget(window)
    window.look()
    assert "appears here" in window.widget().text()
    Image.new("1", (576, 800), 1).save(tmp_path / "ticket-001.png")
    window.look()
    assert window.widget().pixmap().width() == 576
    (tmp_path / "ticket-002.png").write_bytes(b"\x89PNG")
    window.look()
    assert window.windowTitle().endswith("ticket 1")
    Image.new("1", (384, 400), 1).save(tmp_path / "ticket-002.png")
    window.look()
    assert window.widget().pixmap().width() == 384
    assert window.windowTitle().endswith("ticket 2")
