// How many wait at each agency and how long, or why nobody is called there; a page at a time.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display
import Antrean.Ui

Rectangle {
    id: strip

    required property BoardView board
    required property bool upright
    required property int least
    required property int rows
    readonly property real u: Theme.unit
    readonly property int abreast: rows === 2 && !upright ? 2 : 1
    readonly property int stacked: rows === 4 ? 2 : 1
    readonly property real room: grid.width / abreast - least * 4 // for words beside a code
    readonly property bool flat: rows === 1 // name and words take turns in one line

    color: Theme.card

    // Of words in this size; it names the height, so that it is asked again when the font changes.
    function wide(words: string): real {
        return metrics.height > 0 ? metrics.advanceWidth(words) : 0;
    }

    FontMetrics {
        id: metrics

        font.pixelSize: Math.max(strip.least, 1)
        font.weight: Font.Bold
    }

    // Count and wait stand side by side, or else in turn: no line breaks within them.
    function parted(text: string): string {
        return wide(text) <= room ? text : text.replace(" · ", "\n");
    }

    Component.onCompleted: strip.board.fit(abreast * stacked)
    onAbreastChanged: strip.board.fit(abreast * stacked)
    onStackedChanged: strip.board.fit(abreast * stacked)

    Rectangle {
        color: Theme.hair
        height: Math.round(2 * strip.u)
        width: parent.width
    }

    Grid {
        id: grid

        anchors.fill: parent
        anchors.leftMargin: Math.round(24 * strip.u)
        anchors.rightMargin: Math.round(24 * strip.u)
        anchors.topMargin: Math.round(6 * strip.u)
        columns: strip.abreast

        Repeater {
            model: strip.board.waits

            delegate: Item {
                id: chip

                required property string code
                required property string name
                required property string otherName
                required property string otherSaid
                required property string said
                required property int waiting

                height: Math.floor(grid.height / strip.stacked)
                objectName: "waiting:" + code
                width: Math.floor(grid.width / strip.abreast)

                Rectangle {
                    id: badge

                    anchors.left: parent.left
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.accent
                    height: Math.round(strip.least * 1.24)
                    radius: Math.round(strip.least * 0.2)
                    width: Math.round(letters.implicitWidth + strip.least * 0.5)

                    Words {
                        id: letters

                        anchors.centerIn: parent
                        color: Theme.onAccent
                        font.pixelSize: strip.least
                        font.weight: Font.ExtraBold
                        lineHeight: 0.92
                        objectName: "code"
                        text: chip.code
                        wrapMode: Text.NoWrap
                    }
                }

                Turns {
                    anchors.left: badge.right
                    anchors.leftMargin: Math.round(strip.least * 0.3)
                    anchors.right: parent.right
                    anchors.rightMargin: Math.round(strip.least * 0.3)
                    anchors.top: parent.top
                    color: Theme.quiet
                    height: strip.flat ? 0 : Math.floor(parent.height / 2)
                    name: "name"
                    size: strip.least
                    texts: chip.name + "\n" + chip.otherName
                    visible: !strip.flat
                    weight: Font.DemiBold
                }

                Turns {
                    anchors.bottom: parent.bottom
                    anchors.left: badge.right
                    anchors.leftMargin: Math.round(strip.least * 0.3)
                    anchors.right: parent.right
                    anchors.rightMargin: Math.round(strip.least * 0.3)
                    color: Theme.accent
                    height: strip.flat ? parent.height : Math.floor(parent.height / 2)
                    name: "wait"
                    seconds: strip.flat ? 2 : 4
                    size: strip.least
                    texts: (strip.flat ? [chip.name, chip.said, chip.otherName, chip.otherSaid] : [chip.said, chip.otherSaid]).map(text => strip.parted(text)).join("\n")
                }
            }
        }
    }
}
