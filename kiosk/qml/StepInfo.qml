// One chosen service: where, how long, what to bring.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Card {
    id: info

    property string code: ""
    property string name: ""
    property string agency: ""
    property int zone: 0
    property string zoneName: ""
    property string needs: ""
    property string procedure: ""
    property string completion: ""
    property string fee: ""
    property string product: ""
    property string complaints: ""
    property string people: ""
    property string wait: ""
    property string remaining: ""
    property string warning: ""
    property bool several: false
    property bool droppable: several
    property bool tight: false // little room: the least that has to be said
    // what the law lets the public see of a service; several stand on one page with the least
    readonly property var told: several ? [[qsTr("Bring"), needs]] : [[qsTr("Bring"), needs], [qsTr("Steps"), procedure], [qsTr("Done in"), completion], [qsTr("Fee"), fee], [qsTr("You get"), product], [qsTr("Complaints"), complaints]]
    readonly property var lines: told.filter(line => line[1] !== "")

    readonly property int margins: several ? Theme.gap : Theme.space

    signal dropped

    needed: inside.whole + margins * 2

    Pages {
        id: inside

        anchors.fill: parent
        anchors.margins: info.margins
        spacing: info.several ? Math.round(Theme.gap * 0.5) : Theme.gap

        Item {
            height: Math.max(heading.height, drop.height)
            width: inside.width

            ZoneMark {
                id: mark

                color: Theme.highContrast ? Theme.ink : Theme.zoneColour(info.zone)
                height: Math.round(52 * Theme.unit)
                shape: Theme.zoneShape(info.zone)
                width: height
                y: Math.round(6 * Theme.unit)
            }

            Column {
                id: heading

                anchors.left: mark.right
                anchors.leftMargin: Theme.gap
                anchors.right: info.droppable ? drop.left : parent.right
                anchors.rightMargin: info.droppable ? Theme.gap : 0

                Words {
                    font.pixelSize: Theme.strong
                    font.weight: Font.ExtraBold
                    text: info.name
                    width: parent.width
                }

                Words {
                    color: Theme.quiet
                    visible: !info.tight
                    text: info.zoneName === "" || info.several ? info.agency : info.agency + "\n" + info.zoneName
                    width: parent.width
                }
            }

            BigButton {
                id: drop

                Accessible.name: qsTr("Remove %1").arg(info.name)
                anchors.right: parent.right
                height: info.droppable ? Theme.touch : 0
                leftPadding: 0
                objectName: "drop:" + info.code
                rightPadding: 0
                sign: "close"
                visible: info.droppable
                width: Theme.touch

                onClicked: info.dropped()
            }
        }

        Row {
            spacing: Theme.gap
            visible: info.people !== "" || info.wait !== ""
            width: inside.width

            Glyph {
                id: clock

                color: Theme.accent
                height: Math.round(40 * Theme.unit)
                sign: "clock"
                width: height
            }

            Words {
                font.pixelSize: Theme.strong
                font.weight: Font.DemiBold
                objectName: "wait:" + info.code
                text: [info.people, info.wait].filter(part => part !== "").join(" · ")
                width: inside.width - clock.width - Theme.gap
            }
        }

        Repeater {
            model: info.lines

            delegate: Row {
                id: line

                required property var modelData

                spacing: Theme.gap
                width: inside.width

                Words {
                    id: what

                    color: Theme.quiet
                    font.pixelSize: info.tight ? Theme.small : Theme.body
                    font.weight: Font.DemiBold
                    text: line.modelData[0]
                    verticalAlignment: Text.AlignTop
                    width: Math.round((info.several ? 150 : 170) * Theme.unit * Theme.textScale)
                }

                Words {
                    font.pixelSize: what.font.pixelSize
                    text: line.modelData[1]
                    verticalAlignment: Text.AlignTop
                    width: inside.width - what.width - Theme.gap
                }
            }
        }

        Words {
            color: Theme.warn
            font.pixelSize: info.tight ? Theme.small : Theme.body
            font.weight: Font.Bold
            text: [info.remaining, info.warning].filter(part => part !== "").join(" · ")
            visible: text !== ""
            width: inside.width
        }
    }
}
