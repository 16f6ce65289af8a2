package io.ordertrail.query.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    @Test
    void aCallerHasSoManyAndANodeSoManyMore() {
        StreamPlaces places = new StreamPlaces(3, 2);
        places.take("ada");
        places.take("ada");
        refused(() -> places.take("ada"), Code.TOO_MANY_REQUESTS);
        places.take("grace");
        refused(() -> places.take("grace"), Code.OVERLOADED);

        places.giveBack("ada");
        places.take("ada");
        assertThat(places.taken()).isEqualTo(3);
    }

    @Test
    void withoutALimitForCallersOneMayHaveAll() {
        StreamPlaces places = new StreamPlaces(3, 0);
        places.take("ada");
        places.take("ada");
        places.take("ada");
        refused(() -> places.take("ada"), Code.OVERLOADED);
    }

    private static void refused(Runnable taking, Code code) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(taking::run).returns(code, Refusal::code);
    }
}
