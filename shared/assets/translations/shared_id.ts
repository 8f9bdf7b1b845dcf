<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>KeyPad</name>
    <message>
        <source>Erase</source>
        <translation>Hapus</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>Erase</source>
        <translation>Hapus</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Spasi</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
</context>
<context>
    <name>Program</name>
    <message>
        <source>This hall has no kiosk {code}.</source>
        <translation>Tidak ada anjungan {code} di sini.</translation>
    </message>
    <message>
        <source>This hall has no counter {code}.</source>
        <translation>Tidak ada loket {code} di sini.</translation>
    </message>
    <message>
        <source>This hall has no display {code}.</source>
        <translation>Tidak ada layar {code} di sini.</translation>
    </message>
    <message>
        <source>There are: {codes}.</source>
        <translation>Yang ada: {codes}.</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>Halaman %1 dari %2</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Berikutnya</translation>
    </message>
</context>
</TS>
