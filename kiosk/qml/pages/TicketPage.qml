// The number, as large as it goes, with where to go and what happens to its paper; or why there is none.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    readonly property TicketModel ticket: kiosk.ticket
    readonly property int floor: Math.round(110 * Theme.unit) // the number is never smaller than this
    readonly property real half: portrait ? width : Math.round((width - Theme.space) / 2)

    // ----- the file is asked

    Column {
        anchors.centerIn: parent
        spacing: Theme.space
        visible: page.ticket.state === "asking"
        width: parent.width

        Waiting {
            anchors.horizontalCenter: parent.horizontalCenter
        }

        Words {
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "asking"
            text: qsTr("One moment, please")
            width: parent.width
        }
    }

    // ----- no number

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space
        visible: page.ticket.state === "refused" || page.ticket.state === "fault"

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.warn
            height: Math.round(140 * Theme.unit)
            sign: page.ticket.state === "refused" ? "clock" : "warn"
            width: height
        }

        Words {
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "sentence"
            text: page.ticket.sentence
            width: parent.width
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            text: page.ticket.state === "fault" ? qsTr("Your choice is kept. Try again, or ask an officer at the information desk.") : qsTr("You can choose another service, or ask an officer.")
            width: parent.width
        }

        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.round(Theme.touch * 1.3)
            objectName: "again"
            primary: true
            text: qsTr("Try again")
            visible: page.ticket.state === "fault"
            width: Math.round(560 * Theme.unit)

            onClicked: page.kiosk.again()
        }

        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.round(Theme.touch * 1.3)
            objectName: "correct"
            primary: true
            sign: "back"
            text: qsTr("Correct the code")
            visible: page.ticket.state === "refused" && page.kiosk.bookingCode !== ""
            width: Math.round(560 * Theme.unit)

            onClicked: page.kiosk.correct()
        }

        BigButton {
            anchors.horizontalCenter: parent.horizontalCenter
            height: Math.round(Theme.touch * 1.3)
            objectName: "home"
            sign: "home"
            text: qsTr("Start page")
            width: Math.round(560 * Theme.unit)

            onClicked: page.kiosk.home()
        }
    }

    // ----- the number

    Item {
        anchors.fill: parent
        visible: page.ticket.state === "issued"

        Card {
            id: number

            anchors.left: parent.left
            anchors.top: parent.top
            border.color: Theme.highContrast ? Theme.ink : Theme.zoneColour(page.ticket.zone)
            border.width: Theme.edge * 3
            // not by the size of other words: the number never shrinks for them
            height: page.portrait ? Math.round(470 * Theme.unit) : buttons.y - Theme.gap
            width: page.half

            Words {
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Math.round(118 * Theme.unit) // the badges' room in the largest text
                anchors.left: parent.left
                anchors.margins: Theme.gap
                anchors.right: parent.right
                anchors.top: parent.top
                font.features: ({
                        "tnum": 1
                    })
                font.pixelSize: Math.round(Theme.unit * 280)
                minimumPixelSize: page.floor
                font.weight: Font.ExtraBold
                fontSizeMode: Text.Fit
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                objectName: "number"
                text: page.ticket.label
                wrapMode: Text.NoWrap
            }

            Row {
                id: marks

                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.space
                anchors.horizontalCenter: parent.horizontalCenter
                spacing: Theme.space

                Badge {
                    sign: "heart"
                    text: qsTr("Priority")
                    visible: page.ticket.priority
                }

                Badge {
                    sign: "eye"
                    text: qsTr("Called visibly")
                    visible: page.ticket.visual
                }
            }
        }

        Card {
            id: paper

            readonly property bool bad: ["failed", "stalled", "unknown", "none"].includes(page.ticket.paper)

            anchors.right: parent.right
            border.color: bad ? Theme.warn : Theme.good
            color: bad ? Theme.warnSoft : Theme.goodSoft
            height: Math.min(tell.whole + Theme.space * 2, page.portrait ? buttons.y - Theme.gap * 2 - number.height - Theme.touch * 2 : page.height * 0.42)
            width: page.half
            y: page.portrait ? number.height + Theme.gap : 0

            Glyph {
                id: sheet

                anchors.left: parent.left
                anchors.leftMargin: Theme.space
                anchors.verticalCenter: parent.verticalCenter
                color: paper.bad ? Theme.warn : Theme.good
                height: Math.round(76 * Theme.unit)
                sign: paper.bad ? "warn" : "paper"
                width: height
            }

            Pages {
                id: tell

                anchors.bottom: parent.bottom
                anchors.left: sheet.right
                anchors.leftMargin: Theme.space
                anchors.right: parent.right
                anchors.rightMargin: Theme.space
                anchors.top: parent.top
                anchors.bottomMargin: Theme.space
                anchors.topMargin: Theme.space
                centred: true
                spacing: Theme.gap * 0.5

                Words {
                    color: paper.bad ? Theme.warn : Theme.good
                    font.pixelSize: Theme.strong
                    font.weight: Font.ExtraBold
                    objectName: "paper"
                    text: page.ticket.paperHeadline
                    width: parent.width
                }

                Words {
                    objectName: "advice"
                    text: page.ticket.paperAdvice
                    width: parent.width
                }

                Words {
                    objectName: "unsettled"
                    text: qsTr("The network is down. Your number is valid and keeps its place.")
                    visible: page.ticket.unsettled
                    width: parent.width
                }
            }
        }

        TileGrid {
            id: steps

            anchors.bottom: page.portrait ? buttons.top : parent.bottom
            anchors.bottomMargin: page.portrait ? Theme.gap : 0
            anchors.left: page.portrait ? parent.left : number.right
            anchors.leftMargin: page.portrait ? 0 : Theme.space
            anchors.right: parent.right
            anchors.top: paper.bottom
            anchors.topMargin: Theme.gap
            columns: 1
            least: Theme.touch
            most: 0
            tiles: visitSteps

            Repeater {
                id: visitSteps

                model: page.ticket.steps

                delegate: TicketStep {
                    required property int index
                    required position
                    required name
                    required agency
                    required zone
                    required zoneName
                    required way
                    required people
                    required wait
                    required warning

                    height: steps.tileHeight
                    several: visitSteps.count > 1
                    visible: steps.shows(index)
                    width: steps.tileWidth
                    x: steps.xOf(index)
                    y: steps.yOf(index)

                    onNeededChanged: steps.remeasure()
                }
            }
        }

        Row {
            id: buttons

            readonly property bool two: again.visible
            readonly property real each: two ? Math.floor((width - spacing) / 2) : width

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            spacing: Theme.gap
            width: page.half

            BigButton {
                id: again

                height: Math.max(Math.round(Theme.touch * 1.25), implicitHeight)
                objectName: "reprint"
                text: qsTr("No ticket came out")
                textSize: Theme.body
                visible: page.ticket.canReprint
                width: buttons.each

                onClicked: page.kiosk.reprint()
            }

            BigButton {
                height: buttons.two ? again.height : Math.round(Theme.touch * 1.25)
                objectName: "home"
                primary: true
                text: qsTr("Done")
                width: buttons.each

                onClicked: page.kiosk.forget()
            }
        }
    }
}
