// The kiosk's window: header, page, settings row; what covers them lies above.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import "pages"

Window {
    id: window

    required property KioskModel kiosk
    readonly property bool portrait: height >= width
    readonly property bool flat: !portrait && height < Theme.finger * 10 // a small wide screen: its keys need the room
    readonly property bool low: kiosk.comfort.reach
    // where a hand from a wheelchair begins to reach: in reach mode nothing to touch is above it
    readonly property real highest: low ? Math.ceil(Theme.mm(kiosk.comfort.tooHigh(height / Theme.mm(1)))) : 0
    readonly property bool lowered: low && !["search", "booking", "rate", "survey"].includes(kiosk.page) && (!portrait || ["start", "agency", "needs", "need"].includes(kiosk.page))
    readonly property real begins: Math.max(0, highest - pages.y)
    readonly property string question: header.question
    property Reader reader: null
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

    // Below everything: touches that met nothing come here. Those that the guard swallows are no sign of anything.
    MouseArea {
        anchors.fill: parent
        enabled: !arriving.running

        onPressed: window.kiosk.touchedNothing()
    }

    Header {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space
        height: Math.max(needed, Math.round((window.portrait ? 150 : 112) * Theme.unit * (1 + (Theme.textScale - 1) * 0.7)), window.lowered ? window.highest - Theme.space - Theme.gap : 0)
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
        visible: {
            if (!header.visible || window.flat && ["search", "booking"].includes(window.kiosk.page))
                return false;
            if (paper)
                return ["start", "agency", "needs", "need", "search", "booking", "order", "questions"].includes(window.kiosk.page);
            if (window.kiosk.closed)
                return ["agency", "needs", "need", "search", "booking"].includes(window.kiosk.page);
            return (window.kiosk.cutOff || window.kiosk.clockOff) && ["start", "agency", "needs", "need", "search"].includes(window.kiosk.page);
        }
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
        enabled: !arriving.running
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
            active: window.kiosk.page === "needs"
            anchors.fill: parent

            sourceComponent: NeedsPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "need"
            anchors.fill: parent

            sourceComponent: NeedPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "search"
            anchors.fill: parent

            sourceComponent: SearchPage {
                begins: window.begins
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "booking"
            anchors.fill: parent

            sourceComponent: BookingPage {
                begins: window.begins
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
            active: window.kiosk.page === "questions"
            anchors.fill: parent

            sourceComponent: QuestionsPage {
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
            active: window.kiosk.page === "visit"
            anchors.fill: parent

            sourceComponent: VisitPage {
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "rate"
            anchors.fill: parent

            sourceComponent: RatePage {
                begins: window.begins
                kiosk: window.kiosk
                portrait: window.portrait
            }
        }

        Loader {
            active: window.kiosk.page === "survey"
            anchors.fill: parent

            sourceComponent: SurveyPage {
                begins: window.begins
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

        objectName: "notice"

        anchors.bottom: comfort.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        kiosk: window.kiosk
        visible: window.noNumbers && (window.kiosk.page === "start" || !window.kiosk.ready)
    }

    ComfortBar {
        id: comfort

        objectName: "comfort"
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.margins: Theme.space
        anchors.right: parent.right
        kiosk: window.kiosk
        leads: !window.portrait && !["start", "ticket", "rate"].includes(window.kiosk.page)
    }

    // What is read aloud, word for word, for other assistive programs too.
    Item {
        Accessible.ignored: !window.reader || window.reader.words === ""
        Accessible.name: window.reader ? window.reader.words : ""
        Accessible.role: Accessible.AlertMessage
        height: 1
        objectName: "spoken"
        width: 1
    }

    // Stays a moment longer than it is seen: the finger that ends it touches nothing else.
    Timer {
        id: ending

        interval: Theme.guard * 2
    }

    Connections {
        function onChanged() {
            if (greeting.active && !window.kiosk.welcome.shown && Theme.guard > 0)
                ending.restart();
        }

        target: window.kiosk.welcome
    }

    Loader {
        id: greeting

        active: (window.kiosk.welcome.shown || ending.running) && window.kiosk.page === "start" && !window.noNumbers
        anchors.fill: parent

        sourceComponent: Welcome {
            model: window.kiosk.welcome
        }
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
        objectName: active ? "cover" : ""
        focus: active

        sourceComponent: StillThere {
            kiosk: window.kiosk
        }
    }

    // Outside the hall's hours; the first touch only lights it.
    Rectangle {
        anchors.fill: parent
        color: Theme.screenOff
        objectName: "dark"
        visible: window.kiosk.screen.dark

        MouseArea {
            anchors.fill: parent

            onPressed: window.kiosk.screen.touch()
        }
    }

    // Above everything: it sees each touch and takes none.
    Item {
        anchors.fill: parent
        z: 1

        PointHandler {
            onActiveChanged: {
                if (active)
                    window.kiosk.touched();
                else
                    window.kiosk.lifted();
            }
        }
    }

    Loader {
        active: window.kiosk.leaving.open
        anchors.fill: parent
        objectName: active ? "cover" : ""

        sourceComponent: LeavePad {
            leaving: window.kiosk.leaving
        }
    }
}
