package text

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// lookalikes are letters of other alphabets, each before the Latin letter that it is drawn like in most fonts: Cyrillic,
// Greek, Armenian, Cherokee.
const lookalikes = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXЗ3ԌGԚQԜWаaвbгrеeкkмmнhоoпnрpсcтtуyхxьbѕsіiјjһhԁdԛqԝwӏl" +
	"ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCϺMαaγyιiκkνvοoρpτtυuχxηnωwϲcϳj" +
	"ԱUՕOՏSՍUհhոnսuցgօoքpՅ3" +
	"ᎪAᏴBᏟCᎠDᎬEᏀGᎻHᎫJᏦKᏞLᎷMᏢPᎡRᏚSᎢTᏙVᎳWᏃZ"

// Look folds a name to how it looks: its Key, with the letters of other alphabets as the Latin ones that they are drawn like.
// Nobody can tell two names with one Look apart on a screen.
func Look(name string) string {
	ascii := true
	for i := range len(name) {
		ascii = ascii && name[i] < 0x80
	}
	if ascii {
		return Key(name)
	}
	return Key(strings.Map(latin, norm.NFKD.String(strings.Map(latin, name)))) // NFKD makes letters, and unmakes the lunate sigma
}

// latin is the Latin letter that r looks like, else r.
func latin(r rune) rune {
	if r < 0x370 {
		return r
	}
	other := true
	found := false
	for _, l := range lookalikes {
		switch {
		case !other && found:
			return l
		case other:
			found = l == r
		}
		other = !other
	}
	return r
}
