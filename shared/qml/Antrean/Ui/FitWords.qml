// Words in a room of a given size: as large as they fit between two sizes, wrapped; what does not fit at the smallest
// is shown a page at a time. For a screen that nobody touches.
pragma ComponentBehavior: Bound

import QtQuick

Pages {
    id: fit

    required property string text
    required property real largest
    required property real smallest
    property color color: Theme.ink
    property int weight: Font.Normal
    property int alignment: Text.AlignLeft
    property string name: "" // of the words, for those who look for them
    readonly property bool fits: least.implicitHeight <= height + 1 && least.contentWidth <= width + 1
    readonly property bool oneLine: metrics.advanceWidth * largest / 100 * 1.02 <= width

    centred: true
    seconds: 4

    TextMetrics {
        id: metrics

        font.family: words.font.family
        font.pixelSize: 100
        font.weight: fit.weight
        text: fit.text
    }

    Words {
        id: least

        font.family: words.font.family
        font.pixelSize: words.minimumPixelSize
        font.weight: fit.weight
        lineHeight: 1
        text: fit.text
        visible: false
        width: fit.width
    }

    Words {
        id: words

        color: fit.color
        font.pixelSize: Math.max(1, Math.round(fit.fits ? fit.largest : fit.smallest))
        font.weight: fit.weight
        fontSizeMode: fit.fits ? Text.Fit : Text.FixedSize
        height: fit.fits ? fit.height : implicitHeight
        horizontalAlignment: fit.alignment
        lineHeight: 1
        minimumPixelSize: Math.max(1, Math.round(fit.smallest))
        objectName: fit.name
        text: fit.text
        visible: text !== ""
        width: fit.width
        wrapMode: least.contentWidth > fit.width + 1 ? Text.Wrap : least.wrapMode
    }
}
