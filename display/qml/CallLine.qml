// One line of the list: number, where to go, counter.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: line

    required property BoardView board
    required property int least
    required property bool again
    required property int call
    required property string counter
    required property bool current
    required property string label
    required property bool priority
    required property bool speaking
    required property bool visual
    required property string way
    required property bool wordy
    required property int zoneIndex

    required property int edge
    required property int size
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
        anchors.leftMargin: Math.round(line.least * 0.15)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.zoneColour(line.zoneIndex)
        height: width
        shape: Theme.zoneShape(line.zoneIndex)
        visible: line.board.severalZones
        width: Math.round(line.least * 0.62)
    }

    Arrow {
        id: arrow

        anchors.left: line.board.severalZones ? mark.right : number.right
        anchors.leftMargin: Math.round(line.least * 0.2)
        anchors.verticalCenter: parent.verticalCenter
        color: line.ink
        height: Math.round(line.least * 0.8)
        way: line.way
        width: height
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

    // Few halls have counters with names, and this is dear to make
    Loader {
        active: line.wordy
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(4 * Theme.unit)
        anchors.left: line.board.hasWays ? arrow.right : arrow.left
        anchors.leftMargin: Math.round(line.least * 0.2)
        anchors.right: parent.right
        anchors.rightMargin: line.edge
        anchors.top: parent.top
        anchors.topMargin: Math.round(4 * Theme.unit)

        sourceComponent: FitWords {
            alignment: Text.AlignRight
            color: line.current ? Theme.accent : Theme.quiet
            largest: Math.max(line.size * 0.8, line.least)
            name: "counter"
            smallest: line.least
            text: line.counter
            weight: Font.Bold
        }
    }
}
