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
        id: column

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.space

        Words {
            id: title

            anchors.horizontalCenter: parent.horizontalCenter
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            text: pad.leaving.wrong ? qsTr("Wrong PIN") : qsTr("PIN of this kiosk")
        }

        Row {
            id: dots

            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.min(Theme.touch, Theme.title)
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
            room: pad.height - title.height - dots.height - back.height - 3 * column.spacing - 2 * Theme.margin

            onTyped: key => pad.leaving.type(key)
        }

        BigButton {
            id: back

            anchors.horizontalCenter: parent.horizontalCenter
            objectName: "stay"
            text: qsTr("Back")
            width: Math.round(400 * Theme.unit)

            onClicked: pad.leaving.cancel()
        }
    }
}
