package io.ordertrail.command.order;

import static io.ordertrail.command.order.SampleOrder.HOME;
import static io.ordertrail.command.order.SampleOrder.REQUESTED_FOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.ordertrail.platform.refusal.Code;
import io.ordertrail.platform.refusal.Refusal;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two request bodies refuse by themselves, each by the field that is wrong. */
class OrderRequestsTest {

    private static final ValidatorFactory FACTORY = Validation.buildDefaultValidatorFactory();
    private static final Validator VALIDATOR = FACTORY.getValidator();

    @AfterAll
    static void close() {
        FACTORY.close();
    }

    @Test
    void aGoodOrderHasNothingWrong() {
        assertThat(wrongIn(place("01HZZ", "01HZZ", List.of(line("1", 1), line("2", 1000)), home()))).isEmpty();
        assertThat(wrongIn(place("unknown", "never_seen-1", hundredLines(), home()))).isEmpty();
        assertThat(wrongIn(place("1", "1", List.of(line("\ud83c\udf36 \u00e9", 1)), home()))).isEmpty();
    }

    @Test
    void everythingButTheTimeIsRequired() {
        assertThat(wrongIn(new PlaceOrderRequest(null, null, null, null, null, null)))
                .containsExactlyInAnyOrder("consumerId", "restaurantId", "lines", "deliverTo");
        assertThat(wrongIn(place("1", "1", List.of(new PlaceOrderRequest.OrderedLine(null, null)), new DeliverTo(null, null))))
                .containsExactlyInAnyOrder("lines[0].menuItemId", "lines[0].quantity", "deliverTo.address", "deliverTo.location");
        assertThat(wrongIn(place("1", "1", List.of(line("1", 1)),
                new DeliverTo(new DeliverTo.DeliveryAddress(null, null, null, null, null, null), HOME.location()))))
                .containsExactlyInAnyOrder("deliverTo.address.street", "deliverTo.address.city", "deliverTo.address.postalCode",
                        "deliverTo.address.country");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "$where", "a.b", "a\"b", "a\0b", "é", "01HZZ\n"})
    void whatNoIdLooksLikeIsRefused(String id) {
        assertThat(wrongIn(place(id, "1", List.of(line("1", 1)), home()))).containsExactly("consumerId");
        assertThat(wrongIn(place("1", id, List.of(line("1", 1)), home()))).containsExactly("restaurantId");
        assertThat(wrongIn(place("1".repeat(10_000), "1", List.of(line("1", 1)), home()))).containsExactly("consumerId");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void quantitiesOfAnOrderAreBounded(int quantity) {
        assertThat(wrongIn(place("1", "1", List.of(line("1", 1), line("2", quantity)), home()))).containsExactly("lines[1].quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\u2003", "a\tb", "a\u0000b", "a\u0085b", "a\ud83c"})
    void textsAreNeitherBlankNorDoTheyHaveControlOrHalfCharacters(String text) {
        assertThat(wrongIn(place("1", "1", List.of(line(text, 1)), home()))).contains("lines[0].menuItemId");
        assertThat(wrongIn(place("1", "1", List.of(line("1", 1)),
                new DeliverTo(new DeliverTo.DeliveryAddress("s", text, "c", "p", "AT", "x".repeat(201)), HOME.location()))))
                .contains("deliverTo.address.line2", "deliverTo.address.note");
    }

    @Test
    void aReferenceHasOneToSixtyFourCharactersOfAnyKind() {
        for (String good : List.of("T-417", " ", "x".repeat(64), "\ud83c\udf36 =1+1")) {
            assertThat(wrongIn(referredToAs(good))).as(good).isEqualTo(good.isBlank() ? List.of("reference") : List.of());
        }
        for (String bad : List.of("", "\u00a0", "a\tb", "a\u0085b", "a\ud83c", "x".repeat(65))) {
            assertThat(wrongIn(referredToAs(bad))).as(bad).containsExactly("reference");
        }
        assertThat(VALIDATOR.validate(referredToAs("x".repeat(65)))).singleElement()
                .returns("must have 1 to 64 characters", ConstraintViolation::getMessage);
        assertThat(VALIDATOR.validate(place("1", "1", List.of(line("x".repeat(201), 1)), home()))).singleElement()
                .returns("must have 1 to 200 characters", ConstraintViolation::getMessage);
    }

    @Test
    void anOrderHasOneToAHundredLines() {
        List<PlaceOrderRequest.OrderedLine> tooMany = new ArrayList<>(hundredLines());
        tooMany.add(line("x", 1));

        assertThat(wrongIn(place("1", "1", List.of(), home()))).containsExactly("lines");
        assertThat(wrongIn(place("1", "1", tooMany, home()))).containsExactly("lines");
        assertThat(wrongIn(place("1", "1", Collections.singletonList(null), home()))).hasSize(1)
                .allSatisfy(field -> assertThat(field).startsWith("lines[0]"));
    }

    @Test
    void aRevisionMayRemoveALineAndIsBoundedOtherwise() {
        assertThat(wrongIn(revise(revised("1", 0), revised("2", 1000)))).isEmpty();
        assertThat(wrongIn(revise(revised("1", -1), revised("2", 1001), revised(null, null)))).containsExactlyInAnyOrder(
                "lines[0].quantity", "lines[1].quantity", "lines[2].menuItemId", "lines[2].quantity");
        assertThat(wrongIn(revise())).containsExactly("lines");
        assertThat(wrongIn(new ReviseOrderRequest(null, new DeliverTo(null, null), null, -1L)))
                .containsExactlyInAnyOrder("deliverTo.address", "deliverTo.location", "expectedVersion");
    }

    static Stream<Arguments> aRevisionOfNothingIsRefused() {
        return Stream.of(Arguments.of((Long) null), Arguments.of(3L));
    }

    @ParameterizedTest
    @MethodSource
    void aRevisionOfNothingIsRefused(Long expectedVersion) {
        refused(new ReviseOrderRequest(null, null, null, expectedVersion), null);
    }

    @Test
    void oneItemInTwoLinesOfARevisionIsRefusedByTheSecond() {
        refused(revise(revised("1", 1), revised("2", 1), revised("2", 1)), "/lines/2/menuItemId");
    }

    @Test
    void aRevisionSaysWhatItsRequestSaidInItsOrder() {
        Revision revision = new ReviseOrderRequest(List.of(revised("b", 1), revised("a", 0)), home(), REQUESTED_FOR, 3L).revision();

        assertThat(revision.quantities()).containsExactly(entry("b", 1), entry("a", 0));
        assertThat(revision.deliverTo()).isEqualTo(HOME);
        assertThat(revision.requestedFor()).isEqualTo(REQUESTED_FOR);
    }

    private static void refused(ReviseOrderRequest request, String field) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(request::revision)
                .returns(Code.INVALID, Refusal::code)
                .returns(field, refusal -> refusal.reason().field());
    }

    private static <T> List<String> wrongIn(T request) {
        return VALIDATOR.validate(request).stream().map(violation -> violation.getPropertyPath().toString()).distinct().toList();
    }

    private static PlaceOrderRequest place(String consumer, String restaurant, List<PlaceOrderRequest.OrderedLine> lines,
            DeliverTo deliverTo) {
        return new PlaceOrderRequest(consumer, restaurant, lines, deliverTo, null, null);
    }

    private static PlaceOrderRequest referredToAs(String reference) {
        return new PlaceOrderRequest("1", "1", List.of(line("1", 1)), home(), null, reference);
    }

    private static PlaceOrderRequest.OrderedLine line(String menuItemId, int quantity) {
        return new PlaceOrderRequest.OrderedLine(menuItemId, quantity);
    }

    private static List<PlaceOrderRequest.OrderedLine> hundredLines() {
        return IntStream.rangeClosed(1, 100).mapToObj(number -> line("item " + number, 1)).toList();
    }

    private static ReviseOrderRequest revise(ReviseOrderRequest.RevisedLine... lines) {
        return new ReviseOrderRequest(List.of(lines), null, null, null);
    }

    private static ReviseOrderRequest.RevisedLine revised(String menuItemId, Integer quantity) {
        return new ReviseOrderRequest.RevisedLine(menuItemId, quantity);
    }

    private static DeliverTo home() {
        return new DeliverTo(new DeliverTo.DeliveryAddress("Getreidegasse 9", null, "Salzburg", "5020", "AT", null), HOME.location());
    }
}
