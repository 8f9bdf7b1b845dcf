// A line for each counter: the number there, or why there is none. What has no room comes on a next page.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Card {
    id: list

    required property BoardView board
    required property int least
    readonly property int head: Math.round(least * 1.3)
    readonly property int edge: Math.round(26 * Theme.unit)
    readonly property real room: height - head - 4 * Theme.unit
    readonly property int size: Math.max(least, Math.floor(Math.min(least * 1.6, (width - edge * 2 - least) / (board.widest + 0.4))))
    // Beside words of a counter the numbers are as large as they can be with half of the line left to the words
    readonly property real arrows: board.hasWays ? least * 0.8 + edge / 2 : 0
    readonly property int numbers: board.wordy ? Math.max(least, Math.floor(Math.min(size, (width * 0.54 - edge * 2 - arrows) / Math.max(board.labelWidth, 1)))) : size
    readonly property int rows: Math.max(1, Math.floor(room / (board.wordy ? least * 2.75 : Math.max(size * 1.2, least * 1.45))))

    clip: true

    Component.onCompleted: board.fit_windows(rows)
    onRowsChanged: board.fit_windows(rows)

    Bilingual {
        anchors.left: parent.left
        anchors.leftMargin: list.edge
        board: list.board
        height: list.head
        keys: ["counter"]
        room: list.width - number.width - list.edge * 3
        size: list.least
    }

    Bilingual {
        id: number

        anchors.right: parent.right
        anchors.rightMargin: list.edge
        atRight: true
        board: list.board
        height: list.head
        keys: ["label"]
        room: 0
        size: list.least
        width: implicitWidth
    }

    Repeater {
        model: list.board.windows

        delegate: Rectangle {
            id: line

            required property int index
            required property bool called
            required property string code
            required property string label
            required property string said
            required property string title
            required property string way
            required property bool wordy
            required property int zoneIndex

            color: called ? Theme.accentSoft : Theme.card
            height: Math.round(list.room / list.rows) - Math.round(4 * Theme.unit)
            objectName: "counter:" + code
            radius: Math.round(8 * Theme.unit)
            width: list.width - Math.round(8 * Theme.unit)
            x: Math.round(4 * Theme.unit)
            y: Math.round(list.head + index * list.room / list.rows)

            FitWords {
                id: window

                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.leftMargin: list.edge - line.x
                anchors.top: parent.top
                color: Theme.accent
                largest: list.size
                name: "counter"
                smallest: list.least
                text: line.title
                weight: Font.Bold
                width: Math.round(list.width - list.edge * 2.5 - list.arrows - list.numbers * list.board.labelWidth)
            }

            Arrow {
                id: arrow

                anchors.left: window.right
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.ink
                height: Math.round(list.least * 0.8)
                way: line.way
                width: visible ? height : 0
            }

            Text {
                anchors.right: parent.right
                anchors.rightMargin: list.edge - line.x
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.ink
                font.features: ({
                        "tnum": 1
                    })
                font.pixelSize: list.numbers
                font.weight: Font.Bold
                objectName: "label"
                text: line.label
                textFormat: Text.PlainText
                visible: text !== ""
            }

            Turns {
                alignment: Text.AlignRight
                anchors.bottom: parent.bottom
                anchors.left: arrow.right
                anchors.leftMargin: list.edge / 2
                anchors.right: parent.right
                anchors.rightMargin: list.edge - line.x
                anchors.top: parent.top
                color: Theme.quiet
                name: "said"
                size: list.least
                texts: line.said
                visible: line.label === ""
                weight: Font.DemiBold
            }
        }
    }
}
