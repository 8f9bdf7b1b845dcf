"""Words that mean the same wherever Indonesian is spoken: what people want to do, of what, and what says nothing.

One line is one meaning: its name, then the words for it, in Indonesian as spoken and as typed on a phone, in Javanese,
Sundanese, Banjar, Minangkabau and Balinese, a little Batak, Bugis, Makassar and Madurese, and in English. A word may
have several meanings (``mati``: dead, expired, no electricity). What a hall's own services are called is hall data:
``service.keywords`` and ``search.alike``.
"""

# ruff: noqa: E501  # one meaning is one line

from collections.abc import Mapping


def _meanings(lines: str) -> Mapping[str, tuple[str, ...]]:
    pairs = (line.partition(":") for line in lines.strip().splitlines())
    return {name.strip(): (name.strip(), *(word.strip() for word in words.split(","))) for name, _, words in pairs}


ACTIONS = _meanings("""
buat: bikin, bkin, bkn, bwt, buad, gawe, ndamel, damel, nyieun, ngadamel, maulah, ulah, mambuek, buek, ngae, baru, anyar, enggal, hanyar, urus, urusan, ngurus, diurus, terbit, make, create, new, apply, get, first, pertama, ajukan, aju, permohonan, mohon, issue, daftar, registrasi, ndaftar, mangurus, nggawe, njaluk, menta, mintak, minta, ngebikin, nyiptain, maagiah, mancari, agaway, bebuat, ngemaken, request, obtain, set up, made, making, got, getting, establish, manangkasi, mambahen, mabbu, appareng, agabay, ngurusin, ngajukan
daftar: registrasi, register, sign up, enrol, enroll, join, ikut, gabung, ndaftar, dptr, dftr, apply, enlist, subscribe, member, membership, mendaftar, ndaftarke, madaftar
panjang: perpanjang, perpanjangan, memperpanjang, diperpanjang, panjangin, prpnjg, prpanjang, manjangin, manjangkeun, extend, renew, renewal, mati, expired, expire, kadaluarsa, kedaluwarsa, kadaluwarsa, kadaluarso, habis, abis, entek, seep, lewat, jatuh tempo, masa berlaku, lah abih, abih, sampun telas, telas, tos seep, manjangan, perpanjangi, tewas masa, out of date, run out, ran out, runs out, running out, lapsed, prolong, no longer valid, not valid, invalid, ended, tidak berlaku, sudah lewat
ganti: tukar, replace, replacement, duplikat, ganteni, diganti, gantos, gentos, nukar, baharui, cetak ulang, reprint, swap, exchange, reissue, new one, second copy, pengganti, menukar
ubah: ganti, rubah, obah, koreksi, perbaiki, pembetulan, betulkan, betul, benerin, mbenerke, ngoropea, salah, keliru, kliru, lepat, update, edit, perbarui, sesuaikan, revisi, change, correct, correction, fix, wrong, mistake, rename, robah, ngrubah, ngerubah, ngubah, maubah, ngowahi, owah, ngaropea, mbenake, salah ketik, typo, beda, bedo, berbeda, lain huruf, different, salah tulis, luput, amend, modify, alter, misspelled, misspelt, spelled wrong, wrongly, incorrect, not correct, not right, mistyped, ralat, meralat, ngoreksi, salah eja, salah cetak, silap
hilang: ilang, kehilangan, ilangan, lenyap, raib, tercecer, kececer, jatuh, dicuri, kecurian, kecopetan, dicopet, copet, kemalingan, dimaling, maling, dirampok, lost, lose, loss, stolen, missing, leungit, ical, kelangan, hlg, hlng, kasingsal, lanyap, ketlingsut, tlingsut, ketriwal, kaicalan, kaleungitan, leungitan, dijambret, kejambret, jambret, begal, dibegal, disilit, dirampas, cotto, dicolong, kecolongan, colong, theft, robbed, misplaced, dimaliang, maliang, vanished, disappeared, not find, pickpocket, pickpocketed, mugged, robbery, burglar, burglary, snatched, steal, stole, thief, left behind, dropped, mago, tarsirang, teddeng, tappelak, taddeng, elang, ketinggalan, tertinggal, kelupaan, digondol, digasak, ditilep, nyuri, pencurian, pencuri, rampok, perampokan, kejatuhan
rusak: patah, sobek, robek, sowek, luntur, pudar, buram, pecah, retak, terbakar, kebakaran, kebanjiran, lecek, ruksak, rusek, damaged, broken, torn, damage, soak, lebur, ancur, hancur, gowak, cuil, suwek, soek, basah, ngelupas, kelupas, mengelupas, hilang separuh, sompek, tasobek, tasabiak, burem, teu katinggal, tidak terbaca, tidak kebaca, blank, wet, unreadable, cracked, crack, bent, burnt, burned, faded, snapped, ripped, ruined, destroyed, soaked, flooded, smashed, melted, not readable, illegible, remuk, penyok, peyok, bengkok, kelindes, kelindas, terlindas, dimakan tikus, dimakan rayap, digigit, kecuci, tercuci, kebasahan, kehujanan, hangus, gosong, meleleh, terpotong, kepotong, kegunting, tergores, terlipat, tidak jelas, sega, masolang
mati: kadaluarsa, kedaluwarsa, nonaktif, tidak aktif, keblokir, blokir, terblokir, diblokir, inactive, deactivated, blocked, dinonaktifkan, expired, mokad, dicabut, suspended, terminated, not active, frozen, lapsed
aktif: reaktivasi, aktivasi, hidupkan, aktifkan, ngaktifkan, ngaktifin, idupin, aktipkan, activate, reactivate, active, activation, unblock, buka blokir, turn on, switch on, restore, resume, unlock, buka kunci
meninggal: mati, wafat, tutup usia, almarhum, almarhumah, alm, mendiang, gugur, berpulang, mninggal, tilar, sedo, seda, tilar dunya, tilar donya, pejah, maot, pupus, ngantunkeun, maninggal, mangkat, padem, dead, died, death, dies, die, passed away, deceased, maningga, maninggaan, ninggal, ngadek, tiada, meninggal dunia, pergi selamanya, surut, wafaik, lampus, modar, tutup yuswo, ngajal, mate, widow, janda, widowed, widower, funeral, burial, late husband, late wife, marujung ngolu, monding, ninggalkeun
bayar: byr, mbayar, mayar, mbayari, bayarin, lunas, lunasi, melunasi, setor, nyetor, angsur, pay, payment, paying, naur, mambayar, mambayia, ngelunasi, nglunasi, mambaia, bayia, baia, nunasi, mbeyar, nyicil, cicil, cicilan, installment, instalment, paid, pays, settle, settled, pay off, paid off, bayaran, manggarar, mambaen, mappangkaja
ambil: jemput, njupuk, jupuk, mundut, mendhet, nyokot, nyandak, maambil, ambiak, nyemak, sudah jadi, udah jadi, sampun dados, collect, collection, pick up, pickup, fetch, get back, tebus, nebus, ngambil, amek, mundhut, nyandhak, ambik, jupuak, ngamek, ngambek, maalap, ngala, nimbit, dadi, tos janten, tos jadi, lah siap, wis dadi, wes dadi, ready, picked up, take home, finished, done, completed, complete, take back, rampung, selesai, kelar, beres, mangalap, mala, alai, ngalak, ngalap
cek: periksa, lihat, liat, status, kontrol, ngecek, dicek, ningali, ndelok, check, verify, how much, see, berapa, brp, pinten, sabaraha, piro, caliak, maliek, deleng, ndeleng, mirsani, tingali, tempo, janguk, cigeuk, ningal, tengok, nengok, tracking, track, lacak, biayanya, ongkos, bara, how many, find out, look up, lookup, inspect, genuine, authentic, ricek, ngontrol, memastikan, asli apa palsu
lapor: laporan, laporin, nglaporke, lapur, mahapak, report, ngelapor, melapor, laporke, lapuran, melaporkan, dilaporkan, pelaporan
adu: aduan, ngadu, keluh, keluhan, komplain, komplen, protes, complaint, complain, complaining, mangadu, ngaduin, ngeluh, sambat, wadul, tidak puas, kecewa, dipersulit, disappointed, grievance, unhappy, unfair, dissatisfied, not satisfied, angry, mengadukan, ngomel, marah, nesu, kesal
tanya: nanya, info, informasi, konsultasi, konsul, penjelasan, bingung, takon, takok, tangled, naros, tataros, batakun, tanyo, ask, question, information, advice, consultation, consult, help, tulung, enquiry, nanyak, batanyo, batanya, taros, betakon, matakon, mintak tau, pitakon, ngatanya, inquire, inquiry, advise, adviser, guidance, talk to, explain, explanation, confused, unsure, dont know, manungkun, makkutana, attanya, atanya, curhat, arahan, pencerahan, not sure, directions, petunjuk
pindah: pindahan, pindh, hijrah, ngalih, pindhah, boyong, pindahkan, move, moving, moved, relocate, transfer, ngaleh, baliah, maaliah, ngungsi, alih, nyingkur, pundah, pindahin, boyongan, relocating, relocation, migrate, new address, new home, shifting, just arrived, mamindo, marhuta, mallekka, alle, pinda, ngallih
tutup: berhenti, henti, stop, berhentikan, close, batal, keluar, cancel, quit
jual: laku, terjual, dijual, adol, didol, ngajual, sade, sell, sold, selling, menjual, bajual, ngadol, ngajuaal, manjua, dijua, jua, diical, ngical, ngedol, dilego, lego, seller, sale, for sale, manggadis, gadis, balu, mabbalu, juwal, menjualkan
beli: tuku, tumbas, meuli, meser, buy, bought, membeli, manukar, mambali, bali, mbeli, nukokke, nuku, nukar, nukeran, meli, melii, purchase, purchased, buyer, second hand, secondhand, manuhor, tuhor, melle, elli, pembelian
cetak: print, printout, ngeprint, nyetak, cithak, printing
kirim: antar, paket, ngirim, maketin, kirimin, ekspedisi, send, deliver, delivery, parcel, mail, shipping, post, sent, courier, shipment, package, postal, mailed, mangirim, makkiring, ngereng, kurir
pasang: pemasangan, sambung, penyambungan, masang, install, connect, connection, sambungan, installation, installed, hook up, fit, wiring, memasang, penyambung
""")
"""What people want to do. An action says less than its object: it decides between the services of one object."""

THINGS = _meanings("""
anak: bayi, balita, bocah, putra, putri, lare, budak, orok, murangkalih, kid, kids, child, children, baby, son, daughter, cucu, kids, toddler, jabang, bebi, debay, dedek, bayik, bayi merah, kemenakan, lakek, putri kulo, putrane, yoga, adik, adek, ade, ponakan, keponakan, anakku, budak leutik, paja, ketek, bujang, lanang, perawan, mbarep, ragil, sulung, bungsu, infant, girl, boy, teen, teenager, grandchild, grandson, granddaughter, nephew, niece, bocil, krucil, keturunan, boru, dakdanak, posoposo, ana, lolo, nak kanak, oroke, orphan, anak yatim, yatim
lahir: lahiran, lair, brojol, babaran, mbrojol, born, birth, newborn, gubrag, melahirkan, bersalin, lahia, malahiakan, malahirkan, ngalahirkeun, ngelahirin, lairan, nglairke, dilahirkan, baru lahir, melahirkeun, lahiaan, gave birth, giving birth, give birth, deliver baby, tubu, sorang, jaji, memmana, lassu, lahiri, kelahiran, babar
nikah: kawin, merit, rabi, ningkah, manten, mantu, wedding, marry, marriage, married, nganten, balaki, babini, kawinan, barumah tangga, berumah tangga, baralek, ijab, ijab kabul, akad, akad nikah, penganten, nyunting, babojo, kawinkeun, jodoh, marry me, get married, wed, wedded, bride, groom, engaged, fiance, tie the knot, marhasohotan, mangoli, botting, bunting, mappabotting, abhine, akabin, kabin, hitched
cerai: pisah, pegat, pegatan, talak, sirak, papisah, divorce, divorced, separation, sarak, bercerai, ceraian, cere, carai, dicere, pirak, papisahan, nyerian, nalak, ditalak, diceraiin, separate, separated, break up, end my marriage, annul, annulment, sirang, massarang, atellak, split up
rumah: omah, griya, griyo, imah, bumi, house, home, umah, jero, dalem, rumah gadang, ruma, balai, kediaman, saung, kontrakan, kosan, apartment, flat, residence, housing, jabu, balla, hunian, apartemen
bangunan: gedung, ruko, building, renovasi, bangun, mbangun, ngabangun, build, built, construct, construction, rebuild, renovate, renovation, warehouse, shophouse, gudang, membangun, ngerenov, renov, pajongjong
kendaraan: motor, mobil, montor, oto, kereta, ranmor, sepeda motor, roda dua, roda empat, truk, pikap, pickup, angkot, car, motorcycle, motorbike, motorcycles, bike, vehicle, cars, scooter, matic, kendaraam, truck, onda, honda, mutor, otto, prah, pit, pit montor, kandaraan, sepeda, beat, vario, nmax, avanza, xenia, bus, van, lorry, moped, automobile, montore, mobile, motore, otoi, sedan, becak, bentor
listrik: setrum, pln, electricity, electric, power, lampu, lampune, kilometer listrik, listrek, lestrik, letrik, meteran listrik, kwh, wh meter, voltase, setrom, voltage, listrike, watt meter, lights, socket
air: ledeng, leding, pdam, banyu, cai, aia, yeh, water, keran, kran, toya, banyune, aiah, ai, tirta, pam, tap, faucet, aek, uwae, jene, aeng, sumur, ledenge
tanah: lahan, sawah, kebun, pekarangan, lemah, taneuh, taneh, land, kavling, kapling, plot, tegalan, pahumaan, ladang, lemahe, lahannya, bumi, pakarangan, sabidang, parak, tanahe, tana, property, rice field, farmland, field, tano, butta, lahane, kebon
pajak: pajek, pajeg, tax, taxes, pjk, levy, majeki, pajake, sima
bantuan: bansos, bantuan sosial, assistance, sumbangan, aid, support, handout, welfare, relief, subsidy, subsidi, cash aid, financial help, bansose, free, gratis
miskin: tidak mampu, kurang mampu, orang susah, ora duwe, teu gaduh, poor, low income, mlarat, sangsaro, bansaik, kismin, kere, melarat, ekonomi lemah, prasejahtera, tidak punya, not afford, no money, needy, poverty, underprivileged, pogos, kasiasi, tidak punya uang, tidak punya duit, tidak sanggup, no income, tidak kuat bayar, tidak kuat, tidak bisa bayar, tidak mampu bayar
kerja: pekerjaan, gawean, pagawean, job, jobs, work, worker, lamaran, ngelamar, nglamar, lamar, lowongan, loker, employment, pegawai, karyawan, buruh, megawe, begawi, nyambut gawe, nyambut damel, kuli, bagawi, karajo, karojo, gawe, gawi, padamelan, nganggur, pengangguran, nganggue, job seeker, jobless, unemployed, hiring, employee, hired, career, vacancy, vacancies, occupation, unemployment, karejo, mangula, jama, jamang, kalakoan, nglamar kerja, internship, intern, training
usaha: bisnis, dagang, dagangan, jualan, warung, toko, umkm, ukm, bakul, bakulan, kios, lapak, cafe, kafe, warkop, kedai, business, shop, store, trade, trader, startup, jajanan, badagang, manggaleh, usaho, warong, bisnisan, galeh, bukak, buka, jualan online, olshop, online shop, ngawarung, dodolan, sadean, bengkel, salon, laundry, konter, angkringan, franchise, entrepreneur, firm, enterprise, stall, tailor, barbershop, workshop, minimarket, grocery, home business, partiga, martiga, mabbaluk, adagang, penjahit, waralaba, toke, pharmacy, apotek, restaurant, industry
polisi: polres, polsek, polri, police, pulisi, pulis, pak polisi, kapolres, cop, cops, policeman, polisine, police station, police office, kantor polisi
sekolah: murid, siswa, school, student, pupil, sakola, sakolah, skul, sklh, sikola, sikolah, nyakola, pelajar, mahasiswa, kuliah, kampus, sd, smp, sma, smk, pesantren, mondok, santri, college, university, campus, marsikola, massikola, sakolana, kelulusan, lulusan, teacher, kelas satu
makanan: kue, keripik, kripik, camilan, snack, kuliner, panganan, dhaharan, kadaharan, food, cake, katering, catering, sambal, frozen, roti, pangan, jajan, jajanan, cemilan, sambel, bakso, basreng, seblak, nasi, minuman, kopi, jamu, dendang, randang, rendang, peyek, tempe, tahu, bread, bakery, cookies, cookie, drink, beverage, meal, meals, noodles, noodle, homemade food, cooking, kerupuk, mie, bumbu, saus, kadahar, sipanganon, ande ande, hygiene, restaurant, depot air minum, ketring, kathering, restoran
sakit: berobat, rumah sakit, gering, teu damang, sick, illness, hospital, ill, garing, lara, nyeri, sakik, opname, dirawat, operasi, gerah, loro, ngering, udur, kanker, cuci darah, treatment, medicine, obat, surgery, unwell, marsahit, sahit, malasa, sakek, ngamar, medical, patient
kecelakaan: tabrakan, nabrak, ketabrak, tertabrak, ditabrak, laka, laka lantas, accident, crash, hit and run, tabrak lari, cilaka, kacilakaan, kacilako, ciloko, celaka, katabrak, kasenggol, keserempet, serempet, nyusruk, collision, crashed, run over, hit by, was hit, got hit, collided, injured, injury, knocked down, ketubruk, tertubruk, tubrukan, nubruk, kesenggol, lakalantas, kelindes, kelindas, terlindas, terserempet, diserempet
uang: duit, dhuwit, artos, acis, money, cash, pitih, dana, pipis, pitis, kepeng, piti, arto, arta, hepeng, jinah, rupiah, fulus, cuan, doi, funds, fund, doe, pesse, dhuwite, artha
bank: rekening, tabungan, nabung, account, savings
tua: lansia, sepuh, wong tuwa, kolot, elderly, senior, lanjut usia, kakek, nenek, mbah, aki, uzur, tuo, gaek, pini sepuh, oma, opa, eyang, yangti, yangkung, simbah, nini, aki aki, embah, inyiak, atuk, jompo, pikun, old, grandma, grandpa, grandmother, grandfather, granny, aged, older, ompung, opung, oppung, nenekku, simbok, renta, old age
cacat: disabilitas, difabel, tunanetra, tuli, lumpuh, disability, disabled, wheelchair, kursi roda, blind, deaf, alat bantu dengar, difable, bisu, buta, cacad, disability card, autis, down syndrome, epilepsi, stroke, tuna rungu, tuna wicara, tuna daksa, kaki satu, crippled, bungkuk, handicapped, handicap, paralyzed, paralysed, mute, crutch, crutches, prosthetic, special needs, amputee, kruk, alat bantu jalan, tidak bisa jalan, not walk, kelumpuhan, buntung, gila, orang gila, odgj, gangguan jiwa, sakit jiwa
suami: istri, bojo, garwa, pamajikan, salaki, husband, wife, spouse, pasangan, laki, bini, misua, pak bojo, lakiak, laki gua, bini gua, garwo, rabi, sami, kandiak, wives, partner, mantan, eks suami, ex husband, ex wife, parsinonduk, indahe, bainena, lakkainna, bineh, lakeh, urang rumah, orang rumah
surat: layang, serat, srt, letter, dokumen, document, documents, papers, keterangan, berkas, surek, sarat, kertas, paper, paperwork, form, proof, statement, suratna, dokumene, formulir, blanko
alamat: address, domisili, tempat tinggal, alamate, alamaik, adress, domisilina, rt rw, live in, living in, tinggal di
nama: jeneng, asma, ngaran, name, ngaran, namo, jenenge, wasta, nami, ngarane, asmo, aran, ejaan
tagihan: bill, bills, invoice, rekening bulanan, iuran, tunggakan, nunggak, denda, fine, nagih, tagian, tagehan, utang, hutang, telat bayar, arrears, overdue, owe, owes, owing, debt, unpaid, past due, premium, premiums, penalty, charges, menunggak, penunggak, tunggak, tidak bisa bayar, tidak kuat bayar, tidak mampu bayar
jadwal: schedule, antri
luar negeri: abroad, overseas, ln, luar negri, foreign, another country, travel, traveling, travelling, vacation, singapore, singapura, malaysia, arab saudi, luar nagari, manca, mancanegara, cina, china
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
able about above across after afternoon again against ago agustus ahead akankah akibat alhamdulillah all along
already also although always among another antara anybody anyone anything anyway anywhere apalagi apik april
around artinya as aside assalamualaikum atas atau august away back bagus bahkan bahwa bareng because become
before began begin begitu behind believe below bentuk berdiri berharap bersama bertemu besar beside best better
between beyond biarpun bicara big bila bilamana bilang bilangin bilangnya bosan both bring bringing brought
bukan buru buruan but butuh butuhin by call called calling came cannot cape capek cepat cepet cepetan cerita
cewek comes coming couldnt cowok cuma cuman currently dalam darurat dateng day days december dekat deket demi
denger depan desember detik diberi dibutuhkan didatangi didatengin digunakan dikasi dikasih dikit dipakai dipake
diperlukan disuruh ditunggu dlm dr duduk during each early easy either else elsewhere enjang enough entah even
evening ever every everybody everyone everything fast februari february feel felt few finally forget friday
friend friends further gampang gave gede gimanakah gini gitu gituan give given gives giving going gone good got
gotten guna gunakan gunanya guy guys hampir hanya happen happened happens hard hate having he hear heard hence
her hers herself high him himself hingga his hold hope horas hour however if immediately important impossible
ingat inget insyaallah into ive jadinya jalanin jangan januari january jarang jauh jelek jenis jika jikalau juli
july jumat june juni just justru kadang kamis kanan kasi kata katanya kawan kayaknya kebetulan kebutuhan kecuali
keep keeps kembali kepada keperluan kesel ketemu ketika kind kindly kini kira kirain kiri know knows kosong kpd
krna kuat kurangin lain lalu langsung lantai last later least leave lebih lelah lelaki let lets liked lives long
looked lot lots love maaf macam madam maghrib maka makai makin maksud maksudnya malah malahan malam malas males
malu mampir man many march maret masyarakat maupun may maybe mei melalui melulu memberi membutuhkan memerlukan
men mendadak mending mengerti menggunakan menit menjadi menunggu menurut merasa meski meskipun might mikir
minute minutes miss mister monday month months more morning most mrs much mudah mula mulai mulu murah muter
myself nambahin namun naruh near nearly neighbor neighbors neighbour neighbours nemuin next ngarep ngasih
ngerasa ngerti ngobrol ngomong nice night nobody nothing november ntar nunggu nuwun nyampe nyetel nyimpan nyuruh
october off often ok okay oktober once one only onto orangnya ought ours ourselves out over own pacar pada paham
panik para pasti pastinya pd pelan penting per perhaps perluin permisi pernah pikir pingin pintu pokoknya
possible pria problems pula pulang pusing put quick quickly quite rabu rada rajin rakyat rasa rather really
reason recently remember repot ribet rupanya saat sabtu said saling sambil sampe samping sampurasun sangat
saturday saying says sbg sblm sdg sdh se seandainya sebel sebelah sebelum sebentar seberang sebuah sedang sedih
sedikit seeing seen segala segera sejak sekalian sekarang selain selalu selama selasa seluruh semacam semangat
semenjak sementara semoga senang seneng september sering serta sesuatu sesudah setelah setiap sewaktu sewu shall
she short show showed shown side simpan since sini sir situation sj skrg sm smua so sobat somehow something
sometimes somewhere soon sort speak spoke spy stayed still stlh stuff suatu subuh such sugeng sulit sunday suruh
tabe takut talked talking tanpa taruh telah tell tells teman temen tentu terhadap terlalu ternyata tetangga
tetap tetapi than thank thanks their theirs them then these they theyre thing things think those though thought
through thursday tiap tiba tidur till times together tomorrow too took toward towards tried tries trouble try
trying tsb tuesday tunggu type udeh umurnya under until up upon us use used uses using very via waalaikumsalam
wait waited waiting waits walau walaupun wanita wanted wanting warga wasnt way we wednesday week weekend weeks
well went whatever whenever wherever whether while whoever whom whose why will wilujeng wish with within without
woman worse wouldnt yaitu yakni yeah year years yes yesterday yet yours yourself
"""
_NOT = """
tidak tdk tak gak gk ga nggak ngga enggak engga kagak kaga kada tan ora ra mboten henteu teu indak ndak nda not no
never cant cannot dont doesnt didnt isnt arent wasnt wont hasnt havent without
"""
NOT = "tidak"
NOT_SPOKEN = frozenset(_NOT.split())
"""How people say ``NOT``, which says nothing alone and turns what follows round: ``kaga aktif`` is no ``aktif``."""

FILLERS = frozenset(_SMALL_WORDS.split()) | NOT_SPOKEN
"""Words that say nothing of the need: who asks, how politely, and the small words of a sentence."""
