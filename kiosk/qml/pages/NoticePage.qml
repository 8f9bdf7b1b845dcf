// The whole screen says why no number can be had: closed, paused, not connected yet.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: notice

    required property KioskModel kiosk
    readonly property bool broken: kiosk.cutOff || kiosk.clockStops
    readonly property bool long: kiosk.closedSentence.length > 80 // a reason that staff gave, or the hall's own words

    Pages {
        anchors.fill: parent
        anchors.margins: Theme.margin
        centred: true
        spacing: Theme.space * (notice.long ? 0.75 : 1.5)

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.strong
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            objectName: "hall"
            text: notice.kiosk.ready ? notice.kiosk.catalogue.hallName : qsTr("Queue numbers")
            width: parent.width
        }

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.accent
            height: Math.round((notice.long ? 100 : 200) * Theme.unit)
            sign: notice.broken || !notice.kiosk.ready ? "warn" : "clock"
            visible: notice.broken || notice.kiosk.ready
            width: height
        }

        Waiting {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !notice.kiosk.ready
        }

        Words {
            font.pixelSize: notice.long ? Theme.title : Theme.large
            font.weight: Font.ExtraBold
            horizontalAlignment: Text.AlignHCenter
            objectName: "notice"
            text: lastTwoTogether(notice.broken ? qsTr("No numbers can be given at this screen now") : !notice.kiosk.ready ? qsTr("One moment, please") : notice.kiosk.closedSentence)
            width: parent.width
        }

        Words {
            font.pixelSize: Theme.strong
            horizontalAlignment: Text.AlignHCenter
            objectName: "remedy"
            text: lastTwoTogether(notice.broken ? qsTr("Please go to the information desk: an officer helps you.") : qsTr("Thank you for your patience."))
            width: parent.width
        }

        Words {
            color: Theme.quiet
            font.pixelSize: Theme.body
            horizontalAlignment: Text.AlignHCenter
            text: notice.broken ? notice.kiosk.shareSentence : notice.kiosk.clock.text
            width: parent.width
        }
    }
}
