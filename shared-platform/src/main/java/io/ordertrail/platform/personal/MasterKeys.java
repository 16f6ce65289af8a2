package io.ordertrail.platform.personal;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The keys with which the keys of persons are encrypted, by id: the first encrypts, all decrypt. */
public final class MasterKeys {

    /** How an operator says that personal data is to be stored as it is. */
    public static final String NONE = "none";

    /** AES-256. */
    static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,40}");

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    private MasterKeys() {
    }

    /**
     * @param setting {@code id:base64} of 32 bytes each, with commas between them; or {@code none}, or empty, for no key
     * @throws IllegalArgumentException if it is nothing of that
     */
    public static MasterKeys of(String setting) {
        MasterKeys read = new MasterKeys();
        if (!setting.isBlank() && !setting.strip().equals(NONE)) {
            for (String key : setting.strip().split(",")) {
                read.add(key.strip().split(":", 2));
            }
        }
        return read;
    }

    /** A new key, as it is set. */
    public static String generated(String id) {
        return id + ":" + Base64.getEncoder().encodeToString(Cryptography.random(BYTES));
    }

    private void add(String[] key) {
        if (key.length < 2 || !ID.matcher(key[0]).matches() || keys.containsKey(key[0])) {
            throw new IllegalArgumentException("A master key is written id:base64, each id once");
        }
        byte[] bytes = Base64.getDecoder().decode(key[1]);
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A master key has %d bytes".formatted(BYTES));
        }
        keys.put(key[0], new SecretKeySpec(bytes, "AES"));
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Id of the one that encrypts. */
    String first() {
        return keys.keySet().iterator().next();
    }

    /** Null if there is none of that id. */
    SecretKey get(String id) {
        return keys.get(id);
    }
}
