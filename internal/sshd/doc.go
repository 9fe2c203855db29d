// Package sshd lets people into a room with the ssh that they already have: the host key, invites, the limits that keep
// one connection from disturbing others, and the client end that attaches a second window of the same machine.
//
// It is given a function that runs one terminal and knows no screen. A connection gets one session channel with a
// terminal and nothing else: no commands, no subsystems, no forwarding, no agent, no environment.
package sshd
