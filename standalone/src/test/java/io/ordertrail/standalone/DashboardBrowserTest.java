package io.ordertrail.standalone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The operator's page in a real browser, on a running system with some dozens of orders. */
@EnabledIf(value = "io.ordertrail.standalone.Chromium#isThere", disabledReason = "There is no /usr/bin/chromium")
class DashboardBrowserTest {

    private static final int ORDERS = 36;

    @TempDir
    static Path data;

    private static RunningSystem system;
    private static Chromium browser;
    private static String base;
    private static final List<String> ORDER_IDS = new ArrayList<>();

    /** What there was before, in an event store that has others' events. */
    private static long othersOrders;
    private static long othersRestaurants;

    private final List<String> complaints = new ArrayList<>();
    private final List<String> elsewhere = new ArrayList<>();
    private Page page;

    @BeforeAll
    static void start() {
        system = RunningSystem.start(data, Map.of());
        base = system.address();
        browser = new Chromium();
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        othersOrders = documents("order-history", live("order-history")).countDocuments();
        othersRestaurants = documents("restaurants", live("restaurants")).countDocuments();
        Api api = system.api();
        String consumer = api.post("/consumers", "{\"name\":\"Ada Lovelace\"}").expect(201).id();
        String restaurant = api.post("/restaurants", Samples.RESTAURANT).expect(201).id();
        await().until(() -> api.get("/accounts/" + consumer).status() == 200);
        for (int i = 0; i < ORDERS; i++) {
            ORDER_IDS.add(api.post("/orders", Samples.order(consumer, restaurant, 1 + i % 5)).expect(201).id());
        }
        ORDER_IDS.forEach(
                order -> await().until(() -> api.get("/orders/" + order).body().at("/delivery/status").asString("").equals("PENDING")));
        // Nothing runs out of time from here on, and nothing else happens.
        ORDER_IDS.subList(0, 2).forEach(order -> api.post("/orders/%s/cancel".formatted(order), null).expect(202));
        ORDER_IDS.subList(0, 2).forEach(order -> await().until(() -> api.get("/orders/" + order).body().path("status").asString()
                .equals("CANCELLED")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (system != null) {
            system.close();
        }
    }

    @BeforeEach
    void open() {
        page = watched(browser.desk(base));
    }

    @AfterEach
    void nothingIsFetchedFromElsewhereAndNothingIsRefusedByThePage() {
        page.context().close();
        assertThat(elsewhere).isEmpty();
        assertThat(complaints).isEmpty();
    }

    /** They are no part of the dashboard, but pages all the same. */
    @Test
    void theApisOwnPagesWorkUnderTheirPolicies() {
        page.navigate("/swagger-ui.html");
        page.locator(".opblock-summary").first().click();
        assertThat(page.locator(".opblock-body").first()).isVisible();

        page.navigate("/graphiql");
        assertThat(page.locator(".graphiql-container .graphiql-editors")).isVisible();
    }

    private Page watched(Page opened) {
        opened.onRequest(request -> {
            if (!request.url().startsWith(base) && !request.url().startsWith("data:")) {
                elsewhere.add(request.url());
            }
        });
        opened.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy") || message.text().contains("Uncaught")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    @Test
    void aRebuildByClicksFromStartThroughReportAndSwitchToRollBack() {
        String damaged = ORDER_IDS.get(5);
        int live = live("order-history");
        documents("order-history", live).updateOne(Filters.eq(damaged), Updates.set("d.status", "REJECTED"));
        page.navigate("/dashboard");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("order-history")).click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("I decide")).check();
        button("Rebuild").click();

        // From here on nothing is reloaded: what changes is sent.
        Locator rebuild = page.locator("#rebuild");
        assertThat(rebuild).containsText("1 document of %d would change".formatted(othersOrders + ORDERS));
        assertThat(rebuild.getByRole(AriaRole.REGION, new Locator.GetByRoleOptions().setName("Differences in " + damaged)))
                .containsText("/status");
        assertThat(rebuild.locator("del")).hasText("REJECTED");
        assertThat(rebuild.locator("ins")).hasText("APPROVED");
        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("waits for your decision");
        shot("report");

        button("Switch to generation").click();
        Locator question = page.getByRole(AriaRole.DIALOG);
        assertThat(question).containsText("Switch to what was built?");
        shot("question");
        question.getByText("No, leave it").click();
        assertThat(question).isHidden();
        assertThat(live("order-history")).isEqualTo(live);

        button("Switch to generation").click();
        question.getByRole(AriaRole.BUTTON, named("Switch")).click();
        assertThat(rebuild.locator(".chip")).hasText("switched");
        assertThat(live("order-history")).isGreaterThan(live);
        assertThat(system.api().get("/orders/" + damaged).body().path("status").asString()).isEqualTo("APPROVED");

        button("Roll back to generation").click();
        question.getByRole(AriaRole.BUTTON, named("Roll back")).click();
        assertThat(rebuild.locator(".chip")).hasText("rolled back");
        assertThat(button("Roll back")).hasCount(0);
        assertThat(live("order-history")).isEqualTo(live);
    }

    @Test
    void aRebuildByKeyboardAlone() {
        int live = live("restaurants");
        page.navigate("/dashboard");
        press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        press("Enter");
        tabTo(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("restaurants").setExact(true)));
        press("Enter");
        tabTo(page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("switch when equal")));
        press("ArrowDown");
        press("ArrowDown");
        assertThat(page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("I decide"))).isChecked();
        tabTo(button("Rebuild"));
        press("Enter");
        assertThat(button("Switch to generation")).isVisible();
        assertThat(page.locator("#rebuild")).containsText(othersRestaurants == 0 ? "The one document came out as it is"
                : "All %d documents came out as they are".formatted(othersRestaurants + 1));

        tabTo(button("Switch to generation"));
        press("Enter");
        Locator question = page.getByRole(AriaRole.DIALOG);
        assertThat(question).isVisible();
        press("Escape");
        assertThat(question).isHidden();
        assertThat(button("Switch to generation")).isFocused();
        press("Enter");
        tabTo(question.getByRole(AriaRole.BUTTON, named("Switch")));
        press("Enter");
        assertThat(page.locator("#rebuild .chip")).hasText("switched");

        tabTo(button("Roll back to generation"));
        press("Enter");
        tabTo(question.getByRole(AriaRole.BUTTON, named("Roll back")));
        press("Enter");
        assertThat(page.locator("#rebuild .chip")).hasText("rolled back");
        assertThat(live("restaurants")).isEqualTo(live);
    }

    @Test
    void aRebuildThatWaitsCanBeCancelled() {
        page.navigate("/dashboard");
        page.getByLabel("When to switch to the rebuilt consumers").selectOption("MANUAL");
        button("Rebuild consumers").click();
        button("Cancel the rebuild").click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Cancel the rebuild")).click();
        assertThat(page.locator("#rebuild .chip")).hasText("cancelled");
        assertThat(button("Rebuild")).isVisible();
    }

    @Test
    void aParkedDocumentIsShownWithItsErrorAndHeals() {
        String order = ORDER_IDS.get(9);
        documents("order-history", live("order-history")).updateOne(Filters.eq(order), Updates.combine(
                Updates.set("parked", new Document("event", "e").append("aggregate", "order-" + order).append("sequence", 1L)
                        .append("position", 7L).append("time", new Date()).append("error", "java.lang.IllegalStateException: torn")
                        .append("behind", new Document("order-" + order, 1L))),
                Updates.inc("rev", 1L)));
        page.navigate("/dashboard");
        assertThat(page.getByText("1 parked")).isVisible();
        page.navigate("/dashboard/views/order-history");
        assertThat(page.locator("#parked")).containsText("torn");
        shot("parked");
        button("Heal " + order).click();
        assertThat(page.locator("#parked")).containsText("None: every event could be folded.");
    }

    @Test
    void aProcessorIsPausedAndResumed() {
        page.navigate("/dashboard/processors");
        button("Pause couriers").click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Pause")).click();
        assertThat(card("couriers").locator(".chip").first()).hasText("paused");
        button("Resume couriers").click();
        assertThat(card("couriers").locator(".chip").first()).hasText("running");
    }

    @Test
    void aProcessorIsSplitAndMerged() {
        page.navigate("/dashboard/processors");
        assertThat(card("accounts")).containsText("1 segment");
        button("Split a segment of accounts").click();
        assertThat(card("accounts")).containsText("2 segments");
        button("Merge segments of accounts").click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("Merge")).click();
        assertThat(card("accounts")).containsText("1 segment");
    }

    @Test
    void anOrdersLifeIsATimelineAndAListAlike() {
        page.navigate("/dashboard/orders");
        assertThat(page.getByLabel("Order id")).isFocused();
        page.keyboard().type(ORDER_IDS.getFirst());
        press("Enter");
        Locator life = page.getByRole(AriaRole.LIST).getByRole(AriaRole.LISTITEM);
        assertThat(life.first()).containsText("Order: Order placed");
        assertThat(life.last()).containsText("cancelled");
        assertThat(page.getByText("Payment authorized")).isVisible();
        Locator ticket = page.getByText("Ticket requested");
        assertThat(ticket.boundingBox().x).isGreaterThan(page.getByText("Order placed").boundingBox().x + 100);
        page.getByText("Order placed").click();
        assertThat(page.locator("pre").first()).containsText(ORDER_IDS.getFirst());
        shot("order");
        page.getByLabel("Order id").fill("nobody");
        button("Show").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("There is no order nobody");
    }

    @Test
    void itFitsOnAPhone() {
        Page phone = watched(browser.phone(base));
        for (String address : List.of("/dashboard", "/dashboard/views/order-history", "/dashboard/processors", "/dashboard/attention",
                "/dashboard/orders?id=" + ORDER_IDS.getFirst())) {
            phone.navigate(address);
            assertThat(phone.getByRole(AriaRole.HEADING).first()).isVisible();
            assertThat(phone.evaluate("document.documentElement.scrollWidth - window.innerWidth")).as(address).isEqualTo(0);
        }
        phone.context().close();
    }

    @Test
    void itWorksWithoutScripts() {
        Page plain = watched(browser.withoutScripts(base));
        plain.navigate("/dashboard/processors");
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause restaurant-names")).click();
        assertThat(plain.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Pause restaurant-names?"))).isVisible();
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")).click();
        plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Resume restaurant-names")).click();
        assertThat(plain.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause restaurant-names"))).isVisible();
        plain.context().close();
    }

    @Test
    void theApiDocumentDoesNotListThePages() {
        assertThat(system.api().get("/v3/api-docs").expect(200).raw().body()).contains("/views").doesNotContain("dashboard");
        page.navigate("/dashboard");
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.BUTTON, named(name));
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private Locator card(String name) {
        return page.locator("#" + name);
    }

    private void press(String key) {
        page.keyboard().press(key);
    }

    /** As a person would: until it is there. */
    private void tabTo(Locator wanted) {
        assertThat(wanted).isVisible();
        for (int i = 0; i < 60 && !isFocused(wanted); i++) {
            press("Tab");
        }
        assertThat(wanted).isFocused(new LocatorAssertions.IsFocusedOptions().setTimeout(1_000));
    }

    private static boolean isFocused(Locator wanted) {
        return (Boolean) wanted.evaluate("element => element === document.activeElement");
    }

    private void shot(String name) {
        String folder = System.getProperty("ordertrail.test.shots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
        }
    }

    private static int live(String view) {
        return system.api().get("/views/" + view).expect(200).body().path("generation").asInt();
    }

    private static MongoCollection<Document> documents(String view, int generation) {
        return system.bean(MongoDatabase.class).getCollection("%s.%d".formatted(view, generation));
    }
}
