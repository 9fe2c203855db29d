package cli

import "github.com/spf13/cobra"

func (w *world) importCommand() *cobra.Command { return &cobra.Command{Use: "import"} }
func (w *world) exportCommand() *cobra.Command { return &cobra.Command{Use: "export"} }
func (w *world) logCommand() *cobra.Command    { return &cobra.Command{Use: "log"} }
