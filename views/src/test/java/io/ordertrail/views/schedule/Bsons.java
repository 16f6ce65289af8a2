package io.ordertrail.views.schedule;

import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonNull;
import org.bson.BsonValue;

/** As much of MongoDB's filters and updates as the machinery of views uses; what else it is asked, it refuses. */
final class Bsons {

    private Bsons() {
    }

    static boolean matches(BsonDocument document, BsonDocument filter) {
        for (Map.Entry<String, BsonValue> condition : filter.entrySet()) {
            boolean holds = switch (condition.getKey()) {
                case "$and" -> condition.getValue().asArray().stream().allMatch(each -> matches(document, each.asDocument()));
                case "$or" -> condition.getValue().asArray().stream().anyMatch(each -> matches(document, each.asDocument()));
                default -> holds(at(document, condition.getKey()), condition.getValue());
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(BsonValue value, BsonValue condition) {
        if (condition instanceof BsonDocument operators && !operators.isEmpty() && operators.getFirstKey().startsWith("$")) {
            return operators.entrySet().stream().allMatch(operator -> switch (operator.getKey()) {
                case "$eq" -> same(value, operator.getValue());
                case "$ne" -> !same(value, operator.getValue());
                case "$exists" -> value != null == operator.getValue().asBoolean().getValue();
                case "$in" -> operator.getValue().asArray().stream().anyMatch(each -> same(value, each));
                default -> throw new UnsupportedOperationException(operator.getKey());
            });
        }
        return same(value, condition);
    }

    private static boolean same(BsonValue value, BsonValue other) {
        BsonValue left = value == null ? BsonNull.VALUE : value;
        return left.isNumber() && other.isNumber() ? left.asNumber().longValue() == other.asNumber().longValue() : left.equals(other);
    }

    static BsonValue at(BsonDocument document, String path) {
        BsonValue value = document;
        for (String name : path.split("\\.")) {
            value = value instanceof BsonDocument inner ? inner.get(name) : null;
        }
        return value;
    }

    static int compare(BsonValue left, BsonValue right) {
        if (left == null || right == null) {
            return left == right ? 0 : left == null ? -1 : 1;
        }
        return switch (left.getBsonType()) {
            case STRING -> left.asString().compareTo(right.asString());
            case DATE_TIME -> left.asDateTime().compareTo(right.asDateTime());
            case INT32, INT64 -> Long.compare(left.asNumber().longValue(), right.asNumber().longValue());
            default -> throw new UnsupportedOperationException(left.getBsonType().name());
        };
    }

    /** What a document has to begin with that is made because none fulfils a condition. */
    static BsonDocument equalities(BsonDocument condition) {
        BsonDocument made = new BsonDocument();
        condition.forEach((path, value) -> {
            if (path.equals("$and")) {
                value.asArray().forEach(each -> made.putAll(equalities(each.asDocument())));
            } else if (!path.startsWith("$") && !(value instanceof BsonDocument operators && operators.getFirstKey().startsWith("$"))) {
                set(made, path, value);
            }
        });
        return made;
    }

    /** @param inserted whether the document is being made by this */
    static BsonDocument updated(BsonDocument before, BsonDocument update, boolean inserted) {
        BsonDocument after = before.clone();
        update.forEach((operator, fields) -> fields.asDocument().forEach((path, value) -> {
            switch (operator) {
                case "$set" -> set(after, path, value);
                case "$setOnInsert" -> {
                    if (inserted) {
                        set(after, path, value);
                    }
                }
                case "$unset" -> unset(after, path);
                case "$inc" -> {
                    BsonValue present = at(after, path);
                    long sum = (present == null ? 0 : present.asNumber().longValue()) + value.asNumber().longValue();
                    set(after, path, value.isInt32() ? new BsonInt32((int) sum) : new BsonInt64(sum));
                }
                default -> throw new UnsupportedOperationException(operator);
            }
        }));
        return after;
    }

    private static void set(BsonDocument document, String path, BsonValue value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.put(path, value);
        } else {
            String name = path.substring(0, dot);
            if (!document.containsKey(name)) {
                document.put(name, new BsonDocument());
            }
            set(document.getDocument(name), path.substring(dot + 1), value);
        }
    }

    private static void unset(BsonDocument document, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            document.remove(path);
        } else if (document.get(path.substring(0, dot)) instanceof BsonDocument inner) {
            unset(inner, path.substring(dot + 1));
        }
    }
}
