// The window of a display: the screen fitted to whatever screen it is on.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Window
import Antrean.Display
import Antrean.Ui

Window {
    id: window

    required property BoardView board
    property RatingModel rating: null

    color: Theme.paper
    height: 1080
    title: "Antrean"
    width: 1920

    onHeightChanged: Theme.fit(width, height)
    onWidthChanged: Theme.fit(width, height)
    Component.onCompleted: Theme.fit(width, height)

    Picture {
        anchors.fill: parent
        board: window.board
        rating: window.rating
    }
}
