// In reach mode: the service that was chosen last is not wanted after all.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

BigButton {
    id: button

    required property KioskModel kiosk
    readonly property bool wanted: kiosk.comfort.reach && kiosk.order.count > 1

    objectName: "drop:last"
    sign: "minus"
    text: qsTr("Remove the last service")
    textSize: Theme.body

    onClicked: kiosk.dropLast()
}
