/** Words that generated courses are made of, by language; one row of topics is one subject in each of them. */
export type LoadLanguage = 'en' | 'es' | 'fr' | 'ar'

interface Topic {
  readonly category: string
  readonly names: Readonly<Record<LoadLanguage, string>>
}

const topic = (category: string, en: string, es: string, fr: string, ar: string): Topic => ({
  category,
  names: { en, es, fr, ar },
})

export const topics: readonly Topic[] = [
  topic('Health', 'nutrition', 'nutrición', 'nutrition', 'التغذية'),
  topic('Health', 'first aid', 'primeros auxilios', 'premiers secours', 'الإسعافات الأولية'),
  topic('Health', 'midwifery', 'partería', 'sage-femme', 'القبالة'),
  topic('Health', 'mental health', 'salud mental', 'santé mentale', 'الصحة النفسية'),
  topic('Mathematics', 'algebra', 'álgebra', 'algèbre', 'الجبر'),
  topic('Mathematics', 'geometry', 'geometría', 'géométrie', 'الهندسة'),
  topic('Mathematics', 'statistics', 'estadística', 'statistiques', 'الإحصاء'),
  topic('Mathematics', 'probability', 'probabilidad', 'probabilités', 'الاحتمالات'),
  topic('Science', 'astronomy', 'astronomía', 'astronomie', 'علم الفلك'),
  topic('Science', 'soil science', 'ciencia del suelo', 'science du sol', 'علوم التربة'),
  topic('Science', 'electricity', 'electricidad', 'électricité', 'الكهرباء'),
  topic('Science', 'biology', 'biología', 'biologie', 'الأحياء'),
  topic('Science', 'chemistry', 'química', 'chimie', 'الكيمياء'),
  topic('Programming', 'Python', 'Python', 'Python', 'بايثون'),
  topic('Programming', 'web pages', 'páginas web', 'pages web', 'صفحات الويب'),
  topic('Programming', 'databases', 'bases de datos', 'bases de données', 'قواعد البيانات'),
  topic('Programming', 'testing', 'pruebas de software', 'tests logiciels', 'اختبار البرمجيات'),
  topic('Digital skills', 'spreadsheets', 'hojas de cálculo', 'tableurs', 'الجداول الإلكترونية'),
  topic('Digital skills', 'safe passwords', 'contraseñas seguras', 'mots de passe sûrs', 'كلمات المرور الآمنة'),
  topic('Digital skills', 'phone photography', 'fotografía móvil', 'photo au téléphone', 'التصوير بالهاتف'),
  topic('Languages', 'everyday English', 'inglés cotidiano', 'anglais du quotidien', 'الإنجليزية اليومية'),
  topic('Languages', 'reading aloud', 'lectura en voz alta', 'lecture à voix haute', 'القراءة الجهرية'),
  topic('Languages', 'sign language', 'lengua de señas', 'langue des signes', 'لغة الإشارة'),
  topic('Home and garden', 'vegetable growing', 'cultivo de hortalizas', 'culture potagère', 'زراعة الخضروات'),
  topic('Home and garden', 'beekeeping', 'apicultura', 'apiculture', 'تربية النحل'),
  topic('Home and garden', 'composting', 'compostaje', 'compostage', 'صناعة السماد'),
  topic('Repair', 'bicycle repair', 'reparación de bicicletas', 'réparation de vélos', 'إصلاح الدراجات'),
  topic('Repair', 'solar panels', 'paneles solares', 'panneaux solaires', 'الألواح الشمسية'),
  topic('Repair', 'plumbing', 'fontanería', 'plomberie', 'السباكة'),
  topic('Money', 'bookkeeping', 'contabilidad', 'comptabilité', 'مسك الدفاتر'),
  topic('Money', 'family budgets', 'presupuesto familiar', 'budget familial', 'ميزانية الأسرة'),
  topic('Money', 'small shops', 'pequeño comercio', 'petit commerce', 'المتاجر الصغيرة'),
  topic('Work', 'public speaking', 'hablar en público', 'prise de parole', 'الخطابة'),
  topic('Work', 'job interviews', 'entrevistas de trabajo', 'entretien d’embauche', 'مقابلات العمل'),
  topic('Work', 'teamwork', 'trabajo en equipo', 'travail en équipe', 'العمل الجماعي'),
  topic('Arts', 'drawing', 'dibujo', 'dessin', 'الرسم'),
  topic('Arts', 'choir singing', 'canto coral', 'chant choral', 'الغناء الجماعي'),
  topic('Arts', 'tailoring', 'costura', 'couture', 'الخياطة'),
  topic('History', 'local history', 'historia local', 'histoire locale', 'التاريخ المحلي'),
  topic('History', 'world trade', 'comercio mundial', 'commerce mondial', 'التجارة العالمية'),
]

/** `{topic}` is replaced by the subject, `{other}` by another, `{who}` by an audience. */
export const titles: Readonly<Record<LoadLanguage, readonly string[]>> = {
  en: [
    'Introduction to {topic}',
    '{topic} for {who}',
    '{topic}: a second look',
    '{topic} in ten evenings',
    'Practical {topic} for {who}',
    'From {other} to {topic}',
    '{topic} and {other}',
    'The first month of {topic}',
    'Teaching {topic} to {who}',
    'What {who} ask about {topic}',
    '{topic}, step by step',
    'A workbook of {topic} for {who}',
  ],
  es: [
    'Introducción a {topic}',
    '{topic} para {who}',
    '{topic} paso a paso',
    'De {other} a {topic}',
    '{topic} y {other}',
    'Taller de {topic} para {who}',
  ],
  fr: ['Introduction : {topic}', '{topic} pour {who}', '{topic} pas à pas', '{topic} et {other}', 'Atelier : {topic}'],
  ar: ['مقدمة في {topic}', '{topic} لـ{who}', '{topic} خطوة بخطوة', '{topic} و{other}', 'ورشة {topic}'],
}

export const audiences: Readonly<Record<LoadLanguage, readonly string[]>> = {
  en: [
    'beginners',
    'parents',
    'young people',
    'teachers',
    'shop keepers',
    'nurses',
    'farmers',
    'volunteers',
    'the curious',
    'small teams',
    'night-shift workers',
    'returning learners',
    'grandparents',
    'youth leaders',
    'people in a hurry',
  ],
  es: ['principiantes', 'familias', 'docentes', 'jóvenes', 'agricultores', 'voluntarios', 'equipos pequeños'],
  fr: ['débutants', 'parents', 'enseignants', 'jeunes', 'bénévoles', 'artisans', 'petites équipes'],
  ar: ['المبتدئين', 'الأهل', 'المعلمين', 'الشباب', 'المزارعين', 'المتطوعين'],
}

/** Sentences of a description; a course takes some of them. */
export const sentences: Readonly<Record<LoadLanguage, readonly string[]>> = {
  en: [
    'What {topic} is, and what it is good for, without any earlier knowledge.',
    'Short lessons that can be read on the way, with something to try after each.',
    'Written by people who have taught {topic} to {who} for years.',
    'With worked examples, common mistakes and a small project of your own.',
    'You need paper, a pencil and half an hour a week.',
    'Connects {topic} with {other}, so that both become easier to remember.',
    'Every chapter ends with questions that show you whether you have understood.',
    'Can be downloaded whole and learnt without a network.',
  ],
  es: [
    'Qué es {topic} y para qué sirve, sin conocimientos previos.',
    'Lecciones cortas, con algo que probar después de cada una.',
    'Con ejemplos resueltos, errores frecuentes y un pequeño proyecto propio.',
    'Pensado para {who} con poco tiempo.',
    'Se puede descargar completo y estudiar sin conexión.',
  ],
  fr: [
    'Découvrir {topic}, sans connaissances préalables.',
    'Des leçons courtes, avec un essai après chacune.',
    'Des exemples détaillés, les erreurs fréquentes et un petit projet.',
    'Pour {who} qui ont peu de temps.',
    'À télécharger en entier et à suivre sans réseau.',
  ],
  ar: [
    'تعرّف على {topic} دون معرفة سابقة.',
    'دروس قصيرة، وبعد كل درس شيء تجرّبه.',
    'أمثلة محلولة وأخطاء شائعة ومشروع صغير لك.',
    'يمكن تنزيل الدورة كاملة والدراسة بلا شبكة.',
  ],
}

export const unitTitles: Readonly<Record<LoadLanguage, readonly string[]>> = {
  en: ['What it is', 'The first step', 'An example', 'Common mistakes', 'Try it yourself', 'What comes next'],
  es: ['Qué es', 'El primer paso', 'Un ejemplo', 'Errores frecuentes', 'Pruébalo', 'Qué sigue'],
  fr: ['Ce que c’est', 'Le premier pas', 'Un exemple', 'Erreurs fréquentes', 'À vous', 'La suite'],
  ar: ['ما هو', 'الخطوة الأولى', 'مثال', 'أخطاء شائعة', 'جرّب بنفسك', 'ماذا بعد'],
}

export const firstNames: readonly string[] =
  'Aisha Bruno Carmen Dmitri Elif Farid Grace Hana Ivan Jamila Kofi Lucía Mateo Nadia Omar Priya Quentin Rosa Samuel Tala Uma Viktor Wen Ximena Yara Zoltan Amara Bilal Chiara Diego Esi Fatou Goran Huda Ines Jonas Keiko Leila Milan Nkechi'.split(
    ' ',
  )
export const lastNames: readonly string[] =
  'Abebe Bauer Castro Diallo Eriksen Ferreira García Haddad Ito Jansen Kamara Lopes Mbeki Novak Okoye Petrov Quispe Rahman Santos Tadesse Ueda Vargas Weber Xu Yilmaz Zulu Asante Bello Cohen Dogan El-Sayed Fofana Gupta Horvat Ivanova Juma Kaya Lindqvist Moreau Nguyen'.split(
    ' ',
  )
