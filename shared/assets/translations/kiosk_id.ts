<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en">
<context>
    <name>AddButton</name>
    <message>
        <source>Add another service to this ticket</source>
        <translation>Tambah layanan lain pada tiket ini</translation>
    </message>
</context>
<context>
    <name>AnswerPage</name>
    <message>
        <source>1. Touch what you need</source>
        <translation>1. Sentuh yang Anda perlukan</translation>
    </message>
    <message>
        <source>Choose an agency, then a service. Or search with your own words.</source>
        <translation>Pilih instansi, lalu layanannya. Atau cari dengan kata Anda sendiri.</translation>
    </message>
    <message>
        <source>2. Read what to bring</source>
        <translation>2. Baca yang perlu dibawa</translation>
    </message>
    <message>
        <source>The screen says what to bring and about how long it takes.</source>
        <translation>Layar menunjukkan persyaratan dan perkiraan waktu tunggu.</translation>
    </message>
    <message>
        <source>3. Take your number</source>
        <translation>3. Ambil nomor Anda</translation>
    </message>
    <message>
        <source>Keep the ticket. Your number is shown on the screens and called. It is free of charge.</source>
        <translation>Simpan tiketnya. Nomor Anda ditampilkan di layar dan dipanggil. Gratis, tidak dipungut biaya.</translation>
    </message>
    <message>
        <source>You would rather be helped?</source>
        <translation>Lebih suka dibantu?</translation>
    </message>
    <message>
        <source>1. Touch a face</source>
        <translation>1. Sentuh satu wajah</translation>
    </message>
    <message>
        <source>It tells the hall how it was. Then you may name a reason.</source>
        <translation>Itu memberi tahu kami bagaimana layanannya. Sesudahnya Anda boleh memilih satu alasan.</translation>
    </message>
    <message>
        <source>2. Fill in the survey, if you have the time</source>
        <translation>2. Isi survei, jika ada waktu</translation>
    </message>
    <message>
        <source>Nine questions about one service. Each can be left out.</source>
        <translation>Sembilan pertanyaan tentang satu layanan. Setiap pertanyaan boleh dilewati.</translation>
    </message>
    <message>
        <source>3. Nobody knows that it was you</source>
        <translation>3. Tidak ada yang tahu itu Anda</translation>
    </message>
    <message>
        <source>No name, no queue number and no officer is kept: only sums.</source>
        <translation>Nama, nomor antrean, dan petugas tidak disimpan: hanya jumlahnya.</translation>
    </message>
    <message>
        <source>An officer comes to this screen, or ask at the information desk.</source>
        <translation>Petugas datang ke layar ini, atau bertanyalah di meja informasi.</translation>
    </message>
    <message>
        <source>An officer at the information desk takes a number for you.</source>
        <translation>Petugas di meja informasi akan mengambilkan nomor untuk Anda.</translation>
    </message>
    <message>
        <source>You can choose another service, or ask an officer.</source>
        <translation>Anda dapat memilih layanan lain atau bertanya kepada petugas.</translation>
    </message>
    <message>
        <source>I need to be served first: numbers are left</source>
        <translation>Saya perlu didahulukan: nomor masih ada</translation>
    </message>
    <message>
        <source>Go on with this service</source>
        <translation>Lanjutkan dengan layanan ini</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Mohon tunggu sebentar</translation>
    </message>
    <message>
        <source>The officers have been told. Please wait here.</source>
        <translation>Petugas sudah diberi tahu. Mohon tunggu di sini.</translation>
    </message>
    <message>
        <source>An officer is on the way to you</source>
        <translation>Petugas sedang menuju ke sini</translation>
    </message>
    <message>
        <source>Please go to the information desk: an officer helps you.</source>
        <translation>Silakan ke meja informasi; petugas akan membantu Anda.</translation>
    </message>
    <message>
        <source>Call an officer to this screen</source>
        <translation>Panggil petugas ke sini</translation>
    </message>
</context>
<context>
    <name>BookingPage</name>
    <message>
        <source>Type the code of your booking</source>
        <translation>Ketik kode reservasi Anda</translation>
    </message>
    <message>
        <source>I am here: take my number</source>
        <translation>Saya hadir: ambil nomor saya</translation>
    </message>
</context>
<context>
    <name>ComfortBar</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Halaman awal</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Perbesar tulisan</translation>
    </message>
    <message>
        <source>Largest text</source>
        <translation>Teks terbesar</translation>
    </message>
    <message>
        <source>Usual text</source>
        <translation>Teks biasa</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Kontras tinggi</translation>
    </message>
    <message>
        <source>Lower keys</source>
        <translation>Tombol di bawah</translation>
    </message>
    <message>
        <source>Officers are told</source>
        <translation>Petugas diberi tahu</translation>
    </message>
    <message>
        <source>Officer is coming</source>
        <translation>Petugas datang</translation>
    </message>
    <message>
        <source>Go to information</source>
        <translation>Ke meja informasi</translation>
    </message>
    <message>
        <source>Call an officer</source>
        <translation>Panggil petugas</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Bantuan</translation>
    </message>
</context>
<context>
    <name>DropButton</name>
    <message>
        <source>Another order</source>
        <translation>Urutan lain</translation>
    </message>
    <message>
        <source>Remove the last service</source>
        <translation>Hapus layanan terakhir</translation>
    </message>
</context>
<context>
    <name>GoingOn</name>
    <message>
        <source>The network is down. Numbers are given all the same; waits may differ.</source>
        <translation>Jaringan terputus. Nomor tetap dapat diambil; lama tunggu dapat berbeda.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Satisfaction survey</source>
        <translation>Survei kepuasan masyarakat</translation>
    </message>
    <message>
        <source>%1 of %2: %3</source>
        <translation>%1 dari %2: %3</translation>
    </message>
    <message>
        <source>Hand in?</source>
        <translation>Kirim jawaban?</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>Terima kasih</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Apa keperluan Anda?</translation>
    </message>
    <message>
        <source>What do you need?</source>
        <translation>Apa keperluan Anda?</translation>
    </message>
    <message>
        <source>Your booking&apos;s code</source>
        <translation>Kode reservasi Anda</translation>
    </message>
    <message>
        <source>Is this right?</source>
        <translation>Apakah sudah benar?</translation>
    </message>
    <message>
        <source>Is this right? All together: %1</source>
        <translation>Apakah sudah benar? Seluruhnya: %1</translation>
    </message>
    <message>
        <source>Two questions, then your number</source>
        <translation>Dua pertanyaan, lalu nomor Anda</translation>
    </message>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Your ticket</source>
        <translation>Tiket Anda</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>Cara mengambil nomor</translation>
    </message>
    <message>
        <source>How to tell us</source>
        <translation>Cara memberi penilaian</translation>
    </message>
    <message>
        <source>Which other service do you need?</source>
        <translation>Layanan lain apa yang Anda perlukan?</translation>
    </message>
    <message>
        <source>Which service do you need?</source>
        <translation>Layanan apa yang Anda perlukan?</translation>
    </message>
</context>
<context>
    <name>KioskPaper</name>
    <message>
        <source>Please remember your number</source>
        <translation>Mohon ingat nomor Anda</translation>
    </message>
    <message>
        <source>Your ticket is being printed</source>
        <translation>Mohon tunggu, tiket sedang dicetak</translation>
    </message>
    <message>
        <source>Please take your ticket</source>
        <translation>Silakan ambil tiket Anda</translation>
    </message>
    <message>
        <source>Your ticket is printed at the other printer</source>
        <translation>Tiket dicetak di printer sebelah</translation>
    </message>
    <message>
        <source>The printer has stopped</source>
        <translation>Printer berhenti</translation>
    </message>
    <message>
        <source>Did a ticket come out?</source>
        <translation>Apakah tiket keluar?</translation>
    </message>
    <message>
        <source>No ticket can be printed now</source>
        <translation>Tiket tidak dapat dicetak saat ini</translation>
    </message>
    <message>
        <source>Write your number down or photograph this screen. It is valid without paper.</source>
        <translation>Catat nomor Anda atau foto layar ini. Nomor tetap berlaku tanpa tiket.</translation>
    </message>
    <message>
        <source>A ticket may have come out. If not, touch “No ticket came out”. Your number is valid either way.</source>
        <translation>Tiket mungkin sudah keluar. Bila tidak, sentuh “Tiket tidak keluar”. Nomor Anda tetap berlaku.</translation>
    </message>
    <message>
        <source>If none came out, touch “No ticket came out”. Your number is shown and called.</source>
        <translation>Bila tidak keluar, sentuh “Tiket tidak keluar”. Nomor Anda akan ditampilkan dan dipanggil.</translation>
    </message>
    <message>
        <source>Your number is already valid.</source>
        <translation>Nomor Anda sudah berlaku.</translation>
    </message>
    <message>
        <source>Have a seat. Your number is shown and called.</source>
        <translation>Silakan duduk. Nomor Anda akan ditampilkan dan dipanggil.</translation>
    </message>
    <message>
        <source>Your number is already valid. Please wait a moment.</source>
        <translation>Nomor Anda sudah berlaku. Mohon tunggu sebentar.</translation>
    </message>
</context>
<context>
    <name>KioskReader</name>
    <message>
        <source>This screen is read aloud.</source>
        <translation>Layar ini dibacakan.</translation>
    </message>
    <message>
        <source>Arrow down: next. Arrow up: the one before.</source>
        <translation>Panah bawah: berikutnya. Panah atas: sebelumnya.</translation>
    </message>
    <message>
        <source>Enter: choose. Escape: back. F2: say it again. F4: stop reading.</source>
        <translation>Enter: pilih. Escape: kembali. F2: ulangi. F4: berhenti membacakan.</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>dipilih</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>tidak dipilih</translation>
    </message>
    <message>
        <source>not available now</source>
        <translation>sekarang tidak tersedia</translation>
    </message>
    <message>
        <source>Enter: choose</source>
        <translation>Enter: pilih</translation>
    </message>
    <message>
        <source>Are you still there? Press any key.</source>
        <translation>Apakah Anda masih di sini? Tekan tombol mana saja.</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Mohon tunggu sebentar</translation>
    </message>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} dari {1}</translation>
    </message>
    <message>
        <source>No numbers can be given here now.</source>
        <translation>Saat ini nomor tidak dapat diberikan di sini.</translation>
    </message>
    <message>
        <source>Please ask an officer.</source>
        <translation>Silakan bertanya kepada petugas.</translation>
    </message>
    <message>
        <source>On this page: {0}</source>
        <translation>Di halaman ini: {0}</translation>
    </message>
    <message>
        <source>An officer has been told and comes to you.</source>
        <translation>Petugas sudah diberi tahu dan akan menghampiri Anda.</translation>
    </message>
    <message>
        <source>Please ask at the information desk.</source>
        <translation>Silakan bertanya di meja informasi.</translation>
    </message>
</context>
<context>
    <name>KioskState</name>
    <message>
        <source>This service can be had again.</source>
        <translation>Layanan ini sudah tersedia lagi.</translation>
    </message>
</context>
<context>
    <name>KioskWords</name>
    <message>
        <source>Nobody is waiting</source>
        <translation>Tidak ada antrean</translation>
    </message>
    <message>
        <source>People ahead: {0}</source>
        <translation>Antrean di depan Anda: {0}</translation>
    </message>
    <message>
        <source>Not today</source>
        <translation>Tidak melayani hari ini</translation>
    </message>
    <message>
        <source>Closed for today</source>
        <translation>Tutup untuk hari ini</translation>
    </message>
    <message>
        <source>On a break</source>
        <translation>Sedang istirahat</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Terhenti sementara</translation>
    </message>
    <message>
        <source>Not yet open</source>
        <translation>Belum dibuka</translation>
    </message>
    <message>
        <source>Numbers used up</source>
        <translation>Nomor hari ini habis</translation>
    </message>
    <message>
        <source>No counter open</source>
        <translation>Belum ada loket buka</translation>
    </message>
    <message>
        <source>Not available now</source>
        <translation>Belum tersedia</translation>
    </message>
    <message>
        <source>No. {0} has to be done before no. {1}.</source>
        <translation>Nomor {0} harus selesai sebelum nomor {1}.</translation>
    </message>
    <message>
        <source>No. {0} last: its wait cannot be told.</source>
        <translation>Nomor {0} terakhir: waktu tunggunya belum dapat dipastikan.</translation>
    </message>
    <message>
        <source>The shortest wait first: so you are done soonest.</source>
        <translation>Antrean terpendek lebih dulu, supaya Anda cepat selesai.</translation>
    </message>
    <message>
        <source>Any order takes as long.</source>
        <translation>Urutan lain sama lamanya.</translation>
    </message>
    <message>
        <source>In the order you chose.</source>
        <translation>Sesuai urutan pilihan Anda.</translation>
    </message>
</context>
<context>
    <name>LeavePad</name>
    <message>
        <source>Wrong PIN</source>
        <translation>PIN salah</translation>
    </message>
    <message>
        <source>PIN of this kiosk</source>
        <translation>PIN anjungan ini</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>NavRow</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Halaman awal</translation>
    </message>
</context>
<context>
    <name>NeedsBoard</name>
    <message>
        <source>More …</source>
        <translation>Lainnya …</translation>
    </message>
</context>
<context>
    <name>NoticePage</name>
    <message>
        <source>Queue numbers</source>
        <translation>Nomor antrean</translation>
    </message>
    <message>
        <source>No numbers can be given at this screen now</source>
        <translation>Nomor belum dapat diambil di layar ini</translation>
    </message>
    <message>
        <source>One moment, please</source>
        <translation>Mohon tunggu sebentar</translation>
    </message>
    <message>
        <source>Please go to the information desk: an officer helps you.</source>
        <translation>Silakan ke meja informasi; petugas akan membantu Anda.</translation>
    </message>
    <message>
        <source>Thank you for your patience.</source>
        <translation>Terima kasih atas kesabaran Anda.</translation>
    </message>
</context>
<context>
    <name>OrderModel</name>
    <message>
        <source>{0} has to be done first.</source>
        <translation>{0} harus selesai lebih dulu.</translation>
    </message>
    <message>
        <source>Numbers left today: {0}</source>
        <translation>Sisa nomor hari ini: {0}</translation>
    </message>
</context>
<context>
    <name>OrderPage</name>
    <message>
        <source>Continue</source>
        <translation>Lanjutkan</translation>
    </message>
</context>
<context>
    <name>PaperOutlook</name>
    <message>
        <source>No paper tickets here now. Your number counts all the same: write it down or photograph it.</source>
        <translation>Tiket kertas sedang tidak tersedia di sini. Nomor Anda tetap berlaku: catat atau foto nomornya.</translation>
    </message>
    <message>
        <source>On paper: at kiosk {0}, {1}.</source>
        <translation>Tiket kertas: di anjungan {0}, {1}.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Do you need to be served first?</source>
        <translation>Apakah Anda perlu didahulukan?</translation>
    </message>
    <message>
        <source>For people aged 60 and over, pregnant or nursing, with a disability, or with a small child. We do not ask why.</source>
        <translation>Untuk lansia 60 tahun ke atas, ibu hamil atau menyusui, penyandang disabilitas, dan yang membawa balita. Alasannya tidak ditanyakan.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
    <message>
        <source>Call me visibly: I may not hear the voice</source>
        <translation>Panggil saya lewat layar: suara mungkin tidak terdengar oleh saya</translation>
    </message>
</context>
<context>
    <name>RatePage</name>
    <message>
        <source>Fill in the satisfaction survey: 9 questions, about 2 minutes</source>
        <translation>Isi survei kepuasan: 9 pertanyaan, sekitar 2 menit</translation>
    </message>
</context>
<context>
    <name>SearchPage</name>
    <message>
        <source>Just type, such as: lost card</source>
        <translation>Ketik saja, misalnya: KTP hilang</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Ulangi</translation>
    </message>
    <message>
        <source>Did you mean: %1?</source>
        <translation>Maksud Anda: %1?</translation>
    </message>
    <message>
        <source>Nothing was found. Try another word, or ask an officer.</source>
        <translation>Tidak ditemukan. Coba kata lain atau tanyakan kepada petugas.</translation>
    </message>
    <message>
        <source>Nothing was found. Try another word, or ask here:</source>
        <translation>Tidak ditemukan. Coba kata lain, atau tanyakan di sini:</translation>
    </message>
    <message>
        <source>Most wanted</source>
        <translation>Paling sering dicari</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Search: identity card, passport, tax …</source>
        <translation>Cari: KTP, paspor, pajak …</translation>
    </message>
    <message>
        <source>Search by need</source>
        <translation>Cari keperluan</translation>
    </message>
    <message>
        <source>Occasions</source>
        <translation>Pilih keperluan</translation>
    </message>
    <message>
        <source>I have a booking</source>
        <translation>Saya punya reservasi</translation>
    </message>
    <message>
        <source>Most wanted</source>
        <translation>Paling sering dicari</translation>
    </message>
    <message>
        <source>All agencies</source>
        <translation>Semua instansi</translation>
    </message>
    <message>
        <source>Services chosen: %1. Go on</source>
        <translation>Layanan dipilih: %1. Lanjutkan</translation>
    </message>
</context>
<context>
    <name>StepInfo</name>
    <message>
        <source>Bring</source>
        <translation>Bawa</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Biaya</translation>
    </message>
    <message>
        <source>Done in</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Prosedur</translation>
    </message>
    <message>
        <source>You get</source>
        <translation>Hasil</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>Pengaduan</translation>
    </message>
    <message>
        <source>Earlier: %1</source>
        <translation>Lebih dulu: %1</translation>
    </message>
    <message>
        <source>Later: %1</source>
        <translation>Belakangan: %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Hapus %1</translation>
    </message>
</context>
<context>
    <name>StillThere</name>
    <message>
        <source>Are you still there?</source>
        <translation>Masih di sini?</translation>
    </message>
    <message>
        <source>Soon this screen begins anew for the next visitor.</source>
        <translation>Sebentar lagi layar kembali ke awal untuk pengunjung berikutnya.</translation>
    </message>
    <message>
        <source>I am still here</source>
        <translation>Ya, saya masih di sini</translation>
    </message>
    <message>
        <source>I am done</source>
        <translation>Saya sudah selesai</translation>
    </message>
</context>
<context>
    <name>SurveyPage</name>
    <message>
        <source>You need not say. Only sums are kept, never with your answers.</source>
        <translation>Boleh tidak dijawab. Yang disimpan hanya jumlahnya, terpisah dari jawaban Anda.</translation>
    </message>
    <message>
        <source>Whose service did you have today?</source>
        <translation>Layanan mana yang Anda terima hari ini?</translation>
    </message>
    <message>
        <source>I would rather not say</source>
        <translation>Saya memilih tidak menjawab</translation>
    </message>
    <message>
        <source>Leave this question out</source>
        <translation>Lewati pertanyaan ini</translation>
    </message>
    <message>
        <source>Thank you. Your answers help us to become better.</source>
        <translation>Terima kasih. Jawaban Anda membantu kami menjadi lebih baik.</translation>
    </message>
    <message>
        <source>Questions left out: %1. Only complete questionnaires count in the index; you can go back.</source>
        <translation>Pertanyaan yang dilewati: %1. Hanya kuesioner lengkap yang dihitung dalam indeks; Anda dapat kembali.</translation>
    </message>
    <message>
        <source>All questions are answered. No name and no queue number is kept.</source>
        <translation>Semua pertanyaan sudah dijawab. Nama dan nomor antrean tidak disimpan.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Hand in my answers</source>
        <translation>Kirim jawaban saya</translation>
    </message>
</context>
<context>
    <name>TakeButton</name>
    <message>
        <source>Take a queue number</source>
        <translation>Ambil nomor antrean</translation>
    </message>
</context>
<context>
    <name>TicketPage</name>
    <message>
        <source>One moment, please</source>
        <translation>Mohon tunggu sebentar</translation>
    </message>
    <message>
        <source>Your choice is kept. Try again, or ask an officer at the information desk.</source>
        <translation>Pilihan Anda tersimpan. Coba lagi, atau tanyakan kepada petugas di meja informasi.</translation>
    </message>
    <message>
        <source>You can choose another service, or ask an officer.</source>
        <translation>Anda dapat memilih layanan lain atau bertanya kepada petugas.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Coba lagi</translation>
    </message>
    <message>
        <source>Correct the code</source>
        <translation>Perbaiki kode</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Halaman awal</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Prioritas</translation>
    </message>
    <message>
        <source>Called visibly</source>
        <translation>Dipanggil lewat layar</translation>
    </message>
    <message>
        <source>The network is down. Your number is valid and keeps its place.</source>
        <translation>Jaringan terputus. Nomor Anda tetap berlaku dan urutannya terjaga.</translation>
    </message>
    <message>
        <source>No ticket came out</source>
        <translation>Tiket tidak keluar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
</context>
<context>
    <name>VisitModel</name>
    <message>
        <source>This is no ticket of today and no booking of this hall.</source>
        <translation>Ini bukan tiket hari ini dan bukan reservasi di MPP ini.</translation>
    </message>
    <message>
        <source>Called: please go to counter {0}</source>
        <translation>Dipanggil: silakan menuju loket {0}</translation>
    </message>
    <message>
        <source>Being served at counter {0}</source>
        <translation>Sedang dilayani di loket {0}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Called to counter {0}, and nobody came</source>
        <translation>Dipanggil ke loket {0}, tetapi Anda belum datang</translation>
    </message>
    <message>
        <source>Set aside by the officer at counter {0}</source>
        <translation>Ditunda oleh petugas di loket {0}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Dibatalkan</translation>
    </message>
    <message>
        <source>The day ended before its turn</source>
        <translation>Hari layanan berakhir sebelum gilirannya</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Scan the code once more, or ask an officer.</source>
        <translation>Silakan pindai sekali lagi, atau bertanya kepada petugas.</translation>
    </message>
    <message>
        <source>I am here now: back into the line</source>
        <translation>Saya sudah di sini: kembali ke antrean</translation>
    </message>
    <message>
        <source>Print my ticket again</source>
        <translation>Cetak ulang tiket saya</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Halaman awal</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Touch the screen to begin</source>
        <translation>Sentuh layar untuk memulai</translation>
    </message>
</context>
<context>
    <name>WelcomeModel</name>
    <message>
        <source>Open today: {0}</source>
        <translation>Buka hari ini: {0}</translation>
    </message>
</context>
</TS>
