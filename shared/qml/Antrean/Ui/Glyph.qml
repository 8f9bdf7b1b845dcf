// A small sign beside words (never instead of them): drawn as strokes of one weight.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes

Item {
    id: glyph

    property color color: Theme.ink
    property string sign: ""
    readonly property var paths: ({
            "": "",
            "back": "M 15 4 L 7 12 L 15 20",
            "home": "M 3 12 L 12 4 L 21 12 M 6 10 V 20 H 18 V 10",
            "help": "M 12 2.5 A 9.5 9.5 0 1 1 11.99 2.5 Z M 9 9.2 A 3 3 0 1 1 12 12.8 V 14.4 M 12 17.6 V 17.8",
            "text": "M 2 19 L 8 5 L 14 19 M 4.4 14 H 11.6 M 18 11 V 19 M 14.8 15 H 22",
            "contrast": "M 12 2.5 A 9.5 9.5 0 1 1 11.99 2.5 Z M 12 3 V 21 M 15 4 V 20 M 18 6 V 18",
            "reach": "M 12 3 V 19 M 5 13 L 12 20 L 19 13",
            "voice": "M 3 9.5 V 14.5 H 7 L 12 19 V 5 L 7 9.5 Z M 15.5 8.5 A 5 5 0 0 1 15.5 15.5 M 18.2 5.8 A 9 9 0 0 1 18.2 18.2",
            "search": "M 10.5 3 A 7.5 7.5 0 1 1 10.49 3 Z M 16 16 L 21.5 21.5",
            "check": "M 12 2 A 10 10 0 1 1 11.99 2 Z M 7 12.4 L 10.6 16 L 17 8.6",
            "circle": "M 12 2 A 10 10 0 1 1 11.99 2 Z",
            "speech": "M 3 4.5 H 21 V 16 H 11.5 L 6.5 20.5 V 16 H 3 Z M 7.5 8.5 H 16.5 M 7.5 12 H 13.5",
            "plus": "M 12 4 V 20 M 4 12 H 20",
            "minus": "M 4 12 H 20",
            "close": "M 5 5 L 19 19 M 19 5 L 5 19",
            "clock": "M 12 2.5 A 9.5 9.5 0 1 1 11.99 2.5 Z M 12 6.5 V 12 L 16 14.5",
            "people": "M 9 11.5 A 4 4 0 1 1 9.01 11.5 Z M 2 20.5 C 2 15.5 16 15.5 16 20.5 M 16 4 A 4 4 0 0 1 16 11.4 M 18.4 14.8 C 21 15.8 22 18 22 20.5",
            "paper": "M 6 2.5 H 18 V 21.5 L 15 19.5 L 12 21.5 L 9 19.5 L 6 21.5 Z M 9 7.5 H 15 M 9 11.5 H 15",
            "eye": "M 1.5 12 C 6 4.5 18 4.5 22.5 12 C 18 19.5 6 19.5 1.5 12 Z M 12 9 A 3 3 0 1 1 11.99 9 Z",
            "heart": "M 12 20.5 C 2 13.5 2 4 8 4 C 10 4 11.4 5.2 12 6.6 C 12.6 5.2 14 4 16 4 C 22 4 22 13.5 12 20.5 Z",
            "warn": "M 12 3 L 22.5 21 H 1.5 Z M 12 9.5 V 14.5 M 12 17.6 V 17.8",
            "up": "M 4 15 L 12 7 L 20 15",
            "down": "M 4 9 L 12 17 L 20 9",
            "order": "M 7 20 V 4 M 2.5 8.5 L 7 4 L 11.5 8.5 M 17 4 V 20 M 12.5 15.5 L 17 20 L 21.5 15.5",
            "next": "M 9 4 L 17 12 L 9 20",
            "erase": "M 8 5 H 22 V 19 H 8 L 1.5 12 Z M 12 9 L 18 15 M 18 9 L 12 15",
            "very_good": "M 12 2 A 10 10 0 1 1 11.99 2 Z M 8.5 8.6 V 9.8 M 15.5 8.6 V 9.8 M 6.8 13.4 H 17.2 C 16.4 19.6 7.6 19.6 6.8 13.4 Z",
            "good": "M 12 2 A 10 10 0 1 1 11.99 2 Z M 8.5 8.6 V 9.8 M 15.5 8.6 V 9.8 M 7.4 14.4 C 9.4 17.4 14.6 17.4 16.6 14.4",
            "poor": "M 12 2 A 10 10 0 1 1 11.99 2 Z M 8.5 8.6 V 9.8 M 15.5 8.6 V 9.8 M 7.8 16.6 C 9.8 14.6 14.2 14.6 16.2 16.6",
            "bad": "M 12 2 A 10 10 0 1 1 11.99 2 Z M 6.8 7.4 L 9.6 9 M 17.2 7.4 L 14.4 9 M 8.5 10.2 V 10.8 M 15.5 10.2 V 10.8 M 6.9 18 C 8.9 13.4 15.1 13.4 17.1 18",
            "wait": "M 12 2.5 A 9.5 9.5 0 1 1 11.99 2.5 Z M 12 6.5 V 12 L 16 14.5",
            "staff": "M 12 11.5 A 4 4 0 1 1 12.01 11.5 Z M 4 21 C 4 13.5 20 13.5 20 21",
            "clarity": "M 3 4.5 H 21 V 16 H 11.5 L 6.5 20.5 V 16 H 3 Z M 7.5 8.5 H 16.5 M 7.5 12 H 13.5",
            "result": "M 6 2.5 H 18 V 21.5 L 15 19.5 L 12 21.5 L 9 19.5 L 6 21.5 Z M 9 9 L 11.2 11.4 L 15.2 6.8",
            "place": "M 3 12 L 12 4 L 21 12 M 6 10 V 20 H 18 V 10",
            "bag": "M 4 8 H 20 L 21 21.5 H 3 Z M 8.5 8 V 6.5 A 3.5 3.5 0 0 1 15.5 6.5 V 8"
        })

    implicitHeight: 32 * Theme.unit
    implicitWidth: implicitHeight

    Shape {
        anchors.centerIn: parent
        height: 24
        scale: Math.min(glyph.width, glyph.height) / 24
        width: 24

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: glyph.color
            strokeWidth: 2.4

            PathSvg {
                path: glyph.paths[glyph.sign]
            }
        }
    }
}
