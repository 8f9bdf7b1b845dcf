// The one large key before a number.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

BigButton {
    id: button

    required property KioskModel kiosk

    enabled: kiosk.order.available
    height: Math.max(implicitHeight, Math.round(Theme.touch * 1.4))
    objectName: "take"
    primary: true
    sign: "paper"
    text: qsTr("Take a queue number")
    textSize: Math.round(Theme.title * 0.9)
    weight: Font.ExtraBold

    onClicked: kiosk.take()
}
