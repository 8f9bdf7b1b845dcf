// The poster or the video that is on. What cannot be shown covers nothing, and the next one comes.
pragma ComponentBehavior: Bound

import QtQuick
import Antrean.Display

Item {
    id: panel

    required property BoardView board
    readonly property bool covering: visible && (poster.visible || film.covering)

    Image {
        id: poster

        property bool held: false // the last one stays until the next can be seen: nothing flashes up between them

        anchors.fill: parent
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectFit
        objectName: "poster"
        retainWhileLoading: true
        source: panel.board.poster
        sourceSize.height: panel.height
        sourceSize.width: panel.width
        visible: status === Image.Ready || held && status === Image.Loading

        onStatusChanged: {
            if (status !== Image.Loading)
                held = status === Image.Ready;
            if (status === Image.Error)
                panel.board.tell_failed(source.toString());
        }
    }

    VideoView {
        id: film

        readonly property string path: panel.board.video
        readonly property string showing: panel.board.mediaTurn + path // the same one may come again

        anchors.fill: parent
        objectName: "video"
        visible: path !== ""

        onEnded: path => panel.board.tell_over(path)
        onFailed: path => panel.board.tell_failed(path)
        onPainted: panel.board.tell_alive()
        onShowingChanged: play(path)
    }
}
