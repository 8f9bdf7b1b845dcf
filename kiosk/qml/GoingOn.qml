// The share is gone and numbers are given all the same: said to visitors, and to staff who pass by.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Card {
    id: strip

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
        text: qsTr("The network is down. Numbers are given all the same; waits may differ.")
    }
}
