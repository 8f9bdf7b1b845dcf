// One call, large: the number, where to go, and who calls. It flashes when it is called; for a visitor who wishes to
// be called visibly it goes on flashing. Below three flashes a second (WCAG 2.3.1).
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: card

    required property BoardView board
    required property string agency
    required property bool again
    required property string counter
    required property string label
    required property bool newest
    required property bool priority
    required property bool serving
    required property bool speaking
    required property string title
    required property int turn
    required property bool visual
    required property bool wordy
    required property string zone
    required property int zoneIndex

    readonly property bool flat: width > height * 2.5
    readonly property color ground: flashed ? Theme.flash : Theme.accent
    readonly property color ink: flashed ? Theme.onFlash : Theme.onAccent
    readonly property real s: Math.min(width / (flat ? 1090 : 900), height / (flat ? 345 : 690))
    property bool flashed: false

    // The widest that the number may be, and the highest: one of them decides its size
    readonly property real faceTop: Math.round((flat ? 84 : 72) * s)
    readonly property real faceBottom: height - foot - Math.round(18 * s)
    readonly property string whose: board.severalZones && zone !== "" ? agency + "  ·  " + zone : agency
    readonly property bool brief: footMetrics.advanceWidth * 0.4 * s < width - 210 * s // one line says whose call it is
    readonly property real foot: Math.round(brief ? 60 * s : Math.min(height * (flat ? 0.3 : 0.24), Math.max(60 * s, 96 * Theme.unit)))
    readonly property real placeTop: flat ? faceTop : faceTop + height * 0.4
    readonly property real labelWidth: flat ? width * 0.59 - 76 * s : width - 56 * s
    readonly property real placeWidth: Math.round(flat ? width * 0.41 : width - 48 * s)
    readonly property real placeGap: Math.round((flat ? 16 : 28) * s)
    readonly property real arrowPart: flat ? 0.42 : 0.5
    readonly property real counterWidth: placeWidth - 4 * placeGap - words.implicitWidth
    readonly property int labelSize: Math.floor(Math.min(labelWidth / labelMetrics.advance, height * (flat ? 0.62 : 0.42), flat ? (faceBottom - faceTop) * 1.02 : height))
    readonly property int counterSize: Math.floor(Math.min(counterWidth / (counterMetrics.advance + arrowPart * 1.1), labelSize, (faceBottom - placeTop) * 0.98))

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
        id: footMetrics

        font.family: number.font.family
        font.pixelSize: 100
        font.weight: Font.DemiBold
        text: card.whose
    }

    Row {
        id: heading

        anchors.left: parent.left
        anchors.leftMargin: Math.round(28 * card.s)
        anchors.top: parent.top
        anchors.topMargin: Math.round(18 * card.s)
        spacing: Math.round(16 * card.s)

        Bilingual {
            board: card.board
            ink: card.ink
            key: "number"
            size: Math.round(38 * card.s)
        }

        Badge {
            board: card.board
            inverse: card.flashed
            key: "priority"
            size: Math.round(30 * card.s)
            visible: card.priority
        }

        Badge {
            board: card.board
            inverse: card.flashed
            key: "again"
            size: Math.round(30 * card.s)
            visible: card.again
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
        height: card.flat ? card.faceBottom - card.faceTop : card.height * 0.4
        objectName: "label"
        text: card.label
        textFormat: Text.PlainText
        verticalAlignment: Text.AlignVCenter
        x: card.flat ? Math.round(28 * card.s) : Math.round((card.width - width) / 2)
        y: card.faceTop
    }

    Rectangle {
        id: place

        color: card.ink
        height: Math.round(card.faceBottom - card.placeTop)
        radius: Theme.radius
        width: card.placeWidth
        x: Math.round(card.width - width - 24 * card.s)
        y: Math.round(card.placeTop)

        Row {
            anchors.centerIn: parent
            objectName: "place"
            spacing: card.placeGap
            visible: !card.wordy

            Arrow {
                anchors.verticalCenter: parent.verticalCenter
                color: card.ground
                height: Math.round(card.counterSize * card.arrowPart)
                width: Math.round(height * 1.1)
            }

            Bilingual {
                id: words

                anchors.verticalCenter: parent.verticalCenter
                board: card.board
                ink: card.ground
                key: "counter"
                size: Math.round((card.flat ? 40 : 60) * card.s)
                stacked: true
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

    Item {
        id: way

        anchors.fill: place
        anchors.margins: card.placeGap
        visible: card.wordy

        Arrow {
            id: pointer

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: card.ground
            height: Math.round(Math.min(parent.height * 0.6, 110 * card.s))
            width: Math.round(height * 1.1)
        }

        FitWords {
            alignment: Text.AlignHCenter
            anchors.bottom: parent.bottom
            anchors.left: pointer.right
            anchors.leftMargin: card.placeGap
            anchors.right: parent.right
            anchors.top: parent.top
            color: card.ground
            largest: card.labelSize * 0.8
            name: "counter"
            smallest: Math.max(40 * card.s, 26 * Theme.unit)
            text: card.wordy ? card.title : ""
            weight: Font.ExtraBold
        }
    }

    Item {
        id: footer

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Math.round(8 * card.s)
        anchors.left: parent.left
        anchors.leftMargin: Math.round(28 * card.s)
        anchors.right: parent.right
        anchors.rightMargin: Math.round(28 * card.s)
        height: card.foot

        ZoneMark {
            id: sign

            anchors.left: parent.left
            anchors.verticalCenter: parent.verticalCenter
            color: card.ink
            height: Math.round(34 * card.s)
            shape: Theme.zoneShape(card.zoneIndex)
            visible: card.board.severalZones
            width: height
        }

        FitWords {
            alignment: Text.AlignHCenter
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: voice.width + Math.round(16 * card.s)
            anchors.right: parent.right
            anchors.rightMargin: anchors.leftMargin
            anchors.top: parent.top
            color: card.ink
            largest: Math.round(40 * card.s)
            name: "agency"
            smallest: card.brief ? 16 * card.s : Math.max(28 * card.s, 22 * Theme.unit)
            text: card.whose
            weight: Font.DemiBold
        }

        Glyph {
            id: voice

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: card.ink
            height: Math.round(44 * card.s)
            sign: "voice"
            visible: card.speaking
            width: height
        }
    }
}
