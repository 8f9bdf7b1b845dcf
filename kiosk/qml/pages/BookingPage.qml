// Somebody has a booking: its code, and the key that says "I am here".
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    property real begins: 0 // where what can be touched begins
    readonly property bool beside: !portrait && keys.height > keys.room // on a low screen: field and keys side by side

    Card {
        id: field

        border.color: Theme.accent
        height: Math.round(Theme.touch * 1.45)
        width: page.beside ? here.width : keys.width
        x: page.beside ? here.x : keys.x
        y: page.beside ? keys.y : keys.y - height - Theme.gap

        Words {
            anchors.fill: parent
            anchors.margins: Theme.gap
            color: page.kiosk.bookingCode === "" ? Theme.quiet : Theme.ink
            font.pixelSize: page.kiosk.bookingCode === "" ? Theme.body : Theme.title
            font.weight: Font.Bold
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            objectName: "code"
            text: page.kiosk.bookingCode === "" ? qsTr("Type the code of your booking") : page.kiosk.bookingCode
            lineHeight: 1
            wrapMode: Text.NoWrap
        }
    }

    Keyboard {
        id: keys

        anchors.left: parent.left
        room: page.portrait ? Infinity : parent.height - Math.max(page.begins, field.height + Theme.gap)
        usual: page.portrait ? parent.width : Math.round(parent.width * 0.56)
        widest: page.portrait ? parent.width : Math.round(parent.width * 0.66)
        y: page.portrait ? here.y - height - Theme.space : parent.height - height

        onTyped: key => page.kiosk.typeBooking(key)
    }

    BigButton {
        id: here

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.right: parent.right
        off: page.kiosk.bookingCode === ""
        height: Math.max(implicitHeight, Math.round(Theme.touch * 1.4))
        objectName: "checkin"
        primary: true
        sign: "check"
        text: qsTr("I am here: take my number")
        weight: Font.ExtraBold
        width: page.portrait ? parent.width : parent.width - keys.width - Theme.space

        onClicked: page.kiosk.checkIn()
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
