package io.ordertrail.platform.personal;

/**
 * A person's key as it is kept: encrypted with a master key.
 *
 * @param owner whose it is, by the stored identifier
 * @param master id of the master key; empty for who is forgotten
 * @param wrapped the key, encrypted, in base64; empty for who is forgotten
 */
public record StoredKey(String owner, String master, String wrapped) {

    /** What is left of the key of who is forgotten, so that none is ever made again. */
    static StoredKey forgotten(String owner) {
        return new StoredKey(owner, "", "");
    }

    boolean isForgotten() {
        return wrapped.isEmpty();
    }
}
