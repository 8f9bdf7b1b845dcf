// Back and home, low on every page but the first.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: nav

    required property KioskModel kiosk

    property bool shown: true // where the screen is low, the row of settings has these keys

    height: shown ? Theme.touch : 0
    visible: shown

    BigButton {
        anchors.left: parent.left
        height: Theme.touch
        objectName: "back"
        sign: "back"
        text: qsTr("Back")
        width: Math.max(implicitWidth, Math.round(300 * Theme.unit))

        onClicked: nav.kiosk.back()
    }

    BigButton {
        anchors.right: parent.right
        height: Theme.touch
        objectName: "home"
        sign: "home"
        text: qsTr("Start page")
        width: Math.max(implicitWidth, Math.round(300 * Theme.unit))

        onClicked: nav.kiosk.home()
    }
}
