// Posters and video that are always there, beside the newest call and the list.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Display
import Antrean.Ui

Item {
    id: root

    required property BoardView board
    required property int least
    required property bool upright // the screen, not this part of it
    readonly property int gap: Math.round(20 * Theme.unit)

    GridLayout {
        anchors.fill: parent
        columnSpacing: root.gap
        columns: root.upright ? 1 : 2
        rowSpacing: root.gap

        Rectangle {
            Layout.fillHeight: true
            Layout.fillWidth: true
            color: media.covering ? Theme.screenOff : Theme.ink
            objectName: "media"
            radius: Theme.radius

            Turns {
                alignment: Text.AlignHCenter
                anchors.fill: parent
                anchors.margins: root.gap * 2
                color: Theme.onDark
                name: "heading"
                size: Math.round(root.least * 1.3)
                texts: root.board.heading
                visible: !media.covering
            }

            MediaPanel {
                id: media

                anchors.fill: parent
                board: root.board
            }
        }

        Item {
            Layout.fillHeight: !root.upright
            Layout.fillWidth: root.upright
            Layout.preferredHeight: root.upright ? Math.round(root.height * 0.6) : -1
            Layout.preferredWidth: Math.round(820 * Theme.unit)

            LargePanel {
                id: large

                board: root.board
                height: Math.round(Math.min(Math.max(parent.height * 0.4, root.least * 3.8), parent.height - root.least * 2.8))
                least: root.least
                posters: false
                single: true
                width: parent.width
            }

            CallList {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: large.bottom
                anchors.topMargin: root.gap
                board: root.board
                least: root.least
            }
        }
    }
}
