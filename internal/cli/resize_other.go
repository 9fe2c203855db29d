//go:build !unix

package cli

// resizes receives when the size of the terminal may have changed: here nothing tells.
func resizes() (<-chan struct{}, func()) { return nil, func() {} }
