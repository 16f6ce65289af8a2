package io.ordertrail.platform.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("limit", "cursor", "status", "restaurantId", "consumerId", "to");

    @ParameterizedTest
    @CsvSource({"limt,limit", "LIMIT,limit", "statuses,status", "state,status", "restaurant,restaurantId", "restaurant_id,restaurantId",
            "curser,cursor", "t,to", "limited,limit", "consumer,consumerId"})
    void whatWasProbablyMeantIsFound(String written, String meant) {
        assertThat(Nearest.to(written, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"page", "x", "''", "keywords"})
    void whatIsLikeNothingIsLeftAlone(String written) {
        assertThat(Nearest.to(written, KNOWN)).isEmpty();
    }

    @Test
    void aBookIsNotCompared() {
        assertThat(Nearest.to("limit".repeat(100_000), KNOWN)).isEmpty();
    }
}
