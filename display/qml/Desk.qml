// One counter's own screen: its number, who is called or served there, or what the visitor may expect; and for a while
// after a visit how it was, below the number of who comes next.
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
    property RatingModel rating: null
    readonly property bool asks: rating !== null && rating.stage !== ""
    readonly property bool beside: asks && width > height // the words stand beside the number, not below it
    readonly property int edge: Math.round(36 * u)

    Rectangle {
        id: top

        color: Theme.ink
        height: Math.round(Math.max((desk.asks ? 96 : 150) * desk.u, desk.least * 1.6))
        width: parent.width

        FitWords {
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: desk.edge
            anchors.right: clock.left
            anchors.rightMargin: desk.edge
            anchors.top: parent.top
            color: Theme.onDark
            largest: Math.max((desk.asks ? 64 : 100) * desk.u, desk.least)
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
            font.pixelSize: Math.round(Math.max((desk.asks ? 56 : 84) * desk.u, desk.least))
            font.weight: Font.Bold
            lineHeight: 1
            text: desk.board.time
            wrapMode: Text.NoWrap
        }
    }

    Rectangle {
        id: middle

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: top.bottom
        color: desk.called ? Theme.accent : Theme.paper

        height: desk.asks ? (number.visible ? Math.round(desk.height * 0.22) : 0) : facts.y - y

        Text {
            id: number

            readonly property bool fits: !truncated

            color: desk.called ? Theme.onAccent : Theme.ink
            font.features: ({
                    "tnum": 1
                })
            font.pixelSize: Math.max(1, Math.floor(Math.min(parent.height * (desk.beside ? 0.78 : 0.56), (room - desk.edge * 2) / Math.max(desk.board.labelWidth, 1))))
            font.weight: Font.ExtraBold
            readonly property real room: desk.beside ? middle.width * 0.5 : middle.width

            height: parent.height * (desk.beside ? 1 : 0.62)
            horizontalAlignment: Text.AlignHCenter
            objectName: "label"
            text: desk.board.deskLabel
            textFormat: Text.PlainText
            verticalAlignment: Text.AlignVCenter
            visible: text !== ""
            width: room
        }

        Turns {
            alignment: desk.beside ? Text.AlignLeft : Text.AlignHCenter
            anchors.bottom: parent.bottom
            anchors.left: desk.beside ? number.right : parent.left
            anchors.leftMargin: desk.edge
            anchors.right: parent.right
            anchors.rightMargin: desk.edge
            anchors.top: number.visible && !desk.beside ? number.bottom : parent.top
            color: desk.called ? Theme.onAccent : Theme.ink
            name: "said"
            size: Math.round(Math.max(desk.least, (desk.asks ? 48 : 72) * desk.u))
            texts: desk.board.deskSaid
            visible: !desk.asks || number.visible
        }
    }

    Loader {
        active: desk.asks
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Math.round(desk.edge * 0.5)
        anchors.right: parent.right
        anchors.top: middle.bottom

        sourceComponent: Item {
            Words {
                id: question

                anchors.left: parent.left
                anchors.right: parent.right
                font.pixelSize: Math.round(Math.max(desk.least, 54 * desk.u))
                font.weight: Font.ExtraBold
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                objectName: "question"
                text: desk.rating.question
            }

            Words {
                id: other

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: question.bottom
                color: Theme.quiet
                font.pixelSize: Math.round(Math.max(desk.least, 38 * desk.u))
                height: text === "" ? 0 : implicitHeight
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                objectName: "other question"
                text: desk.rating.otherQuestion
            }

            RatingPanel {
                anchors.bottom: parent.bottom
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: other.bottom
                anchors.topMargin: Math.round(Theme.gap * 0.5)
                rating: desk.rating
                textSize: Math.round(Math.max(desk.least, Theme.title))
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.danger
        height: facts.height
        visible: facts.visible && desk.board.stale
        width: parent.width
    }

    // Whose counter it is; without the share, that the number may be old
    Turns {
        id: facts

        alignment: Text.AlignHCenter
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.leftMargin: desk.edge
        anchors.right: parent.right
        anchors.rightMargin: desk.edge
        color: desk.board.stale ? Theme.onDark : Theme.ink
        height: Math.round(Math.max(desk.least, 48 * desk.u) * 1.5)
        name: "facts"
        size: Math.round(Math.max(desk.least, 48 * desk.u))
        texts: desk.board.stale ? desk.board.staleFirst + "\n" + desk.board.staleSecond : desk.board.deskFacts
        visible: !desk.asks
        weight: Font.DemiBold
    }
}
