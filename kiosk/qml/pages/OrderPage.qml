// Before the number: what to bring, how long, two questions, and the one large key. In larger text the questions come
// on the page after this one: a summary of several services needs the whole page then.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    readonly property bool apart: Theme.larger
    readonly property bool beside: !portrait && !apart // the services on the left, the questions on the right
    readonly property real half: Math.round((width - Theme.space) * 0.5)
    readonly property real across: beside ? half : width

    Words {
        id: why

        anchors.left: parent.left
        anchors.top: parent.top
        color: Theme.quiet
        font.pixelSize: Theme.small
        objectName: "order:why"
        text: page.kiosk.order.whyOrder
        visible: text !== ""
        width: page.across
    }

    TileGrid {
        id: cards

        anchors.left: parent.left
        anchors.top: why.visible ? why.bottom : parent.top
        anchors.topMargin: why.visible ? Math.round(Theme.gap * 0.5) : 0
        columns: 1
        height: (asking.visible && page.portrait ? asking.y : keys.height > 0 ? keys.y : page.apart ? onward.y : page.height + Theme.gap) - Theme.gap - y
        least: Theme.touch
        most: 0
        tiles: steps
        width: page.across

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

    Questions {
        id: asking

        // what is left to the cards: one that can be read, and its turns where there are several
        readonly property real spared: !page.portrait ? 0 : Theme.space + Theme.touch * 2 + (steps.count > 1 ? why.height + Theme.touch + Theme.gap * 4 : 0)

        anchors.bottom: page.portrait ? keys.top : taking.top
        anchors.bottomMargin: Theme.gap
        anchors.right: parent.right
        kiosk: page.kiosk
        room: page.height - nav.height - taking.height - Theme.gap - (page.portrait ? keys.height + Theme.gap : 0) - spared
        visible: !page.apart
        width: page.across
    }

    // One more service; in reach mode, another order and one less.
    Flow {
        id: keys

        readonly property bool paired: last.visible && another.visible && (page.portrait || page.apart)

        anchors.bottom: page.portrait ? (page.apart ? onward.top : taking.top) : parent.bottom
        anchors.bottomMargin: page.portrait ? Theme.gap : 0
        anchors.left: parent.left
        height: last.visible || another.visible ? implicitHeight : 0
        spacing: Theme.gap
        width: page.portrait ? page.width : page.half

        DropButton {
            id: last

            brief: keys.paired && page.apart
            height: keys.paired ? another.height : implicitHeight
            kiosk: page.kiosk
            visible: wanted
            width: !keys.paired ? keys.width : brief ? implicitWidth : Math.floor((keys.width - keys.spacing) / 2)
        }

        AddButton {
            id: another

            kiosk: page.kiosk
            visible: !page.kiosk.order.full || page.portrait && !page.apart // four need its place
            width: keys.paired ? keys.width - last.width - keys.spacing : keys.width
        }
    }

    TakeButton {
        id: taking

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.right: parent.right
        kiosk: page.kiosk
        visible: !page.apart
        width: page.across
    }

    BigButton {
        id: onward

        anchors.bottom: nav.top
        anchors.bottomMargin: page.portrait ? Theme.space : 0
        anchors.right: parent.right
        enabled: page.kiosk.order.available
        height: page.portrait ? Math.max(implicitHeight, Math.round(Theme.touch * 1.4)) : Math.max(implicitHeight, keys.height)
        objectName: "onward"
        primary: true
        sign: "next"
        text: qsTr("Continue")
        textSize: Math.round(Theme.title * 0.9)
        visible: page.apart
        weight: Font.ExtraBold
        width: page.portrait || keys.height === 0 ? page.width : page.half

        onClicked: page.kiosk.askQuestions()
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
