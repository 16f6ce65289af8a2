package io.ordertrail.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordertrail.platform.personal.KeyRepository;
import io.ordertrail.platform.personal.StoredKey;
import org.junit.jupiter.api.Test;

/** Keys of persons, whatever they are kept in: two for one person, one that comes back after it was forgotten, one that a change of the master key loses. */
abstract class KeyRepositoryContract {

    private static final StoredKey ADA = new StoredKey("consumer-ada", "1", "a");
    private static final StoredKey BOB = new StoredKey("consumer-bob", "1", "b");

    KeyRepository keys;

    @Test
    void theFirstKeyOfAPersonStays() {
        assertThat(keys.keep(ADA)).isEqualTo(ADA);
        assertThat(keys.keep(new StoredKey(ADA.owner(), "1", "other"))).isEqualTo(ADA);
    }

    @Test
    void keysAreFoundInOrderFromAPersonOn() {
        keys.keep(BOB);
        keys.keep(ADA);

        assertThat(keys.from("consumer-", 10)).containsExactly(ADA, BOB);
        assertThat(keys.from("consumer-b", 10)).containsExactly(BOB);
        assertThat(keys.from("consumer-", 1)).containsExactly(ADA);
    }

    @Test
    void whoIsForgottenHasNoKeyEverAgain() {
        keys.keep(ADA);
        StoredKey forgotten = new StoredKey(ADA.owner(), "", "");

        assertThat(keys.forget(ADA.owner())).isTrue();
        assertThat(keys.forget(ADA.owner())).isFalse();
        assertThat(keys.forget(BOB.owner())).isFalse();

        assertThat(keys.from(ADA.owner(), 1)).containsExactly(forgotten);
        assertThat(keys.keep(ADA)).isEqualTo(forgotten);
        keys.rewrap(ADA, new StoredKey(ADA.owner(), "2", "a2"));
        assertThat(keys.from(ADA.owner(), 1)).containsExactly(forgotten);
    }

    @Test
    void whatIsUnderAnotherMasterKeyIsFoundAndReplaced() {
        keys.keep(ADA);
        keys.keep(BOB);
        keys.forget(BOB.owner());
        StoredKey next = new StoredKey(ADA.owner(), "2", "a2");

        assertThat(keys.notUnder("1", 10)).isEmpty();
        assertThat(keys.notUnder("2", 10)).containsExactly(ADA);
        keys.rewrap(ADA, next);

        assertThat(keys.notUnder("2", 10)).isEmpty();
        assertThat(keys.from(ADA.owner(), 1)).containsExactly(next);
    }
}
