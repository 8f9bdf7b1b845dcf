// Search by need: what was typed, what it finds, and the keys.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: search

    required property KioskModel kiosk
    required property bool portrait
    property real begins: 0 // where what can be touched begins: words may stand above it
    readonly property bool beside: !portrait && keys.height > keys.room // on a low screen: field and keys side by side

    Card {
        id: field

        anchors.left: search.beside ? grid.left : parent.left
        anchors.top: parent.top
        border.color: Theme.accent
        height: Theme.touch
        width: search.portrait ? parent.width : search.beside ? grid.width : keys.width

        Glyph {
            id: lens

            anchors.left: parent.left
            anchors.leftMargin: Theme.gap
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.accent
            height: Math.round(44 * Theme.unit)
            sign: "search"
            width: height
        }

        Words {
            id: typed

            anchors.bottom: parent.bottom
            anchors.left: lens.right
            anchors.leftMargin: Theme.gap
            anchors.right: wipe.left
            anchors.top: parent.top
            color: search.kiosk.catalogue.query === "" ? Theme.quiet : Theme.ink
            elide: Text.ElideLeft
            fontSizeMode: search.kiosk.catalogue.query === "" ? Text.Fit : Text.FixedSize
            minimumPixelSize: Math.round(24 * Theme.unit)
            font.pixelSize: search.kiosk.catalogue.query === "" ? Theme.body : Theme.strong
            font.weight: Font.Bold
            maximumLineCount: 1
            objectName: "query"
            text: search.kiosk.catalogue.query === "" ? qsTr("Just type, such as: lost card") : search.kiosk.catalogue.query
            wrapMode: Text.NoWrap
        }

        BigButton {
            id: wipe

            Accessible.name: qsTr("Begin again")
            anchors.right: parent.right
            edgeWidth: 0
            ground: "transparent"
            height: parent.height
            leftPadding: 0
            objectName: "wipe"
            rightPadding: 0
            sign: "close"
            visible: search.kiosk.catalogue.query !== "" && search.begins <= 0
            width: visible ? Theme.touch : Theme.gap

            onClicked: search.kiosk.catalogue.clearQuery()
        }
    }

    // What may have been meant, or that nothing fits: above what is shown all the same.
    Item {
        id: hint

        readonly property bool lost: search.kiosk.catalogue.lost && search.kiosk.catalogue.query.length > 1
        readonly property bool asks: search.kiosk.catalogue.meant !== ""
        readonly property bool untouched: search.kiosk.catalogue.query === "" && tiles.count > 0

        anchors.left: grid.left
        anchors.right: grid.right
        anchors.top: parent.top
        anchors.topMargin: Math.max(search.begins, search.portrait || search.beside ? field.height + Theme.gap : 0)
        height: asks ? meant.height : lost || untouched ? nothing.height : 0

        BigButton {
            id: meant

            height: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
            objectName: "meant"
            sign: "help"
            text: qsTr("Did you mean: %1?").arg(search.kiosk.catalogue.meant)
            textSize: Theme.body
            visible: hint.asks
            weight: Font.DemiBold
            width: parent.width

            onClicked: search.kiosk.catalogue.takeMeant()
        }

        Words {
            id: nothing

            color: Theme.quiet
            font.pixelSize: hint.untouched ? Theme.small : Theme.strong
            font.weight: hint.untouched ? Font.DemiBold : Font.Normal
            objectName: "nothing"
            text: hint.untouched ? qsTr("Most wanted") : tiles.count > 0 ? qsTr("Nothing was found. Try another word, or ask here:") : qsTr("Nothing was found. Try another word, or ask an officer.")
            visible: (hint.lost || hint.untouched) && !hint.asks
            width: parent.width
        }
    }

    TileGrid {
        id: grid

        anchors.bottom: search.portrait ? keys.top : parent.bottom
        anchors.bottomMargin: search.portrait ? Theme.gap : 0
        anchors.left: search.portrait ? parent.left : keys.right
        anchors.leftMargin: search.portrait ? 0 : Theme.space
        anchors.right: parent.right
        anchors.top: hint.bottom
        anchors.topMargin: hint.height > 0 ? Theme.gap : 0
        columns: 1
        subject: search.kiosk.catalogue.query
        tiles: tiles
        least: Math.max(Theme.finger, Math.round(112 * Theme.unit * Theme.textScale))
        most: Math.round(least * 1.35)

        Repeater {
            id: tiles

            model: search.kiosk.catalogue.results

            delegate: ServiceTile {
                required property int index
                required property string agency
                required property string code
                required property string name
                required badge
                required everyday
                required note
                required quiet
                required zone

                height: grid.tileHeight
                objectName: "service:" + code
                scarce: grid.height < Theme.touch * 4 * Theme.textScale
                text: name
                visible: grid.shows(index)
                where: agency
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: search.kiosk.choose(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    Keyboard {
        id: keys

        anchors.left: parent.left
        room: search.portrait ? Infinity : parent.height - Math.max(search.begins, field.height + Theme.gap)
        usual: search.portrait ? parent.width : Math.round(parent.width * 0.52)
        widest: search.portrait ? parent.width : Math.round(parent.width * 0.66)
        y: search.portrait ? nav.y - height - Theme.gap : parent.height - height

        onTyped: key => search.kiosk.catalogue.type(key)
    }

    NavRow {
        id: nav

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        kiosk: search.kiosk
        shown: search.portrait
    }
}
