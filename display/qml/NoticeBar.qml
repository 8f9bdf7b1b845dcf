// What the hall has to tell everybody, one notice after the other.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: bar

    required property BoardView board
    readonly property int weight: board.noticeWeight
    readonly property real u: Theme.unit

    implicitHeight: Math.round(Math.max(92 * u, Math.min(lines.implicitHeight, 280 * u) + 20 * u))

    border.color: weight === 2 ? Theme.danger : Theme.warn
    border.width: Math.round(3 * u)
    color: weight === 2 ? Theme.dangerSoft : Theme.warnSoft

    Glyph {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * bar.u)
        anchors.verticalCenter: parent.verticalCenter
        color: bar.weight === 2 ? Theme.danger : Theme.warn
        height: Math.round(52 * bar.u)
        sign: bar.weight === 0 ? "clock" : "warn"
        width: height
    }

    Pages {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(10 * bar.u)
        anchors.left: sign.right
        anchors.leftMargin: Math.round(24 * bar.u)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(36 * bar.u)
        anchors.top: parent.top
        anchors.topMargin: Math.round(10 * bar.u)
        centred: true
        seconds: 4

        TwoLines {
            id: lines

            firstText: bar.board.noticeFirst
            ink: bar.weight === 2 ? Theme.danger : Theme.warn
            objectName: "notice"
            secondText: bar.board.noticeSecond
            size: Math.round(36 * bar.u)
            width: parent.width
        }
    }
}
