// The first needs on the start page, as many as have room; one more key leads to all of them.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: board

    required property KioskModel kiosk
    property int most: 6 // columns
    property int rows: 2
    property int tileHeight: Math.max(Theme.finger, Math.round(104 * Theme.unit), Math.ceil(tallest))
    property real tallest: 0
    readonly property int spacing: Math.round(Theme.gap * 0.65)
    readonly property int columns: Math.max(1, Math.min(most, Math.floor((width + spacing) / (Theme.finger + spacing))))
    readonly property int places: columns * rows
    readonly property bool more: tiles.count > places
    readonly property int shown: more ? places - 1 : tiles.count
    readonly property real tileWidth: Math.floor((width - (columns - 1) * spacing) / columns)

    function xOf(index: int): real {
        return index % columns * (tileWidth + spacing);
    }
    function yOf(index: int): real {
        return Math.floor(index / columns) * (tileHeight + spacing);
    }

    implicitHeight: tiles.count > 0 ? Math.ceil(Math.min(tiles.count, places) / columns) * (tileHeight + spacing) - spacing : 0

    Timer {
        id: measuring

        interval: 0

        onTriggered: {
            let high = all.needed;
            for (let at = 0; at < Math.min(board.shown, tiles.count); ++at)
                high = Math.max(high, (tiles.itemAt(at) as NeedTile)?.needed ?? 0);
            board.tallest = high;
        }
    }

    Repeater {
        id: tiles

        model: board.kiosk.needs.tiles

        delegate: NeedTile {
            required property int index
            required property string code
            required property string name
            required drawing
            required note
            required quiet

            height: board.tileHeight
            objectName: "need:" + code
            text: name
            visible: index < board.shown
            width: board.tileWidth
            x: board.xOf(index)
            y: board.yOf(index)

            onClicked: board.kiosk.showNeed(code)
            onNeededChanged: measuring.restart()
        }
    }

    NeedTile {
        id: all

        height: board.tileHeight
        drawing: "folder"
        objectName: "needs"
        text: qsTr("More …")
        visible: board.more
        width: board.tileWidth
        x: board.xOf(board.shown)
        y: board.yOf(board.shown)

        onClicked: board.kiosk.showNeeds()
    }
}
