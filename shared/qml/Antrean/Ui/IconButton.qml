// A sign above a word or two: for the row of settings. `on` shows by a mark and an edge, not by colour alone.
pragma ComponentBehavior: Bound

import QtQuick

Touchable {
    id: button

    property string sign: ""
    property bool on: false
    property bool switches: false // it stays on or off; any other key does something once
    property int textSize: Theme.small
    readonly property bool fits: label.fits
    // the height is named because the function alone would not tell of another size
    readonly property real narrowest: measure.height * 0 + text.split(" ").reduce((most, word) => Math.max(most, measure.advanceWidth(word)), 0) + leftPadding + rightPadding + 2

    Accessible.checkable: switches
    Accessible.checked: on
    edge: on ? Theme.accent : Theme.line
    edgeWidth: on ? Theme.edge * 2 : Theme.edge
    ground: on ? Theme.accentSoft : Theme.card
    padding: Math.round(Theme.gap * 0.5)

    FontMetrics {
        id: measure

        font: label.font
    }

    contentItem: Item {
        implicitHeight: glyph.height + label.implicitHeight + Theme.gap * 0.25
        implicitWidth: Math.max(glyph.width, label.implicitWidth)

        Glyph {
            id: glyph

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: parent.top
            height: visible ? Math.round(40 * Theme.unit) : 0
            sign: button.on ? "check" : button.sign
            visible: button.sign !== ""
            width: Math.round(40 * Theme.unit)
        }

        Words {
            id: label

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: glyph.bottom
            font.pixelSize: button.textSize
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 0.95
            text: button.text
        }
    }
}
