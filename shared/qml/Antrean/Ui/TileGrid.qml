// Places for tiles in columns, as many rows as fit; what does not fit stands on further pages, turned by large keys.
// A tile (a Touchable or a Card that tells the height `needed`) asks for its place: `x: grid.xOf(index); y: grid.yOf(index); visible: grid.shows(index)`.
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
    property int page: 0
    property real tallest: least // the tallest tile's need: its words decide, and all tiles are alike
    readonly property int whole: Math.ceil(count / columns)
    readonly property bool single: whole * (tallest + spacing) - spacing <= height
    readonly property real room: single ? height : height - turning.height - spacing
    readonly property int rows: single ? whole : Math.max(1, Math.floor((room + spacing) / (tallest + spacing)))
    readonly property int perPage: rows * columns
    readonly property int pages: count > 0 ? Math.ceil(count / perPage) : 1
    readonly property real tileWidth: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property real tileHeight: Math.min(Math.max(most, tallest), Math.floor((room - (rows - 1) * spacing) / Math.max(1, rows)))

    function measure(): void {
        let most = least;
        for (let at = 0; at < tiles.count; ++at)
            most = Math.max(most, (tiles.itemAt(at) as Touchable)?.needed ?? (tiles.itemAt(at) as Card)?.needed ?? 0);
        tallest = Math.ceil(most);
    }
    function remeasure(): void {
        Qt.callLater(measure);
    }
    function shows(index: int): bool {
        return Math.floor(index / perPage) === page;
    }
    function xOf(index: int): real {
        return (index % perPage % columns) * (tileWidth + spacing);
    }
    function yOf(index: int): real {
        return Math.floor(index % perPage / columns) * (tileHeight + spacing);
    }

    onCountChanged: {
        page = 0;
        measure();
    }
    onLeastChanged: measure()
    Component.onCompleted: measure()
    onPerPageChanged: page = 0

    Row {
        id: turning

        readonly property bool brief: grid.width < 1000 * Theme.unit * Theme.textScale

        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        height: Theme.touch
        spacing: Theme.gap
        visible: grid.pages > 1

        BigButton {
            enabled: grid.page > 0
            height: Theme.touch
            objectName: "turn:back"
            sign: "back"
            Accessible.name: qsTr("Previous")
            text: turning.brief ? "" : qsTr("Previous")
            width: turning.brief ? Theme.touch * 1.8 : Math.max(implicitWidth, Theme.touch * 3)

            onClicked: grid.page -= 1
        }

        Words {
            height: Theme.touch
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Page %1 of %2").arg(grid.page + 1).arg(grid.pages)
            width: implicitWidth + Theme.gap * 2
        }

        BigButton {
            enabled: grid.page < grid.pages - 1
            height: Theme.touch
            objectName: "turn:next"
            sign: "next"
            Accessible.name: qsTr("Next")
            text: turning.brief ? "" : qsTr("Next")
            width: turning.brief ? Theme.touch * 1.8 : Math.max(implicitWidth, Theme.touch * 3)

            onClicked: grid.page += 1
        }
    }
}
