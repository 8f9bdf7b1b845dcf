// The settings that make the screen easier, always in the same place: languages, larger text, contrast, reach, help.
// As many stand in a row as their longest words allow.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Kiosk
import Antrean.Ui

GridLayout {
    id: bar

    required property KioskModel kiosk
    property bool leads: false // back and home stand here where the screen is low
    readonly property list<Item> keys: children.filter(key => key instanceof IconButton && key.visible)
    readonly property real widest: keys.reduce((most, key) => Math.max(most, (key as IconButton).narrowest), Theme.finger)
    readonly property int across: Math.max(1, Math.floor((width + columnSpacing) / (widest + columnSpacing)))
    readonly property int lines: Math.ceil(keys.length / across)

    columnSpacing: Math.round(Theme.gap * 0.65)
    columns: Math.max(1, Math.ceil(keys.length / Math.max(1, lines)))
    rowSpacing: columnSpacing
    uniformCellHeights: true
    uniformCellWidths: true

    component BarKey: IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: Math.max(implicitHeight, Math.round(Theme.touch * 1.25))
        textSize: Math.min(Theme.small, Math.round(31 * Theme.unit)) // the sign says it as well
    }

    BarKey {
        objectName: "back"
        sign: "back"
        text: qsTr("Back")
        visible: bar.leads

        onClicked: bar.kiosk.back()
    }

    BarKey {
        objectName: "home"
        sign: "home"
        text: qsTr("Start page")
        visible: bar.leads

        onClicked: bar.kiosk.home()
    }

    Repeater {
        model: bar.kiosk.comfort.languages

        delegate: BarKey {
            required property string code
            required property string name
            required property bool chosen

            objectName: "lang:" + code
            on: chosen
            sign: "speech"
            switches: true
            text: name

            onClicked: bar.kiosk.comfort.useLanguage(code)
        }
    }

    BarKey {
        objectName: "larger" // never on: it says what the next touch does
        sign: "text"
        text: [qsTr("Larger text"), qsTr("Largest text"), qsTr("Usual text")][bar.kiosk.comfort.textStep]

        onClicked: bar.kiosk.comfort.toggleLarger()
    }

    BarKey {
        objectName: "contrast"
        on: bar.kiosk.comfort.contrast
        sign: "contrast"
        switches: true
        text: qsTr("High contrast")

        onClicked: bar.kiosk.comfort.toggleContrast()
    }

    BarKey {
        objectName: "reach"
        on: bar.kiosk.comfort.reach
        sign: "reach"
        switches: true
        text: qsTr("Lower keys")

        onClicked: bar.kiosk.comfort.toggleReach()
    }

    BarKey {
        on: ["told", "coming"].includes(bar.kiosk.assistance.state)
        objectName: "officer"
        sign: "people"
        text: {
            switch (bar.kiosk.assistance.state) {
            case "calling":
            case "told":
                return qsTr("Officers are told");
            case "coming":
                return qsTr("Officer is coming");
            case "nobody":
                return qsTr("Go to information");
            default:
                return qsTr("Call an officer");
            }
        }

        onClicked: bar.kiosk.assistance.call()
    }

    BarKey {
        Layout.columnSpan: bar.columns * bar.lines - bar.keys.length + 1 // no gap at the end of the last row
        ground: Theme.accentSoft
        objectName: "help"
        sign: "help"
        text: qsTr("Help")

        onClicked: bar.kiosk.help()
    }
}
