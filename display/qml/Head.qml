// Zones, hall and date in turn, and the clock.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: head

    required property BoardView board
    required property bool upright
    required property int least
    readonly property real u: Theme.unit
    readonly property int lines: least > 72 * u && !upright ? 1 : 2

    implicitHeight: Math.ceil(Math.max(96 * u, lines * least * 1.31) + 16 * u)

    color: Theme.ink

    Rectangle {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Math.round(30 * head.u)
        anchors.verticalCenter: parent.verticalCenter
        border.color: Theme.onDark
        border.width: Math.round(2 * head.u)
        color: Theme.zoneColour(Math.max(head.board.zoneIndex, 0))
        height: Math.round(Math.max(80 * head.u, head.least))
        radius: Math.round(10 * head.u)
        visible: head.board.zoneIndex >= 0
        width: visible ? height : 0

        ZoneMark {
            anchors.centerIn: parent
            color: Theme.onDark
            height: Math.round(parent.height * 0.62)
            shape: Theme.zoneShape(Math.max(head.board.zoneIndex, 0))
            width: height
        }
    }

    Turns {
        anchors.bottom: parent.bottom
        anchors.left: sign.right
        anchors.leftMargin: Math.round((sign.visible ? 24 : 6) * head.u)
        anchors.margins: Math.round(8 * head.u)
        anchors.right: clock.left
        anchors.rightMargin: Theme.space
        anchors.top: parent.top
        color: Theme.onDark
        name: "heading"
        size: head.least
        texts: head.board.heading
    }

    Words {
        id: clock

        anchors.baseline: zone.baseline
        anchors.right: zone.left
        anchors.rightMargin: Math.round(12 * head.u)
        color: Theme.onDark
        font.features: ({
                "tnum": 1
            })
        font.pixelSize: Math.round(Math.max(84 * head.u, head.least))
        font.weight: Font.Bold
        lineHeight: 1
        objectName: "clock"
        text: head.board.time
        wrapMode: Text.NoWrap
    }

    Words {
        id: zone

        anchors.right: parent.right
        anchors.rightMargin: Math.round(30 * head.u)
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: Math.round(8 * head.u)
        color: Theme.onDarkQuiet
        font.pixelSize: head.least
        font.weight: Font.DemiBold
        lineHeight: 1
        text: head.board.timeZone
        wrapMode: Text.NoWrap
    }
}
