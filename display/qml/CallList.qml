// The list of calls, newest first. Ordinarily six large lines; denser while more calls are within their minimum.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Card {
    id: list

    required property BoardView board
    readonly property real u: Theme.unit
    readonly property int columns: (board.wordy ? [1, 1, 2] : [1, 2, 3])[board.density]
    readonly property int rows: (board.wordy ? [6, 12, 12] : [6, 8, 12])[board.density]
    readonly property real lineHeight: (height - caption.height) / rows
    readonly property real lineWidth: width / columns

    clip: true

    Item {
        id: caption

        height: Math.round(58 * list.u)
        width: parent.width

        Bilingual {
            anchors.left: parent.left
            anchors.leftMargin: Math.round(26 * list.u)
            anchors.verticalCenter: parent.verticalCenter
            board: list.board
            ink: Theme.ink
            key: "calls"
            secondInk: Theme.quiet
            size: Math.round(32 * list.u)
        }

        Bilingual {
            anchors.right: parent.right
            anchors.rightMargin: Math.round(26 * list.u)
            anchors.verticalCenter: parent.verticalCenter
            board: list.board
            ink: Theme.ink
            key: "counter"
            secondInk: Theme.quiet
            size: Math.round(32 * list.u)
            visible: list.columns === 1
        }
    }

    Repeater {
        model: list.board.lines

        delegate: CallLine {
            required property int index

            board: list.board
            height: Math.round(list.lineHeight)
            width: Math.round(list.lineWidth)
            x: Math.round(Math.floor(index / list.rows) * list.lineWidth)
            y: Math.round(caption.height + index % list.rows * list.lineHeight)
        }
    }
}
