// A button that is on or off, and shows which without colour alone (a mark stands before the words).
pragma ComponentBehavior: Bound

import QtQuick

BigButton {
    id: toggle

    property bool on: false

    Accessible.checkable: true
    Accessible.checked: on
    Accessible.role: Accessible.CheckBox
    edge: on ? Theme.accent : Theme.line
    edgeWidth: on ? Theme.edge * 2 : Theme.edge
    ground: on ? Theme.accentSoft : Theme.card
    sign: on ? "check" : "circle"
}
