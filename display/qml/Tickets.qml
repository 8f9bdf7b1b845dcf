// The next few of each line are asked to come closer, beside the latest calls.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Display
import Antrean.Ui

Item {
    id: tickets

    required property BoardView board
    required property int least
    required property bool upright // the screen, not this part of it

    GridLayout {
        anchors.fill: parent
        columnSpacing: Math.round(20 * Theme.unit)
        columns: tickets.upright ? 1 : 2
        rowSpacing: Math.round(20 * Theme.unit)

        Card {
            id: list

            readonly property int gap: Math.round(16 * Theme.unit)
            readonly property int head: Math.round(tickets.least * 1.42)
            // One size for all labels: as many as the hall file wants beside one another, or in two lines
            readonly property real widest: (tickets.board.labelWidth + 0.55) * tickets.board.upcomingCount
            readonly property int size: Math.max(tickets.least, Math.floor(Math.min(tickets.least * 1.6, (width - gap * 2) / widest)))
            readonly property int abreast: Math.max(1, Math.floor((width - gap * 2) / ((tickets.board.labelWidth + 0.55) * size)))
            readonly property int lines: Math.ceil(tickets.board.upcomingCount / abreast)
            readonly property real room: height - head - gap
            readonly property real fieldHeight: Math.min(tickets.least * 1.35 + lines * size * 1.25 + gap * 0.5, room)
            readonly property int rows: Math.max(1, Math.floor(room / fieldHeight))

            Layout.fillHeight: true
            Layout.fillWidth: true
            clip: true

            Component.onCompleted: tickets.board.fit_upcoming(rows)
            onRowsChanged: tickets.board.fit_upcoming(rows)

            Rectangle {
                color: Theme.accent
                height: list.head
                radius: list.radius
                width: parent.width

                Bilingual {
                    anchors.fill: parent
                    anchors.leftMargin: list.gap
                    board: tickets.board
                    ink: Theme.onAccent
                    keys: ["come_closer"]
                    room: parent.width - list.gap * 2
                    size: tickets.least
                }
            }

            Repeater {
                model: tickets.board.upcoming

                delegate: Item {
                    id: field

                    required property int index
                    required property string code
                    required property string labels
                    required property string names

                    height: Math.floor(list.fieldHeight)
                    objectName: "upcoming:" + code
                    width: list.width - list.gap * 2
                    x: list.gap
                    y: Math.round(list.head + list.gap * 0.5 + index * list.fieldHeight)

                    Turns {
                        id: title

                        color: Theme.quiet
                        height: Math.round(tickets.least * 1.35)
                        name: "line"
                        size: tickets.least
                        texts: field.names
                        weight: Font.DemiBold
                        width: parent.width
                    }

                    // From far away not even one line's labels may have room at once
                    Pages {
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: Math.round(2 * Theme.unit)
                        anchors.top: title.bottom
                        seconds: 4
                        width: parent.width

                        Grid {
                            columnSpacing: Math.round(list.size * 0.5)
                            columns: list.abreast

                            Repeater {
                                model: field.labels.split("\t")

                                delegate: Text {
                                    required property string modelData

                                    color: Theme.ink
                                    font.features: ({
                                            "tnum": 1
                                        })
                                    font.pixelSize: list.size
                                    font.weight: Font.Bold
                                    height: Math.round(list.size * 1.25)
                                    objectName: "label"
                                    text: modelData
                                    textFormat: Text.PlainText
                                    verticalAlignment: Text.AlignVCenter
                                }
                            }
                        }
                    }

                    Rectangle {
                        anchors.bottom: parent.bottom
                        color: Theme.hair
                        height: Math.round(2 * Theme.unit)
                        width: parent.width
                    }
                }
            }
        }

        CallList {
            Layout.fillHeight: !tickets.upright
            Layout.fillWidth: tickets.upright
            Layout.preferredHeight: tickets.upright ? Math.round(tickets.height * 0.45) : -1
            Layout.preferredWidth: Math.round(820 * Theme.unit)
            board: tickets.board
            least: tickets.least
        }
    }
}
