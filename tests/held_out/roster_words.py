"""What the names, cities and licence numbers of the made rosters consist of."""

from __future__ import annotations

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Country → its words, each in Latin letters and, where a list writes it so, in the country's own: after the colon.
NAMES: Final[dict[str, tuple[str, ...]]] = {
    "BGD": (
        *_words("Rahman:রহমান Karim:করিম Hossain:হোসেন Ahmed:আহমেদ Islam:ইসলাম Chowdhury:চৌধুরী Akter:আক্তার"),
        *_words("Khan:খান"),
        *_words("Noor:নূর Amin:আমিন Rashid:রশিদ Habib:হাবিব Jamuna:যমুনা Padma:পদ্মা Meghna:মেঘনা"),
        *_words("Surma:সুরমা"),
        *_words("Bangla:বাংলা Shapla:শাপলা Sonar:সোনার Banani:বনানী Gulshan:গুলশান Fatema:ফাতেমা Salma:সালমা"),
        *_words("Munshi:মুন্সী Sarker:সরকার Patwary:পাটোয়ারী Talukder:তালুকদার Mollah:মোল্লা"),
        *_words("Bhuiyan:ভূঁইয়া"),
        *_words("Kazi:কাজী Mia:মিয়া Biswas:বিশ্বাস Haque:হক Uddin:উদ্দিন Mostafa:মোস্তফা Shahjalal:শাহজালাল"),
        *_words("Tamim:তামিম Labbaik:লাব্বাইক Marwa:মারওয়া Madina:মদিনা Zamzam:জমজম Arafat:আরাফাত"),
        *_words("Mohammad:মোহাম্মদ Jahan:জাহান Nahar:নাহার Rupali:রূপালী Sylhet:সিলেট Comilla:কুমিল্লা"),
        *_words("Barakat:বারাকাত Sarwar:সারোয়ার Haidory:হায়দরী Chalachal:চলাচল Rajdhani:রাজধানী"),
        *_words("Protik:প্রতীক Uzan:উজান Orchid:অর্কিড Pigeon:পিজিয়ন Kashipur:কাশিপুর Shahara:শাহারা"),
        *_words("Annesa:আন্নেসা Purbasha:পূর্বাশা"),
        *_words("Dishari:দিশারী Prantik:প্রান্তিক Sagorika:সাগরিকা Anonna:অনন্যা Mahbub:মাহবুব"),
        *_words("Shefali:শেফালী Bikash:বিকাশ Prottasha:প্রত্যাশা Nandan:নন্দন Tushar:তুষার Shimul:শিমুল"),
        *_words("Joynal:জয়নাল Ferdous:ফেরদৌস"),
    ),
    "NPL": (
        *_words("Himal:हिमाल Sagarmatha:सगरमाथा Gorkha:गोर्खा Nepal:नेपाल Everest:एभरेष्ट"),
        *_words("Annapurna:अन्नपूर्ण"),
        *_words("Lumbini:लुम्बिनी Pashupati:पशुपति Kantipur:कान्तिपुर Machhapuchhre:माछापुच्छ्रे Koshi:कोशी"),
        *_words("Gandaki:गण्डकी Karnali:कर्णाली Sunrise:सनराइज Bagmati:बागमती Manakamana:मनकामना"),
        *_words("Janaki:जानकी"),
        *_words("Thapa:थापा Gurung:गुरुङ Shrestha:श्रेष्ठ Tamang:तामाङ Rai:राई Magar:मगर Ganesh:गणेश"),
        *_words("Shiva:शिव Laxmi:लक्ष्मी Saraswati:सरस्वती Om:ओम Shanti:शान्ति Bishwa:विश्व Naya:नयाँ"),
        *_words("Rising:राइजिङ Trishuli:त्रिशूली Rapti:राप्ती Dhaulagiri:धौलागिरी Makalu:मकालु"),
        *_words("Manaslu:मनास्लु Rara:रारा Tilicho:तिलिचो Bhrikuti:भृकुटी Sirubari:सिरुबारी Kailash:कैलाश"),
        *_words("Swarga:स्वर्ग Subha:शुभ"),
        *_words("Pragati:प्रगति Unnati:उन्नति Sambriddhi:समृद्धि Kaligandaki:कालीगण्डकी Seti:सेती"),
        *_words("Mahakali:महाकाली Chandra:चन्द्र Surya:सूर्य Swarna:स्वर्ण Ujjwal:उज्ज्वल"),
        *_words("Sangrila:साङ्ग्रिला Lhotse:ल्होत्से"),
    ),
    "PAK": (
        *_words("Iqbal:إقبال Rehman:رحمن Siddiqui:صديقي Qureshi:قريشي Malik:ملك Khalid:خالد Bashir:بشير"),
        *_words("Faisal:فيصل Usman:عثمان Bilal:بلال Hamza:حمزة Yousaf:يوسف Zahid:زاهد Ghulam:غلام Rafiq:رفيق"),
        *_words("Akram:أكرم Shaheen:شاهين Anwar:أنور Nadeem:نديم Tariq:طارق Shafiq:شفيق Waheed:وحيد"),
        *_words("Indus:إندوس Chenab:تشيناب Ravi:رافي Khyber:خيبر Potohar Mehran:مهران Margalla:مارغالا"),
        *_words("Bolan:بولان Sialkot:سيالكوت Gujrat:غجرات Chaudhry:شودري Butt:بت Awan:أعوان Abbasi:عباسي"),
        *_words("Mughal:مغل"),
        *_words("Punjab:بنجاب Kohinoor:كوهينور Pakeeza Gulzar:جلزار Zamindar Sultania:سلطانية Farooqi:فاروقي"),
        *_words("Hashmi:هاشمي Gilani:جيلاني Makki:مكي Madni:مدني Shalimar:شاليمار Zafar:ظفر"),
    ),
    "IND": (
        *_words("Sharma Verma Patel Reddy Nair Kumar Sundaram Krishna Balaji Venkatesh Ganga Kaveri Godavari"),
        *_words("Narmada"),
        *_words("Ashoka Lotus Malabar Cochin Deccan Konkan Awadh Marudhar Mewar Bharat Hind Jaipur Zaveri"),
        *_words("Mathew Kurian"),
        *_words("Thomas Pillai Iyer Menon Shetty Rao Desai Mehta Ansari Siddiqi Qadri Hussain Shaikh Rizvi"),
        *_words("Faizan"),
        *_words("Vijaya Durga Annapoorna Sri Sai Jyothi Chandrika Vaigai Tirupati Amrit Nanak Gurdeep Harjit"),
        *_words("Sandhu"),
    ),
    "LKA": (
        *_words("Lanka Ruhunu Rajarata Mahaweli Sigiriya Kelani Perera Fernando Silva Jayasinghe Bandara"),
        *_words("Wijesinghe"),
        *_words("Samudra Nelum Araliya Serendib Taprobane Ceylon Fathima Marikar Nawaz Hameed Gamage"),
        *_words("Senanayake"),
    ),
    "PHL": (
        *_words("Bayani Luzon Visayas Mindanao Mabuhay Santos Reyes Cruz Garcia Mendoza Bautista Villanueva"),
        *_words("Aquino"),
        *_words("Dela-Cruz Ramos Perlas Sampaguita Maharlika Magsaysay Rizal Mabini Bonifacio Kalayaan"),
        *_words("Bagong Lahi"),
        *_words("Silangan Pinoy Narra Agila Tala Luwalhati Corazon Salvador Esperanza Trinidad Concepcion"),
        *_words("Del-Rosario"),
    ),
    "KEN": (
        *_words("Wanjiru Kamau Otieno Mwangi Njoroge Achieng Baraka Amani Tumaini Simba Savanna Kilimo Uhuru"),
        *_words("Jamii"),
        *_words("Rafiki Maisha Nyota Umoja Upendo Safari Tembo Serengeti Nakato Mugisha Okello Namutebi"),
        *_words("Ssemwogerere"),
        *_words("Elgon Rwenzori Kazinga Victoria Abebe Tesfaye Alem Bekele Haile Selam Tigist Abyssinia Axum"),
        *_words("Lalibela"),
    ),
    "ARE": (
        *_words("Amal:الأمل Waha:الواحة Khaleej:الخليج Safwa:الصفوة Rawabi:الروابي Najm:النجم Fajr:الفجر"),
        *_words("Jazeera:الجزيرة Manar:المنار Rayyan:الريان Baraka:البركة Nakheel:النخيل Yamama:اليمامة"),
        *_words("Sharq:الشرق Nahda:النهضة Salam:السلام Watan:الوطن Diyar:الديار Barq:البرق Hilal:الهلال"),
        *_words("Masar:المسار Tawfeer:التوفير Itqan:الإتقان Maharah:المهارة Esad:إسعاد Sanad:السند"),
        *_words("Mawarid:الموارد Tamkeen:التمكين Saned:ساند Raha:الراحة Wafa:الوفاء Ertiqa:الارتقاء"),
        *_words("Injaz:الإنجاز"),
    ),
}
ENGLISH: Final = (
    *_words("Golden Royal Global Universal United Star Crescent Eagle Falcon Pearl Diamond Silver Green Blue Bright"),
    *_words("Prime Elite Summit Horizon Pioneer Reliable Perfect Sincere Swift Skyline Oasis Paradise Unique Modern"),
    *_words("Eastern Western Northern Orient Asia Gulf Ocean Continental Metro Capital Victory Liberty Harmony Trust"),
    *_words("Success Future Dream Hope Vision Dynamic Smart Rapid Highway Bridge Gateway Compass Anchor Beacon"),
)
# Trade word → its script forms, in the order Bengali, Nepali, Arabic.
TRADES: Final[dict[str, tuple[str, str, str]]] = {
    "Overseas": ("ওভারসীজ", "ओभरसिज", "أوفرسيز"),
    "International": ("ইন্টারন্যাশনাল", "इन्टरनेशनल", "إنترناشيونال"),
    "Enterprise": ("এন্টারপ্রাইজ", "इन्टरप्राइज", "إنتربرايز"),
    "Travels": ("ট্রাভেলস", "ट्राभल्स", "للسفريات"),
    "Trading": ("ট্রেডিং", "ट्रेडिङ", "للتجارة"),
    "Manpower": ("ম্যানপাওয়ার", "म्यानपावर", "للقوى العاملة"),
    "Services": ("সার্ভিসেস", "सर्भिसेज", "للخدمات"),
    "Recruitment": ("রিক্রুটমেন্ট", "रिक्रुटमेन्ट", "للاستقدام"),
    "Human Resources": ("হিউম্যান রিসোর্সেস", "ह्युमन रिसोर्सेज", "للموارد البشرية"),
    "Employment": ("এমপ্লয়মেন্ট", "इम्प्लोइमेन्ट", "للتوظيف"),
    "Establishment": ("এস্টাবলিশমেন্ট", "इस्टाब्लिसमेन्ट", "مؤسسة"),
    "Associates": ("অ্যাসোসিয়েটস", "एसोसिएट्स", "وشركاؤه"),
    "Corporation": ("কর্পোরেশন", "कर्पोरेसन", "كوربوريشن"),
    "Air Services": ("এয়ার সার্ভিসেস", "एयर सर्भिसेज", "لخدمات الطيران"),
    "Trade International": ("ট্রেড ইন্টারন্যাশনাল", "ट्रेड इन्टरनेशनल", "للتجارة الدولية"),
    "& Brothers": ("অ্যান্ড ব্রাদার্স", "एण्ड ब्रदर्स", "وإخوانه"),
    "& Sons": ("অ্যান্ড সন্স", "एण्ड सन्स", "وأولاده"),
    "Consultants": ("কনসালট্যান্টস", "कन्सल्ट्यान्ट्स", "للاستشارات"),
    "Export House": ("এক্সপোর্ট হাউস", "एक्सपोर्ट हाउस", "دار التصدير"),
    "Link": ("লিংক", "लिङ्क", "لينك"),
    "Group": ("গ্রুপ", "ग्रुप", "مجموعة"),
    "Tours & Travels": ("ট্যুরস অ্যান্ড ট্রাভেলস", "टुर्स एण्ड ट्राभल्स", "للسياحة والسفر"),
}
LEGAL: Final[dict[str, tuple[str, ...]]] = {
    "BGD": ("", "", "", "Ltd.", "Ltd.", "(Pvt.) Ltd."),
    "NPL": ("Pvt. Ltd.", "Pvt. Ltd.", "Pvt. Ltd.", ""),
    "PAK": ("", "", "(Pvt.) Ltd.", "& Co."),
    "IND": ("Pvt. Ltd.", "", "", "& Sons"),
    "LKA": ("(Pvt) Ltd", "(Pvt) Ltd", ""),
    "PHL": ("Inc.", "Inc.", "Corp.", ""),
    "KEN": ("Ltd", "Limited", "Co. Ltd"),
    "ARE": ("L.L.C.", "Est.", ""),
}
CITIES: Final[dict[str, tuple[str, ...]]] = {
    "BGD": ("Dhaka",) * 12 + ("Chattogram", "Sylhet", "Cumilla", "Khulna"),
    "NPL": ("Kathmandu",) * 8 + ("Lalitpur", "Bhaktapur", "Pokhara", "Butwal"),
    "PAK": ("Karachi", "Lahore", "Rawalpindi", "Islamabad", "Peshawar", "Sialkot", "Multan"),
    "IND": ("Mumbai", "New Delhi", "Chennai", "Kochi", "Hyderabad", "Lucknow", "Jaipur"),
    "LKA": ("Colombo", "Colombo", "Kurunegala", "Kandy", "Galle"),
    "PHL": ("Manila", "Makati", "Quezon City", "Pasay", "Cebu City", "Davao City"),
    "KEN": ("Nairobi", "Nairobi", "Mombasa", "Kampala", "Addis Ababa"),
    "ARE": ("Dubai", "Abu Dhabi", "Sharjah", "Ajman"),
}
LICENCES: Final[dict[str, tuple[str, str, str]]] = {
    # Country → how the first vintage writes a number, and two other ways of the second.
    "BGD": ("RL-{0:04d}", "{0}", "RL {0:05d}"),
    "NPL": ("{0}/061/062", "{0}", "{0:04d}/061/62"),
    "PAK": ("MPD/{0:04d}/KAR", "{0}/KAR", "MPD-{0}-KAR"),
    "IND": ("B-{0:04d}/MUM/PER/1000+", "B{0:04d}/MUM", "B-{0:04d}/MUM/PER/1000/5"),
    "LKA": ("SLBFE {0:04d}", "{0}", "LN {0:04d}"),
    "PHL": ("DMW-{0:04d}-LB", "{0:04d}", "POEA-{0:04d}-LB"),
    "KEN": ("NEA/{0:04d}", "{0}", "NEA-{0:05d}"),
    "ARE": ("CN-{0:06d}", "{0}", "CN{0}"),
}
SHARES: Final = {"BGD": 30, "NPL": 18, "PAK": 14, "IND": 12, "LKA": 6, "PHL": 9, "KEN": 5, "ARE": 6}
SCRIPTS: Final = {"BGD": 0, "NPL": 1, "PAK": 2, "ARE": 2}
ARTICLES: Final = ("আল-", "अल-", "")
"""How "Al-" is written before a name in each script; the Arabic words have their article."""

# Latin spellings of the same name; each group in any direction.
SPELLINGS: Final[tuple[tuple[str, ...], ...]] = (
    ("Mohammad", "Muhammad", "Mohammed", "Md."),
    ("Rahman", "Rehman", "Rahmaan"),
    ("Ahmed", "Ahmad", "Ahamed"),
    ("Hossain", "Hussain", "Hossein", "Husain"),
    ("Chowdhury", "Choudhury", "Chaudhury"),
    ("Chaudhry", "Chaudhary", "Choudhry"),
    ("Siddiqui", "Siddique", "Siddiqi"),
    ("Noor", "Nur", "Nour"),
    ("Akter", "Akhter", "Aktar"),
    ("Haque", "Huq", "Hoque"),
    ("Uddin", "Uddeen", "Ud-Din"),
    ("Yousaf", "Yusuf", "Yousuf"),
    ("Usman", "Othman", "Osman"),
    ("Qureshi", "Quraishi", "Kureshi"),
    ("Khalid", "Khaled", "Khalled"),
    ("Laxmi", "Lakshmi", "Laxmee"),
    ("Bishwa", "Vishwa", "Biswa"),
    ("Shrestha", "Shreshtha", "Shresta"),
    ("Krishna", "Krushna", "Krisna"),
    ("Venkatesh", "Venkatesha", "Vencatesh"),
    ("Fatema", "Fatima", "Fathema"),
    ("Fathima", "Fatima", "Faathima"),
    ("Khaleej", "Khalij", "Khaleeg"),
    ("Jazeera", "Jazira", "Gazeera"),
    ("Madina", "Medina", "Madinah"),
    ("Bhuiyan", "Bhuyan", "Bhuiya"),
    ("Shaikh", "Sheikh", "Shaik"),
    ("Mollah", "Molla", "Mullah"),
    ("Rashid", "Rasheed", "Raashid"),
    ("Rafiq", "Rafique", "Rafeeq"),
    ("Shafiq", "Shafique", "Shafeeq"),
    ("Tariq", "Tarique", "Tareq"),
    ("Waheed", "Wahid", "Wahiid"),
    ("Nadeem", "Nadim", "Nadiim"),
    ("Sarker", "Sarkar", "Sircar"),
)
SOUNDS: Final = (
    ("ee", "i"),
    ("oo", "u"),
    ("ou", "u"),
    ("kh", "k"),
    ("q", "k"),
    ("sh", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("w", "v"),
    ("z", "j"),
    ("u", "oo"),
    ("i", "ee"),
    ("dh", "d"),
    ("aa", "a"),
    ("j", "z"),
)
"""Letters written in two ways, in the middle of a name."""

KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
