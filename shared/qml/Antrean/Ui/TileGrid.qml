// Places for tiles in columns, as many rows as fit; what does not fit stands on further pages, turned by large keys.
// A tile asks for its place: `x: grid.xOf(index); y: grid.yOf(index); visible: grid.shows(index)`.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: grid

    property int count: 0
    property int columns: 3
    property int least: Theme.touch
    property int most: Math.round(least * 1.7)
    property int spacing: Math.round(Theme.gap * 0.65)
    property int page: 0
    readonly property int whole: Math.ceil(count / columns)
    readonly property bool single: whole * (least + spacing) - spacing <= height
    readonly property real room: single ? height : height - turning.height - spacing
    readonly property int rows: single ? whole : Math.max(1, Math.floor((room + spacing) / (least + spacing)))
    readonly property int perPage: rows * columns
    readonly property int pages: count > 0 ? Math.ceil(count / perPage) : 1
    readonly property real tileWidth: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property real tileHeight: Math.min(most, Math.floor((room - (rows - 1) * spacing) / Math.max(1, rows)))

    function shows(index: int): bool {
        return Math.floor(index / perPage) === page;
    }
    function xOf(index: int): real {
        return (index % perPage % columns) * (tileWidth + spacing);
    }
    function yOf(index: int): real {
        return Math.floor(index % perPage / columns) * (tileHeight + spacing);
    }

    onCountChanged: page = 0
    onPerPageChanged: page = 0

    Row {
        id: turning

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
            text: qsTr("Previous")
            width: Math.max(implicitWidth, Theme.touch * 3)

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
            text: qsTr("Next")
            width: Math.max(implicitWidth, Theme.touch * 3)

            onClicked: grid.page += 1
        }
    }
}
