// One more service on the same ticket.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

BigButton {
    id: button

    required property KioskModel kiosk

    off: kiosk.order.full
    objectName: "add"
    sign: "plus"
    text: qsTr("Add another service to this ticket")
    textSize: Theme.body

    onClicked: kiosk.addAnother()
}
