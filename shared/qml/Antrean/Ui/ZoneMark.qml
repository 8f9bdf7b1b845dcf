// A zone's symbol: colour is never the only sign. Painted with paths, which the software renderer can.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes

Item {
    id: mark

    property color color: Theme.ink
    property string shape: "circle"
    readonly property var paths: ({
            "": "",
            "circle": "M 12 1 A 11 11 0 1 1 11.99 1 Z",
            "square": "M 2 2 H 22 V 22 H 2 Z",
            "triangle": "M 12 1 L 23.5 22 H 0.5 Z",
            "diamond": "M 12 0 L 23 12 L 12 24 L 1 12 Z",
            "star": "M 12 0.5 L 15.2 8.2 L 23.6 8.9 L 17.2 14.3 L 19.2 22.5 L 12 18.1 L 4.8 22.5 L 6.8 14.3 L 0.4 8.9 L 8.8 8.2 Z",
            "hexagon": "M 6 1.6 H 18 L 24 12 L 18 22.4 H 6 L 0 12 Z",
            "drop": "M 12 0 C 15 6 21 10 21 15.5 A 9 8.5 0 0 1 3 15.5 C 3 10 9 6 12 0 Z",
            "cross": "M 8 1 H 16 V 8 H 23 V 16 H 16 V 23 H 8 V 16 H 1 V 8 H 8 Z"
        })

    implicitHeight: 24 * Theme.unit
    implicitWidth: implicitHeight

    Loader {
        active: mark.visible
        anchors.centerIn: parent
        height: 24
        scale: Math.min(mark.width, mark.height) / 24
        width: 24

        sourceComponent: Shape {
            ShapePath {
                fillColor: mark.color
                strokeWidth: -1

                PathSvg {
                    path: mark.paths[mark.shape]
                }
            }
        }
    }
}
