// The whole screen: the head, what this screen shows, the bar and the running text. It moves by a few pixels each
// minute, so that nothing burns in.
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
    readonly property int least: Math.ceil(board.least * u)

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        Head {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            board: root.board
            least: root.least
            upright: root.upright
        }

        Board {
            Layout.bottomMargin: Theme.gap
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.leftMargin: Math.round(24 * root.u)
            Layout.rightMargin: Math.round(24 * root.u)
            Layout.topMargin: Theme.gap
            board: root.board
            least: root.least
        }

        Bar {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            board: root.board
            least: root.least
            upright: root.upright
        }

        Ticker {
            Layout.fillWidth: true
            Layout.preferredHeight: Math.round(root.least * 1.45)
            least: root.least
            text: root.board.runningText
            visible: text !== ""
        }
    }
}
