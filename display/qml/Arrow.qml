// Where to go: an arrow to the left, to the right, ahead or behind, stairs, or a lift for another floor.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Antrean.Ui

Item {
    id: arrow

    required property string way
    property color color: Theme.ink
    readonly property string ahead: "M 12 1 L 23 12 H 16 V 23 H 8 V 12 H 1 Z"
    readonly property var paths: ({
            "": "",
            "ahead": ahead,
            "left": ahead,
            "right": ahead,
            "behind": ahead,
            "stairs": "M 1 23 V 17 H 7 V 11 H 13 V 5 H 23 V 23 Z",
            "floor": "M 2 1 H 22 V 23 H 2 Z M 12 3.5 L 17.5 10.5 H 6.5 Z M 12 20.5 L 6.5 13.5 H 17.5 Z"
        })
    readonly property var turned: ({
            "right": 90,
            "behind": 180,
            "left": -90
        })

    implicitWidth: height
    objectName: "way:" + way
    visible: way !== ""

    Loader {
        active: arrow.way !== ""
        anchors.centerIn: parent
        height: 24
        rotation: arrow.turned[arrow.way] ?? 0
        scale: Math.min(arrow.width, arrow.height) / 24
        width: 24

        sourceComponent: Shape {
            ShapePath {
                fillColor: arrow.color
                fillRule: ShapePath.OddEvenFill
                strokeWidth: -1

                PathSvg {
                    path: arrow.paths[arrow.way]
                }
            }
        }
    }
}
