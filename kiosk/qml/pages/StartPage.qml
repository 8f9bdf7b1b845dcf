// What do you need? Search, what most people come for, and every agency as a tile.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: start

    required property KioskModel kiosk
    required property bool portrait
    readonly property bool byNeed: kiosk.needs.some
    readonly property bool roomy: !Theme.larger && !(portrait && kiosk.comfort.reach)
    readonly property bool board: byNeed && roomy // else one key leads to the needs
    readonly property bool crowded: portrait && !roomy
    readonly property real side: portrait ? width : Math.round(width * 0.25)
    readonly property real favourite: Math.max(widest, Theme.finger, Math.round(86 * Theme.unit * Theme.textScale)) // a popular tile's height
    readonly property int wanting: portrait ? 3 : board ? 2 : 6 // popular services at most
    readonly property int favourites: portrait ? 3 : Math.max(0, Math.min(wanting, most.columns * Math.floor((quick.height - most.y + most.spacing) / (favourite + most.spacing))))
    property real widest: 0 // as high as the longest name of the most wanted

    Connections {
        function onForgotten() {
            grid.begin();
        }

        target: start.kiosk
    }

    Timer {
        id: favouring

        interval: 0

        onTriggered: start.widest = most.children.slice(0, start.wanting).reduce((high, tile) => Math.max(high, (tile as Touchable)?.needed ?? 0), 0)
    }

    Item {
        id: quick

        anchors.left: parent.left
        anchors.top: parent.top
        height: !start.portrait ? (basket.visible ? basket.y - Theme.gap : parent.height) : most.visible ? most.y + most.height : needs.visible ? needs.y + needs.height : keys.height
        width: start.side

        Flow {
            id: keys

            readonly property int count: 1 + (booked.visible ? 1 : 0) + (ways.visible ? 1 : 0)
            readonly property real half: Math.floor((width - spacing) / 2)
            readonly property bool pair: start.portrait && count > 1
            readonly property real beside: !pair ? 0 : ways.visible ? ways.implicitHeight : booked.implicitHeight // of the key beside the search

            spacing: Theme.gap
            width: parent.width

            BigButton {
                id: search

                height: Math.max(Theme.touch, implicitHeight, keys.beside)
                objectName: "search"
                sign: "search"
                text: start.portrait && keys.count === 1 && !Theme.larger ? qsTr("Search: identity card, passport, tax …") : qsTr("Search by need")
                textSize: Theme.strong
                weight: Font.DemiBold
                width: keys.pair ? keys.half : keys.width

                onClicked: start.kiosk.search()
            }

            BigButton {
                id: ways

                height: keys.pair ? search.height : Math.max(Theme.touch, implicitHeight)
                objectName: "needs"
                sign: "people"
                text: qsTr("Occasions")
                textSize: Theme.strong
                visible: start.byNeed && !start.board
                weight: Font.DemiBold
                width: start.portrait ? keys.half : keys.width

                onClicked: start.kiosk.showNeeds()
            }

            BigButton {
                id: booked

                height: keys.pair && keys.count === 2 ? search.height : Math.max(Theme.touch, implicitHeight)
                objectName: "booking"
                sign: "clock"
                text: qsTr("I have a booking")
                // who has chosen a service already is not here for a booking: its place is wanted on a low screen
                visible: start.kiosk.bookings && !(basket.visible && Theme.larger && !start.portrait)
                weight: Font.DemiBold
                width: start.portrait && keys.count === 2 ? keys.half : keys.width

                onClicked: start.kiosk.booking()
            }
        }

        NeedsBoard {
            id: needs

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: keys.bottom
            anchors.topMargin: Theme.gap
            most: start.portrait ? 6 : 3
            height: implicitHeight
            kiosk: start.kiosk
            rows: start.portrait ? 2 : Math.max(1, Math.min(4, Math.floor((quick.height - keys.height - Theme.gap + spacing) / (tileHeight + spacing))))
            visible: start.board
        }

        Words {
            id: wanted

            readonly property bool headed: start.portrait || !start.board

            anchors.left: parent.left
            anchors.top: start.board ? needs.bottom : keys.bottom
            anchors.topMargin: Theme.gap
            color: Theme.quiet
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
            text: qsTr("Most wanted")
            visible: most.visible && headed
        }

        Grid {
            id: most

            anchors.left: parent.left
            anchors.top: wanted.headed ? wanted.bottom : wanted.top
            anchors.topMargin: wanted.headed ? Theme.gap * 0.5 : 0
            columns: start.portrait ? 3 : start.board ? 2 : 1
            spacing: Math.round(Theme.gap * 0.65)
            visible: !start.crowded && start.favourites > 0 && !(start.portrait && basket.visible)

            Repeater {
                model: start.crowded ? null : start.kiosk.catalogue.popular

                delegate: ServiceTile {
                    required property int index
                    required property string code
                    required property string name
                    required badge
                    required note
                    required quiet
                    required zone

                    brief: true
                    height: start.favourite
                    objectName: "popular:" + code
                    text: name
                    visible: index < start.favourites
                    width: Math.floor((start.side - (most.columns - 1) * most.spacing) / most.columns)

                    onClicked: start.kiosk.choose(code)
                    onNeededChanged: favouring.restart()
                }
            }
        }
    }

    Words {
        id: heading

        anchors.left: parent.left
        anchors.top: quick.bottom
        anchors.topMargin: Theme.gap
        color: Theme.quiet
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
        text: qsTr("All agencies")
        visible: start.portrait && !start.crowded
    }

    TileGrid {
        id: grid

        readonly property bool beside: !start.portrait || !basket.visible // the basket's key is not under the tiles

        anchors.bottom: beside ? parent.bottom : basket.top
        anchors.bottomMargin: beside ? 0 : Theme.gap
        anchors.left: start.portrait ? parent.left : quick.right
        anchors.leftMargin: start.portrait ? 0 : Theme.space
        anchors.right: parent.right
        anchors.top: !start.portrait ? parent.top : heading.visible ? heading.bottom : quick.bottom
        anchors.topMargin: start.portrait ? Theme.gap * (heading.visible ? 0.5 : 1) : 0
        columns: start.portrait ? (Theme.larger ? 2 : 3) : 4 - Math.round((Theme.textScale - 1) / 0.3)
        tiles: tiles
        least: Math.max(Theme.finger, Math.round(81 * Theme.unit * Theme.textScale))

        Repeater {
            id: tiles

            model: start.kiosk.catalogue.agencies

            delegate: TileButton {
                required property int index
                required property string code
                required property string name
                required property string whole
                required note
                required quiet
                required zone

                Accessible.name: whole === "" ? name : whole
                badge: code
                height: grid.tileHeight
                objectName: "agency:" + code
                text: name
                visible: grid.shows(index)
                width: grid.tileWidth
                x: grid.xOf(index)
                y: grid.yOf(index)

                onClicked: start.kiosk.showAgency(code)
                onNeededChanged: grid.remeasure()
            }
        }
    }

    BigButton {
        id: basket

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        objectName: "basket"
        primary: true
        sign: "bag"
        text: qsTr("Services chosen: %1. Go on").arg(start.kiosk.order.count)
        textSize: start.portrait ? Theme.strong : Theme.body
        visible: start.kiosk.order.count > 0
        width: start.side

        onClicked: start.kiosk.showOrder()
    }
}
