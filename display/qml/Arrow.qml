// An arrow to the right, drawn as one filled shape.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes

Item {
    id: arrow

    required property color color

    Shape {
        anchors.fill: parent

        ShapePath {
            fillColor: arrow.color
            startX: 0
            startY: arrow.height * 0.34
            strokeWidth: -1

            PathLine {
                x: arrow.width * 0.5
                y: arrow.height * 0.34
            }
            PathLine {
                x: arrow.width * 0.5
                y: 0
            }
            PathLine {
                x: arrow.width
                y: arrow.height * 0.5
            }
            PathLine {
                x: arrow.width * 0.5
                y: arrow.height
            }
            PathLine {
                x: arrow.width * 0.5
                y: arrow.height * 0.66
            }
            PathLine {
                x: 0
                y: arrow.height * 0.66
            }
        }
    }
}
