// The same words in two languages: the first large, the second below it.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Column {
    id: pair

    required property string firstText
    required property string secondText
    property color ink: Theme.ink
    property int size: Math.round(38 * Theme.unit)
    readonly property string text: firstText

    Words {
        color: pair.ink
        font.pixelSize: pair.size
        font.weight: Font.Bold
        lineHeight: 1
        text: pair.firstText
        width: parent.width
    }

    Words {
        color: pair.ink
        font.pixelSize: Math.round(pair.size * 0.76)
        lineHeight: 1
        text: pair.secondText
        visible: text !== ""
        width: parent.width
    }
}
