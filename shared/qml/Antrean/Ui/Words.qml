// Words on the screen: the theme's font, wrapping rather than cutting; a word that is longer than any of a dictionary
// may break anywhere. `fits` is what the tests ask.
pragma ComponentBehavior: Bound

import QtQuick

Text {
    id: words

    readonly property bool fits: !truncated && contentWidth <= width + 1 && contentHeight <= height + 1

    // "KTP-el" stays in one line
    function hyphensKept(sentence: string): string {
        return sentence.replace(/-(?=\w)/g, "-\u2060");
    }

    // a sentence whose last word does not stand alone on a line
    function lastTwoTogether(sentence: string): string {
        return sentence.replace(/ (?=\S{1,12}$)/, "\u00a0");
    }

    property bool turning: false // it says which page of a text is shown

    readonly property real inkTop: verticalAlignment === Text.AlignVCenter ? (height - contentHeight) / 2 : 0

    Accessible.name: text.replace(/\u00a0/g, " ").replace(/\u2060/g, "")
    Accessible.role: Accessible.StaticText
    color: Theme.ink
    font.pixelSize: Theme.body
    lineHeight: 1.08
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: /[^ ]{17}/.test(text) ? Text.Wrap : Text.WordWrap

    Loader {
        active: words.activeFocus
        anchors.fill: parent
        z: 1

        sourceComponent: FocusRing {}
    }
}
