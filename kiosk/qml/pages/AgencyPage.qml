// The services of one agency.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: agency

    required property KioskModel kiosk
    required property bool portrait

    Words {
        id: where

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.quiet
        font.pixelSize: Theme.body
        objectName: "zone"
        text: agency.kiosk.catalogue.zoneName
    }

    TileGrid {
        id: grid

        anchors.bottom: nav.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: where.bottom
        anchors.topMargin: Theme.gap
        columns: agency.portrait ? 1 : 2
        tiles: tiles
        least: Math.max(Theme.finger, Math.round(112 * Theme.unit * Theme.textScale))

        Repeater {
            id: tiles

            model: agency.kiosk.catalogue.services

            delegate: ServiceTile {
                required property int index
                required property string code
                required property string name
                required everyday
                required note
                required quiet

                height: grid.tileHeight
                objectName: "service:" + code
                text: name
                visible: grid.shows(index)
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: agency.kiosk.choose(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    NavRow {
        id: nav

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: agency.kiosk
        shown: agency.portrait
    }
}
