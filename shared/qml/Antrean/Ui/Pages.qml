// A column that may be higher than its room: then it stands there a page of whole lines at a time. People turn the
// pages by two keys; with `seconds` they turn by themselves (a screen that nobody touches).
pragma ComponentBehavior: Bound

import QtQuick

Item {
    id: pages

    default property alias content: inside.data
    property alias spacing: inside.spacing
    property bool apart: false // what has no room beside what is above it begins a page, as a text in another language
    property bool centred: false // what needs less than the room stands in its middle
    property int seconds: 0
    property int page: 0
    property list<real> starts: [0] // where each page begins
    property var signs: []
    readonly property real whole: inside.implicitHeight // what it needs to stand at once
    readonly property bool paged: starts.length > 1
    readonly property bool measured: !measuring.enabled
    // keys below would leave the words hardly a line, or a key among them no place: they stand beside them
    property bool aside: false
    readonly property string number: "%1 / %2".arg(page + 1).arg(starts.length)
    readonly property string told: aside ? " (%1)".arg(number) : "" // by the keys' names, where it is not seen
    readonly property real inner: width - (aside ? keys.width + Theme.gap : 0) // how wide what it holds may be
    readonly property real below: seconds > 0 || aside ? 0 : Theme.touch + Theme.gap // what the keys take of the height
    readonly property real shown: paged ? (page + 1 < starts.length ? starts[page + 1] : whole) - starts[page] : height

    implicitHeight: inside.implicitHeight

    onBelowChanged: changed()
    onHeightChanged: changed()
    onPageChanged: turn()
    onVisibleChanged: changed()
    Component.onCompleted: changed()

    // What it holds, or its room, is another: it is measured before the next frame is drawn.
    function changed(): void {
        measuring.enabled = true;
        Window.window?.update();
    }

    // The lines of all words below an item, and what else must not be cut, as [top, bottom].
    function lines(item: Item, top: real): var {
        let found = [];
        for (const child of item.children) {
            if (!child.visible || child.height <= 0)
                continue;
            const text = child as Text;
            if (text !== null && text.lineCount > 0) {
                const each = text.contentHeight / text.lineCount;
                for (let at = 0; at < text.lineCount; ++at)
                    found.push([top + child.y + at * each, top + child.y + (at + 1) * each]);
            } else if (child instanceof Touchable || child instanceof Glyph || child instanceof ZoneMark) {
                found.push([top + child.y, top + child.y + child.height, child]);
            } else {
                found = found.concat(lines(child, top + child.y));
            }
        }
        return found;
    }
    function measure(): void {
        const high = whole > height + 1;
        const found = !high ? [] : lines(inside, 0).sort((one, other) => one[0] - other[0]);
        const tallest = found.reduce((most, [top, bottom]) => Math.max(most, bottom - top), Theme.strong * 2.5);
        aside = high && seconds === 0 && height < Theme.touch + Theme.gap + tallest;
        const room = height - below;
        const heads = apart ? Array.from(inside.children).filter(child => child.visible && child.height > 0) : [];
        const begins = [0];
        for (const line of found) {
            const begin = begins[begins.length - 1];
            const head = heads.find(child => Math.abs(child.y - line[0]) < 1);
            if (Math.max(line[1], head ? head.y + head.height : 0) - begin <= room + 1 || line[0] <= begin)
                continue;
            // beside it a line may have begun that would be cut: it goes with this one
            begins.push(found.reduce((least, other) => other[0] > begin && other[0] < least && other[1] > least + 1 ? other[0] : least, line[0]));
        }
        for (const [, , sign] of signs) // before there was room enough, some were hidden
            if (sign)
                sign.opacity = 1;
        page = Math.min(page, begins.length - 1);
        starts = begins;
        signs = found.filter(line => line[2]);
        turn();
    }
    // Signs of other pages are hidden: the software renderer does not clip what is drawn by paths.
    function turn(): void {
        const begin = starts[page];
        for (const [top, bottom, sign] of signs)
            sign.opacity = !paged || top >= begin - 1 && bottom <= begin + shown + 1 ? 1 : 0;
    }

    // Everything has got its place by then, and nothing has been painted: no frame shows words that do not fit.
    Connections {
        id: measuring

        function onAfterAnimating(): void {
            measuring.enabled = false;
            pages.measure();
        }

        target: pages.Window.window
    }

    Timer {
        interval: pages.seconds * 1000
        repeat: true
        running: pages.paged && pages.seconds > 0 && pages.visible

        onTriggered: pages.page = (pages.page + 1) % pages.starts.length
    }

    Item {
        clip: pages.paged
        height: pages.shown
        objectName: "view"
        width: pages.inner
        y: (pages.centred || pages.aside) && pages.paged ? Math.max(0, Math.round((pages.height - pages.below - height) / 2)) : 0

        Column {
            id: inside

            width: parent.width
            y: pages.paged ? -pages.starts[pages.page] : pages.centred ? Math.round((parent.height - height) / 2) : 0

            onImplicitHeightChanged: pages.changed()
        }
    }

    // A screen that nobody touches has no keys, and need not make them
    Loader {
        id: keys

        active: pages.seconds === 0
        height: Theme.touch
        visible: pages.paged
        x: pages.aside ? parent.width - width : Math.round((parent.width - width) / 2)
        y: pages.aside ? Math.round((parent.height - height) / 2) : parent.height - height

        sourceComponent: Row {
            spacing: pages.aside ? Theme.gap * 0.5 : Theme.gap

            BigButton {
                Accessible.name: qsTr("Previous") + pages.told
                off: pages.page === 0
                height: Theme.touch
                objectName: "read:back"
                turning: true
                sign: "back"
                width: Theme.touch * (pages.aside ? 1 : 1.5)

                onClicked: pages.page -= 1
            }

            Words {
                height: Theme.touch
                horizontalAlignment: Text.AlignHCenter
                turning: true
                text: pages.number
                // beside the words it would take their place, and a digit more of it change the pages that it counts
                visible: !pages.aside
                width: implicitWidth + Theme.gap
            }

            BigButton {
                Accessible.name: qsTr("Next") + pages.told
                off: pages.page >= pages.starts.length - 1
                height: Theme.touch
                objectName: "read:next"
                turning: true
                sign: "next"
                width: Theme.touch * (pages.aside ? 1 : 1.5)

                onClicked: pages.page += 1
            }
        }
    }
}
