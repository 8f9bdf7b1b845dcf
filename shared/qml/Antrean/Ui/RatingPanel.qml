// One touch as a visitor leaves: faces with words, then perhaps a reason, then thanks. The same at an exit kiosk and on a
// counter's own small screen; what is asked stands above it.
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: panel

    required property RatingModel rating
    property bool portrait: height > width
    property int textSize: Theme.title
    readonly property bool asks: rating.stage === "face" || rating.stage === "cause"
    readonly property bool causes: rating.stage === "cause"
    readonly property int gap: Theme.gap
    // five reasons and "skip" in one grid with the same places as four faces have in theirs
    readonly property int places: causes ? 6 : 4
    readonly property int columns: portrait ? (causes ? 2 : width > height * 1.2 ? 4 : 2) : causes ? (width > height * 4 ? 6 : 3) : 4
    readonly property int rows: Math.ceil(places / columns)
    readonly property real keyWidth: Math.floor((width - (columns - 1) * gap) / columns)
    readonly property real keyHeight: Math.floor((height - (rows - 1) * gap) / rows)

    // not "Key": PySide would take such an item for Qt's enum of that name
    component TouchKey: Touchable {
        id: key

        property string picture: ""
        property string below: ""
        readonly property bool fits: words.fits && (!second.visible || second.fits)
        readonly property bool beside: panel.keyHeight < Theme.unit * 150 || panel.keyWidth > panel.keyHeight * 1.8
        // a reason's longest word is as wide as eleven letters
        readonly property int size: Math.min(panel.textSize, Math.floor((panel.keyWidth - Theme.gap * 1.2) * (beside ? 0.7 : 1) / (panel.causes ? 7 : 3.4)))

        Accessible.name: text
        height: panel.keyHeight
        padding: Math.round(Theme.gap * 0.5)
        width: panel.keyWidth

        contentItem: Item {
            id: inside

            readonly property real needs: words.implicitHeight + (second.visible ? second.implicitHeight : 0)
            readonly property real drawn: key.beside ? Math.min(height, width * 0.26) : Math.max(0, Math.min(width * 0.9, height - needs - Theme.gap * 0.5))

            Glyph {
                id: face

                height: inside.drawn
                sign: key.picture
                visible: key.picture !== ""
                width: height
                x: key.beside ? 0 : (inside.width - width) / 2
                y: key.beside ? (inside.height - height) / 2 : Math.max(0, (inside.height - inside.needs - height - Theme.gap * 0.5) / 2)
            }

            Item {
                height: key.beside ? inside.height : inside.needs
                width: inside.width - x
                x: key.beside && face.visible ? inside.width * 0.26 + Theme.gap * 0.5 : 0
                y: key.beside ? 0 : face.visible ? Math.min(face.y + face.height + Theme.gap * 0.5, inside.height - inside.needs) : (inside.height - inside.needs) / 2

                Words {
                    id: words

                    font.pixelSize: key.size
                    font.weight: Font.Bold
                    horizontalAlignment: key.beside && face.visible ? Text.AlignLeft : Text.AlignHCenter
                    lineHeight: 1
                    text: key.text
                    width: parent.width
                    y: (parent.height - inside.needs) / 2
                }

                Words {
                    id: second

                    Accessible.ignored: true
                    anchors.top: words.bottom
                    color: Theme.quiet
                    font.pixelSize: Math.round(key.size * 0.72)
                    horizontalAlignment: words.horizontalAlignment
                    lineHeight: 1
                    text: key.below
                    visible: text !== ""
                    width: parent.width
                }
            }
        }
    }

    Grid {
        columns: panel.columns
        spacing: panel.gap
        visible: panel.asks

        Repeater {
            model: panel.rating.faces

            delegate: TouchKey {
                required property string code
                required property string name
                required property string other
                required property string sign

                below: other
                objectName: "choice:" + code
                picture: sign
                text: name
                visible: !panel.causes

                onClicked: panel.rating.touch(code)
            }
        }

        Repeater {
            model: panel.rating.causes

            delegate: TouchKey {
                required property string code
                required property string name
                required property string other
                required property string sign

                below: other
                objectName: "choice:" + code
                picture: sign
                text: name
                visible: panel.causes

                onClicked: panel.rating.touch(code)
            }
        }

        TouchKey {
            objectName: "skip"
            picture: "next"
            text: panel.rating.skipWords
            below: panel.rating.otherSkipWords
            visible: panel.causes

            onClicked: panel.rating.skip()
        }
    }

    Glyph {
        anchors.centerIn: parent
        color: Theme.accent
        height: Math.round(Math.min(panel.height, panel.width) * 0.6)
        sign: "check"
        visible: panel.rating.stage === "thanks"
        width: height
    }

    // A finger that goes on where nothing is asked is noticed: a hammering hand is nobody's opinion.
    MouseArea {
        anchors.fill: parent
        enabled: panel.rating.stage === "thanks"
        visible: enabled

        onPressed: panel.rating.tap()
    }
}
