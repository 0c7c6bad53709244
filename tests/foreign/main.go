// A verifier of notes, logs and tiles that is not ours: Go's own, of the sum database.
//
// Reads a JSON list of claims; writes a JSON list of texts, empty where the claim holds.
package main

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type claim struct {
	Kind     string      `json:"kind"`
	Note     string      `json:"note"`
	Vkeys    []string    `json:"vkeys"`
	Path     []tlog.Hash `json:"path"`
	Size     int64       `json:"size"`
	Root     tlog.Hash   `json:"root"`
	Old      int64       `json:"old"`
	OldRoot  tlog.Hash   `json:"old_root"`
	Index    int64       `json:"index"`
	Leaf     tlog.Hash   `json:"leaf"`
	Folder   string      `json:"folder"`
	Own      int         `json:"own"` // so many of the first verifier keys are the log's
}

func main() {
	var claims []claim
	if err := json.NewDecoder(os.Stdin).Decode(&claims); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	said := make([]string, len(claims))
	for i, c := range claims {
		if err := c.check(); err != nil {
			said[i] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(said); err != nil {
		os.Exit(1)
	}
}

func (c claim) check() error {
	switch c.Kind {
	case "note":
		return c.checkNote()
	case "inclusion":
		return tlog.CheckRecord(c.Path, c.Size, c.Root, c.Index, c.Leaf)
	case "consistency":
		return tlog.CheckTree(c.Path, c.Size, c.Root, c.Old, c.OldRoot)
	case "tiles":
		return c.checkTiles()
	case "bundle":
		return c.checkBundle()
	}
	return errors.New("unknown claim")
}

// checkNote opens the note with all verifier keys, each of which must have signed it.
func (c claim) checkNote() error {
	var known []note.Verifier
	for _, text := range c.Vkeys {
		verifier, err := verifierOf(text)
		if err != nil {
			return err
		}
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(c.Note), note.VerifierList(known...))
	if err != nil {
		return err
	}
	if len(opened.Sigs) != len(known) {
		return fmt.Errorf("%d of %d have signed", len(opened.Sigs), len(known))
	}
	return nil
}

// checkTiles reads every leaf through the tiles, which authenticates each against the root.
func (c claim) checkTiles() error {
	reader := tlog.TileHashReader(tlog.Tree{N: c.Size, Hash: c.Root}, tiles{c.Folder})
	for n := int64(0); n < c.Size; n++ {
		found, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
		if err != nil {
			return err
		}
		tile := tlog.TileForIndex(8, tlog.StoredHashIndex(0, n))
		tile.L = -1
		if width := c.Size - tile.N*256; width < 256 {
			tile.W = int(width)
		} else {
			tile.W = 256
		}
		entry, err := entryOf(c.Folder, tile, int(n%256))
		if err != nil {
			return err
		}
		if tlog.RecordHash(entry) != found[0] {
			return fmt.Errorf("entry %d has another hash than its leaf", n)
		}
	}
	return nil
}

type tiles struct{ folder string }

func (t tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		content, err := os.ReadFile(pathOf(t.folder, tile))
		if err != nil {
			return nil, err
		}
		read = append(read, content)
	}
	return read, nil
}

func (t tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func pathOf(folder string, tile tlog.Tile) string {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	return filepath.Join(folder, strings.Replace(path, "tile/data/", "tile/entries/", 1))
}

func entryOf(folder string, tile tlog.Tile, place int) ([]byte, error) {
	content, err := os.ReadFile(pathOf(folder, tile))
	for ; err == nil && len(content) >= 2; place-- {
		length := int(binary.BigEndian.Uint16(content))
		if len(content) < 2+length {
			break
		}
		if place == 0 {
			return content[2 : 2+length], nil
		}
		content = content[2+length:]
	}
	return nil, errors.Join(err, errors.New("a tile of entries is cut off"))
}

// verifierOf makes a verifier of any of the kinds that C2SP names for checkpoints.
func verifierOf(text string) (note.Verifier, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("no verifier key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) == 0 {
		return nil, errors.New("no verifier key")
	}
	var id uint32
	if _, err := fmt.Sscanf(parts[1], "%08x", &id); err != nil {
		return nil, err
	}
	switch key[0] {
	case 4:
		return cosigner{parts[0], id, func(at uint64, text, sig []byte) bool {
			message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
			return ed25519.Verify(key[1:], []byte(message), sig)
		}}, nil
	case 6:
		return cosigner{parts[0], id, func(at uint64, text, sig []byte) bool {
			message, err := subtree(parts[0], at, string(text))
			return err == nil && verifyMLDSA44(key[1:], message, sig)
		}}, nil
	}
	return note.NewVerifier(text)
}

type cosigner struct {
	name   string
	id     uint32
	verify func(at uint64, text, sig []byte) bool
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.id }

func (c cosigner) Verify(text, sig []byte) bool {
	return len(sig) > 8 && c.verify(binary.BigEndian.Uint64(sig), text, sig[8:])
}

func subtree(name string, at uint64, text string) ([]byte, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 {
		return nil, errors.New("no checkpoint")
	}
	var size uint64
	if _, err := fmt.Sscan(lines[1], &size); err != nil {
		return nil, err
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil {
		return nil, err
	}
	message := append([]byte("subtree/v1\n\x00"), byte(len(name)))
	message = binary.BigEndian.AppendUint64(append(message, name...), at)
	message = append(append(message, byte(len(lines[0]))), lines[0]...)
	message = binary.BigEndian.AppendUint64(message, 0)
	return append(binary.BigEndian.AppendUint64(message, size), root...), nil
}
