// Words of the board in their two languages: beside one another or stacked where there is room, else in turn.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Item {
    id: pair

    required property BoardView board
    required property list<string> keys // one after the other where all have no room
    required property int size
    required property real room // the width there is
    property color ink: Theme.ink
    property color secondInk: ink
    property bool stacked: false
    property bool atRight: false // the words end where the place ends
    property int at: 0
    readonly property string second: keys.length === 1 ? board.second[keys[0]] : ""
    readonly property bool both: second !== "" && (stacked || wide(board.first[keys[0]]) + wide(second) + size * 0.4 <= room)
    readonly property var turns: {
        let found = [];
        for (const key of keys) {
            found.push(board.first[key]);
            if (!both && board.second[key] !== "")
                found.push(board.second[key]);
        }
        return found;
    }
    readonly property int count: turns.length

    // Of words in this size; it names the height, so that it is asked again when the font changes.
    function wide(words: string): real {
        return font.height > 0 ? font.advanceWidth(words) : 0;
    }

    implicitHeight: words.implicitHeight
    implicitWidth: both ? words.implicitWidth : turns.reduce((most, text) => Math.max(most, wide(text)), 0)

    FontMetrics {
        id: font

        font.pixelSize: Math.max(pair.size, 1)
        font.weight: Font.Bold
    }

    Grid {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        columnSpacing: Math.round(pair.size * 0.4)
        columns: pair.stacked || !pair.both ? 1 : 2
        x: pair.atRight ? pair.width - width : 0

        Words {
            color: pair.ink
            font.pixelSize: Math.max(pair.size, 1)
            font.weight: Font.Bold
            lineHeight: 0.92
            text: pair.turns[pair.at % Math.max(pair.count, 1)] ?? ""
            wrapMode: Text.NoWrap
        }

        Words {
            color: pair.secondInk
            font.pixelSize: Math.max(pair.size, 1)
            lineHeight: 0.92
            text: pair.second
            visible: pair.both
            wrapMode: Text.NoWrap
        }
    }

    Timer {
        interval: 4000
        repeat: true
        running: pair.count > 1 && pair.visible

        onTriggered: pair.at = (pair.at + 1) % pair.count
    }
}
