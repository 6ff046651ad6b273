"""The small words of grammar in many languages: they tell a sentence from a list of words.

Short lists of the commonest articles, pronouns, prepositions, conjunctions and auxiliary
verbs, without diacritics dropped. Codes are ISO 639-1; Bengali and Sylheti typed in Latin
letters, for which there is no standard spelling, are `bn-Latn` and `syl-Latn`.
"""

from collections.abc import Iterable
from functools import cache

_LISTS = {
    "en": "the a an and or but of to in on at for with from by as is are was were be been being "
    "it its this that these those there i you he she we they my your our their his her me us them "
    "not no have has had do does did will would can could should may if so because when where "
    "what who how which than then too very just more most all any some about into out up need don't",
    "de": "der die das den dem des ein eine einen einem einer eines und oder aber von zu im in an "
    "am auf für mit aus bei nach ist sind war waren sein wird werden wurde es ich du er sie wir ihr "
    "man mich mir uns sich nicht kein keine hat haben kann können soll sollte sollten muss müssen "
    "wenn dass weil wie wo was auch nur noch sehr mehr hier da so als über um durch vor zum zur bis",
    "fr": "le la les un une des du de et ou mais à au aux en dans sur pour avec par est sont était "
    "être il elle nous vous ils je tu on ne pas que qui ce cette ces son sa ses leur plus très",
    "es": "el la los las un una unos de del y o pero a al en con por para es son era ser hay se no "
    "que lo su sus yo tú él ella nosotros me te le más muy como este esta estos cuando porque",
    "pt": "o a os as um uma de do da dos das e ou mas em no na nos nas com por para é são ser não "
    "que se eu ele ela nós me mais muito como este esta isso quando porque",
    "it": "il lo la i gli le un una di del della dei e o ma a al in nel con per da è sono essere "
    "non che si io tu lui lei noi mi ti più molto come questo questa quando perché",
    "nl": "de het een en of maar van in op aan voor met uit bij naar is zijn was waren het ik je "
    "hij zij we wij niet geen dat die dit deze als ook nog zeer meer kan moet worden er te om",
    "pl": "i w na z do nie to że się jest są był o jak ale za po co tak od przez dla czy już tylko "
    "ma mnie my jego ich tego który która które bardzo być",
    "ro": "și în la de cu pe un o nu este sunt să că a al ai ale din pentru mai care ce se eu tu el "
    "ea noi foarte dar sau acest această",
    "tr": "ve bir bu da de için ile çok daha ama olarak var yok ne gibi kadar o ben biz sen siz "
    "değil mi mı her en şu olan",
    "so": "iyo waa oo ku ka u la in ay ayaa waxa waxaan waxay uu aan ma inaan inay si aad badan "
    "kale sida leh lahayn haddii laakiin anaga aniga iyaga markii loo lagu laga kasta ama wax jira",
    "vi": "và là của có không cho các một những được này đó với trong để khi tôi chúng rất nhiều ở",
    "lt": "ir į iš su ne kad tai yra bet kaip už per jau tik man mes jie labai",
    "bn": "এবং ও আর না কি আমি আমার আমরা আমাদের তুমি আপনি এই সেই এটা যে যা করে করতে হয় হবে আছে নেই জন্য "
    "থেকে সাথে কিন্তু একটি একটা অনেক খুব মধ্যে কাছে পরে কোন কোনো তাই যদি সব",
    "bn-Latn": "ami amar amra amader tumi tomar apni apnar ki keno kothay ache achhe nai nei korte "
    "kore hobe hoy lagbe chai khub onek ekta jonno theke sathe shathe ebong kintu eta oi je jodi "
    "shob kichu amake moddhe",
    "syl-Latn": "ami amar amra amrar tumi tumar afne kita kene kunano ase nai oy oibo oito lagbo "
    "khub bout ekta lagi taki loge ar kintu ita hota ziten zodi hokkol hokol amare koriya kori",
    "hi": "और का की के में है हैं को से पर यह वह नहीं एक भी कि मैं हम आप तो था थी थे ने लिए होना बहुत",
    "ur": "اور کا کی کے میں ہے ہیں کو سے پر یہ وہ نہیں ایک بھی کہ ہم آپ تو تھا تھی کیا لیے بہت",
    "pa": "ਅਤੇ ਦਾ ਦੀ ਦੇ ਵਿੱਚ ਹੈ ਹਨ ਨੂੰ ਤੋਂ ਤੇ ਇਹ ਉਹ ਨਹੀਂ ਇੱਕ ਵੀ ਕਿ ਮੈਂ ਅਸੀਂ ਲਈ ਬਹੁਤ",
    "gu": "અને છે ના ની નું ને માં થી પર આ તે નથી એક પણ કે હું અમે માટે ખૂબ",
    "ta": "மற்றும் ஒரு இந்த அந்த இல்லை என்று நான் நாம் எங்கள் உள்ள வேண்டும் மிகவும் ஆனால் என அது இது",
    "ar": "في من على إلى عن أن هذا هذه التي الذي لا ما هو هي نحن كان مع أو ولكن كل جدا لم قد هناك",
    "fa": "و در به از که این آن را با برای است هستند نیست یک ما من شما هم بسیار تا یا اما",
    "ru": "и в на не что я с он она мы они это как по но из у за от для то так бы же ли очень все",
    "uk": "і в на не що я з він вона ми вони це як по але із у за від для то так би же дуже всі та є",
    "zh": "的 了 是 在 不 我 有 和 就 人 都 一 也 这 這 要 会 會 没 沒 对 對 们 們 与 與 而 但 可 以 应 應",
}


@cache
def function_words() -> dict[str, frozenset[str]]:
    """Return the function words of each language code, in casefolded form."""
    return {code: frozenset(words.casefold().split()) for code, words in _LISTS.items()}


@cache
def all_function_words() -> frozenset[str]:
    """Return the function words of all the languages together."""
    return frozenset().union(*function_words().values())


def most_function_words(forms: Iterable[str]) -> tuple[str, int]:
    """Return the language that has the most different function words among these, and how many.

    Single Latin letters do not count: keyboard mash is full of them.

    >>> most_function_words(["the", "bins", "are", "full"])
    ('en', 2)
    """
    present = {form for form in forms if len(form) > 1 or not form.isascii()}
    counts = {code: len(present & words) for code, words in function_words().items()}
    best = max(counts, key=lambda code: (counts[code], code == "en"))
    return best, counts[best]
