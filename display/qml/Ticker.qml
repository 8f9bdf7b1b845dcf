// The running text. The words are drawn once into a picture, and only the picture moves: on a 4K screen without a
// graphics card that takes a quarter of the processor's time. Words that fit stand still.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Rectangle {
    id: ticker

    required property string text
    required property int least
    readonly property bool fits: whole.advanceWidth <= width - 72 * Theme.unit
    // A long line is drawn as one outline of all its letters, in seconds during which no call appears: pieces take
    // hardly a frame. A space that does not break keeps its width at the end of a piece.
    readonly property var pieces: fits ? [text] : (text.match(/.{1,40}(\s+|$)|\S{1,40}/g) ?? []).map(piece => piece.replace(/\s+$/, "\u00a0"))
    readonly property real speed: 105 * Theme.unit

    clip: true
    color: Theme.accent

    onLeastChanged: ticker.freeze()
    onTextChanged: ticker.freeze()
    onWidthChanged: ticker.freeze()

    function freeze() {
        band.source = "";
        if (!fits && text !== "" && width > 0)
            words.grabToImage(result => band.source = result.url);
    }

    TextMetrics {
        id: whole

        font.pixelSize: Math.max(ticker.least, 1)
        font.weight: Font.DemiBold
        text: ticker.text
    }

    Row {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        height: Math.ceil(whole.height) // before the pieces have their places, for the picture
        opacity: ticker.fits ? 1 : 0
        width: Math.ceil(whole.advanceWidth) + ticker.pieces.length
        x: Math.round(36 * Theme.unit)

        Repeater {
            model: ticker.pieces

            delegate: Text {
                required property string modelData

                color: Theme.onAccent
                font.pixelSize: ticker.least
                font.weight: Font.DemiBold
                objectName: "running"
                text: modelData
                textFormat: Text.PlainText
            }
        }
    }

    Image {
        id: band

        objectName: "band"

        anchors.verticalCenter: parent.verticalCenter
        cache: false
        visible: status === Image.Ready

        NumberAnimation on x {
            duration: Math.max(Math.round((band.width + ticker.width) / ticker.speed * 1000), 1)
            from: ticker.width
            loops: Animation.Infinite
            running: band.visible && Theme.calm > 0
            to: -band.width
        }
    }
}
