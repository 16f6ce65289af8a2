package io.ordertrail.standalone;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the jars are made of, and under which licences: a part that comes in by itself, with a version bump say, is seen here. */
class SupplyChainTest {

    private static final String USUAL = "Apache-2.0";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (.+) \\|$");

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    private static final List<JsonNode> PARTS = bills().flatMap(bill -> bill.get("components").valueStream()).toList();

    /** Standalone's, and one for each side and the issuer. */
    private static Stream<JsonNode> bills() {
        try {
            List<URL> places = Collections.list(SupplyChainTest.class.getClassLoader().getResources("META-INF/sbom/application.cdx.json"));
            assertThat(places).as("bills of materials of our four jars").hasSize(4);
            return places.stream().map(SupplyChainTest::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(URL place) {
        try (InputStream bill = place.openStream()) {
            return JsonMapper.shared().readTree(bill);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aBillNamesEachPartSoThatAScannerCanLookItUp() {
        assertThat(PARTS).allSatisfy(part -> {
            assertThat(part.path("purl").asString()).startsWith("pkg:maven/").contains("@" + part.get("version").asString());
            assertThat(part.path("hashes").size()).as("hashes of %s", part.path("purl")).isPositive();
        });
        assertThat(PARTS).extracting(part -> part.get("name").asString())
                .contains("axon-messaging", "axonserver-connector-java", "mongodb-driver-sync", "hsqldb",
                        "spring-security-oauth2-authorization-server");
    }

    /** Either way round: what is not listed, and what is listed and gone. */
    @Test
    void whateverIsUnderAnotherLicenceThanApachesIsListed() throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode part : PARTS) {
            String licences = part.path("licenses").valueStream().map(SupplyChainTest::nameOf).collect(joining(" / "));
            if (!licences.equals(USUAL)) {
                found.put(part.get("group").asString() + ":" + part.get("name").asString(), licences);
            }
        }
        Map<String, String> listed = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "licences.md"))).results()
                .forEach(row -> listed.put(row.group(1), row.group(2)));
        assertThat(listed).isEqualTo(found);
    }

    private static String nameOf(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return licence.has("id") ? licence.get("id").asString()
                : licence.has("name") ? licence.get("name").asString() : choice.path("expression").asString("?");
    }

    /** The kind: that leaving Axon Server becomes dear without anybody having decided so. */
    @Test
    void onlyTheClassesThatTheDecisionNamesKnowAxonServersClient() throws IOException {
        Set<String> know = new TreeSet<>();
        for (JavaClass each : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar")).importPackages("io.ordertrail")) {
            boolean knows = each.getDirectDependenciesFromSelf().stream().map(dependency -> dependency.getTargetClass().getPackageName())
                    .anyMatch(name -> name.startsWith("org.axonframework.axonserver") || name.startsWith("io.axoniq"));
            if (knows) {
                know.add(topLevel(each));
            }
        }
        String decision = Files.readString(Path.of("..", "docs", "adr", "0046-what-axons-licences-allow.md"));
        String named = decision.substring(decision.indexOf("Five classes know its client"), decision.indexOf("Another store is another"));
        assertThat(NAME.matcher(named).results().map(name -> name.group(1))).containsExactlyInAnyOrderElementsOf(know);
    }

    private static String topLevel(JavaClass one) {
        return one.getEnclosingClass().map(SupplyChainTest::topLevel).orElse(one.getSimpleName());
    }
}
