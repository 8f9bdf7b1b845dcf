// What the hall has to tell everybody, one notice after the other; a long one a page at a time.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: bar

    required property BoardView board
    required property int least
    readonly property int weight: board.noticeWeight
    readonly property real u: Theme.unit

    border.color: weight === 2 ? Theme.danger : Theme.warn
    border.width: Math.round(3 * u)
    color: weight === 2 ? Theme.dangerSoft : Theme.warnSoft

    Glyph {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * bar.u)
        anchors.verticalCenter: parent.verticalCenter
        color: bar.weight === 2 ? Theme.danger : Theme.warn
        height: bar.least
        sign: bar.weight === 0 ? "clock" : "warn"
        width: height
    }

    Pages {
        id: pages

        anchors.bottom: parent.bottom
        anchors.left: sign.right
        anchors.leftMargin: Math.round(24 * bar.u)
        anchors.margins: Math.round(8 * bar.u)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(36 * bar.u)
        anchors.top: parent.top
        apart: true
        centred: true
        seconds: Math.max(3, Math.floor(bar.board.noticeSeconds / starts.length))

        TwoLines {
            firstText: bar.board.noticeFirst
            ink: bar.weight === 2 ? Theme.danger : Theme.warn
            objectName: "notice"
            secondText: bar.board.noticeSecond
            size: bar.least
            width: parent.width

            onTextChanged: pages.page = 0
        }
    }
}
