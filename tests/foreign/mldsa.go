//go:build go1.27

package main

import "crypto/mldsa"

func verifyMLDSA44(key, message, signature []byte) bool {
	public, err := mldsa.NewPublicKey(mldsa.MLDSA44(), key)
	return err == nil && mldsa.Verify(public, message, signature, nil) == nil
}
