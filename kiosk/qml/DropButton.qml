// In reach mode, where the cards are too high: another order, and the service that was chosen last not after all.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: keys

    required property KioskModel kiosk
    readonly property bool wanted: kiosk.comfort.reach && kiosk.order.count > 1

    property bool brief: false // signs alone

    height: implicitHeight
    implicitHeight: drop.implicitHeight
    implicitWidth: Theme.touch * 2 + Theme.gap

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

        Accessible.name: qsTr("Remove the last service")
        anchors.left: turn.right
        anchors.leftMargin: Theme.gap
        anchors.right: parent.right
        height: parent.height
        leftPadding: keys.brief ? 0 : Theme.space
        objectName: "drop:last"
        rightPadding: leftPadding
        sign: "minus"
        text: keys.brief ? "" : qsTr("Remove the last service")
        textSize: Theme.body

        onClicked: keys.kiosk.dropLast()
    }
}
