package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// checkBundle reads a bundle in a folder as any reader of C2SP tlog-tiles and tlog-proof would:
// (1) the checkpoint is a note that each verifier key has signed, of a tree of this log;
// (2) of a whole bundle, the root worked out from all entries is the checkpoint's, and each hash
// tile authenticates every entry;
// (3) each proof in a part is of this checkpoint and of its entry; there is one for each entry;
// (4) each earlier checkpoint is one of the same tree.
func (c claim) checkBundle() error {
	content, err := os.ReadFile(filepath.Join(c.Folder, "checkpoint"))
	if err != nil {
		return err
	}
	signed := claim{Note: string(content), Vkeys: c.Vkeys}
	if err := signed.checkNote(); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	tree, err := treeOf(string(content), c.Vkeys)
	if err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(c.Folder, "tile")); err != nil {
		return c.checkProofs(string(content), tree)
	}
	return c.checkWhole(tree)
}

// treeOf is the tree of which a checkpoint of one of the keys' logs tells.
func treeOf(text string, vkeys []string) (tlog.Tree, error) {
	var tree tlog.Tree
	lines := strings.Split(text, "\n")
	if len(lines) < 4 || lines[3] != "" || len(vkeys) == 0 {
		return tree, errors.New("this is no checkpoint of three lines")
	}
	if lines[0] != strings.SplitN(vkeys[0], "+", 2)[0] {
		return tree, errors.New("it is of another log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] || size <= 0 {
		return tree, errors.New("it has no size")
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return tree, errors.New("it has no root")
	}
	tree.N = size
	copy(tree.Hash[:], root)
	return tree, nil
}

// checkWhole works the root out from the entries alone, then reads each of them through the tiles.
func (c claim) checkWhole(tree tlog.Tree) error {
	var hashes []tlog.Hash
	stored := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if index >= int64(len(hashes)) {
				return nil, errors.New("a hash is not there yet")
			}
			found[i] = hashes[index]
		}
		return found, nil
	})
	roots := map[int64]tlog.Hash{}
	for n := int64(0); n < tree.N; n++ {
		entry, err := c.entryAt(n, tree.N)
		if err != nil {
			return err
		}
		more, err := tlog.StoredHashes(n, entry, stored)
		if err != nil {
			return err
		}
		hashes = append(hashes, more...)
		if roots[n+1], err = tlog.TreeHash(n+1, stored); err != nil {
			return err
		}
	}
	if roots[tree.N] != tree.Hash {
		return errors.New("the entries have another root than the checkpoint says")
	}
	tiled := claim{Folder: c.Folder, Size: tree.N, Root: tree.Hash}
	if err := tiled.checkTiles(); err != nil {
		return err
	}
	return c.checkEarlier(roots)
}

func (c claim) entryAt(n, size int64) ([]byte, error) {
	tile := tlog.TileForIndex(8, tlog.StoredHashIndex(0, n))
	tile.L, tile.W = -1, 256
	if width := size - tile.N*256; width < 256 {
		tile.W = int(width)
	}
	return entryOf(c.Folder, tile, int(n%256))
}

// checkEarlier compares the earlier checkpoints with the roots of the log at their sizes.
func (c claim) checkEarlier(roots map[int64]tlog.Hash) error {
	paths, err := filepath.Glob(filepath.Join(c.Folder, "checkpoints", "*.note"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if err := (claim{Note: string(content), Vkeys: c.Vkeys[:c.Own]}).checkNote(); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		earlier, err := treeOf(string(content), c.Vkeys)
		if err != nil {
			return err
		}
		if roots[earlier.N] != earlier.Hash {
			return fmt.Errorf("%s is of another history", filepath.Base(path))
		}
	}
	return nil
}

// checkProofs checks every tlog-proof of a part: its head, its path, its checkpoint.
func (c claim) checkProofs(checkpoint string, tree tlog.Tree) error {
	entries, err := filepath.Glob(filepath.Join(c.Folder, "entries", "*.json"))
	if err != nil || len(entries) == 0 {
		return errors.Join(err, errors.New("there are no entries"))
	}
	for _, path := range entries {
		place := strings.TrimSuffix(filepath.Base(path), ".json")
		entry, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(filepath.Join(c.Folder, "proofs", place+".tlog-proof"))
		if err != nil {
			return err
		}
		if err := checkProof(string(text), place, entry, checkpoint, tree); err != nil {
			return fmt.Errorf("proof %s: %w", place, err)
		}
	}
	return nil
}

func checkProof(text, place string, entry []byte, checkpoint string, tree tlog.Tree) error {
	head, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("this is no proof")
	}
	if signed != checkpoint {
		return errors.New("it is of another checkpoint")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil || lines[1] != "index "+place {
		return errors.New("it is of another entry")
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		raw, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(raw) != tlog.HashSize {
			return errors.New("there is no hash on a line")
		}
		path = append(path, tlog.Hash(raw))
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(entry))
}

