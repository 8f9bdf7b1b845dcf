// The list of calls, newest first. All lines have one size, whatever there is to show: as many as fit, on pages.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Card {
    id: list

    required property BoardView board
    required property int least
    readonly property real u: Theme.unit
    readonly property real room: height - caption.height - 4 * u
    // One size for all lines: the widest that this screen can have to show sets it, whatever stands there now
    readonly property int edge: Math.round(26 * u)
    readonly property real signs: (board.severalZones ? least * 0.8 : 0) + (board.hasWays ? least : 0)
    readonly property int size: Math.floor(Math.min(least * 1.85, (width - edge * 2 - signs) / (board.widest + 0.4)))
    readonly property int rows: Math.max(1, Math.floor(room / (board.wordy ? least * 2.9 : size * 1.08)))
    readonly property real lineHeight: room / rows

    clip: true

    Component.onCompleted: list.board.fit_lines(rows)
    onRowsChanged: list.board.fit_lines(rows)

    // Of words in this size; it names the height, so that it is asked again when the font changes.
    function wide(words: string): real {
        return metrics.height > 0 ? metrics.advanceWidth(words) : 0;
    }

    FontMetrics {
        id: metrics

        font.pixelSize: Math.max(list.least, 1)
        font.weight: Font.Bold
    }

    Item {
        id: caption

        height: Math.round(list.least * 1.3)
        width: parent.width

        Bilingual {
            anchors.left: parent.left
            anchors.leftMargin: Math.round(26 * list.u)
            anchors.verticalCenter: parent.verticalCenter
            board: list.board
            ink: Theme.ink
            keys: Math.max(list.wide(list.board.first.calls), list.wide(list.board.second.calls)) < room ? ["calls"] : ["label"]
            room: parent.width - window.width - 70 * list.u
            secondInk: Theme.quiet
            size: list.least
        }

        Bilingual {
            id: window

            anchors.right: parent.right
            anchors.rightMargin: Math.round(26 * list.u)
            anchors.verticalCenter: parent.verticalCenter
            atRight: true
            board: list.board
            ink: Theme.ink
            keys: ["counter"]
            room: 0
            secondInk: Theme.quiet
            size: list.least
            width: implicitWidth
        }
    }

    Repeater {
        model: list.board.lines

        delegate: CallLine {
            required property int index

            board: list.board
            edge: list.edge
            height: Math.round(list.lineHeight)
            least: list.least
            size: list.size
            visible: index < list.rows
            width: list.width
            y: Math.round(caption.height + index * list.lineHeight)
        }
    }
}
