// A service: its name, how many are waiting and how long, or why there is no number now.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Touchable {
    id: tile

    property string note: ""
    property bool quiet: false
    property string badge: ""
    property int zone: 0
    property bool brief: false // the name alone, with its badge
    property int textSize: brief ? Theme.body : Theme.strong
    readonly property bool fits: name.fits && remark.fits

    Accessible.description: note
    ground: quiet ? Theme.off : Theme.card
    padding: Theme.gap

    contentItem: Item {
        ZoneMark {
            id: mark

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.highContrast ? Theme.ink : Theme.zoneColour(tile.zone)
            height: Math.round(36 * Theme.unit)
            opacity: tile.quiet ? 0.5 : 1
            shape: Theme.zoneShape(tile.zone)
            visible: tile.badge !== ""
            width: visible ? height : 0
        }

        Words {
            id: name

            anchors.bottom: remark.visible ? remark.top : parent.bottom
            anchors.left: mark.right
            anchors.leftMargin: mark.visible ? Theme.gap : 0
            anchors.right: arrow.left
            anchors.rightMargin: Theme.gap
            anchors.top: parent.top
            color: tile.quiet ? Theme.offInk : Theme.ink
            font.pixelSize: tile.textSize
            font.weight: Font.Bold
            lineHeight: 1.0
            text: tile.text
        }

        Words {
            id: remark

            anchors.bottom: parent.bottom
            anchors.left: name.left
            anchors.right: name.right
            color: tile.quiet ? Theme.offInk : Theme.quiet
            font.pixelSize: Theme.body
            height: visible ? implicitHeight : 0
            text: tile.note
            visible: tile.note !== "" && !tile.brief
        }

        Glyph {
            id: arrow

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: tile.quiet ? Theme.offInk : Theme.accent
            height: Math.round(36 * Theme.unit)
            sign: tile.quiet ? "help" : "next"
            visible: !tile.brief
            width: visible ? height : 0
        }
    }
}
