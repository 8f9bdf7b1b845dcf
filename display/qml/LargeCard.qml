// One call, large: the number, where to go, and who calls. It flashes when it is called; for a visitor who wishes to
// be called visibly it goes on flashing. Below three flashes a second (WCAG 2.3.1).
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: card

    required property BoardView board
    required property int least
    required property bool again
    required property string counter
    required property string facts
    required property string label
    required property bool newest
    required property bool priority
    required property bool serving
    required property bool speaking
    required property string title
    required property int turn
    required property bool visual
    required property string way
    required property bool wordy
    required property int zoneIndex

    readonly property bool flat: width > height * 2.2
    readonly property color ground: flashed ? Theme.flash : Theme.accent
    readonly property color ink: flashed ? Theme.onFlash : Theme.onAccent
    readonly property int edge: Math.round(Math.min(width, height) * 0.04)
    readonly property int side: flat ? Math.round(height * 0.1) : edge // beside the number
    property bool flashed: false

    // What stands beside number and counter, while these keep their size: what is special about the call, whose it is
    readonly property list<string> special: [priority ? "priority" : "", again ? "again" : ""].filter(key => key !== "")
    readonly property real spare: height - edge * 2.4 - least * (flat ? 2.1 : 3.6)
    readonly property bool headed: spare > least * (special.length > 0 ? 1.4 : 4)
    readonly property real crown: headed ? least * 1.4 : 0
    readonly property real foot: spare - crown > least * 1.4 ? least * (height > least * 12 ? 2.7 : 1.35) : 0

    readonly property real faceTop: Math.round(edge + crown)
    readonly property real faceHeight: height - faceTop - foot - edge * (foot > 0 ? 1.4 : 1)
    // A flat card has number and counter side by side in one size, as large as both fit beside what belongs to them
    readonly property real labelHeight: flat ? faceHeight : faceHeight * 0.55
    readonly property real placeHeight: flat ? faceHeight : faceHeight * 0.45
    readonly property real gap: Math.round(Math.min(width, placeHeight) * 0.09)
    readonly property real arrowSize: Math.round(Math.min(placeHeight * 0.62, least * 1.6))
    readonly property real signs: (way === "" ? 0 : arrowSize + gap) + gap * 2
    readonly property real evenSize: (width - edge - side * 2 - signs - words.implicitWidth - gap) / (labelMetrics.advance + counterMetrics.advance)
    readonly property bool worded: !flat || evenSize >= least * 1.2 // there is room for the word "counter"
    readonly property real around: signs + (worded ? words.implicitWidth + gap : 0)
    readonly property real flatSize: (width - edge - side * 2 - (wordy ? width * 0.42 : around)) / (labelMetrics.advance + (wordy ? 0 : counterMetrics.advance))
    readonly property int labelSize: Math.floor(flat ? Math.min(flatSize, faceHeight * 1.02) : Math.min((width - edge * 2) / labelMetrics.advance, labelHeight * 1.02))
    readonly property real placeWidth: flat ? width - edge - side * 2 - labelSize * labelMetrics.advance : width - edge * 2
    readonly property bool stackedWords: placeHeight > least * 2.7
    readonly property int counterSize: Math.floor(Math.min((placeWidth - around) / counterMetrics.advance, labelSize, placeHeight * 0.96))

    border.color: Theme.ink
    border.width: flashed ? Math.round(6 * Theme.unit) : 0
    color: ground
    objectName: newest ? "newest" : "card:" + label
    radius: Theme.radius

    onSpeakingChanged: if (speaking && Theme.calm > 0)
        flash.restart()
    onServingChanged: if (serving)
        flash.complete()
    onTurnChanged: if (Theme.calm > 0)
        flash.restart()

    SequentialAnimation {
        id: flash

        loops: card.visual ? card.board.visualFlashes : 4
        running: Theme.calm > 0

        PropertyAction {
            property: "flashed"
            target: card
            value: true
        }

        PauseAnimation {
            duration: 420
        }

        PropertyAction {
            property: "flashed"
            target: card
            value: false
        }

        PauseAnimation {
            duration: 420
        }
    }

    TextMetrics {
        id: labelMetrics

        readonly property real advance: advanceWidth / 100

        font.family: number.font.family
        font.features: number.font.features
        font.pixelSize: 100
        font.weight: Font.ExtraBold
        text: card.label
    }

    TextMetrics {
        id: counterMetrics

        readonly property real advance: advanceWidth / 100

        font.family: number.font.family
        font.features: number.font.features
        font.pixelSize: 100
        font.weight: Font.ExtraBold
        text: card.counter
    }

    TextMetrics {
        id: titleMetrics

        font.family: number.font.family
        font.pixelSize: card.least
        font.weight: Font.ExtraBold
        text: card.title
    }

    Bilingual {
        anchors.left: parent.left
        anchors.leftMargin: card.edge
        anchors.top: parent.top
        anchors.topMargin: card.edge
        board: card.board
        height: card.crown
        ink: card.ink
        keys: ["number"]
        room: card.width - card.edge * 2
        size: card.least
        visible: card.headed && card.special.length === 0
    }

    Loader {
        active: card.headed && card.special.length > 0
        anchors.left: parent.left
        anchors.leftMargin: card.edge
        anchors.top: parent.top
        anchors.topMargin: card.edge

        sourceComponent: Badge {
            board: card.board
            inverse: card.flashed
            keys: card.special
            room: card.width - card.edge * 2
            size: card.least
        }
    }

    Text {
        id: number

        color: card.ink
        font.features: ({
                "tnum": 1
            })
        font.pixelSize: Math.max(card.labelSize, 1)
        font.weight: Font.ExtraBold
        height: card.labelHeight
        objectName: "label"
        text: card.label
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        x: card.flat ? card.side : Math.round((card.width - width) / 2)
        y: card.faceTop
    }

    Rectangle {
        id: place

        color: card.ink
        height: Math.round(card.placeHeight)
        radius: Theme.radius
        width: Math.round(card.placeWidth)
        x: Math.round(card.width - width - card.edge)
        y: Math.round(card.flat ? card.faceTop : card.faceTop + card.labelHeight)

        Row {
            anchors.centerIn: parent
            objectName: "place"
            spacing: card.gap
            visible: !card.wordy

            Arrow {
                id: arrow

                anchors.verticalCenter: parent.verticalCenter
                color: card.ground
                height: card.arrowSize
                way: card.way
                width: height
            }

            Bilingual {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                board: card.board
                ink: card.ground
                keys: ["counter"]
                room: 0
                size: Math.max(card.least, Math.min(60 * Theme.unit, card.placeHeight * 0.28))
                stacked: card.stackedWords
                visible: card.worded
                width: implicitWidth
            }

            Text {
                anchors.verticalCenter: parent.verticalCenter
                color: card.ground
                font.features: ({
                        "tnum": 1
                    })
                font.pixelSize: Math.max(card.counterSize, 1)
                font.weight: Font.ExtraBold
                lineHeight: 0.8
                objectName: "counter"
                text: card.counter
                textFormat: Text.PlainText
            }
        }
    }

    Loader {
        active: card.wordy
        anchors.fill: place
        anchors.margins: card.gap

        sourceComponent: Item {
            Arrow {
                id: pointer

                anchors.left: parent.left
                anchors.verticalCenter: parent.verticalCenter
                color: card.ground
                height: Math.round(Math.min(parent.height * 0.8, card.least * 1.2))
                way: card.way
                width: visible ? height : 0
            }

            FitWords {
                alignment: Text.AlignHCenter
                anchors.bottom: parent.bottom
                anchors.left: pointer.right
                anchors.leftMargin: pointer.visible ? card.gap : 0
                anchors.right: parent.right
                anchors.top: parent.top
                color: card.ground
                largest: Math.max(card.labelSize * 0.8, card.least)
                name: "counter"
                // A card that stands for seconds turns its pages within them
                seconds: starts.length > 3 ? 1 : 2
                smallest: card.least
                // Where the word "counter" would be a page of its own, the code alone says where to go, at once
                text: !card.flat || titleMetrics.advanceWidth * 1.02 <= width ? card.title : card.counter
                weight: Font.ExtraBold
            }
        }
    }

    ZoneMark {
        id: sign

        anchors.left: parent.left
        anchors.leftMargin: card.edge
        anchors.verticalCenter: footer.verticalCenter
        color: card.ink
        height: Math.round(card.least * 0.8)
        shape: Theme.zoneShape(card.zoneIndex)
        visible: card.board.severalZones && card.foot > 0
        width: visible ? height : 0
    }

    Turns {
        id: footer

        alignment: Text.AlignHCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(card.edge * 0.4)
        anchors.left: sign.right
        anchors.leftMargin: sign.visible ? card.edge : 0
        anchors.right: voice.left
        anchors.rightMargin: card.edge
        color: card.ink
        height: card.foot
        name: "facts"
        size: card.least
        texts: card.facts
        visible: card.foot > 0
        weight: Font.DemiBold
    }

    Glyph {
        id: voice

        anchors.right: parent.right
        anchors.rightMargin: card.edge
        anchors.verticalCenter: footer.verticalCenter
        color: card.ink
        height: Math.round(card.least * 0.8)
        sign: "voice"
        visible: card.speaking && card.foot > 0
        width: visible ? height : 0
    }
}
