// What a visitor on the way should know: no paper comes out here now; the hall gives no numbers any more; the share is
// gone or this PC's clock is off, and numbers are given all the same.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Card {
    id: strip

    required property KioskModel kiosk
    readonly property bool paper: kiosk.paper.none && !kiosk.closed && (["order", "questions"].includes(kiosk.page) || !kiosk.cutOff && !kiosk.clockOff)

    border.color: Theme.warn
    color: Theme.warnSoft
    implicitHeight: Math.max(sign.height, told.implicitHeight) + Theme.gap

    Glyph {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        height: Math.round(36 * Theme.unit)
        sign: "warn"
        width: height
    }

    Words {
        id: told

        anchors.left: sign.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        anchors.rightMargin: Theme.gap
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.warn
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        objectName: "going_on"
        text: strip.paper ? strip.kiosk.paper.sentence : strip.kiosk.closed ? strip.kiosk.closedSentence : strip.kiosk.clockOff || strip.kiosk.held ? strip.kiosk.shareSentence : qsTr("The network is down. Numbers are given all the same; waits may differ.")
    }
}
