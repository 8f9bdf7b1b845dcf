// Texts that take turns in one place, never smaller than a visitor can read: all at once where they fit, else one after
// the other, and a long one a page at a time. A line of `texts` is a turn, its two languages stand between tabs.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Item {
    id: turns

    required property string texts
    required property int size
    property color color: Theme.ink
    property int weight: Font.Bold
    property int alignment: Text.AlignLeft
    property int seconds: 4
    property string name: "" // of the words, for those who look for them
    property int at: 0
    readonly property real lineHeight: 0.92
    readonly property var groups: texts.split("\n").filter(text => text !== "")
    readonly property var all: texts.split(/[\n\t]/).filter(text => text !== "")
    readonly property bool together: all.length * size * 1.3 <= height + 1 && all.every(text => wide(text) <= width)
    readonly property int count: together ? 1 : groups.length // of turns
    readonly property var shown: together ? all : (groups[at % Math.max(groups.length, 1)] ?? "").split("\t")
    readonly property real needed: size * 1.3 // for one line

    onAtChanged: pages.page = 0
    onTextsChanged: at = Math.min(at, Math.max(count - 1, 0))

    FontMetrics {
        id: font

        font.pixelSize: Math.max(turns.size, 1)
        font.weight: turns.weight
    }

    Pages {
        id: pages

        anchors.fill: parent
        apart: true
        centred: true
        seconds: turns.seconds

        Repeater {
            model: turns.shown

            delegate: Words {
                required property int index
                required property string modelData

                color: turns.color
                font.pixelSize: Math.max(turns.size, 1)
                font.weight: index === 0 || turns.together ? turns.weight : Font.Normal
                horizontalAlignment: turns.alignment
                lineHeight: turns.lineHeight
                objectName: turns.name
                text: modelData
                width: turns.width
                wrapMode: turns.longest(text) > width ? Text.Wrap : Text.WordWrap
            }
        }
    }

    // Of words in this size; it names the height, so that it is asked again when the font changes.
    function wide(words: string): real {
        return font.height > 0 ? font.advanceWidth(words) : 0;
    }

    // The width of the longest word: one that is wider than the place may break anywhere.
    function longest(text: string): real {
        return text.split(" ").reduce((most, word) => Math.max(most, wide(word)), 0);
    }

    Timer {
        interval: turns.seconds * 1000 * pages.starts.length
        repeat: true
        running: turns.count > 1 && turns.visible

        onTriggered: turns.at = (turns.at + 1) % turns.count
    }
}
