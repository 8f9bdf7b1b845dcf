// Places for tiles in columns, as many rows as fit; what does not fit stands on further pages, turned by large keys.
// A tile (a Touchable or a Card that tells the height `needed`) asks for its place: `x: grid.xOf(index); y: grid.yOf(index); visible: grid.shows(index)`.
// A page is known by its first tile, so that going on shows every tile once, however its size changes meanwhile.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: grid

    required property Repeater tiles
    readonly property int count: tiles.count
    property int columns: 3
    property int least: Theme.touch
    property int most: Math.round(least * 1.7)
    property int spacing: Math.round(Theme.gap * 0.65)
    property var subject: "" // what the tiles are about: another subject begins at its first page
    property int first: 0 // the first tile of this page
    property int fewer: 0 // columns that are given up where a tile needs more height than there is
    property real tallest: least // the tallest tile's need: its words decide, and all tiles are alike
    readonly property int across: Math.max(1, columns - fewer)
    readonly property int whole: Math.ceil(count / across)
    readonly property bool single: count <= across || whole * (tallest + spacing) - spacing <= height
    readonly property real room: single ? height : height - turning.height - spacing
    readonly property int rows: single ? whole : Math.max(1, Math.floor((room + spacing) / (tallest + spacing)))
    readonly property int perPage: Math.max(1, rows * across)
    readonly property int page: Math.ceil(first / perPage)
    readonly property int pages: page + Math.max(1, Math.ceil((count - first) / perPage))
    readonly property real tileWidth: Math.floor((width - (across - 1) * spacing) / across)
    readonly property real tileHeight: Math.min(Math.max(most, tallest), Math.floor((room - (rows - 1) * spacing) / Math.max(1, rows)))

    function measure(): void {
        if (!tiles)
            return; // on its way out
        let most = least;
        for (let at = 0; at < tiles.count; ++at)
            most = Math.max(most, (tiles.itemAt(at) as Touchable)?.needed ?? (tiles.itemAt(at) as Card)?.needed ?? 0);
        tallest = Math.ceil(most);
        if (tallest > room && height > turning.height && across > 1)
            fewer += 1; // wider tiles need less height; they measure themselves again
    }
    function remeasure(): void {
        Qt.callLater(measure);
    }
    function begin(): void {
        first = 0;
    }
    function turn(pages: int): void {
        first = Math.max(0, Math.min(first + pages * perPage, count - 1));
    }
    function shows(index: int): bool {
        return index >= first && index < first + perPage;
    }
    function xOf(index: int): real {
        return Math.max(0, index - first) % perPage % across * (tileWidth + spacing);
    }
    function yOf(index: int): real {
        return Math.floor(Math.max(0, index - first) % perPage / across) * (tileHeight + spacing);
    }
    function anew(): void {
        fewer = 0;
        remeasure();
    }

    onCountChanged: {
        first = 0;
        fewer = 0;
        measure();
    }
    onColumnsChanged: anew()
    onHeightChanged: anew()
    onLeastChanged: anew()
    onSubjectChanged: first = 0
    onWidthChanged: anew()
    Component.onCompleted: measure()

    Row {
        id: turning

        objectName: "turning"
        readonly property bool brief: grid.width < 1000 * Theme.unit * Theme.textScale
        readonly property real narrow: Math.max(Theme.finger, Math.min(Theme.touch * 1.8, Math.floor((grid.width - where.width) / 2 - spacing)))

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        height: Theme.touch
        spacing: Theme.gap
        visible: grid.pages > 1

        BigButton {
            off: grid.first === 0
            height: Theme.touch
            objectName: "turn:back"
            sign: "back"
            Accessible.name: qsTr("Previous")
            text: turning.brief ? "" : qsTr("Previous")
            width: turning.brief ? turning.narrow : Math.max(implicitWidth, Theme.touch * 3)

            onClicked: grid.turn(-1)
        }

        Words {
            id: where

            height: Theme.touch
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Page %1 of %2").arg(grid.page + 1).arg(grid.pages)
            width: implicitWidth + Theme.gap * 2
        }

        BigButton {
            off: grid.first + grid.perPage >= grid.count
            height: Theme.touch
            objectName: "turn:next"
            sign: "next"
            Accessible.name: qsTr("Next")
            text: turning.brief ? "" : qsTr("Next")
            width: turning.brief ? turning.narrow : Math.max(implicitWidth, Theme.touch * 3)

            onClicked: grid.turn(1)
        }
    }
}
