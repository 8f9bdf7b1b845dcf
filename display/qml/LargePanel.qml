// The large cards; a welcome before the first call, a poster while nobody is called.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: panel

    required property BoardView board
    required property int least
    property bool single: false // the newest alone
    property bool posters: true // whether they are shown here while nobody is called
    readonly property bool covered: (media.item as MediaPanel)?.covering ?? false
    readonly property real u: Theme.unit
    readonly property int gap: Math.round(16 * u)

    Repeater {
        id: cards

        model: panel.board.cards

        delegate: LargeCard {
            required property real cellHeight
            required property real cellWidth
            required property real cellX
            required property real cellY

            board: panel.board
            least: panel.least
            height: Math.round((panel.single ? 1 : cellHeight) * (panel.height + panel.gap)) - panel.gap
            visible: !panel.covered && !panel.board.standstill && (!panel.single || newest)
            width: Math.round(cellWidth * (panel.width + panel.gap)) - panel.gap
            x: Math.round(cellX * (panel.width + panel.gap))
            y: panel.single ? 0 : Math.round(cellY * (panel.height + panel.gap))
        }
    }

    Card {
        anchors.fill: parent
        visible: (cards.count === 0 || panel.board.standstill) && !panel.covered

        Pages {
            anchors.fill: parent
            anchors.margins: Theme.space
            apart: true
            centred: true
            seconds: 4
            spacing: Math.round(18 * panel.u)

            Glyph {
                anchors.horizontalCenter: parent.horizontalCenter
                color: Theme.danger
                height: Math.round(140 * panel.u)
                sign: "clock"
                visible: panel.board.standstill
                width: height
            }

            Words {
                color: Theme.accent
                font.pixelSize: Math.round(Math.max(Math.min(112 * panel.u, width / Math.max(text.length, 1) / 0.6), panel.least)) // in one line
                font.weight: Font.Bold
                horizontalAlignment: Text.AlignHCenter
                objectName: "welcome"
                text: panel.board.ready ? panel.board.first.welcome : ""
                visible: text !== "" && !panel.board.standstill
                width: parent.width
            }

            Words {
                color: Theme.ink
                font.pixelSize: Math.round(Math.max((panel.board.standstill ? 64 : 46) * panel.u, panel.least))
                font.weight: panel.board.standstill ? Font.Bold : Font.Normal
                horizontalAlignment: Text.AlignHCenter
                text: panel.board.calmFirst
                width: parent.width
            }

            Words {
                color: Theme.quiet
                font.pixelSize: Math.round(Math.max((panel.board.standstill ? 46 : 36) * panel.u, panel.least))
                horizontalAlignment: Text.AlignHCenter
                text: panel.board.calmSecond
                visible: text !== ""
                width: parent.width
            }
        }
    }

    Loader {
        id: media

        active: panel.posters
        anchors.fill: parent

        sourceComponent: MediaPanel {
            board: panel.board
        }
    }
}
