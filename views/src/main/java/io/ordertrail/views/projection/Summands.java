package io.ordertrail.views.projection;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What a sum is made of, by name: parts by documents' ids, whole sums by the names of their parts. */
public record Summands(Map<String, Summand> byName) {

    public static final Summands NONE = new Summands(Map.of());

    /** @return these with those that are newer, as of that revision of the whole; this very object if none is newer */
    public Summands with(Map<String, Summand> others, long revision) {
        if (others.entrySet().stream().allMatch(other -> has(other.getKey(), other.getValue().revision()))) {
            return this;
        }
        Map<String, Summand> all = new TreeMap<>(byName);
        others.forEach((name, other) -> {
            if (!has(name, other.revision())) {
                all.put(name, new Summand(other.revision(), revision, other.numbers()));
            }
        });
        return new Summands(all);
    }

    public boolean has(String name, long revision) {
        Summand known = byName.get(name);
        return known != null && known.revision() >= revision;
    }

    /** Each number added up. */
    public List<BigDecimal> total() {
        return byName.values().stream().map(Summand::numbers).reduce(Summands::plus).orElseThrow();
    }

    private static List<BigDecimal> plus(List<BigDecimal> some, List<BigDecimal> others) {
        return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).add(others.get(i))).toList();
    }
}
