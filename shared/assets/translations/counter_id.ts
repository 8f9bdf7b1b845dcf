<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>Counter</name>
    <message>
        <source>Call next</source>
        <translation>Panggil berikutnya</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Panggil ulang</translation>
    </message>
    <message>
        <source>Start serving</source>
        <translation>Mulai layani</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Tunda</translation>
    </message>
    <message>
        <source>Return to line</source>
        <translation>Kembalikan</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Alihkan</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Batalkan</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Istirahat</translation>
    </message>
    <message>
        <source>Back to work</source>
        <translation>Melayani lagi</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>Daftar</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Urungkan</translation>
    </message>
    <message>
        <source>There is nothing that can be undone now.</source>
        <translation>Tidak ada yang dapat diurungkan sekarang.</translation>
    </message>
    <message>
        <source>Takes the last action back: {act}.</source>
        <translation>Mengurungkan tindakan terakhir: {act}.</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Mengapa?</translation>
    </message>
    <message>
        <source>Why number {label}?</source>
        <translation>Mengapa nomor {label}?</translation>
    </message>
    <message>
        <source>Calls the next visitor; the present service is finished.</source>
        <translation>Memanggil pengunjung berikutnya; layanan yang sedang berjalan diselesaikan.</translation>
    </message>
    <message>
        <source>Calls the same number once more.</source>
        <translation>Memanggil nomor yang sama sekali lagi.</translation>
    </message>
    <message>
        <source>The visitor is here: the service begins.</source>
        <translation>Pengunjung sudah di loket: layanan dimulai.</translation>
    </message>
    <message>
        <source>The service for this number is finished.</source>
        <translation>Layanan untuk nomor ini selesai.</translation>
    </message>
    <message>
        <source>The visitor did not come when called; the number may come back.</source>
        <translation>Pengunjung tidak datang setelah dipanggil; nomor dapat hadir kembali.</translation>
    </message>
    <message>
        <source>Sets the number aside for a while, with a reason.</source>
        <translation>Menyimpan nomor untuk sementara, dengan alasan.</translation>
    </message>
    <message>
        <source>Puts the number back into this service&apos;s line.</source>
        <translation>Mengembalikan nomor ke antrean layanan ini.</translation>
    </message>
    <message>
        <source>Sends the number on to another service or counter.</source>
        <translation>Mengalihkan nomor ke layanan atau loket lain.</translation>
    </message>
    <message>
        <source>Cancels this number; it is not called again.</source>
        <translation>Membatalkan nomor ini; tidak dapat dipanggil lagi.</translation>
    </message>
    <message>
        <source>The counter takes a break with a time of return.</source>
        <translation>Loket beristirahat dengan waktu kembali.</translation>
    </message>
    <message>
        <source>Ends the break and serves again.</source>
        <translation>Mengakhiri istirahat dan melayani lagi.</translation>
    </message>
    <message>
        <source>The numbers that wait, are held, or did not come.</source>
        <translation>Nomor yang menunggu, ditunda, dan tidak hadir.</translation>
    </message>
    <message>
        <source>Explains why this number was called.</source>
        <translation>Menjelaskan mengapa nomor ini yang dipanggil.</translation>
    </message>
    <message>
        <source>No number is at this counter.</source>
        <translation>Belum ada nomor di loket ini.</translation>
    </message>
    <message>
        <source>The visitor is being served.</source>
        <translation>Pengunjung sedang dilayani.</translation>
    </message>
    <message>
        <source>Finish number {label} first.</source>
        <translation>Selesaikan dahulu nomor {label}.</translation>
    </message>
    <message>
        <source>The hall&apos;s file cannot be reached: wait until it is back.</source>
        <translation>Sambungan antrean terputus: tunggu sampai tersambung lagi.</translation>
    </message>
    <message>
        <source>Waiting for the first answer from the hall&apos;s file.</source>
        <translation>Menunggu jawaban pertama dari data antrean.</translation>
    </message>
    <message>
        <source>The previous action is not yet sent.</source>
        <translation>Tindakan sebelumnya belum terkirim.</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Dipanggil</translation>
    </message>
    <message>
        <source>Being served</source>
        <translation>Sedang dilayani</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Ditunda</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>Dialihkan</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Dibatalkan</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Kedaluwarsa</translation>
    </message>
    <message>
        <source>The counter is closed</source>
        <translation>Loket tutup</translation>
    </message>
    <message>
        <source>Break until {time}</source>
        <translation>Istirahat sampai pukul {time}</translation>
    </message>
    <message>
        <source>The counter is on a break</source>
        <translation>Loket sedang istirahat</translation>
    </message>
    <message>
        <source>The break until {time} is over</source>
        <translation>Istirahat sampai pukul {time} sudah lewat</translation>
    </message>
    <message>
        <source>Press {key} to call</source>
        <translation>Tekan {key} untuk memanggil</translation>
    </message>
    <message>
        <source>Press {key} to serve again</source>
        <translation>Tekan {key} untuk melayani lagi</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>Call visibly</source>
        <translation>Panggil secara visual</translation>
    </message>
    <message>
        <source>Waited {duration}</source>
        <translation>Menunggu {duration}</translation>
    </message>
    <message>
        <source>Called {duration} ago</source>
        <translation>Dipanggil {duration} lalu</translation>
    </message>
    <message>
        <source>on the display</source>
        <translation>tampil di layar</translation>
    </message>
    <message>
        <source>on the display, spoken</source>
        <translation>tampil, disuarakan</translation>
    </message>
    <message>
        <source>Served for {duration}</source>
        <translation>Dilayani {duration}</translation>
    </message>
    <message>
        <source>called {n}×</source>
        <translation>{n}× dipanggil</translation>
    </message>
    <message>
        <source>After this: {services}</source>
        <translation>Setelah ini: {services}</translation>
    </message>
    <message>
        <source>Not yet sent</source>
        <translation>Belum terkirim</translation>
    </message>
    <message>
        <source>Officer: {officer}</source>
        <translation>Petugas: {officer}</translation>
    </message>
    <message>
        <source>No officer signed in</source>
        <translation>Petugas belum masuk</translation>
    </message>
    <message>
        <source>Change officer</source>
        <translation>Ganti petugas</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Tersambung</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>Lambat</translation>
    </message>
    <message>
        <source>Wrong clock</source>
        <translation>Jam salah</translation>
    </message>
    <message>
        <source>Cut off since {time}</source>
        <translation>Terputus sejak {time}</translation>
    </message>
    <message>
        <source>Locked since {time}</source>
        <translation>Ditahan sejak {time}</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Menyambung…</translation>
    </message>
    <message>
        <source>{n} waiting</source>
        <translation>{n} menunggu</translation>
    </message>
    <message>
        <source>{n} held</source>
        <translation>{n} ditunda</translation>
    </message>
    <message>
        <source>{n} due</source>
        <translation>{n} jatuh waktu</translation>
    </message>
    <message>
        <source>{label}: the time on hold is over, it is called again in its turn.</source>
        <translation>{label}: waktu tunda sudah habis, dipanggil lagi pada gilirannya.</translation>
    </message>
    <message>
        <source>The break is over. F10 serves again.</source>
        <translation>Istirahat sudah habis. F10 untuk melayani lagi.</translation>
    </message>
    <message>
        <source>{n} no-show</source>
        <translation>{n} tidak hadir</translation>
    </message>
    <message>
        <source>{service}: {n} waiting</source>
        <translation>{service}: {n} menunggu</translation>
    </message>
    <message>
        <source>Data as of {time}</source>
        <translation>Data pukul {time}</translation>
    </message>
    <message>
        <source>sending…</source>
        <translation>mengirim…</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>tercatat</translation>
    </message>
    <message>
        <source>The hall&apos;s file is slow to answer. Your action is being sent; no need to press again.</source>
        <translation>Sambungan antrean lambat. Tindakan Anda sedang dikirim, tidak perlu menekan lagi.</translation>
    </message>
    <message>
        <source>The hall&apos;s file cannot be reached since {time}. This visitor stays on the screen; calling waits.</source>
        <translation>Sambungan antrean terputus sejak pukul {time}. Pengunjung ini tetap di layar; panggilan menunggu.</translation>
    </message>
    <message>
        <source>The hall&apos;s file cannot be reached since {time}. Calling waits until it is back.</source>
        <translation>Sambungan antrean terputus sejak pukul {time}. Panggilan menunggu sampai tersambung lagi.</translation>
    </message>
    <message>
        <source>The hall&apos;s file is back.</source>
        <translation>Sambungan antrean pulih.</translation>
    </message>
    <message>
        <source>{act}: not yet sent</source>
        <translation>{act}: belum terkirim</translation>
    </message>
    <message>
        <source>{label}: {act} is kept on this PC, not yet sent.</source>
        <translation>{label}: {act} disimpan di komputer ini, belum terkirim.</translation>
    </message>
    <message>
        <source>Sent: {label}, {act}.</source>
        <translation>Terkirim: {label}, {act}.</translation>
    </message>
    <message>
        <source>{label}, {act}: the hall&apos;s file refused it. {sentence}</source>
        <translation>{label}, {act}: tidak diterima. {sentence}</translation>
    </message>
    <message>
        <source>Not done: {sentence}</source>
        <translation>Tidak terlaksana: {sentence}</translation>
    </message>
    <message>
        <source>No answer yet for {act}. Once connected, this screen shows what is true.</source>
        <translation>Jawaban untuk {act} belum datang. Begitu tersambung, layar ini menunjukkan keadaan yang benar.</translation>
    </message>
    <message>
        <source>The program met an error and has logged it. Check the number on the screen before you go on.</source>
        <translation>Program menemui kesalahan dan sudah mencatatnya. Periksa nomor di layar sebelum melanjutkan.</translation>
    </message>
    <message>
        <source>{label} called</source>
        <translation>{label} dipanggil</translation>
    </message>
    <message>
        <source>{label} called again</source>
        <translation>{label} dipanggil ulang</translation>
    </message>
    <message>
        <source>{label} is being served</source>
        <translation>{label} mulai dilayani</translation>
    </message>
    <message>
        <source>{label} finished</source>
        <translation>{label} selesai</translation>
    </message>
    <message>
        <source>{label} marked as no-show</source>
        <translation>{label} tidak hadir</translation>
    </message>
    <message>
        <source>{label} held</source>
        <translation>{label} ditunda</translation>
    </message>
    <message>
        <source>{label} is back in line</source>
        <translation>{label} kembali ke antrean</translation>
    </message>
    <message>
        <source>{label} transferred to {target}</source>
        <translation>{label} dialihkan ke {target}</translation>
    </message>
    <message>
        <source>{label} cancelled</source>
        <translation>{label} dibatalkan</translation>
    </message>
    <message>
        <source>{label} waits again</source>
        <translation>{label} kembali menunggu</translation>
    </message>
    <message>
        <source>{label} came back and waits</source>
        <translation>{label} hadir kembali dan menunggu</translation>
    </message>
    <message>
        <source>{label}: {act} was undone before it was sent.</source>
        <translation>{label}: {act} diurungkan sebelum terkirim.</translation>
    </message>
    <message>
        <source>{label} waits for this counter again</source>
        <translation>{label} menunggu loket ini lagi</translation>
    </message>
    <message>
        <source>The break has begun</source>
        <translation>Istirahat dimulai</translation>
    </message>
    <message>
        <source>The counter serves again</source>
        <translation>Loket melayani lagi</translation>
    </message>
    <message>
        <source>Counter opened for {officer}</source>
        <translation>Loket dibuka untuk {officer}</translation>
    </message>
    <message>
        <source>Counter opened</source>
        <translation>Loket dibuka</translation>
    </message>
    <message>
        <source>Counter closed</source>
        <translation>Loket ditutup</translation>
    </message>
    <message>
        <source>Order of arrival: it had waited longest.</source>
        <translation>Urutan kedatangan: paling lama menunggu.</translation>
    </message>
    <message>
        <source>The priority lane&apos;s turn by the hall&apos;s ratio.</source>
        <translation>Giliran jalur prioritas menurut aturan perbandingan.</translation>
    </message>
    <message>
        <source>returned by this counter just now</source>
        <translation>baru saja dikembalikan loket ini</translation>
    </message>
    <message>
        <source>Return {label} to the line</source>
        <translation>Kembalikan {label} ke antrean</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Di mana</translation>
    </message>
    <message>
        <source>To the front</source>
        <translation>Paling depan</translation>
    </message>
    <message>
        <source>After {k} others</source>
        <translation>Setelah {k} nomor lain</translation>
    </message>
    <message>
        <source>At the old place</source>
        <translation>Di tempat semula</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Paling belakang</translation>
    </message>
    <message>
        <source>This counter calls others first while others wait.</source>
        <translation>Loket ini memanggil nomor lain dulu selama ada yang menunggu.</translation>
    </message>
    <message>
        <source>What became of {label}?</source>
        <translation>Bagaimana nomor {label}?</translation>
    </message>
    <message>
        <source>It was called just now and nobody pressed Start serving.</source>
        <translation>Nomor ini baru saja dipanggil dan belum ditekan Mulai layani.</translation>
    </message>
    <message>
        <source>Was served  (1)</source>
        <translation>Sudah dilayani  (1)</translation>
    </message>
    <message>
        <source>Did not come  (2)</source>
        <translation>Tidak hadir  (2)</translation>
    </message>
    <message>
        <source>Before it may be a no-show: {calls}.</source>
        <translation>Sebelum boleh dinyatakan tidak hadir: {calls}.</translation>
    </message>
    <message>
        <source>{counter} is held by {officer}</source>
        <translation>{counter} dipegang {officer}</translation>
    </message>
    <message>
        <source>Take it over as {officer}? It is recorded, and the other bar says so.</source>
        <translation>Ambil alih sebagai {officer}? Ini dicatat, dan layar petugas itu diberi tahu.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Ambil alih</translation>
    </message>
    <message>
        <source>This counter was taken over by {officer}.</source>
        <translation>Loket ini diambil alih oleh {officer}.</translation>
    </message>
    <message>
        <source>{counter} is closed</source>
        <translation>{counter} tutup</translation>
    </message>
    <message>
        <source>{counter} is on a break</source>
        <translation>{counter} sedang istirahat</translation>
    </message>
    <message>
        <source>Open the counter and call?</source>
        <translation>Buka loket lalu panggil?</translation>
    </message>
    <message>
        <source>End the break and call?</source>
        <translation>Akhiri istirahat lalu panggil?</translation>
    </message>
    <message>
        <source>Yes, call</source>
        <translation>Ya, panggil</translation>
    </message>
    <message>
        <source>NOT OPEN</source>
        <translation>TIDAK BUKA</translation>
    </message>
    <message>
        <source>NO COUNTER OPEN</source>
        <translation>TIDAK ADA LOKET BUKA</translation>
    </message>
    <message>
        <source>Send {label} there all the same?</source>
        <translation>Tetap alihkan {label} ke sana?</translation>
    </message>
    <message>
        <source>Yes, send there</source>
        <translation>Ya, alihkan</translation>
    </message>
    <message>
        <source>Officer code</source>
        <translation>Kode petugas</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Type your code and your PIN.</source>
        <translation>Ketik kode dan PIN Anda.</translation>
    </message>
    <message>
        <source>Sign in first (Ctrl+L).</source>
        <translation>Masuk dahulu (Ctrl+L).</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Keluar dari akun</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>LATIHAN</translation>
    </message>
    <message>
        <source>A hall to practise in: no real visitor is called.</source>
        <translation>Ruang latihan: tidak ada pengunjung sungguhan yang dipanggil.</translation>
    </message>
    <message>
        <source>At other counters ({n})</source>
        <translation>Di loket lain ({n})</translation>
    </message>
    <message>
        <source>The supervisor is called.</source>
        <translation>Pengelola sudah dipanggil.</translation>
    </message>
    <message>
        <source>The supervisor is on the way.</source>
        <translation>Pengelola sedang menuju ke sini.</translation>
    </message>
    <message>
        <source>The hall&apos;s data</source>
        <translation>Data MPP</translation>
    </message>
    <message>
        <source>Search: a service, an agency, a counter, a rule</source>
        <translation>Cari: layanan, instansi, loket, aturan</translation>
    </message>
    <message>
        <source>Add to: {section}</source>
        <translation>Tambah: {section}</translation>
    </message>
    <message>
        <source>Code of the new record</source>
        <translation>Kode yang baru</translation>
    </message>
    <message>
        <source>Remove {code}</source>
        <translation>Hapus {code}</translation>
    </message>
    <message>
        <source>Save {n} changes</source>
        <translation>Simpan {n} perubahan</translation>
    </message>
    <message>
        <source>Nothing is changed yet.</source>
        <translation>Belum ada yang diubah.</translation>
    </message>
    <message>
        <source>Changes: {keys}</source>
        <translation>Perubahan: {keys}</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Batalkan perubahan</translation>
    </message>
    <message>
        <source>{time}  Saved and in force: {keys}</source>
        <translation>{time}  Tersimpan dan berlaku: {keys}</translation>
    </message>
    <message>
        <source>{time}  The hall has this already; nothing was changed.</source>
        <translation>{time}  Sudah seperti ini; tidak ada yang diubah.</translation>
    </message>
    <message>
        <source>{key}: this cannot be read as a value of its kind.</source>
        <translation>{key}: isinya tidak dapat dibaca.</translation>
    </message>
    <message>
        <source>Earlier changes</source>
        <translation>Perubahan sebelumnya</translation>
    </message>
    <message>
        <source>Choose a change to take it back: its record becomes as it was before.</source>
        <translation>Pilih perubahan untuk mengembalikannya: isinya menjadi seperti sebelumnya.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Ambil kembali</translation>
    </message>
    <message>
        <source>{key} added</source>
        <translation>{key} ditambahkan</translation>
    </message>
    <message>
        <source>{key} removed</source>
        <translation>{key} dihapus</translation>
    </message>
    <message>
        <source>{key} changed</source>
        <translation>{key} diubah</translation>
    </message>
    <message>
        <source>Nothing was changed since the hall was made.</source>
        <translation>Belum ada perubahan sejak data dibuat.</translation>
    </message>
    <message>
        <source>Write the code first; it must be a new one.</source>
        <translation>Tulis kodenya dahulu; harus kode yang baru.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Edit the hall&apos;s data</source>
        <translation>Ubah data MPP</translation>
    </message>
    <message>
        <source>What would change?</source>
        <translation>Apa dampaknya?</translation>
    </message>
    <message>
        <source>Runs this day again under the present and the new rules, beside the queue. It changes nothing.</source>
        <translation>Menghitung ulang hari ini menurut aturan sekarang dan aturan baru, terpisah dari antrean. Tidak mengubah apa pun.</translation>
    </message>
    <message>
        <source>This day is run again under both rules …</source>
        <translation>Hari ini dihitung ulang menurut kedua aturan …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Hentikan</translation>
    </message>
    <message>
        <source>It could not be calculated.</source>
        <translation>Tidak dapat dihitung.</translation>
    </message>
    <message>
        <source>The visitors of {day} under the new rules:</source>
        <translation>Pengunjung {day} menurut aturan baru:</translation>
    </message>
    <message>
        <source>Nobody has come yet today; a simulated ordinary day under the new rules:</source>
        <translation>Hari ini belum ada pengunjung; satu hari biasa yang disimulasikan menurut aturan baru:</translation>
    </message>
    <message>
        <source>Half of all wait less than, in minutes</source>
        <translation>Separuh pengunjung menunggu kurang dari (menit)</translation>
    </message>
    <message>
        <source>Nine of ten wait less than, in minutes</source>
        <translation>Sembilan dari sepuluh menunggu kurang dari (menit)</translation>
    </message>
    <message>
        <source>Nine of ten without priority wait less than, in minutes</source>
        <translation>Sembilan dari sepuluh tanpa prioritas menunggu kurang dari (menit)</translation>
    </message>
    <message>
        <source>Nine of ten with priority wait less than, in minutes</source>
        <translation>Sembilan dari sepuluh dengan prioritas menunggu kurang dari (menit)</translation>
    </message>
    <message>
        <source>Called after closing</source>
        <translation>Dipanggil lewat jam tutup</translation>
    </message>
    <message>
        <source>Never called</source>
        <translation>Tidak pernah dipanggil</translation>
    </message>
    <message>
        <source>{name}: {before}, as before</source>
        <translation>{name}: {before}, tetap</translation>
    </message>
    <message>
        <source>{name}: {after} instead of {before}</source>
        <translation>{name}: {after}, sebelumnya {before}</translation>
    </message>
    <message>
        <source>Back to before this change</source>
        <translation>Kembali ke keadaan sebelum perubahan ini</translation>
    </message>
    <message>
        <source>Nobody waits for another counter.</source>
        <translation>Tidak ada yang menunggu loket lain.</translation>
    </message>
    <message>
        <source>only {counter}, NOT OPEN</source>
        <translation>hanya {counter}, TIDAK BUKA</translation>
    </message>
    <message>
        <source>{label} was sent to {counter}, which is not open.</source>
        <translation>{label} dialihkan ke {counter} yang tidak buka.</translation>
    </message>
    <message>
        <source>Compact form</source>
        <translation>Bentuk ringkas</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Penuh</translation>
    </message>
    <message>
        <source>Shows all buttons and the visitor&apos;s card again.</source>
        <translation>Menampilkan lagi semua tombol dan kartu pengunjung.</translation>
    </message>
    <message>
        <source>The whole hall is paused: {reason}</source>
        <translation>Seluruh pelayanan sedang dijeda: {reason}</translation>
    </message>
    <message>
        <source>The service day is closed.</source>
        <translation>Hari layanan sudah ditutup.</translation>
    </message>
    <message>
        <source>{label}: {act} could not be kept on this PC. Write it on paper and call a technician.</source>
        <translation>{label}: {act} tidak dapat disimpan di komputer ini. Catat di kertas dan panggil teknisi.</translation>
    </message>
    <message>
        <source>This hall has no counter {counter}.</source>
        <translation>Tidak ada loket {counter} di sini.</translation>
    </message>
    <message>
        <source>The hall at a glance</source>
        <translation>Pantauan pelayanan</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Kode</translation>
    </message>
    <message>
        <source>Taking a number</source>
        <translation>Pengambilan nomor</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Instansi</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Kiosks</source>
        <translation>Anjungan</translation>
    </message>
    <message>
        <source>Tickets on this roll</source>
        <translation>Tiket di gulungan ini</translation>
    </message>
    <message>
        <source>Paper used</source>
        <translation>Kertas terpakai</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Kondisi</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Layar</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Pukul</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Dibuka</translation>
    </message>
    <message>
        <source>break until {time}</source>
        <translation>istirahat s.d. {time}</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Antrean</translation>
    </message>
    <message>
        <source>Counters</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>Displays</source>
        <translation>Layar</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Pemberitahuan</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Dari</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Isi</translation>
    </message>
    <message>
        <source>A visitor at kiosk {kiosk} asks for help.</source>
        <translation>Pengunjung di anjungan {kiosk} meminta bantuan.</translation>
    </message>
    <message>
        <source>The officer at counter {counter} asks for help.</source>
        <translation>Petugas di loket {counter} meminta bantuan.</translation>
    </message>
    <message>
        <source>Somebody is on the way (Ctrl+H)</source>
        <translation>Ada yang menuju ke sana (Ctrl+H)</translation>
    </message>
    <message>
        <source>Somebody is on the way to {place}.</source>
        <translation>Ada yang sedang menuju ke {place}.</translation>
    </message>
    <message>
        <source>A visitor at kiosk {kiosk} asked for help while the network was down.</source>
        <translation>Pengunjung di anjungan {kiosk} meminta bantuan saat jaringan terputus.</translation>
    </message>
    <message>
        <source>The clock of {place} is {minutes} minutes ahead. Set it.</source>
        <translation>Jam {place} lebih cepat {minutes} menit. Perbaiki jamnya.</translation>
    </message>
    <message>
        <source>The clock of {place} is {minutes} minutes behind. Set it.</source>
        <translation>Jam {place} lebih lambat {minutes} menit. Perbaiki jamnya.</translation>
    </message>
    <message>
        <source>The clock of {place} is on another day: it gives no numbers. Set it.</source>
        <translation>Jam {place} berada di hari lain: tidak ada nomor diberikan di sana. Perbaiki jamnya.</translation>
    </message>
    <message>
        <source>The server&apos;s clock is not that of the hall&apos;s PCs. Set it.</source>
        <translation>Jam server tidak sama dengan jam komputer-komputer lain. Perbaiki jam server.</translation>
    </message>
    <message>
        <source>The clock of {place} is right again.</source>
        <translation>Jam {place} sudah benar lagi.</translation>
    </message>
    <message>
        <source>{label}, kept at {place} while the network was down, was not accepted: {why}</source>
        <translation>{label}, disimpan di {place} saat jaringan terputus, tidak diterima: {why}</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>menunggu</translation>
    </message>
    <message>
        <source>being served</source>
        <translation>dilayani</translation>
    </message>
    <message>
        <source>done today</source>
        <translation>selesai hari ini</translation>
    </message>
    <message>
        <source>counters open</source>
        <translation>loket buka</translation>
    </message>
    <message>
        <source>Search for a service, an agency, an officer or a number</source>
        <translation>Cari layanan, instansi, petugas, atau nomor</translation>
    </message>
    <message>
        <source>Served now</source>
        <translation>Dilayani</translation>
    </message>
    <message>
        <source>It had waited past the bound, so it goes before priority.</source>
        <translation>Sudah menunggu melebihi batas, jadi didahulukan dari prioritas.</translation>
    </message>
    <message>
        <source>A booking whose time has come.</source>
        <translation>Reservasi yang sudah tiba waktunya.</translation>
    </message>
    <message>
        <source>Transferred here, near the front by rule.</source>
        <translation>Dialihkan ke sini, didahulukan menurut aturan.</translation>
    </message>
    <message>
        <source>Returned to the line, placed by rule.</source>
        <translation>Dikembalikan ke antrean, tempatnya menurut aturan.</translation>
    </message>
    <message>
        <source>Came back late, placed by rule.</source>
        <translation>Hadir kembali setelah terlewat, tempatnya menurut aturan.</translation>
    </message>
    <message>
        <source>Back after being held.</source>
        <translation>Kembali setelah ditunda.</translation>
    </message>
    <message>
        <source>The hall&apos;s rule: {rule}.</source>
        <translation>Aturan: {rule}.</translation>
    </message>
    <message>
        <source>It waited {duration}.</source>
        <translation>Menunggu {duration}.</translation>
    </message>
    <message>
        <source>Passed over: {labels} (they came earlier).</source>
        <translation>Dilewati: {labels} (datang lebih dahulu).</translation>
    </message>
    <message>
        <source>Nobody was passed over.</source>
        <translation>Tidak ada yang dilewati.</translation>
    </message>
    <message>
        <source>The officer&apos;s reason: {why}</source>
        <translation>Alasan petugas: {why}</translation>
    </message>
    <message>
        <source>Call number {call}, at {time}.</source>
        <translation>Panggilan nomor {call}, pukul {time}.</translation>
    </message>
    <message>
        <source>Hold this number</source>
        <translation>Tunda nomor ini</translation>
    </message>
    <message>
        <source>Transfer this number</source>
        <translation>Alihkan nomor ini</translation>
    </message>
    <message>
        <source>Begin the break</source>
        <translation>Mulai istirahat</translation>
    </message>
    <message>
        <source>Yes, cancel it</source>
        <translation>Ya, batalkan</translation>
    </message>
    <message>
        <source>Call this number</source>
        <translation>Panggil nomor ini</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Masuk</translation>
    </message>
    <message>
        <source>Close the counter and quit</source>
        <translation>Tutup loket dan keluar</translation>
    </message>
    <message>
        <source>Only quit</source>
        <translation>Keluar saja</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Hold {label}</source>
        <translation>Tunda {label}</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Alasan</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Sampai</translation>
    </message>
    <message>
        <source>No set time</source>
        <translation>Tanpa waktu</translation>
    </message>
    <message>
        <source>{n} minutes (at {time})</source>
        <translation>{n} menit (pukul {time})</translation>
    </message>
    <message>
        <source>Another time…</source>
        <translation>Pukul lain…</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Waktu</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>Reason for the call out of turn</source>
        <translation>Alasan panggilan di luar urutan</translation>
    </message>
    <message>
        <source>A reason is needed.</source>
        <translation>Alasan perlu diisi.</translation>
    </message>
    <message>
        <source>Type a number, such as AB-012.</source>
        <translation>Isi nomor, misalnya AB-012.</translation>
    </message>
    <message>
        <source>Type the officer&apos;s name or code.</source>
        <translation>Isi nama atau kode petugas.</translation>
    </message>
    <message>
        <source>Choose where to first.</source>
        <translation>Pilih tujuan dahulu.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Kontras tinggi</translation>
    </message>
    <message>
        <source>Another reason…</source>
        <translation>Alasan lain…</translation>
    </message>
    <message>
        <source>Nobody is at the counter</source>
        <translation>Tidak ada pengunjung di loket</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Diurungkan</translation>
    </message>
    <message>
        <source>The bound on what an ordinary visitor may lose is reached, so it goes before priority.</source>
        <translation>Batas waktu tunggu pengunjung biasa tercapai, jadi didahulukan dari prioritas.</translation>
    </message>
    <message>
        <source>This service&apos;s turn by the counter&apos;s weights.</source>
        <translation>Giliran layanan ini menurut bobot layanan di loket.</translation>
    </message>
    <message>
        <source>The turn of the short line for collection.</source>
        <translation>Giliran antrean pengambilan dokumen.</translation>
    </message>
    <message>
        <source>priority goes first</source>
        <translation>prioritas didahulukan</translation>
    </message>
    <message>
        <source>took the number just now</source>
        <translation>baru saja mengambil nomor</translation>
    </message>
    <message>
        <source>a booking that is not due yet</source>
        <translation>reservasi belum waktunya</translation>
    </message>
    <message>
        <source>another service&apos;s turn</source>
        <translation>giliran layanan lain</translation>
    </message>
    <message>
        <source>the collection line&apos;s turn</source>
        <translation>giliran pengambilan dokumen</translation>
    </message>
    <message>
        <source>a booking goes first</source>
        <translation>reservasi didahulukan</translation>
    </message>
    <message>
        <source>Called by the officer out of turn.</source>
        <translation>Dipanggil khusus oleh petugas, di luar urutan.</translation>
    </message>
    <message>
        <source>Do not write names or anything about health.</source>
        <translation>Jangan menulis nama atau keadaan kesehatan.</translation>
    </message>
    <message>
        <source>Completing documents</source>
        <translation>Melengkapi dokumen</translation>
    </message>
    <message>
        <source>Paying at the cashier</source>
        <translation>Membayar di kasir</translation>
    </message>
    <message>
        <source>Waiting for a check of documents</source>
        <translation>Menunggu pemeriksaan dokumen</translation>
    </message>
    <message>
        <source>The visitor stepped out</source>
        <translation>Pengunjung keluar sebentar</translation>
    </message>
    <message>
        <source>Missed the call, is here now</source>
        <translation>Terlewat, sudah hadir kembali</translation>
    </message>
    <message>
        <source>Asked for by the supervisor</source>
        <translation>Diminta pengelola</translation>
    </message>
    <message>
        <source>Continues an earlier service</source>
        <translation>Melanjutkan layanan sebelumnya</translation>
    </message>
    <message>
        <source>Break of {counter}</source>
        <translation>Istirahat {counter}</translation>
    </message>
    <message>
        <source>Back at work</source>
        <translation>Kembali melayani</translation>
    </message>
    <message>
        <source>Transfer {label}</source>
        <translation>Alihkan {label}</translation>
    </message>
    <message>
        <source>Search for a service, an agency or a counter</source>
        <translation>Cari layanan, instansi, atau loket</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Tidak ada yang cocok.</translation>
    </message>
    <message>
        <source>Nobody calls it until that counter opens. It stays in your list, and the supervisor is told.</source>
        <translation>Nomor ini baru dipanggil setelah loket itu buka. Nomor tetap ada di daftar Anda, dan pengelola diberi tahu.</translation>
    </message>
    <message>
        <source>open</source>
        <translation>buka</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>tutup</translation>
    </message>
    <message>
        <source>on a break</source>
        <translation>istirahat</translation>
    </message>
    <message>
        <source>Cancel {label}?</source>
        <translation>Batalkan {label}?</translation>
    </message>
    <message>
        <source>This number cannot be called again. The visitor would have to take a new one.</source>
        <translation>Nomor ini tidak dapat dipanggil lagi. Pengunjung perlu mengambil nomor baru.</translation>
    </message>
    <message>
        <source>Call a certain number</source>
        <translation>Panggil nomor tertentu</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nomor</translation>
    </message>
    <message>
        <source>A call out of turn is recorded with its reason.</source>
        <translation>Panggilan di luar urutan dicatat beserta alasannya.</translation>
    </message>
    <message>
        <source>Officer at {counter}</source>
        <translation>Petugas di {counter}</translation>
    </message>
    <message>
        <source>The officer&apos;s name or code</source>
        <translation>Nama atau kode petugas</translation>
    </message>
    <message>
        <source>Number {label} stays at this counter.</source>
        <translation>Nomor {label} tetap di loket ini.</translation>
    </message>
    <message>
        <source>Leave {counter}?</source>
        <translation>Keluar dari {counter}?</translation>
    </message>
    <message>
        <source>Number {label} is still at this counter and is shown again when the program starts.</source>
        <translation>Nomor {label} masih di loket ini dan akan tampil lagi saat program dibuka.</translation>
    </message>
    <message>
        <source>The counter can be closed, or stay open.</source>
        <translation>Loket dapat ditutup, atau tetap terbuka.</translation>
    </message>
    <message>
        <source>{n} actions are not yet sent; they are sent when the program starts again.</source>
        <translation>Masih ada {n} tindakan yang belum terkirim; dikirim saat program dibuka lagi.</translation>
    </message>
    <message>
        <source>Lines of {counter}</source>
        <translation>Antrean {counter}</translation>
    </message>
    <message>
        <source>Waiting ({n})</source>
        <translation>Menunggu ({n})</translation>
    </message>
    <message>
        <source>Held ({n})</source>
        <translation>Ditunda ({n})</translation>
    </message>
    <message>
        <source>No-show ({n})</source>
        <translation>Tidak hadir ({n})</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Layanan</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Sejak</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Lama</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Tanda</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Keterangan</translation>
    </message>
    <message>
        <source>Search for a number or a service</source>
        <translation>Cari nomor atau layanan</translation>
    </message>
    <message>
        <source>Call this number…</source>
        <translation>Panggil nomor ini…</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Lanjutkan</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Hadir kembali</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>Tidak ada yang menunggu.</translation>
    </message>
    <message>
        <source>No number is held.</source>
        <translation>Tidak ada nomor yang ditunda.</translation>
    </message>
    <message>
        <source>No number was missed.</source>
        <translation>Tidak ada nomor yang terlewat.</translation>
    </message>
    <message>
        <source>{reason}, {counter}</source>
        <translation>{reason}, {counter}</translation>
    </message>
    <message>
        <source>{reason}, until {time}, {counter}</source>
        <translation>{reason}, sampai {time}, {counter}</translation>
    </message>
    <message>
        <source>only {counter}</source>
        <translation>hanya {counter}</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>Open the counter</source>
        <translation>Buka loket</translation>
    </message>
    <message>
        <source>Close the counter</source>
        <translation>Tutup loket</translation>
    </message>
    <message>
        <source>Bahasa Indonesia</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Perbesar tulisan</translation>
    </message>
    <message>
        <source>Minimise</source>
        <translation>Kecilkan</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Keluar</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} dtk</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} mnt</translation>
    </message>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} j {m} mnt</translation>
    </message>
    <message>
        <source>Number {label}, {state}, {service}</source>
        <translation>Nomor {label}, {state}, {service}</translation>
    </message>
    <message>
        <source>Bar of {counter}</source>
        <translation>Panel {counter}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Jawaban</translation>
    </message>
    <message>
        <source>What waits, per service</source>
        <translation>Yang menunggu per layanan</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Jam</translation>
    </message>
    <message>
        <source>Connection to the hall&apos;s file</source>
        <translation>Sambungan antrean</translation>
    </message>
    <message>
        <source>Pause the hall</source>
        <translation>Jeda seluruh layanan</translation>
    </message>
    <message>
        <source>Resume the hall</source>
        <translation>Lanjutkan layanan</translation>
    </message>
    <message>
        <source>Mark a disturbance</source>
        <translation>Tandai gangguan</translation>
    </message>
    <message>
        <source>End a disturbance</source>
        <translation>Akhiri gangguan</translation>
    </message>
    <message>
        <source>Close a counter</source>
        <translation>Tutup loket</translation>
    </message>
    <message>
        <source>Bring a number back</source>
        <translation>Kembalikan nomor</translation>
    </message>
    <message>
        <source>Message to the staff</source>
        <translation>Pesan untuk petugas</translation>
    </message>
    <message>
        <source>Tell on the displays</source>
        <translation>Umumkan di layar</translation>
    </message>
    <message>
        <source>It stands on every display until then. Without words it is taken back.</source>
        <translation>Tampil di semua layar sampai saat itu. Tanpa tulisan, pengumuman dicabut.</translation>
    </message>
    <message>
        <source>As a notice</source>
        <translation>Sebagai pemberitahuan</translation>
    </message>
    <message>
        <source>As the running text</source>
        <translation>Sebagai teks berjalan</translation>
    </message>
    <message>
        <source>Close the day</source>
        <translation>Tutup hari layanan</translation>
    </message>
    <message>
        <source>Open the day again</source>
        <translation>Buka kembali hari layanan</translation>
    </message>
    <message>
        <source>No numbers are given out and nobody is called until you resume.</source>
        <translation>Nomor tidak diberikan dan tidak ada panggilan sampai layanan dilanjutkan.</translation>
    </message>
    <message>
        <source>Numbers are given out and called again.</source>
        <translation>Nomor diberikan dan dipanggil lagi.</translation>
    </message>
    <message>
        <source>No numbers are given out for the service; who waits keeps the place.</source>
        <translation>Nomor untuk layanan ini tidak diberikan; yang sudah menunggu tetap pada urutannya.</translation>
    </message>
    <message>
        <source>Numbers are given out for the service again.</source>
        <translation>Nomor untuk layanan ini diberikan lagi.</translation>
    </message>
    <message>
        <source>A counter with a visitor is not closed: it says so.</source>
        <translation>Loket yang masih melayani pengunjung tidak ditutup; alasannya disampaikan.</translation>
    </message>
    <message>
        <source>For a visit that ended by mistake: it waits again at its old place. It is kept in the audit.</source>
        <translation>Untuk kunjungan yang berakhir karena keliru: nomor menunggu lagi pada urutan semula. Tindakan ini dicatat.</translation>
    </message>
    <message>
        <source>Those whose visits the closing ended wait again, at their places.</source>
        <translation>Pengunjung yang berakhir karena penutupan menunggu lagi pada urutannya.</translation>
    </message>
    <message>
        <source>Nobody waits. Numbers are given out again on the next day of service.</source>
        <translation>Tidak ada yang menunggu. Nomor diberikan lagi pada hari layanan berikutnya.</translation>
    </message>
    <message>
        <source>This ends the visits of {n} who wait or are held: {labels}.</source>
        <translation>Ini mengakhiri kunjungan {n} pengunjung yang menunggu atau ditunda: {labels}.</translation>
    </message>
    <message>
        <source>What the public is told</source>
        <translation>Yang disampaikan kepada pengunjung</translation>
    </message>
    <message>
        <source>{time}  The day is closed.</source>
        <translation>{time}  Hari layanan ditutup.</translation>
    </message>
    <message>
        <source>Acts</source>
        <translation>Tindakan</translation>
    </message>
    <message>
        <source>In Indonesian</source>
        <translation>Dalam bahasa Indonesia</translation>
    </message>
    <message>
        <source>In English, if you can</source>
        <translation>Dalam bahasa Inggris, bila bisa</translation>
    </message>
    <message>
        <source>Until when, if known</source>
        <translation>Sampai kapan, bila diketahui</translation>
    </message>
    <message>
        <source>Service: type a part of its name</source>
        <translation>Layanan: ketik sebagian namanya</translation>
    </message>
    <message>
        <source>Counter: type its number or agency</source>
        <translation>Loket: ketik nomor atau instansinya</translation>
    </message>
    <message>
        <source>Number (such as AB-012)</source>
        <translation>Nomor (misalnya AB-012)</translation>
    </message>
    <message>
        <source>Words for the staff, without any name</source>
        <translation>Pesan untuk petugas, tanpa nama orang</translation>
    </message>
    <message>
        <source>Write in Indonesian what the public is told.</source>
        <translation>Tulis dahulu yang disampaikan kepada pengunjung, dalam bahasa Indonesia.</translation>
    </message>
    <message>
        <source>Choose one of the list.</source>
        <translation>Pilih salah satu dari daftar.</translation>
    </message>
    <message>
        <source>Write the message first.</source>
        <translation>Tulis pesannya dahulu.</translation>
    </message>
    <message>
        <source>{time}  {act} {about}· recorded</source>
        <translation>{time}  {act} {about}· tercatat</translation>
    </message>
    <message>
        <source>Not now: the queue&apos;s file cannot be reached.</source>
        <translation>Belum bisa: data antrean tidak terjangkau.</translation>
    </message>
    <message>
        <source>Not done: an error in Antrean itself. The log on this PC has the details.</source>
        <translation>Tidak dilakukan: ada kesalahan pada Antrean. Rinciannya ada di catatan komputer ini.</translation>
    </message>
    <message>
        <source>Sending: {act}</source>
        <translation>Mengirim: {act}</translation>
    </message>
    <message>
        <source>Health ({n})</source>
        <translation>Kondisi ({n})</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Bagian</translation>
    </message>
    <message>
        <source>How it is</source>
        <translation>Keadaan</translation>
    </message>
    <message>
        <source>PC</source>
        <translation>Komputer</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Yang perlu dilakukan</translation>
    </message>
    <message>
        <source>Kiosk {code}</source>
        <translation>Anjungan {code}</translation>
    </message>
    <message>
        <source>Display {code}</source>
        <translation>Layar {code}</translation>
    </message>
    <message>
        <source>The queue&apos;s file</source>
        <translation>Data antrean</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Cadangan</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>berjalan</translation>
    </message>
    <message>
        <source>does not run</source>
        <translation>tidak berjalan</translation>
    </message>
    <message>
        <source>does not show {labels}</source>
        <translation>tidak menampilkan {labels}</translation>
    </message>
    <message>
        <source>shows nothing: its window is not on the screen</source>
        <translation>tidak menampilkan apa-apa: jendelanya tidak ada di layar</translation>
    </message>
    <message>
        <source>stands still: its picture does not change any more</source>
        <translation>macet: gambarnya tidak berubah lagi</translation>
    </message>
    <message>
        <source>Look at that screen; start it again.</source>
        <translation>Lihat layar itu; nyalakan ulang.</translation>
    </message>
    <message>
        <source>open, but its program does not run</source>
        <translation>buka, tetapi programnya tidak berjalan</translation>
    </message>
    <message>
        <source>not known: the share does not say</source>
        <translation>tidak diketahui</translation>
    </message>
    <message>
        <source>runs; its clock is {seconds} s off</source>
        <translation>berjalan; jamnya meleset {seconds} detik</translation>
    </message>
    <message>
        <source>answers in {ms} ms</source>
        <translation>menjawab dalam {ms} md</translation>
    </message>
    <message>
        <source>none was made yet</source>
        <translation>belum pernah dibuat</translation>
    </message>
    <message>
        <source>made at {time}</source>
        <translation>dibuat pukul {time}</translation>
    </message>
    <message>
        <source>Switch the PC on, or start the program.</source>
        <translation>Nyalakan komputernya, atau buka programnya.</translation>
    </message>
    <message>
        <source>Set that PC&apos;s clock (network time).</source>
        <translation>Setel jam komputer itu (waktu jaringan).</translation>
    </message>
    <message>
        <source>Look at the server and the cables; antrean check measures them.</source>
        <translation>Periksa server dan kabel; antrean check mengukurnya.</translation>
    </message>
    <message>
        <source>Run antrean backup; antrean check says why none is made.</source>
        <translation>Jalankan antrean backup; antrean check menyebutkan sebabnya.</translation>
    </message>
    <message>
        <source>Start the program at that counter, or close the counter.</source>
        <translation>Buka program di loket itu, atau tutup loketnya.</translation>
    </message>
    <message>
        <source>Seen to by</source>
        <translation>Ditangani oleh</translation>
    </message>
    <message>
        <source>Printer {code}</source>
        <translation>Printer {code}</translation>
    </message>
    <message>
        <source>{how} About {tickets} tickets are left on the roll.</source>
        <translation>{how} Sisa kertas kira-kira {tickets} tiket.</translation>
    </message>
    <message>
        <source>runs; last shown {shown}, last spoken {spoken}</source>
        <translation>berjalan; terakhir tampil {shown}, terakhir diucapkan {spoken}</translation>
    </message>
    <message>
        <source>runs version {theirs}, others {ours}</source>
        <translation>memakai versi {theirs}, yang lain {ours}</translation>
    </message>
    <message>
        <source>Install the same version on every PC.</source>
        <translation>Pasang versi yang sama di semua komputer.</translation>
    </message>
    <message>
        <source>runs; its disk has {free} left</source>
        <translation>berjalan; sisa ruang disk {free}</translation>
    </message>
    <message>
        <source>Make room on that disk.</source>
        <translation>Kosongkan sebagian isi disk itu.</translation>
    </message>
    <message>
        <source>Disk of the share</source>
        <translation>Disk folder bersama</translation>
    </message>
    <message>
        <source>{free} left</source>
        <translation>sisa {free}</translation>
    </message>
    <message>
        <source>It has come back: {officer} saw to it at {time}.</source>
        <translation>Muncul lagi: pukul {time} sudah ditangani {officer}.</translation>
    </message>
    <message>
        <source>{officer}, {time}</source>
        <translation>{officer}, {time}</translation>
    </message>
    <message>
        <source>{part}: {how}. {remedy}</source>
        <translation>{part}: {how}. {remedy}</translation>
    </message>
    <message>
        <source>and {n} more</source>
        <translation>dan {n} lainnya</translation>
    </message>
    <message>
        <source>I see to it</source>
        <translation>Saya tangani</translation>
    </message>
    <message>
        <source>The sound stops for this alarm, and the record says who sees to it. It rings again if it comes back.</source>
        <translation>Bunyi untuk peringatan ini berhenti, dan tercatat siapa yang menanganinya. Bila gangguan ini muncul lagi, peringatan berbunyi lagi.</translation>
    </message>
    <message>
        <source>What do you see to?</source>
        <translation>Apa yang Anda tangani?</translation>
    </message>
    <message>
        <source>Your name or officer&apos;s code</source>
        <translation>Nama Anda atau kode petugas</translation>
    </message>
    <message>
        <source>Write who sees to it.</source>
        <translation>Tulis siapa yang menanganinya.</translation>
    </message>
    <message>
        <source>{officer} sees to: {words}</source>
        <translation>{officer} menangani: {words}</translation>
    </message>
    <message>
        <source>Printer is ready</source>
        <translation>Printer siap</translation>
    </message>
    <message>
        <source>First open the cover, load paper, throw away what comes out. Then its kiosk tries it again.</source>
        <translation>Buka dahulu penutupnya, pasang kertas, buang kertas yang keluar. Setelah itu anjungan mencobanya lagi.</translation>
    </message>
    <message>
        <source>Printer: type its code or its kiosk</source>
        <translation>Printer: ketik kode atau anjungannya</translation>
    </message>
    <message>
        <source>A full roll was put in: count from zero</source>
        <translation>Gulungan penuh sudah dipasang: hitung dari awal</translation>
    </message>
    <message>
        <source>Paper left</source>
        <translation>Sisa kertas (tiket)</translation>
    </message>
    <message>
        <source>Nobody serves {service}: {n} waiting, the longest {minutes} min.</source>
        <translation>{service} tidak ada yang melayani: {n} menunggu, terlama {minutes} menit.</translation>
    </message>
    <message>
        <source>Open counter {counter} for {service}: longest wait {before} to {after} minutes.</source>
        <translation>Buka loket {counter} untuk {service}: tunggu terlama {before} menjadi {after} menit.</translation>
    </message>
    <message>
        <source>Open counter {counter} for {service}: wait about {after} minutes.</source>
        <translation>Buka loket {counter} untuk {service}: tunggu sekitar {after} menit.</translation>
    </message>
    <message>
        <source>Longest wait {minutes} min.</source>
        <translation>Tunggu terlama {minutes} menit.</translation>
    </message>
    <message>
        <source>Promise kept: {percent} %.</source>
        <translation>Janji layanan terpenuhi: {percent} %.</translation>
    </message>
    <message>
        <source>The lines end about {time}.</source>
        <translation>Antrean habis sekitar pukul {time}.</translation>
    </message>
    <message>
        <source>The lines end about {time}, after closing.</source>
        <translation>Antrean habis sekitar pukul {time}, setelah tutup.</translation>
    </message>
    <message>
        <source>Move an officer</source>
        <translation>Pindahkan petugas</translation>
    </message>
    <message>
        <source>The first counter closes, the other opens under the same name. Nobody is moved away from a visitor.</source>
        <translation>Loket asal ditutup, loket tujuan dibuka dengan nama yang sama. Petugas yang masih melayani pengunjung tidak dipindahkan.</translation>
    </message>
    <message>
        <source>Who: type a name or a counter</source>
        <translation>Siapa: ketik nama atau loket</translation>
    </message>
    <message>
        <source>To which counter</source>
        <translation>Ke loket mana</translation>
    </message>
    <message>
        <source>Choose another counter than where the officer is.</source>
        <translation>Pilih loket lain daripada tempat petugas sekarang.</translation>
    </message>
    <message>
        <source>The supervisor asks you to go on at {counter}.</source>
        <translation>Pengelola meminta Anda melanjutkan di {counter}.</translation>
    </message>
    <message>
        <source>Quota and hours today</source>
        <translation>Kuota dan jam hari ini</translation>
    </message>
    <message>
        <source>For this day alone: tomorrow the usual ones hold again.</source>
        <translation>Hanya untuk hari ini: besok berlaku seperti biasa lagi.</translation>
    </message>
    <message>
        <source>What: type a service or an agency</source>
        <translation>Apa: ketik layanan atau instansi</translation>
    </message>
    <message>
        <source>Hours of the whole hall</source>
        <translation>Jam seluruh MPP</translation>
    </message>
    <message>
        <source>Hours: {name}</source>
        <translation>Jam: {name}</translation>
    </message>
    <message>
        <source>Quota: {name}</source>
        <translation>Kuota: {name}</translation>
    </message>
    <message>
        <source>today {opens} to {closes}</source>
        <translation>hari ini {opens} sampai {closes}</translation>
    </message>
    <message>
        <source>closed today</source>
        <translation>tutup hari ini</translation>
    </message>
    <message>
        <source>today {quota}, given out {taken}</source>
        <translation>hari ini {quota}, sudah diberikan {taken}</translation>
    </message>
    <message>
        <source>no quota today, given out {taken}</source>
        <translation>tanpa kuota hari ini, sudah diberikan {taken}</translation>
    </message>
    <message>
        <source>changed for today</source>
        <translation>diubah untuk hari ini</translation>
    </message>
    <message>
        <source>As on other days again</source>
        <translation>Kembali seperti hari lain</translation>
    </message>
    <message>
        <source>Numbers today</source>
        <translation>Jumlah nomor hari ini</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Buka</translation>
    </message>
    <message>
        <source>Closes</source>
        <translation>Tutup</translation>
    </message>
    <message>
        <source>Last number, if not by the rule</source>
        <translation>Nomor terakhir, bila tidak menurut aturan</translation>
    </message>
    <message>
        <source>Write times such as 08.00; closing comes after opening.</source>
        <translation>Tulis jam seperti 08.00; jam tutup sesudah jam buka.</translation>
    </message>
    <message>
        <source>Import bookings</source>
        <translation>Impor reservasi</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Pilih file</translation>
    </message>
    <message>
        <source>Tables (*.xlsx *.csv *.txt *.tsv)</source>
        <translation>Tabel (*.xlsx *.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Checkpoint of the audit, to be kept outside the hall: {sequence}:{words}.</source>
        <translation>Titik periksa audit, simpan di luar MPP: {sequence}:{words}.</translation>
    </message>
    <message>
        <source>It was printed at {printer}.</source>
        <translation>Sudah tercetak di {printer}.</translation>
    </message>
    <message>
        <source>It was not printed at {printer}: write it down.</source>
        <translation>Tidak tercetak di {printer}: catat.</translation>
    </message>
    <message>
        <source>Nothing was taken over. Correct this in the file:</source>
        <translation>Tidak ada yang diambil alih. Perbaiki ini dalam filenya:</translation>
    </message>
    <message>
        <source>... and {n} more lines</source>
        <translation>... dan {n} baris lagi</translation>
    </message>
    <message>
        <source>{time}  Bookings taken: {new} new, {moved} moved, {same} as they were, {used} used, {cancelled} cancelled, {missing} not in this file</source>
        <translation>{time}  Reservasi diambil: {new} baru, {moved} dipindah, {same} tetap, {used} sudah hadir, {cancelled} batal, {missing} tidak ada di file ini</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Laporan</translation>
    </message>
    <message>
        <source>Visits, waits and service times, as a file. It names nobody.</source>
        <translation>Kunjungan, waktu tunggu, dan waktu layan sebagai file. Tidak memuat nama siapa pun.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Apa</translation>
    </message>
    <message>
        <source>Report of a day</source>
        <translation>Laporan harian</translation>
    </message>
    <message>
        <source>Report of a week</source>
        <translation>Laporan mingguan</translation>
    </message>
    <message>
        <source>Report of a month</source>
        <translation>Laporan bulanan</translation>
    </message>
    <message>
        <source>Report of a year</source>
        <translation>Laporan tahunan</translation>
    </message>
    <message>
        <source>Table of some days (CSV)</source>
        <translation>Tabel beberapa hari (CSV)</translation>
    </message>
    <message>
        <source>Day, or first day</source>
        <translation>Hari, atau hari pertama</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Hari terakhir</translation>
    </message>
    <message>
        <source>{time}  Report saved: {file}</source>
        <translation>{time}  Laporan tersimpan: {file}</translation>
    </message>
    <message>
        <source>One row for each</source>
        <translation>Satu baris untuk setiap</translation>
    </message>
    <message>
        <source>day</source>
        <translation>hari</translation>
    </message>
    <message>
        <source>month</source>
        <translation>bulan</translation>
    </message>
    <message>
        <source>service</source>
        <translation>layanan</translation>
    </message>
    <message>
        <source>agency</source>
        <translation>instansi</translation>
    </message>
    <message>
        <source>counter</source>
        <translation>loket</translation>
    </message>
    <message>
        <source>hour of the day</source>
        <translation>jam</translation>
    </message>
    <message>
        <source>All agencies</source>
        <translation>Semua instansi</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>Simpan sebagai …</translation>
    </message>
    <message>
        <source>The first day is after the last.</source>
        <translation>Hari pertama sesudah hari terakhir.</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Tunggu terlama</translation>
    </message>
    <message>
        <source>Promise kept</source>
        <translation>Janji terpenuhi</translation>
    </message>
    <message>
        <source>Line ends</source>
        <translation>Antrean selesai</translation>
    </message>
    <message>
        <source>Counters open</source>
        <translation>Loket buka</translation>
    </message>
    <message>
        <source>Waits, nobody serves</source>
        <translation>Menunggu tanpa petugas</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zona</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Peran</translation>
    </message>
    <message>
        <source>May serve</source>
        <translation>Boleh melayani</translation>
    </message>
    <message>
        <source>Officers</source>
        <translation>Petugas</translation>
    </message>
    <message>
        <source>{time}, after closing</source>
        <translation>{time}, lewat jam tutup</translation>
    </message>
    <message>
        <source>nobody serves</source>
        <translation>tidak ada yang melayani</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n} %</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} dari {all}</translation>
    </message>
    <message>
        <source>all counters</source>
        <translation>semua loket</translation>
    </message>
    <message>
        <source>at no counter</source>
        <translation>tidak di loket</translation>
    </message>
    <message>
        <source>Figures and reports</source>
        <translation>Angka dan laporan</translation>
    </message>
    <message>
        <source>Today beside the usual day</source>
        <translation>Hari ini dan hari biasa</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Bulan ini</translation>
    </message>
    <message>
        <source>A service, this month</source>
        <translation>Satu layanan, bulan ini</translation>
    </message>
    <message>
        <source>Which service</source>
        <translation>Layanan mana</translation>
    </message>
    <message>
        <source>Save as PDF and Excel</source>
        <translation>Simpan PDF dan Excel</translation>
    </message>
    <message>
        <source>Counting the days</source>
        <translation>Menghitung hari</translation>
    </message>
    <message>
        <source>Writing the files</source>
        <translation>Menulis file</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Dibatalkan; tidak ada yang ditulis.</translation>
    </message>
    <message>
        <source>Saved in {folder}: {files}</source>
        <translation>Disimpan di {folder}: {files}</translation>
    </message>
    <message>
        <source>Keys in every program ...</source>
        <translation>Tombol di semua program ...</translation>
    </message>
    <message>
        <source>Keys that work in every program</source>
        <translation>Tombol yang berlaku di semua program</translation>
    </message>
    <message>
        <source>Action and its key</source>
        <translation>Tindakan dan tombolnya</translation>
    </message>
    <message>
        <source>Press the new key for the marked action; Backspace takes none</source>
        <translation>Tekan tombol baru untuk tindakan yang dipilih; Backspace berarti tanpa tombol</translation>
    </message>
    <message>
        <source>Use these keys</source>
        <translation>Pakai tombol ini</translation>
    </message>
    <message>
        <source>As the hall says</source>
        <translation>Seperti data MPP</translation>
    </message>
    <message>
        <source>{key} works in every program</source>
        <translation>{key} berlaku di semua program</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>tanpa tombol</translation>
    </message>
    <message>
        <source>{key} is held by another program: choose another key</source>
        <translation>{key} dipakai program lain: pilih tombol lain</translation>
    </message>
    <message>
        <source>{key} has another action already: choose another key</source>
        <translation>{key} sudah dipakai tindakan lain: pilih tombol lain</translation>
    </message>
    <message>
        <source>{key} cannot be a key for every program: add Ctrl, Alt or a function key</source>
        <translation>{key} tidak bisa berlaku di semua program: tambahkan Ctrl, Alt, atau pakai tombol F</translation>
    </message>
    <message>
        <source>{key}: this desktop gives programs no such keys</source>
        <translation>{key}: desktop ini tidak memberi tombol kepada program</translation>
    </message>
    <message>
        <source>{key}: the desktop has been asked for it</source>
        <translation>{key}: sedang diminta kepada desktop</translation>
    </message>
    <message>
        <source>{key}: the desktop gave no key; choose one in the desktop&apos;s settings</source>
        <translation>{key}: desktop tidak memberi tombol; pilih di pengaturan desktop</translation>
    </message>
    <message>
        <source>This desktop gives programs no keys. Set a shortcut in its settings instead, with the command: {command}</source>
        <translation>Desktop ini tidak memberi tombol kepada program. Pasang pintasan di pengaturannya, dengan perintah: {command}</translation>
    </message>
    <message>
        <source>Another program holds a key: {keys}. Choose others in the menu (Alt+M).</source>
        <translation>Program lain memakai tombol {keys}. Pilih tombol lain di menu (Alt+M).</translation>
    </message>
    <message>
        <source>Serve without a number ...</source>
        <translation>Layani tanpa nomor ...</translation>
    </message>
    <message>
        <source>Give out a number ...</source>
        <translation>Terbitkan nomor ...</translation>
    </message>
    <message>
        <source>Check in a booking ...</source>
        <translation>Daftarkan reservasi ...</translation>
    </message>
    <message>
        <source>To the cashier and back to me ...</source>
        <translation>Ke kasir, lalu kembali ke saya ...</translation>
    </message>
    <message>
        <source>Note for the next officer ...</source>
        <translation>Catatan untuk petugas berikutnya ...</translation>
    </message>
    <message>
        <source>Steps and history of the visit ...</source>
        <translation>Langkah dan riwayat kunjungan ...</translation>
    </message>
    <message>
        <source>Add a service ...</source>
        <translation>Tambah layanan ...</translation>
    </message>
    <message>
        <source>Drop the service</source>
        <translation>Lepas layanan</translation>
    </message>
    <message>
        <source>Another order</source>
        <translation>Urutan lain</translation>
    </message>
    <message>
        <source>{label} is being served, without waiting</source>
        <translation>{label} dilayani langsung, tanpa menunggu</translation>
    </message>
    <message>
        <source>Number {label} given out ({target})</source>
        <translation>Nomor {label} diterbitkan ({target})</translation>
    </message>
    <message>
        <source>The ticket of {label} came out at kiosk {kiosk}.</source>
        <translation>Tiket {label} sudah keluar di anjungan {kiosk}.</translation>
    </message>
    <message>
        <source>The ticket of {label} went to kiosk {kiosk}; its printer cannot tell if it is out.</source>
        <translation>Tiket {label} sudah dikirim ke anjungan {kiosk}; printernya tidak dapat memastikan tiket sudah keluar.</translation>
    </message>
    <message>
        <source>Nobody knows whether the ticket of {label} came out at kiosk {kiosk}: look there. The number is valid.</source>
        <translation>Tidak pasti tiket {label} sudah keluar di anjungan {kiosk}: lihat di sana. Nomornya tetap berlaku.</translation>
    </message>
    <message>
        <source>The ticket of {label} was not printed at kiosk {kiosk}. Write the number down; it is valid.</source>
        <translation>Tiket {label} tidak tercetak di anjungan {kiosk}. Tuliskan nomornya; nomor itu tetap berlaku.</translation>
    </message>
    <message>
        <source>{label} goes to {target} and comes back here</source>
        <translation>{label} ke {target}, lalu kembali ke sini</translation>
    </message>
    <message>
        <source>Note on {label}</source>
        <translation>Catatan pada {label}</translation>
    </message>
    <message>
        <source>{label}: {target} added</source>
        <translation>{label}: {target} ditambahkan</translation>
    </message>
    <message>
        <source>{label}: {target} dropped</source>
        <translation>{label}: {target} dilepas</translation>
    </message>
    <message>
        <source>{target}: other order of services</source>
        <translation>{target}: urutan layanan diubah</translation>
    </message>
    <message>
        <source>Served at once at the counter, without waiting with a number.</source>
        <translation>Dilayani langsung di loket, tanpa menunggu dengan nomor.</translation>
    </message>
    <message>
        <source>Note of the officer before: {note}</source>
        <translation>Catatan petugas sebelumnya: {note}</translation>
    </message>
    <message>
        <source>note: {note}</source>
        <translation>catatan: {note}</translation>
    </message>
    <message>
        <source>What came of number {label}?</source>
        <translation>Apa hasil layanan nomor {label}?</translation>
    </message>
    <message>
        <source>Outcome: its number key, or arrows and Enter</source>
        <translation>Hasil: tekan angkanya, atau tombol panah dan Enter</translation>
    </message>
    <message>
        <source>Without an outcome</source>
        <translation>Tanpa hasil</translation>
    </message>
    <message>
        <source>Serve a person without a number</source>
        <translation>Layani pengunjung tanpa nomor</translation>
    </message>
    <message>
        <source>A number is given out and counted; nobody is called.</source>
        <translation>Nomor diterbitkan dan dihitung; tidak ada panggilan.</translation>
    </message>
    <message>
        <source>Serve</source>
        <translation>Layani</translation>
    </message>
    <message>
        <source>Which service: type a part of its name</source>
        <translation>Layanan mana: ketik sebagian namanya</translation>
    </message>
    <message>
        <source>Priority lane</source>
        <translation>Jalur prioritas</translation>
    </message>
    <message>
        <source>Call visibly as well</source>
        <translation>Panggil juga secara visual</translation>
    </message>
    <message>
        <source>The visitor&apos;s language</source>
        <translation>Bahasa pengunjung</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Kertas</translation>
    </message>
    <message>
        <source>On the screen only</source>
        <translation>Di layar saja</translation>
    </message>
    <message>
        <source>Printed at kiosk {kiosk}</source>
        <translation>Dicetak di anjungan {kiosk}</translation>
    </message>
    <message>
        <source>Give out a number</source>
        <translation>Terbitkan nomor</translation>
    </message>
    <message>
        <source>Add another service</source>
        <translation>Tambah layanan lain</translation>
    </message>
    <message>
        <source>Services: {services}</source>
        <translation>Layanan: {services}</translation>
    </message>
    <message>
        <source>Give out</source>
        <translation>Terbitkan</translation>
    </message>
    <message>
        <source>Check in a booking</source>
        <translation>Daftarkan reservasi</translation>
    </message>
    <message>
        <source>Code of the booking</source>
        <translation>Kode reservasi</translation>
    </message>
    <message>
        <source>Type the code of the booking.</source>
        <translation>Ketik kode reservasi.</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>Daftarkan</translation>
    </message>
    <message>
        <source>{label}: where to, and then back to this counter?</source>
        <translation>{label}: ke mana dahulu, lalu kembali ke loket ini?</translation>
    </message>
    <message>
        <source>Send and expect back</source>
        <translation>Kirim dan tunggu kembali</translation>
    </message>
    <message>
        <source>Note on {label} for the next officer</source>
        <translation>Catatan pada {label} untuk petugas berikutnya</translation>
    </message>
    <message>
        <source>What should the next officer know? Nothing about who the visitor is</source>
        <translation>Apa yang perlu diketahui petugas berikutnya? Bukan tentang siapa pengunjungnya</translation>
    </message>
    <message>
        <source>No name, NIK, phone, e-mail or address. An empty note is taken away.</source>
        <translation>Tanpa nama, NIK, telepon, surel, atau alamat. Catatan yang kosong dihapus.</translation>
    </message>
    <message>
        <source>This seems to be personal data ({found}). Write it without.</source>
        <translation>Ini tampaknya data pribadi ({found}). Tulis tanpa itu.</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Simpan catatan</translation>
    </message>
    <message>
        <source>Add a service to the visit of {label}</source>
        <translation>Tambah layanan pada kunjungan {label}</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Tambah</translation>
    </message>
    <message>
        <source>wait {least}-{most} min</source>
        <translation>tunggu {least}-{most} mnt</translation>
    </message>
    <message>
        <source>{n} counters serve</source>
        <translation>{n} loket melayani</translation>
    </message>
    <message>
        <source>officer at {counter}</source>
        <translation>petugas di {counter}</translation>
    </message>
    <message>
        <source>at no counter now</source>
        <translation>sedang tidak di loket</translation>
    </message>
    <message>
        <source>Visit of {label}</source>
        <translation>Kunjungan {label}</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Langkah</translation>
    </message>
    <message>
        <source>History today</source>
        <translation>Riwayat hari ini</translation>
    </message>
    <message>
        <source>The visit is being read ...</source>
        <translation>Kunjungan sedang dibaca ...</translation>
    </message>
    <message>
        <source>{n} ahead</source>
        <translation>{n} di depan</translation>
    </message>
    <message>
        <source>at {counter}</source>
        <translation>di {counter}</translation>
    </message>
    <message>
        <source>for officer {officer}</source>
        <translation>untuk petugas {officer}</translation>
    </message>
    <message>
        <source>Number taken at {time}</source>
        <translation>Nomor diambil pukul {time}</translation>
    </message>
    <message>
        <source>booked for {time}</source>
        <translation>reservasi pukul {time}</translation>
    </message>
    <message>
        <source>Note ...</source>
        <translation>Catatan ...</translation>
    </message>
    <message>
        <source>Transfer ...</source>
        <translation>Alihkan ...</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Lebih dulu</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Belakangan</translation>
    </message>
    <message>
        <source>Mark a step that still waits.</source>
        <translation>Pilih langkah yang masih menunggu.</translation>
    </message>
    <message>
        <source>by {officer}</source>
        <translation>oleh {officer}</translation>
    </message>
    <message>
        <source>Who waits, by service and lane</source>
        <translation>Yang menunggu, per layanan dan jalur</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Jalur</translation>
    </message>
    <message>
        <source>Longest wait / promise</source>
        <translation>Terlama / janji</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>Janji</translation>
    </message>
    <message>
        <source>Turn and why</source>
        <translation>Giliran dan alasannya</translation>
    </message>
    <message>
        <source>ordinary</source>
        <translation>biasa</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>prioritas</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>ditepati</translation>
    </message>
    <message>
        <source>nearly over</source>
        <translation>hampir lewat</translation>
    </message>
    <message>
        <source>over</source>
        <translation>terlewati</translation>
    </message>
    <message>
        <source>{longest} of {target} min</source>
        <translation>{longest} dari {target} mnt</translation>
    </message>
    <message>
        <source>{place}. {why}</source>
        <translation>{place}. {why}</translation>
    </message>
    <message>
        <source>Visit ...</source>
        <translation>Kunjungan ...</translation>
    </message>
    <message>
        <source>Somebody waits again: {n}</source>
        <translation>Ada yang menunggu lagi: {n}</translation>
    </message>
    <message>
        <source>{counter}: {n} waiting</source>
        <translation>{counter}: {n} menunggu</translation>
    </message>
    <message>
        <source>Show the bar</source>
        <translation>Tampilkan program loket</translation>
    </message>
    <message>
        <source>Soft sound when somebody waits again</source>
        <translation>Bunyi lembut saat ada yang menunggu lagi</translation>
    </message>
    <message>
        <source>Paper survey forms</source>
        <translation>Formulir survei kertas</translation>
    </message>
    <message>
        <source>Pile of forms</source>
        <translation>Tumpukan formulir</translation>
    </message>
    <message>
        <source>Its name on the envelope, as AB.1 of 24 November</source>
        <translation>Nama pada mapnya, misalnya AB.1 24 November</translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation>Diisi pada tanggal</translation>
    </message>
    <message>
        <source>Typed by</source>
        <translation>Diketik oleh</translation>
    </message>
    <message>
        <source>Form {n}: nine answers, then who answered</source>
        <translation>Formulir {n}: sembilan jawaban, lalu siapa yang menjawab</translation>
    </message>
    <message>
        <source>443344334 p 34 sma swasta pagi  (Enter; - for a blank)</source>
        <translation>443344334 p 34 sma swasta pagi  (Enter; - untuk yang kosong)</translation>
    </message>
    <message>
        <source>{n} forms typed</source>
        <translation>{n} formulir diketik</translation>
    </message>
    <message>
        <source>Waiting for a second person: {piles}</source>
        <translation>Menunggu orang kedua: {piles}</translation>
    </message>
    <message>
        <source>No pile waits for a second person.</source>
        <translation>Tidak ada tumpukan yang menunggu orang kedua.</translation>
    </message>
    <message>
        <source>{n} answers of 9</source>
        <translation>{n} dari 9 jawaban</translation>
    </message>
    <message>
        <source>Blank: {elements}. The form is kept and does not count in the IKM.</source>
        <translation>Kosong: {elements}. Formulir disimpan dan tidak dihitung dalam IKM.</translation>
    </message>
    <message>
        <source>Whole: {who}</source>
        <translation>Lengkap: {who}</translation>
    </message>
    <message>
        <source>nothing about who answered</source>
        <translation>tanpa ciri responden</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formulir</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Jawaban</translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation>Responden</translation>
    </message>
    <message>
        <source>Looked up again</source>
        <translation>Sudah dicocokkan</translation>
    </message>
    <message>
        <source>Ctrl+Enter  Hand in the pile</source>
        <translation>Ctrl+Enter  Serahkan tumpukan</translation>
    </message>
    <message>
        <source>F2  Correct this form</source>
        <translation>F2  Perbaiki formulir ini</translation>
    </message>
    <message>
        <source>{pile}: {n} forms are kept. They count when a second person has typed them too.</source>
        <translation>{pile}: {n} formulir disimpan. Dihitung setelah orang kedua juga mengetiknya.</translation>
    </message>
    <message>
        <source>{pile}: {n} forms were typed alike by two people. They count now.</source>
        <translation>{pile}: {n} formulir diketik sama oleh dua orang. Sekarang sudah dihitung.</translation>
    </message>
    <message>
        <source>Not alike: forms {forms}. Look at the paper again: correct the form here (F2), or tick it if yours is right; then hand in.</source>
        <translation>Tidak sama: formulir {forms}. Lihat kertasnya lagi: perbaiki formulirnya di sini (F2), atau centang bila ketikan Anda benar; lalu serahkan.</translation>
    </message>
    <message>
        <source>Write the pile&apos;s name, at most 40 letters.</source>
        <translation>Tulis nama tumpukannya, paling banyak 40 huruf.</translation>
    </message>
    <message>
        <source>Write who types.</source>
        <translation>Tulis siapa yang mengetik.</translation>
    </message>
    <message>
        <source>Type a form first.</source>
        <translation>Ketik satu formulir dulu.</translation>
    </message>
    <message>
        <source>A form is half typed: finish it with Enter, or empty the line.</source>
        <translation>Satu formulir belum selesai: akhiri dengan Enter, atau kosongkan barisnya.</translation>
    </message>
    <message>
        <source>Halls side by side</source>
        <translation>Beberapa MPP berdampingan</translation>
    </message>
    <message>
        <source>Hall</source>
        <translation>MPP</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Data pukul</translation>
    </message>
    <message>
        <source>To look at</source>
        <translation>Perlu dilihat</translation>
    </message>
    <message>
        <source>halls</source>
        <translation>MPP</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>perlu dilihat</translation>
    </message>
    <message>
        <source>OLD: nothing newer came</source>
        <translation>DATA LAMA: belum ada kabar baru</translation>
    </message>
    <message>
        <source>the line ends after closing</source>
        <translation>antrean selesai lewat jam tutup</translation>
    </message>
    <message>
        <source>people wait and nobody serves: {services}</source>
        <translation>ada yang menunggu, tidak ada yang melayani: {services}</translation>
    </message>
    <message>
        <source>the day is closed</source>
        <translation>hari layanan sudah ditutup</translation>
    </message>
    <message>
        <source>no program runs</source>
        <translation>tidak ada program yang berjalan</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>tidak menjawab</translation>
    </message>
    <message>
        <source>Asking the halls …</source>
        <translation>Menanyai semua MPP …</translation>
    </message>
    <message>
        <source>No hall was found.</source>
        <translation>Tidak ada MPP yang ditemukan.</translation>
    </message>
</context>
</TS>
