// Package boltlog keeps a workspace in one file: a bbolt database of our own records.
//
// # What is in the file, for good
//
// All numbers are big-endian. A time is 8 bytes of Unix seconds (signed) and 4 bytes of nanoseconds. A string is 2 bytes
// of length and its bytes. A CRC is CRC-32C (Castagnoli) over everything before it, as the last 4 bytes of a value.
//
// The database has four buckets and no others; none holds a bucket.
//
//	about     "workspace": what the file is; "head": where the history ends
//	entry     the history: key = sequence number (8 bytes), without gaps from 1; value = record
//	drawer    key = kind (string), then the key's bytes; value = sealed bytes; never in a backup
//	snapshot  "newest": a folded state; may vanish at any time
//
// A record, of n bytes with h bytes of header:
//
//	 0      4  'c' 'v' 'n' 0x01      0x01 is the record format
//	 4      4  n
//	 8      1  flags                 1 = Data was erased; all other bits are 0
//	 9      h  header: sequence number (8), time (12), person, name, role, partner, op (strings)
//	 9+h   32  sum = SHA-256 of Data as it was first written
//	41+h   32  chain = SHA-256(the chain of the record before, 32 zero bytes for the first ‖ header ‖ sum)
//	73+h    4  length of Data
//	77+h       Data; nothing, once it is erased
//	 n-4    4  CRC
//
// The flags and Data are outside the chain, and sum stays when Data goes: an erased entry leaves the chain whole. A
// record says everything about itself, so that a damaged file can be read without its tables.
//
// The workspace value is 'c' 'v' 'w' 0x01, the format version (4), and from there on what that version says; a CRC ends
// it. Version 1: the workspace's ID (string) and the time of its making.
//
// The head value is 'c' 'v' 'h' 0x01, the last sequence number (8), its chain (32), the number of values in the
// drawer (8), 1 after a clean end and else 0 (1), and a CRC. Every transaction that changes something writes it, with 0;
// Close sets it to 1 in a transaction of its own. So both of bbolt's tables of contents lead to the whole history after a
// clean end, and a program that only read leaves the file as it was.
//
// A sealed value is 'c' 'v' 'd' 0x01, the bytes, and a CRC that covers the key too (the key's bytes come first).
//
// A snapshot value is 'c' 'v' 's' 0x01, the sequence number (8), the chain at it (32), the fold (string), the state,
// and a CRC.
//
// # Opening
//
// bbolt trusts what it reads: damaged pages make it panic, fault, hang or overwrite good pages. Open therefore walks the
// tree with readers of its own, which trust nothing, before bbolt sees the file; 2 or 3 microseconds a page. Where the last
// use did not end with Close, the same program is started once more as a child that reads everything through bbolt,
// with a time limit; see ChildMain. Entries and snapshots are verified whenever they
// are read, the drawer already when the file is opened.
package boltlog
