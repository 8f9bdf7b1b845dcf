// A service: its name, how many are waiting and how long, or why there is no number now.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Touchable {
    id: tile

    property string note: ""
    property bool quiet: false
    property string badge: ""
    property string everyday: "" // the name that people know it by
    property string where: "" // whose service it is, where that is not plain
    property bool scarce: false // little room: the name and the wait alone
    property int zone: 0
    property bool brief: false // the name alone, with its badge; and why not
    readonly property bool told: note !== "" && (quiet || !brief)
    property int textSize: brief ? Math.round(Theme.body * 0.93) : text.length > 60 ? Theme.body : Theme.strong
    readonly property bool fits: name.fits && beside.fits && remark.fits && lines.height <= lines.parent.height + 1

    Accessible.description: note
    needed: name.implicitHeight + (beside.said ? beside.implicitHeight : 0) + (told ? remark.implicitHeight : 0) + padding * 2
    ground: quiet ? Theme.off : Theme.card
    padding: brief ? Math.round(Theme.gap * 0.65) : Theme.gap

    contentItem: Item {
        ZoneMark {
            id: mark

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: tile.quiet ? Theme.offInk : Theme.highContrast ? Theme.ink : Theme.zoneColour(tile.zone)
            height: Math.round(36 * Theme.unit)
            shape: Theme.zoneShape(tile.zone)
            visible: tile.badge !== ""
            width: tile.badge !== "" ? height : 0 // not by `visible`: a tile on another page needs the same room
        }

        Column {
            id: lines // they belong to each other, however high the tile is

            anchors.left: mark.right
            anchors.leftMargin: tile.badge !== "" ? Theme.gap * 0.75 : 0
            anchors.right: arrow.left
            anchors.rightMargin: tile.brief ? 0 : Theme.gap
            anchors.verticalCenter: parent.verticalCenter

            Words {
                id: name

                color: tile.quiet ? Theme.offInk : Theme.ink
                font.pixelSize: tile.textSize
                font.weight: Font.Bold
                lineHeight: 1.0
                text: hyphensKept(tile.text)
                width: parent.width
            }

            Words {
                id: beside

                readonly property bool said: text !== "" && !tile.brief && !tile.scarce // not `visible`: tiles of other pages are not

                color: tile.quiet ? Theme.offInk : Theme.ink
                font.pixelSize: Theme.body
                text: [tile.everyday, tile.where].filter(part => part !== "").join(" · ")
                visible: said
                width: parent.width
            }

            Words {
                id: remark

                color: tile.quiet ? Theme.offInk : Theme.quiet
                font.pixelSize: tile.brief ? Theme.small : Theme.body
                text: tile.note
                visible: tile.told
                width: parent.width
            }
        }

        Glyph {
            id: arrow

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: tile.quiet ? Theme.offInk : Theme.accent
            height: Math.round(36 * Theme.unit)
            sign: tile.quiet ? "help" : "next"
            visible: !tile.brief
            width: tile.brief ? 0 : height
        }
    }
}
