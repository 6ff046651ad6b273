"""Words that stand in answers to any question: no theme is named by one of them alone.

Beside words of grammar these are fillers, interjections, numbers in words, and the commonest
verbs and adverbs. In German, nouns are known by their capitals, so its list is short.
"""

from functools import cache

from goldenthread.text.function_words import all_function_words

_LISTS = {
    "en": "able above across actually add after again ago agree agreed alive almost alone along "
    "already alright also always anybody anymore anyone anything anyway anywhere apart around ask "
    "asked asking asks aware away awful back bad basically become before begin behind believe below "
    "beside best better between big bit both bring brings brought build built call called came carry "
    "cause certain change changed check clear clearly come comes coming completely cos could couldn't "
    "couple cut day days dear definitely didn't different doing done dont dunno down during each easy "
    "either else end enough entire especially even ever every everybody everyone everything everywhere "
    "exactly example extra far feel feels felt few finally find fine first fix five for forever found "
    "four full fully gave general generally get gets getting give given gives giving go goes going gone "
    "gonna good got gotta great guess half hand happen happened happening happens happy hard haven't "
    "having hear heard hello help here herself hey hi high himself home's honest honestly hope how however "
    "huge i'd i'll i'm i've idk ill im important inside instead isn't isnt ive join just keep keeps kept "
    "kind knew know known knows large last late lately later least leave left less let lets level life "
    "like likely literally little live lives living lol long longer look looked looking looks lot lots "
    "love low made main make makes making many matter may maybe me mean means meant met might mind mine "
    "more most mostly move moved moving much must myself name near nearly need needed needing needs never "
    "new next nice no nobody none normal nothing now obviously off often ok okay old once one ones only "
    "onto open opened order other others otherwise ought ours out outside over own particular particularly "
    "past people per perhaps person place places plan please plus point possible probably problem proper "
    "properly provide provided put puts quick quickly quite ran rang rather read real really reason "
    "recent recently right round run running said same saw say saying says second see seeing seem seems "
    "seen send sent set seven several shall she she's short should show shown side simple simply since "
    "sit situation six small somebody somehow someone something sometimes somewhere soon sorry sort "
    "specific spend spent stand start started stay still stop stopped stops straight strong stuff such "
    "support supposed sure take taken takes taking talk tell telling ten than thank thanks that's "
    "themselves therefore thing things think thinking thought three through time times today together "
    "told tomorrow tonight took total totally tried tries true try trying turn two type ugh under unless "
    "until up upon used useful uses using usually various via waiting wanna want wanted wanting wants "
    "was wasn't way ways we've week weeks well went whatever whenever wherever whether which while "
    "whole whose why within without won't wonder word words work worked working works worse worth "
    "would wouldn't wow yeah year years yep yes yesterday yet you'll you're you've yours yourself "
    "big bigger free good lovely wild proud hate etc vs eg ie pls plz mins mate use him omg haha hmm um er uh www http "
    "https com goo org html",
    "de": "bitte danke hallo ja nein leider eigentlich natürlich vielleicht sicher immer wieder oft "
    "viel viele vielen wenig wenige ganz gar etwa etwas alle allem allen aller alles andere anderen "
    "anderer anders beim besser besonders bereits bleibt dadurch dafür dagegen daher dahin damit danach "
    "dann daran darauf darf darum dazu denn deshalb direkt doch dort durchaus eben ebenfalls ebenso "
    "einfach einige einigen einmal entlang erst fast gegen gehen geht genau genug gerade gerne gibt gut "
    "gute guten hätte heute hier hin hinter hoch häufig jede jeden jeder jedes jedoch jetzt komme kommen "
    "kommt könnte könnten lange lassen lässt liegt mal machen macht mehrere meist meistens muß möglich "
    "müssen müssten neben neue neuen nichts nie ob oben ohne richtig schlecht schon schön sehen seit seite "
    "sieht sinnvoll sodass sofort somit sonst sowie stehen steht statt stelle stellen sogar teil teilweise "
    "trotz tun unter unten völlig während weiter weitere weiteren wegen weg welche welcher wohl wäre "
    "würde würden zeit ziemlich zudem zumindest zusätzlich zwar zwei zwischen siehe dass daß "
    "problem probleme möglichkeit vorschlag situation idee ja beispiel moment punkt bereich höhe",
    "es": "acuerdo además ahora algo alguien algún alguna algunos allí alto antes aquí así aun aunque aún "
    "bastante bien buen buena bueno buenas buenos cada casi caso claro cosa cosas creo cree cual "
    "cualquier cuando cuanto cuenta dar debe deben deber debería decir dejar demás dentro desde después "
    "dice dicho donde dónde ejemplo encuentro entonces entre era eres esa ese eso esos está están estar "
    "estaría estas estoy estamos favor forma fuera general gente gracias gran grande haber habría hace "
    "hacen hacer hacia hasta haya hecho hemos hola hoy idea igual importante incluso ir jaja jajaja lado "
    "lugar luego manera mayor mejor menos mismo misma mismos momento mucha muchas mucho muchos nada nadie "
    "ninguna ningún nuestra nuestro nueva nuevo nunca ojalá otra otras otro otros parece parte pasa "
    "pensar pero poco poder podría podrían pone poner posible primera primero problema pues pueda puede "
    "pueden punto puesto queda quiere quien quién quiero quise realmente razón real saber sabe saludo "
    "saludos sea sean según seguir señor ser sería serían si sido siempre siendo siguiente simplemente sino "
    "sobre solo sólo sola somos soy suele supongo tal también tampoco tan tanto tener tema tengo tenemos "
    "tiempo tiene tienen toda todas todo todos tipo totalmente tras usted ustedes va vale vamos van varias "
    "varios veces ver vez verdad vida voy ya año años día días persona personas mundo necesario necesidad",
    "fr": "alors aucun aussi autre autres avant avec avoir beaucoup bien bon bonne bonjour car cela chaque "
    "chose comme comment depuis déjà donc encore entre être fait faire faut jamais jour là même merci mieux "
    "moins non oui parce pendant peu peut pense pouvoir quand quelque quelques rien sans si tous tout toute "
    "toujours très trop vraiment",
    "so": "aniga adiga isaga iyada annaga idinka iyaga waan wuu way waxaa wuxuu waxaynu waxaanu marka mar "
    "markii meel kan tan kuwa kuwan taas kaas halkan halkaas dhan dhammaan keliya kaliya ahaan ahay ahaa "
    "yahay tahay noqon noqday noqdo karo kartaa kara doonaa doonayaa doonaya rabaa waa'inay filan fiican "
    "wanaagsan badnaan badan yar aad laakin kuwaas inta intii illaa ilaa haa maya fadlan mahadsanid "
    "jiraan jirin jiro haysto haystaan helo heli lahaa leedahay leeyahay leeyihiin yihiin ayay ayuu ugu "
    "qof qofka qofku wanaag hadda had iyo jeer kale isku sidii siday",
    "bn": "থাকে থাকি থাকা থাকুক থাকবে থাকতে দিক দিন দিতে দেয় দেওয়া দেন বলার বলে বলতে বলি যেন যায় যাওয়া যাবে "
    "যাচ্ছে আরও আরো এখানে এখন সেখানে কেউ কারো কারও কিছু কোথায় কেন কী কীভাবে কত করা করেন করি করলে করবে "
    "করুন করেছি হোক হলে হতে লাগে লাগবে দরকার চাই চায় পারি পারে পারেন পাই পাওয়া ভালো খারাপ বড় ছোট নতুন বেশি কম "
    "ঠিক শুধু মাত্র তারা তাদের সে তার আপনার আপনারা তোমার আমাকে নিজের নিয়ে দিয়ে পর্যন্ত হয়ে গেছে গেলে এসে আসে "
    "মনে কথা দেখে দেখা সবাই সবার মতো মত নয় নাই তিন দুই এক একজন একদিন জায়গা রাখুন এমন",
    "bn-Latn": "aro ar dorkar keu kew keno kemne kemon ekhon ekhane okhane sob shobai shob bhalo valo "
    "bala beshi kom boro choto notun thake thaki thakbe jay jai jabe pari pare paren chay din dite diye "
    "niye moto mone hoyeche gese geche ekjon dui tin lage laage lagena hok ase achi kono konodin shudhu",
    "syl-Latn": "aro ar aar sai sain chain chai keu kew khar khan khanun khobor khore khori khoro khorok "
    "khorte khorse khorle koite kono dewka dewa dey dile dilay dilao dite dibo disi disoin nai nay oile oite "
    "oy oiya ofne furan fari faren faray fare jai jaite lage lagena ola ita hita hikhan okhan ono hono ekhon "
    "mone mot moto loge logay bade bala beshi boro chhoto hoto thake thaki thakuk thakte tik tor tain tara "
    "amrare amrao tumra hokkole zai zay zaite zaitam ze zen zodi buji buzte nije nijor por raikha raikhar "
    "rakhbay khisu kichu ek dui din",
}

_ONLY_WITH_OTHERS = (
    "big build day days fair four free full half help high home large life live lives living local long "
    "low name new old open order people person place places plan point problem public real run safe send "
    "short show six small special staff start support three time times trust two waiting week weeks "
    "work workers working works year years "
    "alte alter alten gute guten neue neuen hohe große großen kleine kleinen sichere sicheren gute "
    "general gran nuevo nueva nuevos nuevas buena buenas mejor vida tiempo libre público pública"
)


@cache
def says_too_little() -> frozenset[str]:
    """Return all these words in all the languages, words of grammar among them."""
    lists = frozenset(" ".join(_LISTS.values()).casefold().split())
    return lists | all_function_words() | says_little_alone()


@cache
def says_little_alone() -> frozenset[str]:
    """Return the words among them that may begin or end a longer phrase: "open space".

    >>> "place" in says_little_alone(), "the" in says_little_alone()
    (True, False)
    """
    return frozenset(_ONLY_WITH_OTHERS.casefold().split())
