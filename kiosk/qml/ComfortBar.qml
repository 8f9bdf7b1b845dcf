// The settings that make the screen easier, always in the same place: languages, larger text, contrast, reach, help.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Antrean.Kiosk
import Antrean.Ui

RowLayout {
    id: bar

    required property KioskModel kiosk
    property bool leads: false // back and home stand here where the screen is low

    spacing: Math.round(Theme.gap * 0.65)
    uniformCellSizes: true

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        objectName: "back"
        sign: "back"
        text: qsTr("Back")
        visible: bar.leads

        onClicked: bar.kiosk.back()
    }

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        objectName: "home"
        sign: "home"
        text: qsTr("Start page")
        visible: bar.leads

        onClicked: bar.kiosk.home()
    }

    Repeater {
        model: bar.kiosk.comfort.languages

        delegate: IconButton {
            required property string code
            required property string name
            required property bool chosen

            Layout.fillHeight: true
            Layout.fillWidth: true
            objectName: "lang:" + code
            on: chosen
            sign: "speech"
            text: name

            onClicked: bar.kiosk.comfort.useLanguage(code)
        }
    }

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        objectName: "larger"
        on: bar.kiosk.comfort.larger
        sign: "text"
        text: qsTr("Larger text")

        onClicked: bar.kiosk.comfort.toggleLarger()
    }

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        objectName: "contrast"
        on: bar.kiosk.comfort.contrast
        sign: "contrast"
        text: qsTr("High contrast")

        onClicked: bar.kiosk.comfort.toggleContrast()
    }

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        objectName: "reach"
        on: bar.kiosk.comfort.reach
        sign: "reach"
        text: qsTr("Lower keys")

        onClicked: bar.kiosk.comfort.toggleReach()
    }

    IconButton {
        Layout.fillHeight: true
        Layout.fillWidth: true
        ground: Theme.accentSoft
        objectName: "help"
        sign: "help"
        text: qsTr("Help")

        onClicked: bar.kiosk.help()
    }
}
