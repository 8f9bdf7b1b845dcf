// Staff leave the kiosk with this PC's PIN.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Rectangle {
    id: pad

    required property LeaveModel leaving

    color: Theme.paper

    MouseArea {
        anchors.fill: parent
    }

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space

        Words {
            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            text: pad.leaving.wrong ? qsTr("Wrong PIN") : qsTr("PIN of this kiosk")
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            height: Theme.touch
            spacing: Theme.gap

            Repeater {
                model: pad.leaving.typed

                delegate: Rectangle {
                    anchors.verticalCenter: parent?.verticalCenter
                    color: Theme.ink
                    height: Theme.gap * 2
                    radius: height / 2
                    width: height
                }
            }
        }

        KeyPad {
            anchors.horizontalCenter: parent.horizontalCenter

            onTyped: key => pad.leaving.type(key)
        }

        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            objectName: "stay"
            text: qsTr("Back")
            width: Math.round(400 * Theme.unit)

            onClicked: pad.leaving.cancel()
        }
    }
}
