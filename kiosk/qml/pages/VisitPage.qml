// A ticket that its visitor shows again: the number, where each step stands, and what can be done.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    readonly property VisitModel visit: kiosk.visit
    readonly property bool found: visit.state === "found"

    Waiting {
        anchors.centerIn: parent
        visible: page.visit.state === "asking"
    }

    Pages {
        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.space
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        centred: true
        spacing: Theme.space
        visible: page.visit.state === "unknown" || page.visit.state === "fault"

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.warn
            height: Math.round(140 * Theme.unit)
            sign: "help"
            width: height
        }

        Words {
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "sentence"
            text: page.found ? "" : page.visit.sentence
            width: parent.width
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Scan the code once more, or ask an officer.")
            width: parent.width
        }
    }

    Card {
        id: number

        anchors.left: parent.left
        anchors.top: parent.top
        border.color: Theme.highContrast ? Theme.ink : Theme.accent
        border.width: Theme.edge * 3
        height: page.portrait ? Math.round(300 * Theme.unit) : keys.y - Theme.gap
        visible: page.found
        width: page.portrait ? page.width : Math.round((page.width - Theme.space) / 2)

        Words {
            anchors.fill: parent
            anchors.margins: Theme.gap
            font.features: ({
                    "tnum": 1
                })
            font.pixelSize: Math.round(Theme.unit * 220)
            font.weight: Font.ExtraBold
            fontSizeMode: Text.Fit
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1
            minimumPixelSize: Math.round(110 * Theme.unit)
            objectName: "visit:number"
            text: page.visit.label
            wrapMode: Text.NoWrap
        }
    }

    Words {
        id: said

        anchors.left: steps.left
        anchors.right: parent.right
        anchors.top: page.portrait ? number.bottom : parent.top
        anchors.topMargin: page.portrait ? Theme.gap : 0
        font.pixelSize: Theme.strong
        font.weight: Font.Bold
        horizontalAlignment: Text.AlignHCenter
        objectName: "visit:said"
        text: [page.visit.paper, page.visit.sentence].filter(part => part !== "").join("\n")
        visible: page.found && text !== ""
    }

    TileGrid {
        id: steps

        anchors.bottom: keys.top
        anchors.bottomMargin: Theme.gap
        anchors.left: page.portrait ? parent.left : number.right
        anchors.leftMargin: page.portrait ? 0 : Theme.space
        anchors.right: parent.right
        anchors.top: said.visible ? said.bottom : page.portrait ? number.bottom : parent.top
        anchors.topMargin: page.portrait || said.visible ? Theme.gap : 0
        columns: 1
        least: Theme.touch
        most: 0
        subject: page.visit.label
        tiles: visitSteps
        visible: page.found

        Repeater {
            id: visitSteps

            model: page.visit.steps

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

    Flow {
        id: keys

        readonly property int count: 1 + (comeBack.visible ? 1 : 0) + (reprint.visible ? 1 : 0)
        readonly property real each: page.portrait ? width : Math.floor((width - (count - 1) * spacing) / count)

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.gap

        BigButton {
            id: comeBack

            height: Math.max(implicitHeight, Math.round(Theme.touch * 1.2))
            objectName: "comeback"
            primary: true
            sign: "check"
            text: qsTr("I am here now: back into the line")
            visible: page.found && page.visit.canComeBack
            width: keys.each

            onClicked: page.visit.comeBack()
        }

        BigButton {
            id: reprint

            height: Math.max(implicitHeight, Math.round(Theme.touch * 1.2))
            objectName: "visit:reprint"
            sign: "paper"
            text: qsTr("Print my ticket again")
            visible: page.found && page.visit.canReprint
            width: keys.each

            onClicked: page.visit.reprint()
        }

        BigButton {
            height: Math.max(implicitHeight, Math.round(Theme.touch * 1.2))
            objectName: "home"
            primary: !comeBack.visible
            sign: "home"
            text: page.found ? qsTr("Done") : qsTr("Start page")
            width: keys.each

            onClicked: page.kiosk.forget()
        }
    }
}
