// Whatever can be touched: a least size, an answer to the finger, one press for one touch.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

T.AbstractButton {
    id: touchable

    property color ground: Theme.card
    property color pressedGround: Theme.pressed
    property color edge: Theme.line
    property int edgeWidth: Theme.edge
    property int radius: Theme.radius
    property bool off: false // it does nothing now, and looks like it; `enabled` may be false for a moment without that
    property bool turning: false // it turns the pages of a text: who listens hears the text whole
    property real needed: 0 // the height that its words need at its width, for places that are shared out

    implicitHeight: Math.max(Theme.touch, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.touch, implicitContentWidth + leftPadding + rightPadding)
    padding: Theme.gap
    enabled: !off
    focusPolicy: Qt.TabFocus

    Accessible.name: text
    Accessible.role: Accessible.Button

    background: Rectangle {
        border.color: touchable.edge
        border.width: touchable.edgeWidth
        color: touchable.down ? touchable.pressedGround : touchable.ground
        radius: touchable.radius

        FocusRing {
            objectName: "ring"
            round: touchable.radius
            visible: touchable.visualFocus
        }
    }
}
