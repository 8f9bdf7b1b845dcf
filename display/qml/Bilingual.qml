// A word of the board in its two languages: beside one another, or stacked.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Grid {
    id: pair

    required property BoardView board
    required property string key
    property color ink: Theme.ink
    property color secondInk: ink
    property int size: Math.round(34 * Theme.unit)
    property bool stacked: false

    columnSpacing: Math.round(size * 0.35)
    columns: stacked ? 1 : 2
    verticalItemAlignment: Grid.AlignVCenter

    Words {
        color: pair.ink
        font.pixelSize: pair.size
        font.weight: Font.Bold
        lineHeight: 1
        text: pair.board.first[pair.key]
        wrapMode: Text.NoWrap
    }

    Words {
        color: pair.secondInk
        font.pixelSize: Math.round(pair.size * 0.78)
        lineHeight: 1
        text: pair.board.second[pair.key]
        visible: text !== ""
        wrapMode: Text.NoWrap
    }
}
