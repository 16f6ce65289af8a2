package io.ordertrail.query.graphql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.AbortExecutionException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Keeps what documents mean that were asked with lately and were right: a program has a few, and a subscription is answered by one again and again. */
@Component
class KnownDocuments implements PreparsedDocumentProvider {

    /** Characters of them; what they mean takes some twenty times as much. */
    private static final int MOST_TEXT = 500_000;

    private final Cache<String, PreparsedDocumentEntry> known =
            Caffeine.newBuilder().maximumWeight(MOST_TEXT).weigher((String text, PreparsedDocumentEntry entry) -> text.length()).build();

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> read) {
        PreparsedDocumentEntry entry = known.getIfPresent(input.getQuery());
        if (entry == null) {
            entry = read(input, read);
            if (!entry.hasErrors()) {
                known.put(input.getQuery(), entry);
            }
        }
        return CompletableFuture.completedFuture(entry);
    }

    private static PreparsedDocumentEntry read(ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> read) {
        try {
            return read.apply(input);
        } catch (AbortExecutionException tooLarge) {
            return new PreparsedDocumentEntry(tooLarge);
        }
    }
}
