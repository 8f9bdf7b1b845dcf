// The running text. The words are drawn once into a picture, and only the picture moves: on a 4K screen without a
// graphics card that takes a quarter of the processor's time. Words that fit stand still.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Rectangle {
    id: ticker

    required property string text
    required property int least
    readonly property bool fits: words.implicitWidth <= width - 72 * Theme.unit
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

    Text {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.onAccent
        font.pixelSize: ticker.least
        font.weight: Font.DemiBold
        objectName: "running"
        opacity: ticker.fits ? 1 : 0
        text: ticker.text
        textFormat: Text.PlainText
        x: Math.round(36 * Theme.unit)
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
