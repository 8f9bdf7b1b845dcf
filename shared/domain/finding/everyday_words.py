"""Words that mean the same wherever Indonesian is spoken: what people want to do, of what, and what says nothing.

One line is one meaning: its name, then the words for it, in Indonesian as spoken and as typed on a phone, in Javanese,
Sundanese, Banjar, Minangkabau and Balinese, and in English. A word may have several meanings (``mati``: dead, expired,
no electricity). What a hall's own services are called is hall data: ``service.keywords`` and ``search.alike``.
"""

# ruff: noqa: E501  # one meaning is one line

from collections.abc import Mapping


def _meanings(lines: str) -> Mapping[str, tuple[str, ...]]:
    pairs = (line.partition(":") for line in lines.strip().splitlines())
    return {name.strip(): (name.strip(), *(word.strip() for word in words.split(","))) for name, _, words in pairs}


ACTIONS = _meanings("""
buat: bikin, bkin, bkn, bwt, buad, gawe, ndamel, damel, nyieun, ngadamel, maulah, ulah, mambuek, buek, ngae, baru, anyar, enggal, hanyar, urus, urusan, ngurus, diurus, terbit, make, create, new, apply, get, first, pertama, ajukan, aju, permohonan, mohon, issue, need, daftar, registrasi, ndaftar, mangurus, nggawe, njaluk, menta, mintak, minta, ngebikin, nyiptain, maagiah, mancari, agaway, bebuat, ngemaken, request, obtain, set up
daftar: registrasi, register, sign up, enrol, enroll, join, ikut, gabung, ndaftar, dptr, dftr, apply
panjang: perpanjang, perpanjangan, memperpanjang, diperpanjang, panjangin, prpnjg, prpanjang, manjangin, manjangkeun, extend, renew, renewal, mati, expired, expire, kadaluarsa, kedaluwarsa, kadaluwarsa, kadaluarso, habis, abis, entek, seep, lewat, jatuh tempo, masa berlaku, lah abih, abih, sampun telas, telas, tos seep, manjangan, perpanjangi, tewas masa, out of date
ganti: tukar, replace, replacement, duplikat, ganteni, diganti, gantos, gentos, nukar, baharui, cetak ulang, reprint
ubah: ganti, rubah, obah, koreksi, perbaiki, pembetulan, betulkan, betul, benerin, mbenerke, ngoropea, salah, keliru, kliru, lepat, update, edit, perbarui, sesuaikan, revisi, change, correct, correction, fix, wrong, mistake, rename, robah, ngrubah, ngerubah, ngubah, maubah, ngowahi, owah, ngaropea, mbenake, salah ketik, typo, beda, bedo, berbeda, lain huruf, different, salah tulis, luput
hilang: ilang, kehilangan, ilangan, lenyap, raib, tercecer, kececer, jatuh, dicuri, kecurian, kecopetan, dicopet, copet, kemalingan, dimaling, maling, dirampok, lost, lose, loss, stolen, missing, leungit, ical, kelangan, hlg, hlng, kasingsal, lanyap, ketlingsut, tlingsut, ketriwal, kaicalan, kaleungitan, leungitan, dijambret, kejambret, jambret, begal, dibegal, disilit, dirampas, cotto, dicolong, kecolongan, colong, theft, robbed, misplaced, dimaliang, maliang
rusak: patah, sobek, robek, sowek, luntur, pudar, buram, pecah, retak, terbakar, kebakaran, kebanjiran, lecek, ruksak, rusek, damaged, broken, torn, damage, soak, lebur, ancur, hancur, gowak, cuil, suwek, soek, basah, ngelupas, kelupas, mengelupas, hilang separuh, sompek, tasobek, tasabiak, burem, teu katinggal, tidak terbaca, tidak kebaca, blank, wet, unreadable
mati: kadaluarsa, kedaluwarsa, nonaktif, tidak aktif, keblokir, blokir, terblokir, diblokir, inactive, deactivated, blocked, dinonaktifkan, expired, mokad, dicabut
aktif: reaktivasi, aktivasi, hidupkan, aktifkan, ngaktifkan, ngaktifin, idupin, aktipkan, activate, reactivate, active, activation, unblock, buka blokir
meninggal: mati, wafat, tutup usia, almarhum, almarhumah, alm, mendiang, gugur, berpulang, mninggal, tilar, sedo, seda, tilar dunya, tilar donya, pejah, maot, pupus, ngantunkeun, maninggal, mangkat, padem, dead, died, death, dies, die, passed away, deceased, maningga, maninggaan, ninggal, ngadek, tiada, meninggal dunia, pergi selamanya, surut, wafaik, lampus, modar, tutup yuswo, ngajal, mate, widow, janda
bayar: byr, mbayar, mayar, mbayari, bayarin, lunas, lunasi, melunasi, setor, nyetor, angsur, pay, payment, paying, naur, mambayar, mambayia, ngelunasi, nglunasi, mambaia, bayia, baia, nunasi, mbeyar, nyicil, cicil, cicilan, installment, instalment
ambil: jemput, njupuk, jupuk, mundut, mendhet, nyokot, nyandak, maambil, ambiak, nyemak, sudah jadi, udah jadi, sampun dados, collect, collection, pick up, pickup, fetch, get back, tebus, nebus, ngambil, amek, mundhut, nyandhak, ambik, jupuak, ngamek, ngambek, maalap, ngala, nimbit, dadi, tos janten, tos jadi, lah siap, wis dadi, wes dadi, ready
cek: periksa, lihat, liat, status, kontrol, ngecek, dicek, ningali, ndelok, check, verify, how much, see, berapa, brp, pinten, sabaraha, piro, caliak, maliek, deleng, ndeleng, mirsani, tingali, tempo, janguk, cigeuk, ningal, tengok, nengok, tracking, track, lacak, biayanya, ongkos, bara
adu: aduan, ngadu, keluh, keluhan, komplain, komplen, protes, complaint, complain, complaining, lapor, laporan, laporin, nglaporke, lapur, mahapak, report, mangadu, ngaduin, ngeluh, sambat, ngelapor, melapor, laporke, lapuran, wadul, tidak puas, kecewa, dipersulit, disappointed
tanya: nanya, info, informasi, konsultasi, konsul, penjelasan, bingung, takon, takok, tangled, naros, tataros, batakun, tanyo, ask, question, information, advice, consultation, consult, help, tulung, enquiry, nanyak, batanyo, batanya, taros, betakon, matakon, mintak tau, pitakon, ngatanya, inquire, inquiry
pindah: pindahan, pindh, hijrah, ngalih, pindhah, boyong, pindahkan, move, moving, moved, relocate, transfer, ngaleh, baliah, maaliah, ngungsi, alih, nyingkur, pundah, pindahin, boyongan
tutup: berhenti, henti, stop, berhentikan, close, batal, keluar, cancel, quit
jual: laku, terjual, dijual, adol, didol, ngajual, sade, sell, sold, selling, menjual, bajual, ngadol, ngajuaal, manjua, dijua, jua, diical, ngical, ngedol, dilego, lego
beli: tuku, tumbas, meuli, meser, buy, bought, membeli, manukar, mambali, bali, mbeli, nukokke, nuku, nukar, nukeran, meli, melii
cetak: print, printout, ngeprint, nyetak, cithak, printing
kirim: antar, paket, ngirim, maketin, kirimin, ekspedisi, send, deliver, delivery, parcel, mail, shipping, post
pasang: pemasangan, sambung, penyambungan, masang, install, connect, connection, sambungan
""")
"""What people want to do. An action says less than its object: it decides between the services of one object."""

THINGS = _meanings("""
anak: bayi, balita, bocah, putra, putri, lare, budak, orok, murangkalih, kid, kids, child, children, baby, son, daughter, cucu, kids, toddler, jabang, bebi, debay, dedek, bayik, bayi merah, kemenakan, lakek, putri kulo, putrane, yoga, adik, adek, ade, ponakan, keponakan, anakku, budak leutik, paja, ketek, bujang, lanang, perawan, mbarep, ragil, sulung, bungsu
lahir: lahiran, lair, brojol, babaran, mbrojol, born, birth, newborn, gubrag, melahirkan, bersalin, lahia, malahiakan, malahirkan, ngalahirkeun, ngelahirin, lairan, nglairke, dilahirkan, baru lahir, melahirkeun, lahiaan
nikah: kawin, merit, rabi, ningkah, manten, mantu, wedding, marry, marriage, married, nganten, balaki, babini, kawinan, barumah tangga, berumah tangga, baralek, ijab, ijab kabul, akad, akad nikah, penganten, nyunting, babojo, kawinkeun, jodoh, marry me, get married, wed
cerai: pisah, pegat, pegatan, talak, sirak, papisah, divorce, divorced, separation, sarak, bercerai, ceraian, cere, carai, dicere, pirak, papisahan, nyerian, nalak, ditalak, diceraiin
rumah: omah, griya, griyo, imah, bumi, house, home, umah, jero, dalem, rumah gadang, ruma, balai, kediaman, saung, kontrakan, kosan
bangunan: gedung, ruko, building, renovasi, bangun, mbangun, ngabangun
kendaraan: motor, mobil, montor, oto, kereta, ranmor, sepeda motor, roda dua, roda empat, truk, pikap, pickup, angkot, car, motorcycle, motorbike, motorcycles, bike, vehicle, cars, scooter, matic, kendaraam, truck, onda, honda, mutor, otto, prah, pit, pit montor, kandaraan, sepeda, beat, vario, nmax, avanza, xenia, bus
listrik: setrum, pln, electricity, electric, power, lampu, lampune, kilometer listrik, listrek, lestrik, letrik, meteran listrik, kwh, wh meter, voltase, setrom
air: ledeng, leding, pdam, banyu, cai, aia, yeh, water, keran, kran, toya, banyune, aiah, ai, tirta, pam
tanah: lahan, sawah, kebun, pekarangan, lemah, taneuh, taneh, land, kavling, kapling, plot, tegalan, pahumaan, ladang, lemahe, lahannya, bumi, pakarangan, sabidang, parak, tanahe, tana
pajak: pajek, pajeg, tax, taxes, pjk
bantuan: bansos, bantuan sosial, assistance, sumbangan, aid, support, handout
miskin: tidak mampu, kurang mampu, orang susah, ora duwe, teu gaduh, poor, low income, mlarat, sangsaro, bansaik, kismin, kere, melarat, ekonomi lemah, prasejahtera, tidak punya
kerja: pekerjaan, gawean, pagawean, job, jobs, work, worker, lamaran, ngelamar, nglamar, lamar, lowongan, loker, employment, pegawai, karyawan, buruh, megawe, begawi, nyambut gawe, nyambut damel, kuli, bagawi, karajo, karojo, gawe, gawi, padamelan, nganggur, pengangguran, nganggue, job seeker, jobless, unemployed, hiring
usaha: bisnis, dagang, dagangan, jualan, warung, toko, umkm, ukm, bakul, bakulan, kios, lapak, cafe, kafe, warkop, kedai, business, shop, store, trade, trader, startup, jajanan, badagang, manggaleh, usaho, warong, bisnisan, galeh, bukak, buka, jualan online, olshop, online shop, ngawarung, dodolan, sadean, bengkel, salon, laundry, konter, angkringan, franchise
polisi: polres, polsek, polri, police, pulisi, pulis, pak polisi, kapolres, cop, cops
sekolah: murid, siswa, school, student, pupil, sakola, sakolah, skul, sklh, sikola, sikolah, nyakola, pelajar, mahasiswa, kuliah, kampus, sd, smp, sma, smk, pesantren, mondok, santri
makanan: kue, keripik, kripik, camilan, snack, kuliner, panganan, dhaharan, kadaharan, food, cake, katering, catering, sambal, frozen, roti, pangan, jajan, jajanan, cemilan, sambel, bakso, basreng, seblak, nasi, minuman, kopi, jamu, dendang, randang, rendang, peyek, tempe, tahu
sakit: berobat, rumah sakit, gering, teu damang, sick, illness, hospital, ill, garing, lara, nyeri, sakik, opname, dirawat, operasi, gerah, loro, ngering, udur, kanker, cuci darah
kecelakaan: tabrakan, nabrak, ketabrak, tertabrak, ditabrak, laka, laka lantas, accident, crash, hit and run, tabrak lari, cilaka, kacilakaan, kacilako, ciloko, celaka, katabrak, kasenggol, keserempet, serempet, nyusruk, collision
uang: duit, dhuwit, artos, acis, money, cash, pitih, dana, pipis, pitis, kepeng, piti, arto, arta, hepeng, jinah, rupiah, fulus, cuan, doi
bank: rekening, tabungan, nabung, account, savings
tua: lansia, sepuh, wong tuwa, kolot, elderly, senior, lanjut usia, kakek, nenek, mbah, aki, uzur, tuo, gaek, pini sepuh, oma, opa, eyang, yangti, yangkung, simbah, nini, aki aki, embah, inyiak, atuk, jompo, pikun, old
cacat: disabilitas, difabel, tunanetra, tuli, lumpuh, disability, disabled, wheelchair, kursi roda, blind, deaf, alat bantu dengar, difable, bisu, buta, cacad, disability card, autis, down syndrome, epilepsi, stroke, tuna rungu, tuna wicara, tuna daksa, kaki satu, crippled, bungkuk
suami: istri, bojo, garwa, pamajikan, salaki, husband, wife, spouse, pasangan, laki, bini, misua, pak bojo, lakiak, laki gua, bini gua, garwo, rabi, sami, kandiak
surat: layang, serat, srt, letter, dokumen, document, documents, papers, keterangan, berkas, surek, sarat, kertas, paper
alamat: address, domisili, tempat tinggal, alamate, alamaik, adress, domisilina, rt rw
nama: jeneng, asma, ngaran, name, ngaran, namo, jenenge, wasta, nami, ngarane, asmo, aran, ejaan
tagihan: bill, bills, invoice, rekening bulanan, iuran, tunggakan, nunggak, denda, fine, nagih, tagian, tagehan, utang, hutang, telat bayar, arrears, overdue
jadwal: schedule, antri
luar negeri: abroad, overseas, ln, luar negri
""")
"""Of what: things and people that offices deal with, whatever the office."""

_SMALL_WORDS = """
a aja aku abdi ada adalah agar aing akan am an and anda apa apakah are at awak bagi bagaimana banget bang
bapak bapa be bgm bgmn bgt bikinnya biar bisa blm belum boleh bos bro bs bu can cara caranya cari carane
carana coba could dan dari daripada de dengan deh di dik disini dimana dong dulu do does dmn dgn for from
gan gmn gimana gimna gmana gue gua gw have hi halo hello hendak here hey how i iki ieu ikam in ingin is it
ibu itu ini jadi juga jg kak kakak kagem kalau kalo kami kanggo karo kasih ke kemana kene keur kita klo
kok ku kula kulo kumaha kudu lagi lah lewat loket lho like lo looking mana manawi mas mau mbak mah mang
min mo monggo mohon mw my me nak nang nanti neng ngene ni nih nyaeta nek njih nggih nya nyuwun of oleh om
on opo or our pak pake pakai pengen pengin pgn perlu piye please pls pripun punten punya saja salam sama
sampai saya say sdr sebagai selamat semua seorang si sih silakan sis siang pagi sore some somebody sudah
supaya sy tante tentang terima terus that the this tiyang to tolong tlg toh tuh ulun unda untuk utk ur wal
wants want wanna wong would ya yaa yang yg yth you your need needs should must someone get go aya akang
teh teteh kang ambo den denai bana cak cik lur dab iya enggih gih kepengen arep ameh badhe bade hoyong rek
rep handak hndk mun sareng ka ti dina sanes jeung jang ning ring titiang lan utawi sing sanesna punika
menika niki niku ngih ndak mangga ngan pun mung nuju ten abang acan ade alah amak amargi ampe ane angsal
apak ape apo asap atos au aye baa babe badha banyak barusan bbrp beberapa bede been begini being belon
besok bisakah bnyk boi bulan ciek dadi dah dapat dapet dek dereng dhimma dia did dima dimn dinda done dpt
durung elu encan enggak engka engkok enjing ente entu entuk enyak ga gak gara geus gimane gimn had hari
harus has ho idi ill im inda indak ingkang iso isuk its jd jo kada kaga kagak kakanda kama kamana kamari
kanda kapan karena kaya kayak kedah kemarin kenapa keng kenopo kmrn knp ko kpn krn kudune loe lum mane
manga manuruik masih mboten mengenai mesti meunang mine minggu mintak msh na nan nda nga ngapa ngapain
nggak nggeus none now nyak nyang ora padahal pdhl pegimane perihal pie pole sabab saget samo sampun sekali
sengko seperti sesuk skali soal soale soalnya sprti tadi tahun tanggal tapi taun tdk terro teu there tiasa
tidak today tolongan tos tp tpi trs trus tu uda udah udh uni urang was were wes what whats when where
which who wingi wis
ayah ayahku ayahanda papa papah mama mamah mamak emak abah abi umi bunda ibunda paman pakde bude adik saudara sepupu
father mother dad mom mum brother sister uncle aunt
"""
_NOT = """
tidak tdk tak gak gk ga nggak ngga enggak engga kagak kaga kada tan ora ra mboten henteu teu indak ndak nda not
"""
NOT = "tidak"
NOT_SPOKEN = frozenset(_NOT.split())
"""How people say ``NOT``, which says nothing alone and turns what follows round: ``kaga aktif`` is no ``aktif``."""

FILLERS = frozenset(_SMALL_WORDS.split()) | NOT_SPOKEN
"""Words that say nothing of the need: who asks, how politely, and the small words of a sentence."""
