// The whole screen: what the hall file says that this screen shows. It moves by a few pixels each minute, so that
// nothing burns in.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Display
import Antrean.Ui

Item {
    id: root

    required property BoardView board
    property RatingModel rating: null // of one counter's own screen
    readonly property bool upright: height > width
    readonly property int least: Math.ceil(board.least * Theme.unit)
    readonly property string layout: board.layout
    readonly property bool framed: ["board", "media", "overview", "tickets"].includes(layout)

    Rectangle {
        anchors.fill: parent
        color: root.framed ? Theme.paper : root.layout === "counter" ? Theme.paper : Theme.screenOff
    }

    ColumnLayout {
        height: root.height
        spacing: 0
        visible: root.framed
        width: root.width
        x: shift.x
        y: shift.y

        Head {
            Layout.fillWidth: true
            Layout.preferredHeight: implicitHeight
            board: root.board
            least: root.least
            upright: root.upright
        }

        Loader {
            Layout.bottomMargin: Theme.gap
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.leftMargin: Math.round(24 * Theme.unit)
            Layout.rightMargin: Math.round(24 * Theme.unit)
            Layout.topMargin: Theme.gap
            sourceComponent: ({
                    "overview": overview,
                    "tickets": tickets,
                    "media": media
                })[root.layout] ?? usual

            Component {
                id: usual

                Board {
                    board: root.board
                    least: root.least
                    upright: root.upright
                }
            }

            Component {
                id: media

                MediaBoard {
                    board: root.board
                    least: root.least
                    upright: root.upright
                }
            }

            Component {
                id: overview

                Overview {
                    board: root.board
                    least: root.least
                }
            }

            Component {
                id: tickets

                Tickets {
                    board: root.board
                    least: root.least
                    upright: root.upright
                }
            }
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

    Loader {
        active: !root.framed && root.layout !== "off"
        anchors.fill: parent
        sourceComponent: root.layout === "counter" ? desk : outside

        Component {
            id: desk

            Desk {
                board: root.board
                least: root.least
                rating: root.rating
            }
        }

        Component {
            id: outside

            Outside {
                board: root.board
                least: root.least
            }
        }
    }

    // Eight places round the middle, one each minute: edges of what always stands there wear evenly
    Timer {
        id: shift

        property int at: 0
        readonly property int by: Theme.calm > 0 ? Math.round(4 * Theme.unit) : 0
        readonly property int x: Math.round(by * Math.cos(at * Math.PI / 4))
        readonly property int y: Math.round(by * Math.sin(at * Math.PI / 4))

        interval: 60000
        objectName: "shift"
        repeat: true
        running: by > 0

        onTriggered: at = (at + 1) % 8
    }
}
