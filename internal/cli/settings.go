package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/adrg/xdg"
	"github.com/spf13/cobra"

	"convene/internal/settings"
)

func configFolder() string { return filepath.Join(xdg.ConfigHome, "convene") }

func settingsFile() string { return filepath.Join(configFolder(), "config.toml") }

// settings reads the settings file, the environment and the flags: each counts more than the one before it.
func (w *world) settings() (settings.Settings, error) {
	s, _, err := w.settingsFrom()
	return s, err
}

func (w *world) settingsFrom() (settings.Settings, settings.Sources, error) {
	s, from, err := settings.Load(settingsFile(), w.getenv)
	var value *settings.ValueError
	if errors.As(err, &value) {
		return s, from, usagef("%s", value)
	}
	if err != nil {
		return s, from, err
	}
	for _, f := range w.flags.settings() {
		if err := s.Set(f.key, f.value, f.flag); err != nil {
			return s, from, usagef("%s", err)
		}
		from[f.key] = f.flag
	}
	return s, from, nil
}

// flagSetting is a setting that a flag gives.
type flagSetting struct{ key, flag, value string }

func (f flags) settings() []flagSetting {
	var out []flagSetting
	yes := map[bool]string{true: "true", false: "false"}
	if f.theme != "" {
		out = append(out, flagSetting{"theme", "--theme", f.theme})
	}
	if f.guide != "" {
		out = append(out, flagSetting{"guide", "--guide", f.guide})
	}
	if f.asciiSet {
		out = append(out, flagSetting{"ascii", "--ascii", yes[f.ascii]})
	}
	if f.stillSet {
		out = append(out, flagSetting{"reduced_motion", "--reduced-motion", yes[f.still]})
	}
	return out
}

func (w *world) settingsCommand() *cobra.Command {
	c := &cobra.Command{
		Use: "settings", Short: "Show your settings, and where each comes from",
		Long:    "A flag counts most, then the environment, then the settings file.",
		Example: "  convene settings\n  convene settings set theme light",
		Args:    exactly(0, "convene settings"),
		RunE: func(*cobra.Command, []string) error {
			s, from, err := w.settingsFrom()
			if err != nil {
				return err
			}
			for _, k := range settings.Keys() {
				value := s.Get(k.Name)
				if value == "" {
					value = "(none)"
				}
				if err := w.say("%-15s %-20s from %s", k.Name, value, from[k.Name]); err != nil {
					return err
				}
			}
			there := ""
			if _, err := os.Stat(settingsFile()); errors.Is(err, fs.ErrNotExist) {
				there = ", which is not there yet"
			}
			return w.say("The file is %s%s.", settingsFile(), there)
		},
	}
	c.AddCommand(w.settingsSet())
	return c
}

func (w *world) settingsSet() *cobra.Command {
	var about []string
	for _, k := range settings.Keys() {
		about = append(about, "  "+k.Name+strings.Repeat(" ", 16-len(k.Name))+k.About)
	}
	return &cobra.Command{
		Use: "set NAME VALUE", Short: "Write one setting to your settings file",
		Long:    "Writes one setting and leaves all other lines of the file as they are. The settings are:\n\n" + strings.Join(about, "\n"),
		Example: "  convene settings set name \"SEL coordinator\"\n  convene settings set reduced_motion true\n  convene settings set theme \"\"",
		Args:    exactly(2, "convene settings set NAME VALUE"),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveDefault
			}
			return settings.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := saveSetting(args[0], args[1]); err != nil {
				return err
			}
			k, _ := settings.Find(args[0])
			if v := w.getenv(k.Env); v != "" {
				return w.say("Wrote %s to %s. For now %s=%s counts more.", k.Name, settingsFile(), k.Env, v)
			}
			return w.say("Wrote %s to %s.", k.Name, settingsFile())
		},
	}
}

// saveSetting writes a setting as somebody in this folder means it.
func saveSetting(name, value string) error {
	if k, ok := settings.Find(name); ok && k.Name == "guide" && value != "" && !strings.HasPrefix(value, "~") {
		if whole, err := filepath.Abs(value); err == nil {
			value = whole
		}
	}
	err := settings.Save(settingsFile(), name, value)
	var refused *settings.ValueError
	if errors.As(err, &refused) {
		return usagef("%s Nothing was changed.", refused)
	}
	return err
}
