// Something is under way: three marks that take turns, none when the screen is to be still.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Row {
    id: waiting

    property int turn: 0

    spacing: Theme.gap

    Timer {
        interval: 350
        repeat: true
        running: waiting.visible && Theme.calm > 0

        onTriggered: waiting.turn = (waiting.turn + 1) % 3
    }

    Repeater {
        model: 3

        delegate: Rectangle {
            required property int index

            color: index === waiting.turn ? Theme.accent : Theme.hair
            height: Math.round(36 * Theme.unit)
            radius: height / 2
            width: height
        }
    }
}
