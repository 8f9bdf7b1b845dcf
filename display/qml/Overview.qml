// Every zone in a field of its own: its sign, where it is, and its latest calls. What has no room comes on a next page.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: overview

    required property BoardView board
    required property int least
    readonly property int gap: Math.round(16 * Theme.unit)
    readonly property int most: Math.max(1, Math.min(3, Math.floor(width / (least * 9.6)))) // fields abreast
    readonly property int rows: Math.max(1, Math.min(Math.ceil(board.zoneCount / most), Math.floor((height + gap) / (least * 4.4))))
    readonly property int columns: Math.min(most, Math.max(1, Math.ceil(board.zoneCount / rows))) // two or four zones leave no third empty
    readonly property real fieldWidth: (width + gap) / columns - gap
    readonly property real fieldHeight: (height + gap) / rows - gap
    readonly property int head: Math.round(least * 1.42)
    readonly property int size: Math.floor(Math.max(least, Math.min(least * 1.8, (Math.floor(fieldWidth) - gap * 2) / (board.widest + 0.5))))
    readonly property int room: Math.max(1, Math.floor((Math.floor(fieldHeight) - head - gap / 2) / (size * 1.2))) // calls of a zone

    Component.onCompleted: {
        board.fit_lines(room);
        board.fit_zones(columns * rows);
    }
    onRoomChanged: board.fit_lines(room)
    onColumnsChanged: board.fit_zones(columns * rows)
    onRowsChanged: board.fit_zones(columns * rows)

    Repeater {
        model: overview.board.zoneFields

        delegate: Card {
            id: field

            required property int index
            required property string calls
            required property string code
            required property string names
            required property string way
            required property int zoneIndex
            readonly property var shown: calls.split("\n").filter(text => text !== "")

            clip: true
            height: Math.floor(overview.fieldHeight)
            objectName: "zone:" + code
            width: Math.floor(overview.fieldWidth)
            x: Math.round(index % overview.columns * (overview.fieldWidth + overview.gap))
            y: Math.round(Math.floor(index / overview.columns) * (overview.fieldHeight + overview.gap))

            Rectangle {
                id: top

                color: Theme.zoneColour(field.zoneIndex)
                height: overview.head
                radius: field.radius
                width: parent.width

                ZoneMark {
                    id: mark

                    anchors.left: parent.left
                    anchors.leftMargin: overview.gap
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.onDark
                    height: Math.round(overview.least * 0.8)
                    shape: Theme.zoneShape(field.zoneIndex)
                    width: height
                }

                Turns {
                    anchors.left: mark.right
                    anchors.leftMargin: overview.gap
                    anchors.right: arrow.visible ? arrow.left : parent.right
                    anchors.rightMargin: overview.gap
                    color: Theme.onDark
                    height: parent.height
                    name: "zone"
                    size: overview.least
                    texts: field.names
                }

                Arrow {
                    id: arrow

                    anchors.right: parent.right
                    anchors.rightMargin: overview.gap
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.onDark
                    height: overview.least
                    way: field.way
                    width: height
                }
            }

            Repeater {
                model: field.shown.slice(0, overview.room)

                delegate: Rectangle {
                    id: call

                    required property int index
                    required property string modelData
                    readonly property var parts: modelData.split("\t")
                    readonly property bool fresh: parts[2] === "1"

                    color: fresh ? Theme.flash : Theme.card
                    height: Math.round(overview.size * 1.16)
                    objectName: "call"
                    radius: Math.round(8 * Theme.unit)
                    width: field.width - overview.gap
                    x: Math.round(overview.gap / 2)
                    y: Math.round(overview.head + overview.gap / 2 + index * overview.size * 1.2)

                    Text {
                        id: number
                        anchors.left: parent.left
                        anchors.leftMargin: Math.round(overview.gap / 2)
                        anchors.verticalCenter: parent.verticalCenter
                        color: call.fresh ? Theme.onFlash : Theme.ink
                        font.features: ({
                                "tnum": 1
                            })
                        font.pixelSize: overview.size
                        font.weight: Font.Bold
                        objectName: "label"
                        text: call.parts[0]
                        textFormat: Text.PlainText
                    }

                    FitWords {
                        alignment: Text.AlignRight
                        anchors.left: number.right
                        anchors.leftMargin: Math.round(overview.gap / 2)
                        anchors.right: parent.right
                        anchors.rightMargin: Math.round(overview.gap / 2)
                        color: call.fresh ? Theme.onFlash : Theme.accent
                        height: parent.height
                        largest: overview.size
                        name: "counter"
                        smallest: overview.least
                        text: call.parts[1]
                        weight: Font.Bold
                    }
                }
            }
        }
    }
}
