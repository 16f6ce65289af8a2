package io.ordertrail.platform.personal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES in Galois/Counter Mode (NIST SP 800-38D), with a random nonce of 96 bits before what it encrypts and a tag of 128 behind. */
final class Cryptography {

    private static final String MODE = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Cryptography() {
    }

    static byte[] random(int bytes) {
        byte[] made = new byte[bytes];
        RANDOM.nextBytes(made);
        return made;
    }

    /** @param context without which it cannot be decrypted; it is not kept */
    static String encrypt(SecretKey key, String context, byte[] plain) {
        try {
            byte[] nonce = random(NONCE_BYTES);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, context, nonce, 0);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, whole, NONCE_BYTES);
            return Base64.getEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Nothing can be encrypted", e);
        }
    }

    /** @throws IllegalStateException if it was not encrypted so */
    static byte[] decrypt(SecretKey key, String context, String encrypted) {
        try {
            byte[] whole = Base64.getDecoder().decode(encrypted);
            return cipher(Cipher.DECRYPT_MODE, key, context, whole, 0).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("What is stored of %s was not encrypted with this key".formatted(context), e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String context, byte[] nonce, int from) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(MODE);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, from, NONCE_BYTES));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
