// The hall's name and time, and what this page asks.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: header

    required property KioskModel kiosk
    required property bool portrait
    readonly property real needed: Math.max(hall.implicitHeight, clock.implicitHeight) + Theme.gap * 0.5 + question.implicitHeight
    readonly property string surveyed: {
        if (!kiosk.exit)
            return "";
        switch (kiosk.survey.kind) {
        case "agency":
        case "service":
            return qsTr("Satisfaction survey");
        case "question":
            return qsTr("%1 of %2: %3").arg(kiosk.survey.number).arg(kiosk.survey.questions).arg(kiosk.survey.ask);
        case "trait":
            return kiosk.survey.ask;
        case "check":
            return qsTr("Hand in?");
        default:
            return qsTr("Thank you");
        }
    }
    readonly property string question: {
        switch (kiosk.page) {
        case "agency":
            return kiosk.catalogue.agencyName;
        case "needs":
            return qsTr("What is it about?");
        case "need":
            return kiosk.needs.name;
        case "search":
            return qsTr("What do you need?");
        case "booking":
            return qsTr("Your booking's code");
        case "order":
            return kiosk.order.together === "" ? qsTr("Is this right?") : qsTr("Is this right? All together: %1").arg(kiosk.order.together);
        case "questions":
            return qsTr("Two questions, then your number");
        case "ticket":
            return kiosk.ticket.state === "issued" ? qsTr("Your queue number") : "";
        case "visit":
            return kiosk.visit.state === "found" ? qsTr("Your ticket") : "";
        case "why":
            return kiosk.whyService;
        case "rate":
            return (kiosk.rating as RatingModel)?.question ?? "";
        case "survey":
            return surveyed;
        case "help":
            return kiosk.exit ? qsTr("How to tell us") : qsTr("How it works");
        default:
            return kiosk.order.count > 0 ? qsTr("Which other service do you need?") : qsTr("Which service do you need?");
        }
    }

    Words {
        id: hall

        anchors.left: parent.left
        anchors.top: parent.top
        color: Theme.quiet
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        objectName: "hall"
        text: header.kiosk.catalogue.hallName
        width: parent.width - clock.width - Theme.gap
    }

    Words {
        id: clock

        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.quiet
        font.features: ({
                "tnum": 1
            })
        font.pixelSize: Theme.small
        horizontalAlignment: Text.AlignRight
        objectName: "clock"
        text: header.portrait && Theme.larger ? header.kiosk.clock.shortText : header.kiosk.clock.text
        width: implicitWidth
    }

    ZoneMark {
        id: mark

        anchors.left: parent.left
        anchors.verticalCenter: question.verticalCenter
        color: Theme.highContrast ? Theme.ink : Theme.zoneColour(header.kiosk.catalogue.agencyZone)
        height: Math.round(56 * Theme.unit)
        shape: Theme.zoneShape(header.kiosk.catalogue.agencyZone)
        visible: header.kiosk.page === "agency"
        width: height
    }

    Words {
        id: question

        anchors.bottom: parent.bottom
        anchors.left: mark.visible ? mark.right : parent.left
        anchors.leftMargin: mark.visible ? Theme.gap : 0
        anchors.right: parent.right
        height: Math.max(implicitHeight, Math.min(parent.height - hall.height, Math.round((header.portrait ? 112 : 76) * Theme.unit * (1 + (Theme.textScale - 1) * 0.8))))
        font.pixelSize: text.length > (header.portrait ? 44 : 66) / Theme.textScale ** 2 ? Theme.strong : Theme.title
        font.weight: Font.ExtraBold
        lineHeight: 1.0
        objectName: "question"
        text: header.question
    }
}
