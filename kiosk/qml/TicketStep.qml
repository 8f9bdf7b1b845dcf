// One step of the visit, beside the number: where to go, how many are ahead, how long.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Card {
    id: step

    property int position: 1
    property string name: ""
    property string agency: ""
    property int zone: 0
    property string zoneName: ""
    property string way: ""
    property string people: ""
    property string wait: ""
    property string warning: ""
    property bool several: false

    needed: inside.whole + Theme.space * 1.5

    ZoneMark {
        id: mark

        anchors.left: parent.left
        anchors.leftMargin: Theme.space
        color: Theme.highContrast ? Theme.ink : Theme.zoneColour(step.zone)
        height: Math.round(72 * Theme.unit)
        shape: Theme.zoneShape(step.zone)
        width: height
        y: inside.y + Math.max(0, (inside.height - inside.whole) / 2)
    }

    Pages {
        id: inside

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space * 0.75
        anchors.left: mark.right
        anchors.leftMargin: Theme.space
        anchors.right: parent.right
        anchors.rightMargin: Theme.space
        anchors.top: parent.top
        anchors.topMargin: Theme.space * 0.75
        centred: true
        spacing: Math.round(Theme.gap * 0.4)

        Words {
            font.pixelSize: Theme.strong
            font.weight: Font.ExtraBold
            text: (step.several ? step.position + ". " : "") + (step.name === "" ? step.agency : step.name)
            width: parent.width
        }

        Words {
            color: Theme.quiet
            text: step.agency
            visible: step.name !== "" && text !== ""
            width: parent.width
        }

        Words {
            font.weight: Font.DemiBold
            text: [step.zoneName, step.way].filter(part => part !== "").join("\n")
            visible: text !== ""
            width: parent.width
        }

        Words {
            font.pixelSize: Theme.strong
            font.weight: Font.Bold
            objectName: "ahead"
            text: lastTwoTogether([step.people, step.wait].filter(part => part !== "").join(" · "))
            visible: text !== ""
            width: parent.width
        }

        Words {
            color: Theme.warn
            font.weight: Font.Bold
            objectName: "warning"
            text: step.warning
            visible: text !== ""
            width: parent.width
        }
    }
}
