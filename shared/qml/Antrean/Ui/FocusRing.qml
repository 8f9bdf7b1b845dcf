// Where the keys are: a ring of two colours, which is seen on every ground.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    property real round: Theme.radius

    anchors.fill: parent
    anchors.margins: -Math.round(Theme.gap * 0.3)
    border.color: Theme.ink
    border.width: Math.max(3, Theme.edge * 3)
    color: "transparent"
    radius: round
    z: 1

    Rectangle {
        anchors.fill: parent
        anchors.margins: parent.border.width
        border.color: Theme.paper
        border.width: Math.max(2, Theme.edge * 2)
        color: "transparent"
        radius: Math.max(0, parent.radius - parent.border.width)
    }
}
