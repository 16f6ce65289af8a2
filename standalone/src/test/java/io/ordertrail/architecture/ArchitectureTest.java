package io.ordertrail.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    private static final String ROOT = "io.ordertrail";

    private static final JavaClasses HOUSE = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    @ParameterizedTest
    @EnumSource
    void theHouseKeepsTheRule(Rule rule) {
        rule.below(ROOT).check(HOUSE);
    }

    /** Of the classes in the rule's own package, those whose names begin with "Bad" break it, and no others do. */
    @ParameterizedTest
    @EnumSource
    void theRuleBites(Rule rule) {
        String root = "%s.architecture.%s".formatted(ROOT, rule.name().toLowerCase(Locale.ROOT).replace("_", ""));
        JavaClasses examples = new ClassFileImporter().importPackages(root);

        List<String> violations = rule.below(root).evaluate(examples).getFailureReport().getDetails();

        assertThat(examples.stream().filter(ArchitectureTest::isBad)).isNotEmpty()
                .allSatisfy(bad -> assertThat(violations).anyMatch(violation -> violation.contains(bad.getName())));
        assertThat(violations).allMatch(violation -> examples.stream().filter(ArchitectureTest::isBad)
                .anyMatch(bad -> violation.contains(bad.getName())));
    }

    @Test
    void theRulesSeeAllOfTheHouse() {
        assertThat(HOUSE).extracting(JavaClass::getPackageName).contains(ROOT + ".events", ROOT + ".platform.refusal", ROOT + ".command");
    }

    private static boolean isBad(JavaClass type) {
        return type.getSimpleName().startsWith("Bad");
    }
}
