// What do you need? Search, what most people come for, and every agency as a tile.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Item {
    id: start

    required property KioskModel kiosk
    required property bool portrait
    property real favourite: 0 // as high as the longest name of the most wanted needs
    readonly property int favourites: portrait ? 3 : Math.min(6, Math.floor((quick.height - most.y + most.spacing) / (Math.max(favourite, Theme.finger, Math.round(86 * Theme.unit * Theme.textScale)) + most.spacing)))
    readonly property real side: portrait ? width : Math.round(width * 0.25)
    readonly property bool crowded: portrait && (kiosk.comfort.reach || Theme.larger)

    Connections {
        function onForgotten() {
            grid.begin();
        }

        target: start.kiosk
    }

    Timer {
        id: favouring

        interval: 0

        onTriggered: start.favourite = most.children.slice(0, start.portrait ? 3 : 6).reduce((high, tile) => Math.max(high, (tile as Touchable)?.needed ?? 0), 0)
    }

    Item {
        id: quick

        anchors.left: parent.left
        anchors.top: parent.top
        height: start.portrait ? (start.crowded ? Math.max(search.height, booked.visible ? booked.height : 0) : most.y + most.height) : (basket.visible ? basket.y - Theme.gap : parent.height)
        width: start.side

        BigButton {
            id: search

            anchors.left: parent.left
            anchors.right: booked.visible && start.portrait ? booked.left : parent.right
            anchors.rightMargin: booked.visible && start.portrait ? Theme.gap : 0
            height: Math.max(Theme.touch, implicitHeight)
            objectName: "search"
            sign: "search"
            text: start.portrait && !booked.visible && !Theme.larger ? qsTr("Search: identity card, passport, tax …") : qsTr("Search by need")
            textSize: Theme.strong
            weight: Font.DemiBold

            onClicked: start.kiosk.search()
        }

        BigButton {
            id: booked

            anchors.right: parent.right
            anchors.top: start.portrait ? search.top : search.bottom
            anchors.topMargin: start.portrait ? 0 : Theme.gap
            height: Math.max(Theme.touch, implicitHeight)
            objectName: "booking"
            sign: "clock"
            text: qsTr("I have a booking")
            visible: start.kiosk.bookings
            weight: Font.DemiBold
            width: start.portrait ? Math.round(start.width * 0.47) : start.side

            onClicked: start.kiosk.booking()
        }

        Words {
            id: wanted

            anchors.left: parent.left
            anchors.top: booked.visible && !start.portrait ? booked.bottom : search.bottom
            anchors.topMargin: Theme.gap
            color: Theme.quiet
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
            text: qsTr("Most wanted")
            visible: !start.crowded
        }

        Grid {
            id: most

            anchors.left: parent.left
            anchors.top: wanted.bottom
            anchors.topMargin: Theme.gap * 0.5
            columns: start.portrait ? 3 : 1
            spacing: Math.round(Theme.gap * 0.65)
            visible: !start.crowded

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
                    height: start.portrait ? Math.max(start.favourite, Math.round(Theme.touch * 1.2)) : Math.floor((quick.height - most.y - (start.favourites - 1) * most.spacing) / start.favourites)
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
        least: Math.max(Theme.finger, Math.round(84 * Theme.unit * Theme.textScale))

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
