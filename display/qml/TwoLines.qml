// The same words in two languages: the first bold, the second below it.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Column {
    id: pair

    required property string firstText
    required property string secondText
    required property int size
    property color ink: Theme.ink
    readonly property string text: firstText

    Words {
        color: pair.ink
        font.pixelSize: Math.max(pair.size, 1)
        font.weight: Font.Bold
        lineHeight: 0.92
        text: pair.firstText
        width: parent.width
    }

    Words {
        color: pair.ink
        font.pixelSize: Math.max(pair.size, 1)
        lineHeight: 0.92
        text: pair.secondText
        visible: text !== ""
        width: parent.width
    }
}
