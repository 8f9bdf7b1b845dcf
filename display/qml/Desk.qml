// One counter's own screen: its number, who is called or served there, or what the visitor may expect.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: desk

    required property BoardView board
    required property int least
    readonly property real u: Theme.unit
    readonly property bool called: board.deskCalls
    readonly property int edge: Math.round(36 * u)

    Rectangle {
        id: top

        color: Theme.ink
        height: Math.round(Math.max(150 * desk.u, desk.least * 1.6))
        width: parent.width

        FitWords {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: desk.edge
            anchors.right: clock.left
            anchors.rightMargin: desk.edge
            anchors.top: parent.top
            color: Theme.onDark
            largest: Math.max(100 * desk.u, desk.least)
            name: "counter"
            smallest: desk.least
            text: desk.board.deskTitle
            weight: Font.ExtraBold
        }

        Words {
            id: clock

            anchors.right: parent.right
            anchors.rightMargin: desk.edge
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.onDark
            font.features: ({
                    "tnum": 1
                })
            font.pixelSize: Math.round(Math.max(84 * desk.u, desk.least))
            font.weight: Font.Bold
            lineHeight: 1
            text: desk.board.time
            wrapMode: Text.NoWrap
        }
    }

    Rectangle {
        id: middle

        anchors.bottom: facts.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: top.bottom
        color: desk.called ? Theme.accent : Theme.paper

        Text {
            id: number

            readonly property bool fits: !truncated

            anchors.horizontalCenter: parent.horizontalCenter
            color: desk.called ? Theme.onAccent : Theme.ink
            font.features: ({
                    "tnum": 1
                })
            font.pixelSize: Math.max(1, Math.floor(Math.min(parent.height * 0.56, (parent.width - desk.edge * 2) / Math.max(desk.board.labelWidth, 1))))
            font.weight: Font.ExtraBold
            height: parent.height * 0.62
            objectName: "label"
            text: desk.board.deskLabel
            textFormat: Text.PlainText
            verticalAlignment: Text.AlignVCenter
            visible: text !== ""
        }

        Turns {
            alignment: Text.AlignHCenter
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: desk.edge
            anchors.right: parent.right
            anchors.rightMargin: desk.edge
            anchors.top: number.visible ? number.bottom : parent.top
            color: desk.called ? Theme.onAccent : Theme.ink
            name: "said"
            size: Math.round(Math.max(desk.least, 72 * desk.u))
            texts: desk.board.deskSaid
        }
    }

    Turns {
        id: facts

        alignment: Text.AlignHCenter
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: desk.edge
        anchors.right: parent.right
        anchors.rightMargin: desk.edge
        color: Theme.ink
        height: Math.round(Math.max(desk.least, 48 * desk.u) * 1.5)
        name: "facts"
        size: Math.round(Math.max(desk.least, 48 * desk.u))
        texts: desk.board.deskFacts
        weight: Font.DemiBold
    }
}
