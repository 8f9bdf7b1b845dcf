// Before the number: what to bring, how long, two questions, and the one large key.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    readonly property real half: portrait ? width : Math.round((width - Theme.space) * 0.5)

    Words {
        id: why

        anchors.left: parent.left
        anchors.top: parent.top
        color: Theme.quiet
        font.pixelSize: Theme.small
        objectName: "order:why"
        text: page.kiosk.order.whyOrder
        visible: text !== ""
        width: page.half
    }

    TileGrid {
        id: cards

        anchors.left: parent.left
        anchors.top: why.visible ? why.bottom : parent.top
        anchors.topMargin: why.visible ? Math.round(Theme.gap * 0.5) : 0
        columns: 1
        height: (page.portrait ? questions.y : less.visible ? less.y : more.visible ? more.y : page.height + Theme.gap) - Theme.gap - y
        least: Theme.touch
        most: 0
        tiles: steps
        width: page.half

        Repeater {
            id: steps

            model: page.kiosk.order.cards

            delegate: StepInfo {
                id: step

                required property int index
                required code
                required name
                required agency
                required zone
                required zoneName
                required needs
                required procedure
                required completion
                required fee
                required product
                required complaints
                required people
                required wait
                required remaining
                required warning

                droppable: several && !page.kiosk.comfort.reach
                among: page.kiosk.order.count
                at: index + 1
                height: cards.tileHeight
                objectName: "step:" + code
                several: page.kiosk.order.count > 1
                tall: page.portrait
                tight: several && Theme.larger && !page.portrait
                visible: cards.shows(index)
                width: cards.tileWidth
                x: cards.xOf(index)
                y: cards.yOf(index)

                onDropped: page.kiosk.drop(step.code)
                onMoved: by => page.kiosk.move(step.code, by)
                onNeededChanged: cards.remeasure()
            }
        }
    }

    DropButton {
        id: less

        anchors.bottom: more.visible ? more.top : parent.bottom
        anchors.bottomMargin: more.visible ? Theme.gap : 0
        anchors.left: parent.left
        kiosk: page.kiosk
        visible: wanted && !page.portrait
        width: page.half
    }

    AddButton {
        id: more

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        kiosk: page.kiosk
        visible: !page.portrait && !page.kiosk.order.full // four need its place
        width: page.half
    }

    Column {
        id: questions

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.right: parent.right
        spacing: Theme.gap
        width: page.half

        Card {
            id: first

            // what the question may take of the page; a page of its words at a time where that is too little
            readonly property real least: Theme.space * 2 + Theme.touch * 2 + Theme.gap
            // and what is left to the cards: one that can be read, and its turns where there are several
            readonly property real spared: !page.portrait ? 0 : Theme.space + Theme.touch * 2 + (steps.count > 1 ? why.height + Theme.touch + Theme.gap * 4 : 0)
            readonly property real room: Math.max(least, page.height - nav.height - wishes.height - taking.height - Theme.gap * 2 - spared)

            height: Math.min(asking.whole + Theme.gap + answers.height + Theme.space * 2, room)
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
                    on: !page.kiosk.order.priority
                    text: qsTr("No")
                    width: answers.each

                    onClicked: page.kiosk.order.setPriority(false)
                }

                ToggleButton {
                    height: Theme.touch
                    objectName: "priority:yes"
                    on: page.kiosk.order.priority
                    text: qsTr("Yes")
                    width: answers.each

                    onClicked: page.kiosk.order.setPriority(true)
                }
            }
        }

        Flow {
            id: wishes

            readonly property real each: Math.floor((width - (columns - 1) * spacing) / columns)
            // in larger text a line more would leave the cards no room
            readonly property bool crowded: page.portrait && last.wanted && Theme.textScale > 1
            readonly property bool brief: crowded && !page.kiosk.order.full
            readonly property int columns: page.portrait && page.kiosk.comfort.reach && Theme.textScale === 1 ? 2 : 1

            readonly property bool paired: columns > 1

            spacing: Theme.gap
            width: parent.width

            ToggleButton {
                id: asked

                objectName: "visual"
                on: page.kiosk.order.visual
                text: qsTr("Call me visibly: I may not hear the voice")
                textSize: Theme.body
                width: wishes.each

                onClicked: page.kiosk.order.setVisual(!page.kiosk.order.visual)
            }

            DropButton {
                id: last

                brief: wishes.brief
                height: wishes.brief ? another.height : wishes.paired ? asked.height : implicitHeight
                kiosk: page.kiosk
                visible: wanted && page.portrait
                width: wishes.brief ? implicitWidth : wishes.each
            }

            AddButton {
                id: another

                kiosk: page.kiosk
                height: wishes.paired && !last.visible ? asked.height : implicitHeight
                visible: page.portrait && !(wishes.crowded && page.kiosk.order.full)
                width: wishes.paired && last.visible ? wishes.width : wishes.brief ? wishes.width - last.width - wishes.spacing : wishes.each
            }
        }

        BigButton {
            id: taking

            enabled: page.kiosk.order.available
            height: Math.max(implicitHeight, Math.round(Theme.touch * 1.4))
            objectName: "take"
            primary: true
            sign: "paper"
            text: qsTr("Take a queue number")
            textSize: Math.round(Theme.title * 0.9)
            weight: Font.ExtraBold
            width: parent.width

            onClicked: page.kiosk.take()
        }
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
