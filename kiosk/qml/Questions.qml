// The two questions before a number: to be served first, and to be called visibly.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Column {
    id: questions

    required property KioskModel kiosk
    property real room: 0 // what they may take of the page; a page of the first one's words at a time where it is too little

    spacing: Theme.gap

    Card {
        id: first

        readonly property real least: Theme.space * 2 + Theme.touch * 2 + Theme.gap

        height: Math.min(asking.whole + Theme.gap + answers.height + Theme.space * 2, Math.max(least, questions.room - visibly.height - questions.spacing))
        width: parent.width

        Pages {
            id: asking

            anchors.bottom: answers.top
            anchors.bottomMargin: Theme.gap
            anchors.left: parent.left
            anchors.margins: Theme.space
            anchors.right: parent.right
            anchors.top: parent.top
            spacing: Theme.gap

            Words {
                font.pixelSize: Theme.strong
                font.weight: Font.Bold
                text: qsTr("Do you need to be served first?")
                width: parent.width
            }

            Words {
                color: Theme.quiet
                text: qsTr("For people aged 60 and over, pregnant or nursing, with a disability, or with a small child. We do not ask why.")
                width: parent.width
            }
        }

        Row {
            id: answers

            readonly property int each: Math.floor((width - spacing) / 2)

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.margins: Theme.space
            anchors.right: parent.right
            spacing: Theme.gap

            ToggleButton {
                height: Theme.touch
                objectName: "priority:no"
                on: !questions.kiosk.order.priority
                text: qsTr("No")
                width: answers.each

                onClicked: questions.kiosk.order.setPriority(false)
            }

            ToggleButton {
                height: Theme.touch
                objectName: "priority:yes"
                on: questions.kiosk.order.priority
                text: qsTr("Yes")
                width: answers.each

                onClicked: questions.kiosk.order.setPriority(true)
            }
        }
    }

    ToggleButton {
        id: visibly

        objectName: "visual"
        on: questions.kiosk.order.visual
        text: qsTr("Call me visibly: I may not hear the voice")
        textSize: Theme.body
        width: parent.width

        onClicked: questions.kiosk.order.setVisual(!questions.kiosk.order.visual)
    }
}
