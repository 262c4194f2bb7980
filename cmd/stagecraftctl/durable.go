package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"stagecraft/model"
	"stagecraft/store"

	"github.com/spf13/cobra"
)

func recoverCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "recover FILE NEWFILE",
		Short:   "Write what can be read of a damaged workspace file into a new one, and list what is lost",
		Long:    "Writes what can be read of a damaged workspace file into a new one and lists what is lost.\nThe damaged file is only read. What a backup has of it, see backup --list.",
		Example: "  stagecraftctl recover trip.stage trip-recovered.stage --json",
		Args:    cobra.ExactArgs(2),
		RunE: working(func(c *cobra.Command, args []string) error {
			r, err := store.Recover(c.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), r)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), r)
			return err
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func backupCommand() *cobra.Command {
	var asJSON, list bool
	var folder string
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Make a checked, compact backup of a workspace file, or list its backups",
		Long: "Makes a backup of a workspace file where the desktop program keeps its own: in the data folder, apart from the file.\n" +
			"Kept are those of the last 10 minutes with one, one of each of the last 14 days with one, and those from before a migration.",
		Example: "  stagecraftctl backup trip.stage\n  stagecraftctl backup trip.stage --list --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			folder, err := backupFolder(folder, args[0])
			if err != nil {
				return err
			}
			if list {
				return listBackups(c, folder, asJSON)
			}
			b, err := makeBackup(c.Context(), args[0], folder)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), b)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d bytes\n", b.Path, b.Bytes)
			return err
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().BoolVar(&list, "list", false, "list the backups that there are; makes none")
	c.Flags().StringVar(&folder, "folder", "", "where the backups of this file lie; otherwise in the data folder")
	return c
}

func backupFolder(folder, path string) (string, error) {
	if folder != "" {
		return folder, nil
	}
	standard, err := store.DefaultPath()
	if err != nil {
		return "", err
	}
	return store.BackupFolder(filepath.Dir(standard), path), nil
}

func makeBackup(ctx context.Context, path, folder string) (store.Backup, error) {
	file, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return store.Backup{}, err
	}
	defer file.Close()
	return file.Backup(ctx, folder, time.Now(), store.MinuteBackup)
}

func listBackups(c *cobra.Command, folder string, asJSON bool) error {
	list, err := store.Backups(folder)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(c.OutOrStdout(), append([]store.Backup{}, list...))
	}
	for _, b := range list {
		fmt.Fprintf(c.OutOrStdout(), "%s  %-9s  %10d  %s\n", b.At.Local().Format("2006-01-02 15:04:05"), b.Why, b.Bytes, b.Path)
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s in %s\n", model.Count(len(list), "backup"), folder)
	return err
}

// compacted says what compacting a file did.
type compacted struct {
	File   string `json:"file"`
	Before int64  `json:"before"` // bytes
	After  int64  `json:"after"`
}

func compactCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:     "compact FILE",
		Short:   "Write a workspace file anew without the room that deleted things left in it",
		Long:    "Writes a workspace file anew without the room that deleted things left in it. Snapshots and the change log are kept.\nIf the work is cut off, the file is as it was.",
		Example: "  stagecraftctl compact trip.stage --json",
		Args:    cobra.ExactArgs(1),
		RunE: working(func(c *cobra.Command, args []string) error {
			r, err := compactFile(c.Context(), args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), r)
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d bytes, before %d\n", r.File, r.After, r.Before)
			return err
		}),
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func compactFile(ctx context.Context, path string) (compacted, error) {
	r := compacted{File: path}
	file, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return r, err
	}
	defer file.Close()
	if n := len(file.Problems()); n > 0 {
		return r, fmt.Errorf("%s has %s; recover it into a new file first", path, model.Count(n, "problem"))
	}
	if r.Before, err = sizeOf(path); err != nil {
		return r, err
	}
	if err := file.Compact(ctx); err != nil {
		return r, err
	}
	r.After, err = sizeOf(path)
	return r, err
}

func sizeOf(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
