// Letters and digits for the search. `typed` carries the key; "<" is one back, "x" (as "clear") all.
pragma ComponentBehavior: Bound

import QtQuick

Column {
    id: board

    readonly property int keyWidth: Math.floor((width - 9 * spacing) / 10)

    signal typed(string key)

    spacing: Math.round(Theme.gap * 0.6)

    Repeater {
        model: ["1234567890", "QWERTYUIOP", "ASDFGHJKL-", "ZXCVBNM<"]

        delegate: Row {
            id: line

            required property string modelData

            anchors.horizontalCenter: board.horizontalCenter
            spacing: board.spacing

            Repeater {
                model: line.modelData.split("")

                delegate: BigButton {
                    required property string modelData

                    Accessible.name: modelData === "<" ? qsTr("Erase") : modelData
                    height: Theme.touch
                    leftPadding: 0
                    objectName: "key:" + modelData
                    rightPadding: 0
                    sign: modelData === "<" ? "erase" : ""
                    text: modelData === "<" ? "" : modelData
                    textSize: Math.round(38 * Theme.unit)
                    width: modelData === "<" ? board.keyWidth * 2 : board.keyWidth

                    onClicked: board.typed(modelData)
                }
            }
        }
    }

    BigButton {
        anchors.horizontalCenter: parent.horizontalCenter
        height: Theme.touch
        objectName: "key: "
        text: qsTr("Space")
        textSize: Math.round(32 * Theme.unit)
        width: board.keyWidth * 6

        onClicked: board.typed(" ")
    }
}
