// The first page at the exit: four faces; the whole questionnaire for who has the time.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Kiosk
import Antrean.Ui
import ".."

Item {
    id: page

    required property KioskModel kiosk
    required property bool portrait
    // a questionnaire has a question, its answers and keys one below the other: a small screen asks for faces only
    readonly property bool roomy: height > Theme.finger * 5.5
    readonly property RatingModel rating: kiosk.rating as RatingModel
    required property real begins // nothing to touch stands above this in reach mode

    RatingPanel {
        anchors.bottom: nobody.top
        anchors.bottomMargin: Theme.gap
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: page.begins
        portrait: page.portrait
        rating: page.rating
        textSize: Theme.larger ? Theme.strong : Theme.title
    }

    Words {
        id: nobody

        anchors.bottom: whole.visible ? whole.top : parent.bottom
        anchors.bottomMargin: whole.visible ? Theme.gap : 0
        anchors.left: parent.left
        anchors.right: parent.right
        color: Theme.quiet
        font.pixelSize: Theme.body
        horizontalAlignment: Text.AlignHCenter
        objectName: "nobody"
        text: page.rating.nobody
    }

    BigButton {
        id: whole

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        height: Math.max(implicitHeight, Math.round(Theme.touch * 1.2))
        objectName: "survey"
        sign: "paper"
        text: qsTr("Fill in the satisfaction survey: 9 questions, about 2 minutes")
        visible: page.kiosk.survey.offered && page.roomy

        onClicked: page.kiosk.showSurvey()
    }
}
