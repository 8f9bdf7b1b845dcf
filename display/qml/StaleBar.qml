// What stands here may be old: since when, and what to do.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: bar

    required property BoardView board
    readonly property real u: Theme.unit

    implicitHeight: Math.max(Math.round(92 * u), lines.implicitHeight + Math.round(20 * u))

    color: Theme.danger

    Glyph {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * bar.u)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.onDark
        height: Math.round(52 * bar.u)
        sign: "warn"
        width: height
    }

    TwoLines {
        id: lines

        anchors.left: sign.right
        anchors.leftMargin: Math.round(24 * bar.u)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(36 * bar.u)
        anchors.verticalCenter: parent.verticalCenter
        firstText: bar.board.staleFirst
        ink: Theme.onDark
        objectName: "stale"
        secondText: bar.board.staleSecond
    }
}
