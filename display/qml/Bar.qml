// The bar below the calls, always of one height so that nothing above it jumps: what is wrong, what the hall has to
// tell, how many wait.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: bar

    required property BoardView board
    required property bool upright
    required property int least
    readonly property int rows: (upright ? 4 : 2) / (least > 72 * Theme.unit ? 2 : 1) // lines of words that it holds

    implicitHeight: Math.ceil(rows * least * 1.31 + 16 * Theme.unit)

    StaleBar {
        anchors.fill: parent
        board: bar.board
        least: bar.least
        visible: bar.board.bar === "stale"
    }

    NoticeBar {
        anchors.fill: parent
        board: bar.board
        least: bar.least
        visible: bar.board.bar === "notice"
    }

    WaitStrip {
        anchors.fill: parent
        board: bar.board
        least: bar.least
        rows: bar.rows
        upright: bar.upright
        visible: bar.board.bar === "waits"
    }
}
