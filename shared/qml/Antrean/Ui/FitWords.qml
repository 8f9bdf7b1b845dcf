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
    // the longest word, in sizes of the font
    readonly property real longest: metrics.advanceWidth / 100 * 1.12 * text.split(" ").reduce((most, each) => Math.max(most, each.length), 0) / Math.max(text.length, 1)
    readonly property bool fits: least.implicitHeight <= height + 1 && longest * least.font.pixelSize <= width
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
        id: words

        color: fit.color
        font.pixelSize: Math.max(1, Math.round(fit.largest))
        font.weight: fit.weight
        fontSizeMode: Text.Fit
        height: fit.height
        horizontalAlignment: fit.alignment
        lineHeight: 1
        minimumPixelSize: least.font.pixelSize
        objectName: fit.name
        text: fit.text
        visible: text !== "" && fit.fits
        width: fit.width
    }

    Words {
        id: least

        color: fit.color
        font.pixelSize: Math.max(1, Math.round(fit.smallest))
        font.weight: fit.weight
        horizontalAlignment: fit.alignment
        lineHeight: 1
        objectName: fit.name
        text: fit.text
        visible: text !== "" && !fit.fits
        width: fit.width
        wrapMode: fit.longest * font.pixelSize > width ? Text.Wrap : Text.WordWrap
    }
}
