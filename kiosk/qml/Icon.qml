// A picture of a need in the colour of words; painted by kiosk/start/icon.py.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Image {
    id: icon

    property color color: Theme.ink
    property string name: ""

    fillMode: Image.PreserveAspectFit
    source: name !== "" ? `image://icon/${name}/${String(color).slice(-6)}` : ""
    sourceSize: Qt.size(Math.min(width, height), Math.min(width, height))
}
