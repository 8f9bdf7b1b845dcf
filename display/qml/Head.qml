// Hall, zone, date and the clock.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: head

    required property BoardView board
    required property bool upright
    readonly property real u: Theme.unit

    color: Theme.ink

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Math.round(36 * head.u)
        anchors.right: watch.left
        anchors.rightMargin: Theme.space
        anchors.verticalCenter: parent.verticalCenter
        spacing: Math.round(2 * head.u)

        FitWords {
            color: Theme.onDark
            height: Math.round((oneLine ? 54 : head.upright ? 110 : 72) * head.u)
            largest: Math.round(44 * head.u)
            name: "hallName"
            smallest: Math.round(27 * head.u)
            text: head.board.hallName
            weight: Font.Bold
            width: parent.width
        }

        Row {
            spacing: Math.round(12 * head.u)
            visible: head.board.zoneNames !== ""
            width: parent.width

            Rectangle {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                border.color: Theme.onDark
                border.width: Math.round(2 * head.u)
                color: Theme.zoneColour(head.board.zoneIndex)
                height: Math.round(38 * head.u)
                radius: Math.round(6 * head.u)
                visible: head.board.zoneIndex >= 0
                width: height

                ZoneMark {
                    anchors.centerIn: parent
                    color: Theme.onDark
                    height: Math.round(24 * head.u)
                    shape: Theme.zoneShape(Math.max(head.board.zoneIndex, 0))
                    width: height
                }
            }

            FitWords {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.onDarkLess
                height: Math.round(40 * head.u)
                largest: Math.round(32 * head.u)
                name: "zoneNames"
                smallest: Math.round(26 * head.u)
                text: head.board.zoneNames
                width: parent.width - (sign.visible ? sign.width + parent.spacing : 0)
            }
        }
    }

    Row {
        id: watch

        anchors.right: parent.right
        anchors.rightMargin: Math.round(36 * head.u)
        anchors.verticalCenter: parent.verticalCenter
        layoutDirection: head.upright ? Qt.RightToLeft : Qt.LeftToRight
        spacing: Math.round(28 * head.u)

        Column {
            anchors.verticalCenter: parent.verticalCenter
            visible: !head.upright

            Words {
                anchors.right: parent.right
                color: Theme.onDark
                font.pixelSize: Math.round(34 * head.u)
                font.weight: Font.DemiBold
                lineHeight: 1
                objectName: "date"
                text: head.board.dateWords
                wrapMode: Text.NoWrap
            }

            Words {
                anchors.right: parent.right
                color: Theme.onDarkQuiet
                font.pixelSize: Math.round(27 * head.u)
                lineHeight: 1
                text: head.board.dateSecond
                visible: text !== ""
                wrapMode: Text.NoWrap
            }
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter

            Row {
                anchors.right: parent.right
                spacing: Math.round(12 * head.u)

                Words {
                    id: clock

                    color: Theme.onDark
                    font.features: ({
                            "tnum": 1
                        })
                    font.pixelSize: Math.round(80 * head.u)
                    font.weight: Font.Bold
                    lineHeight: 1
                    objectName: "clock"
                    text: head.board.time
                    wrapMode: Text.NoWrap
                }

                Words {
                    anchors.baseline: clock.baseline
                    color: Theme.onDarkQuiet
                    font.pixelSize: Math.round(32 * head.u)
                    font.weight: Font.DemiBold
                    lineHeight: 1
                    text: head.board.timeZone
                    wrapMode: Text.NoWrap
                }
            }

            Words {
                anchors.right: parent.right
                color: Theme.onDark
                font.pixelSize: Math.round(32 * head.u)
                lineHeight: 1
                text: head.board.dateWords
                visible: head.upright
                wrapMode: Text.NoWrap
            }
        }
    }
}
