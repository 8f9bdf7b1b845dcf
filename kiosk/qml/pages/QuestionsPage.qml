// In larger text the two questions have a page of their own, after the one that shows what was chosen.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait

    Words {
        id: hindrance

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.warn
        font.weight: Font.Bold
        objectName: "hindrance"
        text: page.kiosk.order.hindrance
        visible: text !== ""
    }

    Questions {
        id: questions

        anchors.bottom: taking.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: page.kiosk
        room: taking.y - Theme.gap - (hindrance.visible ? hindrance.height + Theme.gap : 0)
    }

    TakeButton {
        id: taking

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: page.kiosk
    }

    NavRow {
        id: nav

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: page.kiosk
        shown: page.portrait
    }
}
