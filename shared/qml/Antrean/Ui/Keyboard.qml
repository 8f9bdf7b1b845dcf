// Letters and digits for search and booking. `typed` carries the key; "<" is one back. The rows of a typewriter where
// each key has the least size of what can be touched; else the alphabet, in as few columns as the room is high enough for.
pragma ComponentBehavior: Bound

import QtQuick

Column {
    id: board

    property real room: Infinity // how high it may be
    property real usual: parent.width // how wide the typewriter's rows are
    property real widest: usual // how wide it may be at most
    readonly property int gap: Math.round(Theme.gap * 0.6)
    readonly property bool typewriter: across(10) <= usual && down(4) <= room
    readonly property int columns: {
        if (typewriter)
            return 10;
        let most = Math.max(5, Math.floor((widest + gap) / (Theme.finger + gap)));
        for (let few = Math.min(6, most); few < most; ++few)
            if (down(lines(few).length) <= room)
                return few;
        return most;
    }
    readonly property real keyWidth: typewriter ? Math.floor((usual - 9 * gap) / 10) : Math.max(Theme.finger, Math.min(Math.round(100 * Theme.unit), Math.floor((widest + gap) / columns) - gap))
    readonly property var rows: typewriter ? ["1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM <"].map(keys => keys.split("")) : lines(columns)
    readonly property real wide: typewriter ? 1.5 : 2 // of the keys for space and erase
    readonly property real keyHeight: Math.max(Theme.finger, Math.min(Theme.touch, Math.floor((room + gap) / rows.length) - gap))

    signal typed(string key)

    function across(columns: int): real {
        return columns * (Theme.finger + gap) - gap;
    }
    function down(lines: int): real {
        return lines * (Theme.finger + gap) - gap;
    }
    // The alphabet in rows; " " and "<" take two places each.
    function lines(columns: int): var {
        const rows = [[]];
        let used = 0;
        for (const key of "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890- <") {
            const takes = " <".includes(key) ? 2 : 1;
            if (used + takes > columns) {
                rows.push([]);
                used = 0;
            }
            rows[rows.length - 1].push(key);
            used += takes;
        }
        return rows;
    }

    spacing: gap
    width: columns * (keyWidth + gap) - gap

    Repeater {
        model: board.rows

        delegate: Row {
            id: line

            required property var modelData

            anchors.horizontalCenter: board.horizontalCenter
            spacing: board.gap

            Repeater {
                model: line.modelData

                delegate: BigButton {
                    required property string modelData

                    Accessible.name: modelData === "<" ? qsTr("Erase") : text
                    height: board.keyHeight
                    leftPadding: 0
                    objectName: "key:" + modelData
                    rightPadding: 0
                    sign: modelData === "<" ? "erase" : ""
                    text: modelData === "<" ? "" : modelData === " " ? qsTr("Space") : modelData
                    textSize: Math.round((modelData === " " ? 32 : 38) * Theme.unit)
                    width: " <".includes(modelData) ? board.keyWidth * board.wide + board.gap * (board.wide - 1) : board.keyWidth

                    onClicked: board.typed(modelData)
                }
            }
        }
    }
}
