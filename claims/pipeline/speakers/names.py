"""Compare people's names as newspapers print them, and read a gender off a first name or title."""

from collections.abc import Sequence

from claims.pipeline.speakers.cues import words

HONORIFICS = words(
    "cllr cllr. mp mr mr. mrs mrs. ms ms. miss dr dr. prof prof. sir dame lord lady rev rev. sen sen. rep rep. "
    "gov gov. gen gen. "
    "col col. capt capt. lt lt. sgt sgt. judge justice president minister mayor senator governor professor "
    "secretary chancellor king queen prince princess pope chief officer detective sheriff attorney rabbi imam "
    "assemblymember assemblyman assemblywoman superintendent commissioner congressman congresswoman councilman "
    "councilwoman chairman chairwoman archbishop bishop cardinal ambassador councillor councilor deputy vice "
    "prime former"
)
_SUFFIXES = words("jr jr. sr sr. ii iii iv")
_MALE = words(
    "mr mr. sir lord king prince spokesman chairman businessman congressman councilman father son brother "
    "husband actor uncle grandfather gentleman policeman fisherman he him his man boy imam pope"
)
_FEMALE = words(
    "mrs mrs. ms ms. miss dame lady queen princess spokeswoman chairwoman businesswoman congresswoman "
    "councilwoman mother daughter sister wife actress aunt grandmother policewoman she her woman girl"
)
# Common first names of one gender. No list holds them all: a name that is missing says nothing.
_HIS = words(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony "
    "mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey "
    "ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank "
    "alexander raymond patrick jack dennis jerry tyler aaron jose adam nathan henry douglas peter zachary "
    "kyle walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence "
    "jesse bryan joe bill billy bruce albert gabriel logan alan juan wayne roy ralph eugene vincent russell "
    "louis philip bobby johnny bradley mike steve tom tim jim bob dan ben sam ted jeff greg matt nick tony "
    "chris bernie barack mitt marco rand karl simon ian neil graham colin nigel stuart martin luis carlos "
    "miguel pedro antonio giovanni hans klaus jürgen pierre jean-claude françois ahmed mohamed mohammed "
    "muhammad ali omar hassan ivan vladimir sergei dmitry hiroshi takeshi"
)
_HERS = words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret "
    "sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca "
    "sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine "
    "christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia "
    "victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria "
    "teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber "
    "doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori "
    "hillary kate jane claire fiona ursula rosa carmen lucia elena ingrid fatima aisha leila yuki mei sonia "
    "ivy mara mina lena liv priya nadia olga svetlana natasha ivanka melania heidi greta astrid"
)


def first_name(word: str) -> bool:
    """Tell a common first name from any other word."""
    return word in _HIS or word in _HERS


def gender(name: str) -> str:
    """Return "m" or "f" when a first name or a title says so, else nothing."""
    for word in name.lower().split():
        if word in _MALE or word in _HIS:
            return "m"
        if word in _FEMALE or word in _HERS:
            return "f"
    return ""


def strip(printed: Sequence[str]) -> str:
    """Take titles and possessive endings off a printed name."""
    kept = list(printed)
    for place in range(len(kept) - 2, -1, -1):  # “Leith's Dunlop” is Dunlop
        if kept[place].endswith(("'s", "’s")):
            kept = kept[place + 1 :]
            break
    while len(kept) > 1 and kept[0].lower() in HONORIFICS:
        kept.pop(0)
    if len(kept) > 2 and first_name(kept[1].lower()) and not first_name(kept[0].lower()):
        kept.pop(0)  # “Neighbour Ivy Stone”
    while kept and kept[-1].lower() in ("'s", "’s", "'", "’", ",", "."):
        kept.pop()
    return " ".join(kept).removesuffix("'s").removesuffix("’s")


def parts(name: str) -> list[str]:
    """Return a name's words in lower case without stops and without Jr."""
    found = [p for p in (w.lower().strip(".,'’") for w in name.split()) if p]
    while len(found) > 1 and found[-1] in _SUFFIXES:
        found.pop()
    return found or [name.lower()]


def fits(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether two names may be one person's: the same last word, and one holds all of the other."""
    if len(short) > len(long):
        short, long = long, short
    return short[-1] == long[-1] and set(short) <= set(long)


def initials(name: str) -> str:
    """Return AHB for “Avon Harbour Board”, in lower case; a single word has none and is returned whole."""
    found = name.split()
    if len(found) < 2:
        return name
    return "".join(word[0] for word in found if word not in ("of", "the", "and", "for"))
