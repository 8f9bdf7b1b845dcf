// A need: its picture above its name, in two lines at most.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Touchable {
    id: tile

    property string drawing: ""
    property string note: ""
    property bool quiet: false
    property bool beside: false // the picture to the left of the name, where tiles are wide
    property int textSize: beside ? Theme.strong : Theme.small
    readonly property bool fits: name.fits && remark.fits
    readonly property int side: Math.round((beside ? 64 : 42) * Theme.unit)

    Accessible.description: note
    ground: quiet ? Theme.off : Theme.card
    horizontalPadding: beside ? Theme.gap : Math.round(Theme.gap * 0.3)
    needed: (beside ? Math.max(side, name.implicitHeight + (note !== "" ? remark.implicitHeight : 0)) : side + name.implicitHeight) + topPadding + bottomPadding
    verticalPadding: Math.round(Theme.gap * (beside ? 0.75 : 0.3))

    contentItem: Item {
        id: inside

        Icon {
            id: picture

            color: tile.quiet ? Theme.offInk : Theme.accent
            height: tile.side
            name: tile.drawing
            width: tile.side
            x: tile.beside ? 0 : (inside.width - tile.side) / 2
            y: tile.beside ? (inside.height - tile.side) / 2 : 0
        }

        Words {
            id: name

            anchors.bottom: remark.visible ? remark.top : parent.bottom
            anchors.left: tile.beside ? picture.right : inside.left
            anchors.leftMargin: tile.beside ? Theme.gap : 0
            anchors.right: parent.right
            anchors.top: tile.beside ? inside.top : picture.bottom
            color: tile.quiet ? Theme.offInk : Theme.ink
            font.pixelSize: tile.textSize
            font.weight: Font.DemiBold
            horizontalAlignment: tile.beside ? Text.AlignLeft : Text.AlignHCenter
            lineHeight: 0.9
            text: tile.text
        }

        Words {
            id: remark

            anchors.bottom: parent.bottom
            anchors.left: name.left
            anchors.right: parent.right
            color: tile.quiet ? Theme.offInk : Theme.quiet
            font.pixelSize: Theme.body
            text: tile.note
            visible: tile.note !== "" && tile.beside
        }
    }
}
