// The usual picture: head, large cards and list, the bar, running text. Landscape and portrait.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Display
import Antrean.Ui

Item {
    id: root

    required property BoardView board
    required property int least
    readonly property real u: Theme.unit
    required property bool upright // the screen, not this part of it

    GridLayout {
        id: middle

        anchors.fill: parent
        columnSpacing: Math.round(20 * root.u)
        columns: root.upright ? 1 : 2
        rowSpacing: Math.round(20 * root.u)

        LargePanel {
            Layout.fillHeight: true
            Layout.fillWidth: true
            board: root.board
            least: root.least
        }

        Loader {
            Layout.fillHeight: !root.upright
            Layout.fillWidth: root.upright
            Layout.preferredHeight: root.upright ? Math.round(root.height * (root.least > 72 * root.u ? 0.42 : 0.55)) : -1
            Layout.preferredWidth: Math.round(820 * root.u)
            sourceComponent: root.board.byCounter ? counters : calls

            Component {
                id: calls

                CallList {
                    board: root.board
                    least: root.least
                }
            }

            Component {
                id: counters

                CounterList {
                    board: root.board
                    least: root.least
                }
            }
        }
    }
}
