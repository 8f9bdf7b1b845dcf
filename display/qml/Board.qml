// The whole picture: head, large cards and list, what waits, notices, running text. Landscape and portrait.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Display
import Antrean.Ui

Item {
    id: root

    required property BoardView board
    readonly property real u: Theme.unit
    readonly property bool upright: height > width

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Head {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round((root.upright ? 176 : 116) * root.u)
            board: root.board
            upright: root.upright
        }

        StaleBar {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            board: root.board
            visible: root.board.warned
        }

        GridLayout {
            id: middle

            Layout.bottomMargin: Theme.gap
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.leftMargin: Math.round(24 * root.u)
            Layout.rightMargin: Math.round(24 * root.u)
            Layout.topMargin: Theme.gap
            columnSpacing: Math.round(20 * root.u)
            columns: root.upright ? 1 : 2
            rowSpacing: Math.round(20 * root.u)

            LargePanel {
                Layout.fillHeight: true
                Layout.fillWidth: true
                board: root.board
            }

            CallList {
                Layout.fillWidth: root.upright
                Layout.preferredHeight: root.upright ? Math.round((860 - (root.board.hasNotice ? 180 : 0) - (root.board.stale ? 60 : 0)) * root.u) : -1
                Layout.preferredWidth: Math.round(820 * root.u)
                Layout.fillHeight: !root.upright
                board: root.board
            }
        }

        NoticeBar {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            board: root.board
            visible: root.board.hasNotice
        }

        WaitStrip {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(96 * root.u)
            board: root.board
            upright: root.upright
            visible: root.board.ready && !root.board.stale // old counts are worse than none
        }

        Ticker {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(76 * root.u)
            text: root.board.runningText
            visible: text !== "" && !root.board.hasNotice
        }
    }
}
