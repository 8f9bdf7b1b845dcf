// While nobody uses the kiosk: greeting, pledge, hours, notices, and a hand that invites to touch.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Rectangle {
    id: welcome

    required property WelcomeModel model
    // a high screen has room for what is read from a distance, unless the hall has much to say
    readonly property bool spacious: height > width && !Theme.larger && model.hours.length + model.pledge.length + model.notices.length < 320
    readonly property int textSize: spacious ? Math.round(Theme.title * 0.9) : Theme.strong

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
            font.pixelSize: Math.min(Theme.large, Math.round(banner.height * 0.26))
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
        spacing: Theme.space * (welcome.spacious ? 2 : 1)
        y: banner.height + Math.max(Theme.margin, welcome.spacious ? (invitation.y - banner.height - height) / 2 : 0)

        Words {
            font.pixelSize: welcome.textSize
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "welcome:hours"
            text: welcome.model.hours
            visible: text !== ""
            width: parent.width
        }

        Words {
            font.pixelSize: welcome.textSize
            horizontalAlignment: Text.AlignHCenter
            objectName: "welcome:pledge"
            text: lastTwoTogether(welcome.model.pledge)
            visible: text !== ""
            width: parent.width
        }

        Words {
            color: Theme.warn
            font.pixelSize: welcome.textSize
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

        property real lift: 0

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.margin
        anchors.horizontalCenter: parent.horizontalCenter
        height: (hand.visible ? hand.height + Theme.space : 0) + touch.implicitHeight
        width: parent.width - Theme.margin * 2

        SequentialAnimation on lift {
            loops: Animation.Infinite
            running: Theme.guard > 0 && welcome.visible

            NumberAnimation {
                duration: 900
                easing.type: Easing.InOutSine
                from: 0
                to: Theme.space
            }

            NumberAnimation {
                duration: 900
                easing.type: Easing.InOutSine
                from: Theme.space
                to: 0
            }
        }

        Icon {
            id: hand

            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accent
            height: Math.round(140 * Theme.unit)
            name: "pointer"
            visible: said.height + height + Theme.space * 3 < welcome.height - banner.height - touch.implicitHeight - Theme.margin * 2 // else it would stand on the words
            width: height
            y: -invitation.lift
        }

        Words {
            id: touch

            anchors.bottom: parent.bottom
            anchors.bottomMargin: hand.visible ? 0 : invitation.lift // what moves is the hand, or the words without it
            font.pixelSize: Theme.title
            font.weight: Font.ExtraBold
            horizontalAlignment: Text.AlignHCenter
            text: lastTwoTogether(qsTr("Touch the screen to begin"))
            width: parent.width
        }
    }
}
