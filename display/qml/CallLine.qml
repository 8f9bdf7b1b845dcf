// One line of the list: number, arrow, counter.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: line

    required property BoardView board
    required property bool again
    required property int call
    required property string counter
    required property bool current
    required property string label
    required property bool priority
    required property bool speaking
    required property bool visual
    required property bool wordy
    required property int zoneIndex

    // One size for all lines: the widest of them sets it
    readonly property int size: Math.floor(Math.min(height * 1.06, (width - edge * 2 - mark.width) / (board.widest + 0.95)))
    readonly property int edge: Math.round(Math.min(height * 0.2, 26 * Theme.unit))
    readonly property color ink: current ? Theme.ink : Theme.quiet

    objectName: "call:" + call

    Rectangle {
        anchors.bottomMargin: Math.round(2 * Theme.unit)
        anchors.fill: parent
        anchors.leftMargin: Math.round(4 * Theme.unit)
        anchors.rightMargin: Math.round(4 * Theme.unit)
        color: line.speaking ? Theme.spoken : line.current ? Theme.accentSoft : Theme.card
        radius: Math.round(8 * Theme.unit)
    }

    Text {
        id: number

        anchors.verticalCenter: parent.verticalCenter
        color: line.ink
        font.features: ({
                "tnum": 1
            })
        font.pixelSize: Math.max(line.size, 1)
        font.weight: Font.Bold
        objectName: "label"
        text: line.label
        textFormat: Text.PlainText
        x: line.edge
    }

    ZoneMark {
        id: mark

        anchors.left: number.right
        anchors.leftMargin: visible ? Math.round(line.size * 0.12) : 0
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.zoneColour(line.zoneIndex)
        height: width
        shape: Theme.zoneShape(line.zoneIndex)
        visible: line.board.severalZones
        width: visible ? Math.round(line.height * 0.3) : 0
    }

    Arrow {
        id: arrow

        anchors.right: line.wordy ? undefined : window.left
        anchors.rightMargin: Math.round(line.size * 0.16)
        anchors.verticalCenter: parent.verticalCenter
        color: line.current ? Theme.accent : Theme.quiet
        height: Math.round(line.size * 0.42)
        width: Math.round(line.size * 0.46)
        x: mark.x + mark.width + Math.round(line.size * 0.16)
    }

    Text {
        id: window

        anchors.right: parent.right
        anchors.rightMargin: line.edge
        anchors.verticalCenter: parent.verticalCenter
        color: line.current ? Theme.accent : Theme.quiet
        font.features: ({
                "tnum": 1
            })
        font.pixelSize: Math.max(line.size, 1)
        font.weight: Font.Bold
        objectName: "counter"
        text: line.counter
        textFormat: Text.PlainText
        visible: !line.wordy
    }

    FitWords {
        alignment: Text.AlignRight
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(4 * Theme.unit)
        anchors.left: arrow.right
        anchors.leftMargin: Math.round(line.size * 0.16)
        anchors.right: parent.right
        anchors.rightMargin: line.edge
        anchors.top: parent.top
        anchors.topMargin: Math.round(4 * Theme.unit)
        color: line.current ? Theme.accent : Theme.quiet
        largest: line.size * 0.8
        name: "counter"
        smallest: Math.max(line.size * 0.3, 16 * Theme.unit)
        text: line.wordy ? line.counter : ""
        visible: line.wordy
        weight: Font.Bold
    }
}
