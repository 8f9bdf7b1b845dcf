// An agency's or a service's tile: a badge to the left of the name, so that long names stand whole.
pragma ComponentBehavior: Bound

import QtQuick

Touchable {
    id: tile

    property string badge: ""
    property string note: ""
    property bool quiet: false // greyed: touching it explains why
    property int zone: -1
    property int textSize: Theme.body
    readonly property bool fits: name.fits && remark.fits && mark.width > 0

    needed: name.implicitHeight + (note !== "" ? remark.implicitHeight : 0) + topPadding + bottomPadding
    ground: quiet ? Theme.off : Theme.card
    bottomPadding: Math.round(Theme.gap * 0.4)
    padding: Math.round(Theme.gap * 0.65)
    topPadding: Math.round(Theme.gap * 0.4)

    Accessible.description: note

    contentItem: Item {
        Rectangle {
            id: mark

            anchors.verticalCenter: parent.verticalCenter
            readonly property color ink: Theme.highContrast ? Theme.ink : Theme.onDark

            border.color: ink
            border.width: Theme.highContrast ? Theme.edge : 0
            color: Theme.highContrast ? Theme.paper : tile.quiet ? Theme.offInk : tile.zone >= 0 ? Theme.zoneColour(tile.zone) : Theme.accent
            height: Math.min(parent.height, Math.round(84 * Theme.unit))
            radius: Theme.radius * 0.6
            visible: tile.badge !== ""
            width: tile.badge !== "" ? Math.round(80 * Theme.unit) : 1

            Words {
                anchors.horizontalCenter: parent.horizontalCenter
                anchors.top: parent.top
                anchors.topMargin: parent.height * 0.08
                color: mark.ink
                font.pixelSize: Math.round(mark.height * (tile.badge.length > 2 ? 0.34 : 0.42))
                font.weight: Font.ExtraBold
                lineHeight: 1
                text: tile.badge
            }

            ZoneMark {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: parent.height * 0.12
                anchors.horizontalCenter: parent.horizontalCenter
                color: mark.ink
                height: Math.round(mark.height * 0.28)
                shape: tile.zone >= 0 ? Theme.zoneShape(tile.zone) : ""
                width: height
            }
        }

        Words {
            id: name

            anchors.bottom: remark.visible ? remark.top : parent.bottom
            anchors.left: mark.right
            anchors.leftMargin: tile.badge !== "" ? Theme.gap * 0.65 : 0
            anchors.right: parent.right
            anchors.top: parent.top
            color: tile.quiet ? Theme.offInk : Theme.ink
            font.pixelSize: tile.textSize
            font.weight: Font.DemiBold
            lineHeight: 0.86
            text: hyphensKept(tile.text)
        }

        Words {
            id: remark

            anchors.bottom: parent.bottom
            anchors.left: name.left
            anchors.right: parent.right
            color: tile.quiet ? Theme.offInk : Theme.quiet
            font.pixelSize: Math.max(Theme.small, Math.round(tile.textSize * 0.8))
            text: tile.note
            visible: tile.note !== ""
        }
    }
}
