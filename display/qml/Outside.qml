// Outside the opening hours, on black: the hall's pledge, or when it opens next. Each minute it stands elsewhere.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: outside

    required property BoardView board
    required property int least
    readonly property bool hours: board.layout === "hours"
    readonly property int size: Math.round(Math.max(least, (hours ? 96 : 64) * Theme.unit))
    property int at: 0

    Item {
        height: Math.round(outside.height * 0.8)
        width: Math.round(outside.width * 0.88)
        x: Math.round((outside.width - width) * [0.5, 0.1, 0.9, 0.5][outside.at % 4])
        y: Math.round((outside.height - height) * [0.5, 0.9, 0.5, 0.1][outside.at % 4])

        Turns {
            id: hall

            alignment: Text.AlignHCenter
            color: Theme.onDarkQuiet
            height: Math.round(outside.least * 1.5)
            name: "heading"
            size: outside.least
            texts: outside.board.heading
            width: parent.width
        }

        Turns {
            alignment: Text.AlignHCenter
            anchors.top: hall.bottom
            color: Theme.onDark
            height: parent.height - hall.height - clock.height
            name: "outside"
            seconds: 8
            size: outside.size
            texts: outside.hours ? outside.board.opening : outside.board.pledge
            width: parent.width
        }

        Words {
            id: clock

            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.onDarkQuiet
            font.features: ({
                    "tnum": 1
                })
            font.pixelSize: Math.round(Math.max(84 * Theme.unit, outside.least))
            font.weight: Font.Bold
            lineHeight: 1
            text: outside.board.time + " " + outside.board.timeZone
            wrapMode: Text.NoWrap
        }
    }

    Timer {
        interval: 60000
        repeat: true
        running: Theme.calm > 0

        onTriggered: outside.at += 1
    }
}
