// A word in a frame of its own: priority, called again.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: badge

    required property BoardView board
    required property string key
    property bool inverse: false
    property int size: Math.round(28 * Theme.unit)

    anchors.verticalCenter: parent ? parent.verticalCenter : undefined
    color: inverse ? Theme.onFlash : Theme.flash
    implicitHeight: pair.implicitHeight + size * 0.3
    implicitWidth: pair.implicitWidth + size
    radius: height / 2

    Bilingual {
        id: pair

        anchors.centerIn: parent
        board: badge.board
        ink: badge.inverse ? Theme.flash : Theme.onFlash
        key: badge.key
        size: badge.size
    }
}
