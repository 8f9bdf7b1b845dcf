// The services that meet one need, of whatever agency.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: need

    required property KioskModel kiosk
    required property bool portrait

    TileGrid {
        id: grid

        anchors.bottom: nav.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        columns: need.portrait ? 1 : 2
        least: Math.round(112 * Theme.unit * Theme.textScale)
        subject: need.kiosk.needs.code
        tiles: tiles

        Repeater {
            id: tiles

            model: need.kiosk.needs.services

            delegate: ServiceTile {
                required property int index
                required property string agency
                required property string code
                required property string name
                required badge
                required everyday
                required note
                required quiet
                required zone

                height: grid.tileHeight
                objectName: "service:" + code
                text: name
                visible: grid.shows(index)
                where: agency
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: need.kiosk.choose(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    NavRow {
        id: nav

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: need.kiosk
        shown: need.portrait
    }
}
