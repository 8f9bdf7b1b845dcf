// How many wait at each agency, a page at a time.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: strip

    required property BoardView board
    required property bool upright
    readonly property real u: Theme.unit

    // So many side by side that the longest name stands in two lines
    readonly property int most: upright ? 3 : 5
    readonly property real widest: names.advanceWidth * 0.22 * u * 0.62 + 150 * u
    readonly property int abreast: Math.max(1, Math.min(most, Math.floor(row.width / widest)))

    color: Theme.card

    Component.onCompleted: strip.board.fit(abreast)
    onAbreastChanged: strip.board.fit(abreast)

    TextMetrics {
        id: names

        font.family: label.font.family
        font.pixelSize: 100
        text: strip.board.longestWait
    }

    Rectangle {
        color: Theme.hair
        height: Math.round(2 * strip.u)
        width: parent.width
    }

    Column {
        id: caption

        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * strip.u)
        anchors.verticalCenter: parent.verticalCenter

        Words {
            id: label

            color: Theme.ink
            font.pixelSize: Math.round(32 * strip.u)
            font.weight: Font.Bold
            lineHeight: 1
            text: strip.board.first.waiting
            wrapMode: Text.NoWrap
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Math.round(25 * strip.u)
            lineHeight: 1
            text: strip.board.second.waiting
            visible: text !== ""
            wrapMode: Text.NoWrap
        }
    }

    Row {
        id: row

        anchors.bottom: parent.bottom
        anchors.left: caption.right
        anchors.leftMargin: Math.round(28 * strip.u)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(20 * strip.u)
        anchors.top: parent.top

        Repeater {
            id: repeater

            model: strip.board.waits

            delegate: Item {
                id: chip

                required property string code
                required property string name
                required property string wait
                required property int waiting

                height: row.height
                objectName: "waiting:" + code
                width: Math.floor(row.width / Math.max(repeater.count, 1))

                Words {
                    id: count

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.accent
                    font.features: ({
                            "tnum": 1
                        })
                    font.pixelSize: Math.round(60 * strip.u)
                    font.weight: Font.ExtraBold
                    lineHeight: 1
                    text: chip.waiting
                    wrapMode: Text.NoWrap
                }

                Column {
                    anchors.left: count.right
                    anchors.leftMargin: Math.round(12 * strip.u)
                    anchors.right: parent.right
                    anchors.rightMargin: Math.round(12 * strip.u)
                    anchors.verticalCenter: parent.verticalCenter

                    Row {
                        spacing: Math.round(10 * strip.u)

                        Words {
                            color: Theme.ink
                            font.pixelSize: Math.round(27 * strip.u)
                            font.weight: Font.Bold
                            lineHeight: 1
                            text: chip.code
                            wrapMode: Text.NoWrap
                        }

                        Words {
                            color: Theme.accent
                            font.pixelSize: Math.round(27 * strip.u)
                            font.weight: Font.DemiBold
                            lineHeight: 1
                            objectName: "wait"
                            text: chip.wait
                            visible: text !== "" && !strip.upright
                            wrapMode: Text.NoWrap
                        }
                    }

                    Words {
                        color: Theme.quiet
                        font.pixelSize: Math.round(22 * strip.u)
                        lineHeight: 0.94
                        objectName: "name"
                        text: chip.name
                        width: parent.width
                    }
                }
            }
        }
    }
}
