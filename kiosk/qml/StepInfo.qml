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
    property int at: 0 // its place among several, from 1
    property int among: 0
    property bool droppable: several
    property bool tall: true // a portrait page: room for what to bring
    property bool tight: false // little room: the least that has to be said
    // what the law lets the public see of a service; several stand on one page with the least
    readonly property bool brief: several && among > 2 // three or four on one page of summary
    readonly property bool under: !brief || tall && Theme.larger // the wait beneath the name and its keys, not beside them
    readonly property string line: [people, wait].filter(part => part !== "").join(" · ")
    readonly property var told: brief && (among > 3 || !tall) ? [] : several ? [[qsTr("Bring"), needs]] : [[qsTr("Bring"), needs], [qsTr("Steps"), procedure], [qsTr("Done in"), completion], [qsTr("Fee"), fee], [qsTr("You get"), product], [qsTr("Complaints"), complaints]]
    readonly property string last: [remaining, warning].filter(part => part !== "").join(" · ")
    readonly property var lines: told.filter(line => line[1] !== "")

    readonly property int margins: brief ? Math.round(Theme.gap * 0.4) : several ? Theme.gap : Theme.space

    signal dropped
    signal moved(int by)

    needed: inside.whole + margins * 2

    Pages {
        id: inside

        anchors.fill: parent
        anchors.margins: info.margins
        spacing: info.several ? Math.round(Theme.gap * (info.brief ? 0.25 : 0.5)) : Theme.gap

        Item {
            height: Math.max(heading.height, info.droppable ? keys.height : 0)
            width: inside.inner

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
                anchors.right: info.droppable ? keys.left : parent.right
                anchors.rightMargin: info.droppable ? Theme.gap : 0

                Words {
                    font.pixelSize: info.brief && (info.among > 3 || !info.tall) ? Theme.body : Theme.strong
                    font.weight: Font.ExtraBold
                    text: info.several ? info.at + ". " + info.name : info.name
                    width: parent.width
                }

                Flow {
                    visible: !info.under
                    width: parent.width

                    Words {
                        font.pixelSize: Theme.small
                        font.weight: Font.DemiBold
                        objectName: parent.visible ? "wait:" + info.code : ""
                        text: info.line
                        visible: text !== ""
                        width: Math.min(implicitWidth + Theme.gap, parent.width)
                    }

                    Words {
                        color: Theme.warn
                        font.pixelSize: Theme.small
                        font.weight: Font.Bold
                        text: info.last
                        visible: text !== ""
                        width: Math.min(implicitWidth, parent.width)
                    }
                }

                Words {
                    color: Theme.quiet
                    visible: !info.tight && !info.brief
                    text: info.zoneName === "" || info.several ? info.agency : info.agency + "\n" + info.zoneName
                    width: parent.width
                }
            }

            Row {
                id: keys

                anchors.right: parent.right
                spacing: Math.round(Theme.gap * 0.5)
                visible: info.droppable

                BigButton {
                    Accessible.name: qsTr("Earlier: %1").arg(info.name)
                    height: Theme.touch
                    leftPadding: 0
                    objectName: "earlier:" + info.code
                    rightPadding: 0
                    sign: "up"
                    visible: info.at > 1
                    width: Theme.touch

                    onClicked: info.moved(-1)
                }

                BigButton {
                    Accessible.name: qsTr("Later: %1").arg(info.name)
                    height: Theme.touch
                    leftPadding: 0
                    objectName: "later:" + info.code
                    rightPadding: 0
                    sign: "down"
                    visible: info.at < info.among
                    width: Theme.touch

                    onClicked: info.moved(1)
                }

                BigButton {
                    Accessible.name: qsTr("Remove %1").arg(info.name)
                    height: Theme.touch
                    leftPadding: 0
                    objectName: "drop:" + info.code
                    rightPadding: 0
                    sign: "close"
                    width: Theme.touch

                    onClicked: info.dropped()
                }
            }
        }

        Row {
            spacing: Theme.gap
            visible: info.under && info.line !== ""
            width: inside.inner

            Glyph {
                id: clock

                color: Theme.accent
                height: Math.round((info.brief ? 30 : 40) * Theme.unit)
                sign: "clock"
                width: height
            }

            Words {
                font.pixelSize: info.brief ? Theme.small : Theme.strong
                font.weight: Font.DemiBold
                objectName: parent.visible ? "wait:" + info.code : ""
                text: lastTwoTogether(info.line)
                width: inside.inner - clock.width - Theme.gap
            }
        }

        Repeater {
            model: info.lines

            delegate: Row {
                id: line

                required property var modelData

                spacing: Theme.gap
                width: inside.inner

                Words {
                    id: what

                    color: Theme.quiet
                    font.pixelSize: info.tight || info.brief ? Theme.small : Theme.body
                    font.weight: Font.DemiBold
                    text: line.modelData[0]
                    verticalAlignment: Text.AlignTop
                    width: Math.round((info.several ? 150 : 170) * Theme.unit * Theme.textScale)
                }

                Words {
                    font.pixelSize: what.font.pixelSize
                    text: hyphensKept(line.modelData[1])
                    verticalAlignment: Text.AlignTop
                    width: inside.inner - what.width - Theme.gap
                }
            }
        }

        Words {
            color: Theme.warn
            font.pixelSize: info.tight || info.brief ? Theme.small : Theme.body
            font.weight: Font.Bold
            text: info.last
            visible: info.under && text !== ""
            width: inside.inner
        }
    }
}
