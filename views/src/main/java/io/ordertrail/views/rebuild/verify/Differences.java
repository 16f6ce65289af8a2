package io.ordertrail.views.rebuild.verify;

import io.ordertrail.views.projection.Stored;
import io.ordertrail.views.rebuild.verify.Report.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonWriterSettings;

/** What two documents differ in, field by field, as a person reads it. */
final class Differences {

    /** More does not help to see what has changed. */
    private static final int FIELDS = 50;
    private static final int TEXT = 500;

    private static final JsonWriterSettings PLAIN = JsonWriterSettings.builder().build();

    private final List<Field> fields = new ArrayList<>();

    private Differences() {
    }

    /** Either may be null. */
    static List<Field> between(BsonDocument live, BsonDocument built) {
        Differences differences = new Differences();
        if (live == null || built == null) {
            differences.add("", entry(live), entry(built));
            return differences.fields;
        }
        differences.walk("", entry(live), entry(built));
        differences.walk("/parked", live.get(Stored.PARKED), built.get(Stored.PARKED));
        if (differences.fields.isEmpty()) {
            // Only if one of them no longer follows: then what it has seen is all that can be shown.
            differences.walk("/seq", live.get(Stored.SEQUENCES), built.get(Stored.SEQUENCES));
        }
        if (differences.fields.isEmpty()) {
            differences.walk("/rev", live.get(Stored.REVISION), built.get(Stored.REVISION));
        }
        return differences.fields;
    }

    private static BsonValue entry(BsonDocument document) {
        return document == null ? null : document.get(Stored.ENTRY, new BsonDocument());
    }

    private void walk(String path, BsonValue live, BsonValue built) {
        if (Objects.equals(live, built)) {
            return;
        }
        if (live instanceof BsonDocument left && built instanceof BsonDocument right) {
            Set<String> names = new LinkedHashSet<>(left.keySet());
            names.addAll(right.keySet());
            names.forEach(name -> walk(path + "/" + name.replace("~", "~0").replace("/", "~1"), left.get(name), right.get(name)));
        } else if (live instanceof BsonArray left && built instanceof BsonArray right) {
            for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
                walk(path + "/" + i, i < left.size() ? left.get(i) : null, i < right.size() ? right.get(i) : null);
            }
        } else {
            add(path, live, built);
        }
    }

    private void add(String path, BsonValue live, BsonValue built) {
        if (fields.size() < FIELDS) {
            fields.add(new Field(path, text(live), text(built)));
        }
    }

    static String text(BsonValue value) {
        if (value == null) {
            return null;
        }
        String text = switch (value.getBsonType()) {
            case STRING -> value.asString().getValue();
            case DATE_TIME -> java.time.Instant.ofEpochMilli(value.asDateTime().getValue()).toString();
            case DOCUMENT -> value.asDocument().toJson(PLAIN);
            default -> unwrapped(value);
        };
        return text.length() <= TEXT ? text : text.substring(0, TEXT) + "…";
    }

    /** A value by itself has no JSON of its own in this library: it is taken out of a document that holds it. */
    private static String unwrapped(BsonValue value) {
        String wrapped = new BsonDocument("v", value).toJson(PLAIN);
        return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip();
    }
}
