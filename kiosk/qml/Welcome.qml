// While nobody uses the kiosk: greeting, pledge, hours, notices, and a hand that invites to touch.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Rectangle {
    id: welcome

    required property WelcomeModel model

    color: Theme.paper
    objectName: "welcome"

    // Nothing below is touched by the finger that ends the greeting.
    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        id: banner

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: welcome.model.colour === "" || Theme.highContrast ? Theme.accent : welcome.model.colour
        height: Math.round(parent.height * 0.32)

        Image {
            id: logo

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.top: parent.top
            anchors.topMargin: visible ? Theme.space : 0
            fillMode: Image.PreserveAspectFit
            height: visible ? Math.round(parent.height * 0.3) : 0
            objectName: "welcome:logo"
            source: welcome.model.logo
            visible: welcome.model.logo !== ""
            width: parent.width * 0.6
        }

        Motif {
            id: motif

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            height: visible ? each : 0
            kind: welcome.model.motif
            objectName: "welcome:motif"
        }

        Words {
            anchors.bottom: motif.top
            anchors.left: parent.left
            anchors.margins: Math.round(Theme.margin * 0.5)
            anchors.right: parent.right
            anchors.top: logo.bottom
            color: Theme.onAccent
            font.pixelSize: Theme.large
            font.weight: Font.ExtraBold
            horizontalAlignment: Text.AlignHCenter
            objectName: "greeting"
            text: lastTwoTogether(welcome.model.greeting)
        }
    }

    Column {
        id: said

        anchors.left: parent.left
        anchors.margins: Theme.margin
        anchors.right: parent.right
        anchors.top: banner.bottom
        spacing: Theme.space

        Words {
            font.pixelSize: Theme.strong
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "welcome:hours"
            text: welcome.model.hours
            visible: text !== ""
            width: parent.width
        }

        Words {
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            objectName: "welcome:pledge"
            text: lastTwoTogether(welcome.model.pledge)
            visible: text !== ""
            width: parent.width
        }

        Words {
            color: Theme.warn
            font.pixelSize: Theme.strong
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            objectName: "welcome:notices"
            text: lastTwoTogether(welcome.model.notices)
            visible: text !== ""
            width: parent.width
        }
    }

    Item {
        id: invitation

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        anchors.horizontalCenter: parent.horizontalCenter
        height: hand.height + Theme.space + touch.implicitHeight
        width: parent.width - Theme.margin * 2

        Icon {
            id: hand

            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accent
            height: Math.round(140 * Theme.unit)
            name: "pointer"
            width: height

            SequentialAnimation on y {
                loops: Animation.Infinite
                running: Theme.guard > 0 && welcome.visible

                NumberAnimation {
                    duration: 900
                    easing.type: Easing.InOutSine
                    from: 0
                    to: -Theme.space
                }

                NumberAnimation {
                    duration: 900
                    easing.type: Easing.InOutSine
                    from: -Theme.space
                    to: 0
                }
            }
        }

        Words {
            id: touch

            anchors.bottom: parent.bottom
            font.pixelSize: Theme.title
            font.weight: Font.ExtraBold
            horizontalAlignment: Text.AlignHCenter
            text: lastTwoTogether(qsTr("Touch the screen to begin"))
            width: parent.width
        }
    }
}
