// A sign and a word that are told, not touched.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Rectangle {
    id: badge

    property string sign: ""
    property string text: ""

    color: Theme.accentSoft
    height: words.implicitHeight + Theme.gap
    radius: height / 2
    width: glyph.width + words.implicitWidth + Theme.gap * 3

    Glyph {
        id: glyph

        anchors.verticalCenter: parent.verticalCenter
        height: Math.round(36 * Theme.unit)
        sign: badge.sign
        width: height
        x: Theme.gap
    }

    Words {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.body
        font.weight: Font.Bold
        text: badge.text
        x: glyph.x + glyph.width + Theme.gap * 0.5
    }
}
