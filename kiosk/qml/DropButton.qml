// In reach mode, where the cards are too high: another order, and the service that was chosen last not after all.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: keys

    required property KioskModel kiosk
    readonly property bool wanted: kiosk.comfort.reach && kiosk.order.count > 1

    height: implicitHeight
    implicitHeight: drop.implicitHeight

    BigButton {
        id: turn

        Accessible.name: qsTr("Another order")
        anchors.left: parent.left
        height: parent.height
        leftPadding: 0
        objectName: "order:another"
        rightPadding: 0
        sign: "order"
        width: Theme.touch

        onClicked: keys.kiosk.anotherOrder()
    }

    BigButton {
        id: drop

        anchors.left: turn.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        height: parent.height
        objectName: "drop:last"
        sign: "minus"
        text: qsTr("Remove the last service")
        textSize: Theme.body

        onClicked: keys.kiosk.dropLast()
    }
}
