// A hall's pattern, as in its cloth or carving, in one row or as many as there is room.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Ui

Image {
    id: motif

    property string kind: ""
    readonly property int each: Math.round(64 * Theme.unit)
    readonly property var paths: ({
            "weave": "M3 7H29M3 16H29M3 25H29M39 3V29M48 3V29M57 3V29M7 35V61M16 35V61M25 35V61M35 39H61M35 48H61M35 57H61",
            "waves": "M0 20Q16 0 32 20T64 20M0 40Q16 20 32 40T64 40M0 60Q16 40 32 60T64 60",
            "diamonds": "M32 4L60 32L32 60L4 32ZM32 20L44 32L32 44L20 32Z"
        })
    readonly property string path: paths[kind] ?? ""

    fillMode: Image.Tile
    horizontalAlignment: Image.AlignLeft
    opacity: 0.45
    source: path === "" ? "" : "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 64' width='64' height='64'><path d='" + path + "' fill='none' stroke='" + Theme.onDark.replace("#", "%23") + "' stroke-width='4'/></svg>"
    sourceSize: Qt.size(each, each)
    verticalAlignment: Image.AlignTop
    visible: path !== ""
}
