// A quiet ground for what belongs together; it cannot be touched.
pragma ComponentBehavior: Bound

import QtQuick

Rectangle {
    border.color: Theme.hair
    border.width: Theme.edge
    color: Theme.card
    radius: Theme.radius
}
