package io.ordertrail.query.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much a document asks for with its fragments spelt out, each of them looked at once.
 *
 * @param depth of the fields within each other; those that the schema itself is asked for do not count
 * @param fields in all, as many as there can be at most
 */
record Extent(int depth, long fields) {

    private static final Extent NONE = new Extent(0, 0);
    private static final Extent UNKNOWN = new Extent(0, 1);

    /** Neither a sum nor a sum of sums of a document's selections reaches what a long cannot hold. */
    private static final long MOST = Integer.MAX_VALUE;

    static Extent of(Document document) {
        Fragments fragments = new Fragments(document);
        return document.getDefinitionsOfType(OperationDefinition.class).stream()
                .map(operation -> of(operation.getSelectionSet(), fragments)).reduce(NONE, Extent::beside);
    }

    private static Extent of(SelectionSet selections, Fragments fragments) {
        Extent all = NONE;
        for (Node<?> selection : selections == null ? List.<Node<?>>of() : selections.getChildren()) {
            all = all.beside(switch (selection) {
                case Field field -> of(field, fragments);
                case InlineFragment inline -> of(inline.getSelectionSet(), fragments);
                case FragmentSpread spread -> fragments.of(spread.getName());
                default -> NONE;
            });
        }
        return all;
    }

    private static Extent of(Field field, Fragments fragments) {
        Extent extent = of(field.getSelectionSet(), fragments).within();
        return field.getName().startsWith("__") ? new Extent(1, extent.fields) : extent;
    }

    private Extent within() {
        return new Extent(depth + 1, Math.min(fields + 1, MOST));
    }

    private Extent beside(Extent other) {
        return new Extent(Math.max(depth, other.depth), Math.min(fields + other.fields, MOST));
    }

    /** The extents of a document's fragments. */
    private static final class Fragments {

        private final Map<String, FragmentDefinition> definitions = new HashMap<>();
        private final Map<String, Extent> known = new HashMap<>();

        Fragments(Document document) {
            document.getDefinitionsOfType(FragmentDefinition.class).forEach(fragment -> definitions.put(fragment.getName(), fragment));
        }

        /** One that is within itself, or unknown, is for the validation to refuse, which has to look at it. */
        Extent of(String name) {
            Extent extent = known.get(name);
            if (extent == null) {
                known.put(name, UNKNOWN);
                FragmentDefinition fragment = definitions.get(name);
                extent = fragment == null ? UNKNOWN : Extent.of(fragment.getSelectionSet(), this);
                known.put(name, extent);
            }
            return extent;
        }
    }
}
