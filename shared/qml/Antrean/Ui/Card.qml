// A quiet ground for what belongs together; it cannot be touched.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    property real needed: 0 // the height that its words need at its width, for places that are shared out

    border.color: Theme.hair
    border.width: Theme.edge
    color: Theme.card
    radius: Theme.radius
}
