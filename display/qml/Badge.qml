// What is special about a call, in a frame of its own: priority, called again.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: badge

    required property BoardView board
    required property list<string> keys
    required property int size
    required property real room
    property bool inverse: false

    color: inverse ? Theme.onFlash : Theme.flash
    implicitHeight: size * 1.3
    implicitWidth: pair.implicitWidth + size
    radius: height / 2

    Bilingual {
        id: pair

        anchors.centerIn: parent
        board: badge.board
        ink: badge.inverse ? Theme.flash : Theme.onFlash
        keys: badge.keys
        room: badge.room - badge.size
        size: badge.size
        width: implicitWidth
    }
}
