// What stands here may be old: since when, and what to do.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: bar

    required property BoardView board
    required property int least
    readonly property real u: Theme.unit

    color: Theme.danger

    Glyph {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * bar.u)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.onDark
        height: bar.least
        sign: "warn"
        width: height
    }

    Turns {
        anchors.bottom: parent.bottom
        anchors.left: sign.right
        anchors.leftMargin: Math.round(24 * bar.u)
        anchors.margins: Math.round(8 * bar.u)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(36 * bar.u)
        anchors.top: parent.top
        color: Theme.onDark
        name: "stale"
        size: bar.least
        texts: bar.board.staleFirst + "\n" + bar.board.staleSecond
    }
}
