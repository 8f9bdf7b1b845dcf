// The kiosk's window: header, page, settings row; what covers them lies above.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui

Window {
    id: window

    required property KioskModel kiosk
    readonly property bool portrait: height >= width
    readonly property bool low: kiosk.comfort.reach
    readonly property real lowered: {
        if (!low)
            return 0;
        if (kiosk.page === "start" || kiosk.page === "agency")
            return Math.round(height * (portrait ? 0.3 : 0.14));
        return kiosk.page === "search" && portrait ? Math.round(height * 0.16) : 0;
    }
    readonly property bool noNumbers: !kiosk.ready || kiosk.clockStops || kiosk.cutOff && !kiosk.survives || kiosk.closed

    color: Theme.paper
    height: 1920
    objectName: "kiosk"
    title: "Antrean"
    width: 1080

    onHeightChanged: Theme.fit(width, height)
    onWidthChanged: Theme.fit(width, height)
    Component.onCompleted: Theme.fit(width, height)

    // A finger that comes down twice must not touch what the page after it has in the same place.
    Timer {
        id: arriving

        interval: Theme.guard
    }

    Connections {
        function onPage_changed() {
            if (Theme.guard > 0)
                arriving.restart();
        }

        target: window.kiosk
    }

    Header {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space
        height: Math.max(needed, Math.round((window.portrait ? 150 : 112) * Theme.unit * (Theme.larger ? 1.2 : 1)) + window.lowered)
        kiosk: window.kiosk
        portrait: window.portrait
        visible: !notice.visible
    }

    GoingOn {
        id: goingOn

        anchors.left: pages.left
        anchors.right: pages.right
        anchors.top: header.bottom
        anchors.topMargin: Theme.gap
        kiosk: window.kiosk
        visible: (window.kiosk.cutOff || window.kiosk.clockOff) && header.visible && ["start", "agency", "search"].includes(window.kiosk.page)
    }

    Item {
        id: pages

        anchors.bottom: comfort.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.leftMargin: Theme.space
        anchors.right: parent.right
        anchors.rightMargin: Theme.space
        anchors.top: goingOn.visible ? goingOn.bottom : header.bottom
        anchors.topMargin: Theme.gap
        objectName: "pages"
        enabled: !arriving.running && !window.kiosk.stillThere && !window.kiosk.leaving.open
        visible: !notice.visible

        Loader {
            active: window.kiosk.page === "start"
            anchors.fill: parent

            sourceComponent: StartPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "agency"
            anchors.fill: parent

            sourceComponent: AgencyPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "search"
            anchors.fill: parent

            sourceComponent: SearchPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "booking"
            anchors.fill: parent

            sourceComponent: BookingPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "order"
            anchors.fill: parent

            sourceComponent: OrderPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "ticket"
            anchors.fill: parent

            sourceComponent: TicketPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "why" || window.kiosk.page === "help"
            anchors.fill: parent

            sourceComponent: AnswerPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }
    }

    NoticePage {
        id: notice

        anchors.bottom: comfort.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        kiosk: window.kiosk
        visible: window.noNumbers && (window.kiosk.page === "start" || !window.kiosk.ready)
    }

    ComfortBar {
        id: comfort

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space
        anchors.right: parent.right
        enabled: !window.kiosk.stillThere && !window.kiosk.leaving.open
        height: Math.round(Theme.touch * (Theme.larger ? 1.45 : 1.25))
        kiosk: window.kiosk
        leads: !window.portrait && window.kiosk.page !== "start" && window.kiosk.page !== "ticket"
    }

    // The corner by which staff leave: held for five seconds, it asks for a PIN.
    MouseArea {
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.touch
        objectName: "corner"
        pressAndHoldInterval: 5000
        width: Theme.touch

        onPressAndHold: window.kiosk.leaving.begin()
    }

    Loader {
        active: window.kiosk.stillThere
        anchors.fill: parent
        focus: active

        sourceComponent: StillThere {
            kiosk: window.kiosk
        }
    }

    Loader {
        active: window.kiosk.leaving.open
        anchors.fill: parent

        sourceComponent: LeavePad {
            leaving: window.kiosk.leaving
        }
    }
}
