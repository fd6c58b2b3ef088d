// Reads a checkpoint and proofs of ours with the packages that Go's checksum database uses, and says what is wrong with them.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type proof struct {
	Index  int64    `json:"index"`
	Leaf   string   `json:"leaf"`
	Hashes []string `json:"hashes"`
}

type growth struct {
	From   int64    `json:"from"`
	Root   string   `json:"root"`
	Hashes []string `json:"hashes"`
}

type question struct {
	Verifier   string   `json:"verifier"`
	Checkpoint string   `json:"checkpoint"`
	Proofs     []proof  `json:"proofs"`
	Growths    []growth `json:"growths"`
}

func main() {
	var asked question
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	verifier, err := note.NewVerifier(asked.Verifier)
	must(err)
	opened, err := note.Open([]byte(asked.Checkpoint), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root := hash(lines[2])
	for _, one := range asked.Proofs {
		must(tlog.CheckRecord(hashes(one.Hashes), size, root, one.Index, tlog.RecordHash([]byte(one.Leaf))))
	}
	for _, one := range asked.Growths {
		must(tlog.CheckTree(hashes(one.Hashes), size, root, one.From, hash(one.Root)))
	}
	fmt.Printf("%s %d: %d proofs, %d growths\n", verifier.Name(), size, len(asked.Proofs), len(asked.Growths))
}

func hashes(texts []string) []tlog.Hash {
	read := make([]tlog.Hash, len(texts))
	for at, text := range texts {
		read[at] = hash(text)
	}
	return read
}

func hash(text string) (read tlog.Hash) {
	bytes, err := base64.StdEncoding.DecodeString(text)
	must(err)
	copy(read[:], bytes)
	return
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
