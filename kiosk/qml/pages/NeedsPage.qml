// All that people come for, whatever the office.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: needs

    required property KioskModel kiosk
    required property bool portrait

    TileGrid {
        id: grid

        anchors.bottom: nav.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        columns: Theme.larger && needs.portrait ? 1 : needs.portrait ? 2 : Theme.larger ? 3 : 4
        tiles: tiles
        least: Math.round(112 * Theme.unit)

        Repeater {
            id: tiles

            model: needs.kiosk.needs.tiles

            delegate: NeedTile {
                required property int index
                required property string code
                required property string name
                required drawing
                required note
                required quiet

                beside: true
                height: grid.tileHeight
                objectName: "need:" + code
                text: name
                visible: grid.shows(index)
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: needs.kiosk.showNeed(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    NavRow {
        id: nav

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: needs.kiosk
        shown: needs.portrait
    }
}
