// A button with words and, where it helps, a sign before them. `primary` is the one thing to do next.
pragma ComponentBehavior: Bound

import QtQuick

Touchable {
    id: button

    property bool primary: false
    property string sign: ""
    property int textSize: Theme.strong
    property int weight: Font.Bold
    property color ink: off ? Theme.offInk : primary ? Theme.onAccent : Theme.ink
    readonly property bool fits: label.fits

    edge: primary && !off ? Theme.accent : Theme.line
    ground: off ? Theme.off : primary ? Theme.accent : Theme.card
    bottomPadding: Math.round(Theme.gap * 0.5)
    leftPadding: Theme.space
    pressedGround: primary ? Qt.darker(Theme.accent, 1.25) : Theme.pressed
    rightPadding: Theme.space
    topPadding: Math.round(Theme.gap * 0.5)

    contentItem: Item {
        id: inside

        readonly property real beside: glyph.visible ? glyph.width + Theme.gap : 0

        implicitHeight: label.implicitHeight
        implicitWidth: beside + label.implicitWidth + 1

        Glyph {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            color: button.ink
            height: button.textSize * 1.15
            sign: button.sign
            visible: button.sign !== ""
            width: height
            x: button.text === "" ? (inside.width - width) / 2 : (inside.width - inside.beside - label.width) / 2
        }

        Words {
            id: label

            color: button.ink
            font.pixelSize: button.textSize
            font.weight: button.weight
            height: inside.height
            horizontalAlignment: glyph.visible ? Text.AlignLeft : Text.AlignHCenter
            text: button.text
            width: Math.min(inside.width - inside.beside, implicitWidth + 1)
            x: (inside.width - inside.beside - width) / 2 + inside.beside
        }
    }
}
