// Ten digits and a way back: for a PIN or a ticket's number. `typed` is what was pressed, "<" for one back.
pragma ComponentBehavior: Bound

import QtQuick

Grid {
    id: pad

    property real room: Infinity // how high it may be
    readonly property real keyHeight: Math.max(Theme.finger, Math.min(Math.round(Theme.touch * 1.25), Math.floor((room + spacing) / 4) - spacing))

    signal typed(string key)

    columns: 3
    spacing: Theme.gap

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "<"]

        delegate: BigButton {
            required property string modelData

            Accessible.name: modelData === "<" ? qsTr("Erase") : modelData
            off: modelData === ""
            height: pad.keyHeight
            leftPadding: 0
            objectName: "key:" + modelData
            rightPadding: 0
            opacity: off ? 0 : 1
            sign: modelData === "<" ? "erase" : ""
            text: modelData === "<" ? "" : modelData
            textSize: Theme.title
            width: Math.round(Theme.touch * 1.7)

            onClicked: pad.typed(modelData)
        }
    }
}
