// Nobody touched the screen for a while: a question before everything is forgotten.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Rectangle {
    id: asking

    required property KioskModel kiosk

    color: Qt.alpha(Theme.highContrast ? Theme.paper : Theme.ink, 0.75)
    focus: true

    Keys.onPressed: event => {
        asking.kiosk.stay();
        event.accepted = true;
    }

    MouseArea {
        anchors.fill: parent

        onClicked: asking.kiosk.stay()
    }

    Card {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: asking.kiosk.comfort.reach ? (parent.height - height) / 2 - Theme.margin : parent.height * 0.15
        height: inside.height + Theme.margin * 2
        width: Math.min(parent.width - Theme.margin * 2, Math.round(920 * Theme.unit))

        Column {
            id: inside

            anchors.left: parent.left
            anchors.margins: Theme.margin
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.space

            Words {
                font.pixelSize: Theme.title
                font.weight: Font.ExtraBold
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Are you still there?")
                width: parent.width
            }

            Words {
                font.pixelSize: Theme.strong
                horizontalAlignment: Text.AlignHCenter
                text: qsTr("Soon this screen begins anew for the next visitor.")
                width: parent.width
            }

            BigButton {
                height: Math.round(Theme.touch * 1.3)
                objectName: "stay"
                primary: true
                text: qsTr("I am still here")
                width: parent.width

                onClicked: asking.kiosk.stay()
            }

            BigButton {
                height: Math.round(Theme.touch * 1.1)
                objectName: "leave"
                text: qsTr("I am done")
                width: parent.width

                onClicked: asking.kiosk.forget()
            }
        }
    }
}
