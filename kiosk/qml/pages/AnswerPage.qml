// Words in answer to a question: why a service cannot be had now, or how the kiosk works.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    readonly property bool why: kiosk.page === "why"
    readonly property var exitSteps: [[qsTr("1. Touch a face"), qsTr("It tells the hall how it was. Then you may name a reason.")], [qsTr("2. Fill in the survey, if you have the time"), qsTr("Nine questions about one service. Each can be left out.")], [qsTr("3. Nobody knows that it was you"), qsTr("No name, no queue number and no officer is kept: only sums.")], [qsTr("You would rather be helped?"), qsTr("An officer comes to this screen, or ask at the information desk.")]]
    readonly property var steps: kiosk.exit ? exitSteps : [[qsTr("1. Touch what you need"), qsTr("Choose an agency, then a service. Or search with your own words.")], [qsTr("2. Read what to bring"), qsTr("The screen says what to bring and about how long it takes.")], [qsTr("3. Take your number"), qsTr("Keep the ticket. Your number is shown on the screens and called. It is free of charge.")], [qsTr("You would rather be helped?"), qsTr("An officer at the information desk takes a number for you.")]]

    Pages {
        anchors.bottom: first.visible ? first.top : nav.top
        anchors.bottomMargin: Theme.space
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        centred: true
        spacing: Theme.space
        visible: page.why

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.warn
            height: Math.round(140 * Theme.unit)
            sign: page.kiosk.whyOver ? "check" : "clock"
            width: height
        }

        Words {
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "why"
            text: page.kiosk.whySentence
            width: parent.width
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("You can choose another service, or ask an officer.")
            visible: !page.kiosk.whyOver
            width: parent.width
        }
    }

    BigButton {
        id: first

        anchors.bottom: nav.top
        anchors.bottomMargin: Theme.space
        anchors.horizontalCenter: parent.horizontalCenter
        height: Math.round(Theme.touch * 1.2)
        objectName: page.kiosk.whyOver ? "choose" : "priority:yes"
        sign: page.kiosk.whyOver ? "next" : "heart"
        text: page.kiosk.whyOver ? qsTr("Go on with this service") : qsTr("I need to be served first: numbers are left")
        visible: page.why && (page.kiosk.whyOver || page.kiosk.priorityOpen)
        width: parent.width

        onClicked: page.kiosk.whyOver ? page.kiosk.chooseAgain() : page.kiosk.choosePriority()
    }

    TileGrid {
        id: lessons

        anchors.bottom: call.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        columns: page.portrait ? 1 : 2
        most: page.portrait ? least : Math.round(least * 4)
        tiles: steps
        visible: !page.why && tallest <= room

        Repeater {
            id: steps

            model: page.why ? [] : page.steps

            delegate: Card {
                id: card

                required property int index
                required property var modelData

                height: lessons.tileHeight
                needed: words.height + Theme.space * 1.5
                visible: lessons.shows(index)
                width: lessons.tileWidth
                x: lessons.xOf(index)
                y: lessons.yOf(index)

                onNeededChanged: lessons.remeasure()

                Column {
                    id: words

                    anchors.left: parent.left
                    anchors.margins: Theme.space
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.gap * 0.5

                    Words {
                        font.pixelSize: Math.round((Theme.strong + Theme.title) / 2)
                        font.weight: Font.ExtraBold
                        text: card.modelData[0]
                        width: parent.width
                    }

                    Words {
                        font.pixelSize: Theme.strong
                        text: card.modelData[1]
                        width: parent.width
                    }
                }
            }
        }
    }

    BigButton {
        id: call

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.left: parent.left
        anchors.right: parent.right
        off: page.kiosk.assistance.state !== ""
        height: Math.max(implicitHeight, Math.round(Theme.touch * 1.3))
        objectName: "call"
        primary: true
        sign: page.kiosk.assistance.state === "coming" ? "check" : "people"
        text: {
            switch (page.kiosk.assistance.state) {
            case "calling":
                return qsTr("One moment, please");
            case "told":
                return qsTr("The officers have been told. Please wait here.");
            case "coming":
                return qsTr("An officer is on the way to you");
            case "nobody":
                return qsTr("Please go to the information desk: an officer helps you.");
            default:
                return qsTr("Call an officer to this screen");
            }
        }
        visible: !page.why

        onClicked: page.kiosk.assistance.call()
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
