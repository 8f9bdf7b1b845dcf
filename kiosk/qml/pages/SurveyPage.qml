// The questionnaire: one question a page, its answers as tiles; who has done hands it in.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    required property real begins // nothing to touch stands above this in reach mode
    readonly property SurveyModel survey: kiosk.survey
    readonly property bool lists: survey.kind === "agency" || survey.kind === "service"
    readonly property bool asks: survey.kind === "question" || survey.kind === "trait"

    Words {
        id: about

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.quiet
        font.pixelSize: Theme.body
        height: text === "" ? 0 : implicitHeight
        objectName: "about"
        text: {
            switch (page.survey.kind) {
            case "question":
                return page.survey.element;
            case "trait":
                return qsTr("You need not say. Only sums are kept, never with your answers.");
            case "agency":
            case "service":
                return qsTr("Whose service did you have today?");
            default:
                return "";
            }
        }
    }

    TileGrid {
        id: grid

        anchors.bottom: skip.visible ? skip.top : nav.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: about.bottom
        anchors.topMargin: Math.max(Theme.gap, page.begins - about.height)
        columns: page.survey.kind === "agency" ? (page.portrait ? 2 : 3) : page.portrait ? 1 : 2
        least: Math.max(Theme.finger, Math.round((page.survey.kind === "agency" ? 112 : 130) * Theme.unit * Theme.textScale))
        most: Math.round(least * (page.lists ? 1.2 : 1.6))
        subject: page.survey.kind + page.survey.key
        tiles: tiles
        visible: page.lists || page.asks

        Repeater {
            id: tiles

            model: page.survey.options

            delegate: TileButton {
                required property int index
                required property string code
                required property string name
                required property bool chosen
                required zone

                badge: page.asks ? String(index + 1) : page.survey.agency || code
                Accessible.checkable: page.asks
                Accessible.checked: chosen
                edge: chosen ? Theme.accent : Theme.line
                edgeWidth: chosen ? Theme.edge * 2 : Theme.edge
                ground: chosen ? Theme.accentSoft : Theme.card
                height: grid.tileHeight
                objectName: "option:" + code
                text: name
                textSize: page.lists ? Theme.body : Theme.strong
                visible: grid.shows(index)
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: page.survey.choose(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    BigButton {
        id: skip

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.gap : 0
        anchors.left: parent.left
        anchors.right: parent.right
        height: Theme.touch
        objectName: "skip"
        sign: "next"
        text: page.survey.kind === "trait" ? qsTr("I would rather not say") : qsTr("Leave this question out")
        textSize: Theme.body
        visible: page.asks

        onClicked: page.survey.skip()
    }

    Pages {
        anchors.bottom: done.top
        anchors.bottomMargin: Theme.space
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        centred: true
        spacing: Theme.space
        visible: !grid.visible

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accent
            height: Math.round(140 * Theme.unit)
            sign: page.survey.kind === "thanks" ? "check" : "paper"
            width: height
        }

        Words {
            font.pixelSize: Theme.title
            font.weight: Font.Bold
            horizontalAlignment: Text.AlignHCenter
            objectName: "done words"
            text: page.survey.kind === "thanks" ? qsTr("Thank you. Your answers help us to become better.") : page.survey.service
            width: parent.width
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            objectName: "blanks"
            text: page.survey.blanks > 0 ? qsTr("Questions left out: %1. Only complete questionnaires count in the index; you can go back.").arg(page.survey.blanks) : qsTr("All questions are answered. No name and no queue number is kept.")
            visible: page.survey.kind === "check"
            width: parent.width
        }
    }

    BigButton {
        id: done

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.left: parent.left
        anchors.right: parent.right
        height: Math.max(implicitHeight, Math.round(Theme.touch * 1.3))
        objectName: page.survey.kind === "thanks" ? "finish" : "handin"
        primary: true
        sign: page.survey.kind === "thanks" ? "home" : "check"
        text: page.survey.kind === "thanks" ? qsTr("Done") : qsTr("Hand in my answers")
        visible: !grid.visible

        onClicked: page.survey.kind === "thanks" ? page.kiosk.home() : page.survey.hand_in()
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
